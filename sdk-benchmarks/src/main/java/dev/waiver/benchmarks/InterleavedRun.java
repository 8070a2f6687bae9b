/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * A benchmark that interleaves the closest contestants in one JVM, in short slices, so that host noise affects them
 * equally: slow seconds of the machine and, on loopback, the sleeping and waking of its cores. Separate processes of
 * one program differ by more than these programs do.
 */
final class InterleavedRun {
    /** Distinguishes interleaved measurements of one caller from those of JMH. */
    private static final String IN_TURNS = " interleaved";

    private static final int VIRTUAL_THREADS_SINCE = 21;

    private static final long TURN_NANOS = 100_000_000L;
    private static final int TURNS = 30;
    private static final long WARM_UP_NANOS = 6_000_000_000L;

    /** The warm-up on loopback, which is shorter: it runs after the canned transport, when most code is compiled. */
    private static final long FURTHER_WARM_UP_NANOS = 3_000_000_000L;

    private static final long TURN_OF_MANY_NANOS = 250_000_000L;
    private static final int TURNS_OF_MANY = 12;

    /** The number of callers that a performance limit applies to; measured with twice as many slices. */
    private static final int DEFAULT_CALLERS = 64;

    /**
     * The number of warm-up slices with many callers, after which both contestants are compiled. Before that, the
     * contestant with less code is ahead by up to a fifth.
     */
    private static final int WARM_UP_TURNS = 16;

    private static final int TIMES_AS_MANY_IN_LONG = 4;

    private final int port;
    private final int longer;
    private final JsonMapper mapper = new JsonMapper();

    private InterleavedRun(int port, boolean longForm) {
        this.port = port;
        longer = longForm ? TIMES_AS_MANY_IN_LONG : 1;
    }

    static List<Row> run(int port, boolean longForm) throws IOException, InterruptedException {
        String lines = Processes.run(Processes.command(
                List.of("-Xmx1g"), InterleavedRun.class, List.of(Integer.toString(port), Boolean.toString(longForm))));
        JsonMapper mapper = new JsonMapper();
        List<Row> rows = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            rows.add(mapper.readValue(line, Row.class));
        }
        return rows;
    }

    /** Prints the rows as JSON, one per line. */
    public static void main(String[] args) throws Exception {
        InterleavedRun turns = new InterleavedRun(Integer.parseInt(args[0]), Boolean.parseBoolean(args[1]));
        for (String work : Calls.WORKS) {
            turns.one(work, "canned", Calls.NEAR, WARM_UP_NANOS);
        }
        for (String work : Calls.WORKS) {
            turns.one(work, "loopback", Calls.COMPARED, FURTHER_WARM_UP_NANOS);
        }
        turns.many("platform", 8, DEFAULT_CALLERS, 512); // one caller is measured above
        if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE) {
            turns.many("virtual", 1, 8, DEFAULT_CALLERS, 512);
        }
        System.exit(0);
    }

    /** Measures a workload with one caller. */
    private void one(String work, String transport, List<String> contestants, long warmUpNanos) throws Exception {
        Map<String, Callable<Object>> calls = calls(work, transport, contestants);
        CallBenchmark.warmUp(calls.values(), System.nanoTime() + warmUpNanos);
        print(work, transport, 1, "platform" + IN_TURNS, turns(calls, TURNS * longer, TURN_NANOS, 1, "platform"));
    }

    /** Measures lists of twenty rules with each of these numbers of callers. */
    private void many(String threads, int... numbers) throws Exception {
        Map<String, Callable<Object>> calls = calls("list20", "loopback", Calls.COMPARED);
        turns(calls, WARM_UP_TURNS, TURN_OF_MANY_NANOS, DEFAULT_CALLERS, threads);
        for (int callers : numbers) {
            int count = callers == DEFAULT_CALLERS ? 2 * TURNS_OF_MANY : TURNS_OF_MANY;
            print(
                    "list20",
                    "loopback",
                    callers,
                    callers == 1 ? threads + IN_TURNS : threads,
                    turns(calls, count * longer, TURN_OF_MANY_NANOS, callers, threads));
        }
    }

    private Map<String, Callable<Object>> calls(String work, String transport, List<String> contestants)
            throws Exception {
        Map<String, Callable<Object>> calls = new LinkedHashMap<>();
        for (String contestant : contestants) {
            Wire wire = Wire.of(transport, port);
            calls.put(contestant, CallBenchmark.contestant(contestant, wire).work(work));
        }
        return calls;
    }

    private void print(String work, String transport, int callers, String threads, Map<String, List<Turn>> turns)
            throws IOException {
        for (Map.Entry<String, List<Turn>> one : turns.entrySet()) {
            double[] micros = Calls.sorted(values(one.getValue(), Turn::micros));
            System.out.println(mapper.writeValueAsString(new Row(
                    work,
                    transport,
                    one.getKey(),
                    callers,
                    threads,
                    Calls.median(values(one.getValue(), Turn::micros)),
                    micros[0],
                    micros[micros.length - 1],
                    // The JVM does not count the allocations of virtual threads.
                    threads.startsWith("virtual") ? null : Calls.median(values(one.getValue(), Turn::bytes)),
                    Calls.median(values(one.getValue(), Turn::processorMicros)))));
        }
    }

    private static List<Double> values(List<Turn> turns, ToDoubleFunction<Turn> value) {
        return turns.stream().mapToDouble(value).boxed().toList();
    }

    /**
     * The result of a slice, per call: microseconds, microseconds of the process's processor time, and the bytes that
     * the calling thread allocated.
     */
    private record Turn(double micros, double processorMicros, double bytes) {}

    private static Map<String, List<Turn>> turns(
            Map<String, Callable<Object>> calls, int count, long nanos, int callers, String threads) throws Exception {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        calls.keySet().forEach(contestant -> turns.put(contestant, new ArrayList<>()));
        for (int turn = 0; turn < count; turn++) {
            // The order alternates, so that no contestant is always first.
            List<String> order = new ArrayList<>(calls.keySet());
            if (turn % 2 != 0) {
                Collections.reverse(order);
            }
            for (String contestant : order) {
                turns.get(contestant).add(turn(calls.get(contestant), nanos, callers, threads));
            }
        }
        return turns;
    }

    private static Turn turn(Callable<Object> call, long nanos, int callers, String threads) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LongAdder done = new LongAdder();
        LongAdder bytes = new LongAdder();
        ExecutorService executor = executor(threads, callers);
        long processorTime = system.getProcessCpuTime();
        long start = System.nanoTime();
        long end = start + nanos;
        for (int i = 0; i < callers; i++) {
            executor.execute(() -> {
                long allocated = memory.getCurrentThreadAllocatedBytes();
                try {
                    while (System.nanoTime() - end < 0) {
                        call.call();
                        done.increment();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                bytes.add(memory.getCurrentThreadAllocatedBytes() - allocated);
            });
        }
        executor.shutdown();
        if (!executor.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the callers have not ended after 2 minutes");
        }
        double calls = done.sum();
        return new Turn(
                (System.nanoTime() - start) / 1e3 * callers / calls,
                (system.getProcessCpuTime() - processorTime) / 1e3 / calls,
                bytes.sum() / calls);
    }

    /** Creates virtual threads by reflection, since the module is compiled for JDK 17. */
    private static ExecutorService executor(String threads, int callers) throws ReflectiveOperationException {
        return threads.equals("virtual")
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newFixedThreadPool(callers);
    }
}
