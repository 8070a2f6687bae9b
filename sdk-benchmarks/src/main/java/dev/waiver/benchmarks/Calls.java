/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A runner of the JMH benchmark in rounds: the contestants alternate, so that a slow minute of the machine affects all
 * of them.
 */
@SuppressWarnings("StringSplitter")
final class Calls {
    static final List<String> WORKS = List.of("list20", "list2000", "create", "document", "error");
    static final List<String> CONTESTANTS =
            List.of("sdk", "hand-written", "openapi-okhttp-gson", "openapi-native", "feign", "retrofit");

    /** The closest contestants. Uncompiled code would distort their ratios, so they warm up for longer. */
    static final List<String> NEAR = List.of("sdk", "hand-written", "retrofit");

    /** The contestants that performance limits apply to. */
    static final List<String> COMPARED = List.of("sdk", "hand-written");

    private static final int LONG_ROUNDS = 5;

    // Upper bounds: most contestants finish warming up earlier.
    private static final int NEAR_WARM_UP_MILLIS = 5_000;
    private static final int WARM_UP_MILLIS = 3_000;
    private static final int LONG_WARM_UP_MILLIS = 10_000;

    private static final int ITERATIONS = 3;
    private static final int LONG_ITERATIONS = 5;

    /** The maximum time of one fork of a close contestant: start, warm-up and measurement. */
    private static final long NEAR_NANOS = 8_000_000_000L;

    /** The workloads in the order in which an additional fork is worth most: small ones vary most. */
    private static final List<String> SMALL_FIRST = List.of("create", "error", "list20", "document", "list2000");

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final int port;
    private final boolean longForm;

    /** The measurements of each fork, by workload, transport and contestant. */
    private final Map<String, List<List<Double>>> times = new LinkedHashMap<>();

    private final Map<String, List<Double>> bytes = new LinkedHashMap<>();

    Calls(int port, boolean longForm) {
        this.port = port;
        this.longForm = longForm;
    }

    void run(List<String> works, List<String> transports, List<String> contestants) throws RunnerException {
        for (String transport : transports) {
            round(works, transport, contestants);
        }
        for (int round = 1; longForm && round < LONG_ROUNDS; round++) {
            for (String transport : transports) {
                round(works, transport, contestants);
            }
        }
    }

    /**
     * Runs additional forks of the closest contestants while there is time: any earlier fork may have hit a busy
     * second.
     */
    void again(long until) throws RunnerException {
        for (String work : SMALL_FIRST) {
            if (System.nanoTime() + NEAR.size() * NEAR_NANOS - until < 0) {
                round(List.of(work), "canned", NEAR);
            }
        }
    }

    private static String key(String work, String transport, String contestant) {
        return String.join(" ", work, transport, contestant);
    }

    private void round(List<String> works, String transport, List<String> contestants) throws RunnerException {
        for (String work : works) {
            for (String contestant : contestants) {
                fork(work, transport, contestant);
            }
        }
    }

    private void fork(String work, String transport, String contestant) throws RunnerException {
        boolean near = NEAR.contains(contestant);
        int warmUp = longForm ? LONG_WARM_UP_MILLIS : near ? NEAR_WARM_UP_MILLIS : WARM_UP_MILLIS;
        Options options = new OptionsBuilder()
                .include(CallBenchmark.class.getName() + ".call")
                .param("work", work)
                .param("transport", transport)
                .param("contestant", contestant)
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(100))
                .measurementIterations(longForm ? LONG_ITERATIONS : ITERATIONS)
                .measurementTime(TimeValue.milliseconds(longForm ? 1_000 : 250))
                .jvmArgs(
                        "-Xms512m",
                        "-Xmx512m",
                        "-D" + CallBenchmark.PORT + "=" + port,
                        "-D" + CallBenchmark.WARM_UP + "=" + warmUp)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        String key = key(work, transport, contestant);
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            if (params.getThreads() != 1) {
                throw new IllegalStateException("threads: must be 1; the JMH benchmark measures one caller");
            }
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                List<Double> measured = new ArrayList<>();
                for (IterationResult iteration : fork.getIterationResults()) {
                    measured.add(iteration.getPrimaryResult().getScore());
                    Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
                    if (allocated != null) {
                        add(bytes, key, allocated.getScore());
                    }
                }
                add(times, key, measured);
                System.out.printf("  %-32s %10.1f us %12.0f B%n", key, median(measured), median(bytes.get(key)));
            }
        }
    }

    private static <T> void add(Map<String, List<T>> all, String key, T value) {
        all.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        times.forEach((key, measured) -> {
            String[] parts = key.split(" ");
            double[] sorted = sorted(measured.stream().flatMap(List::stream).toList());
            rows.add(new Row(
                    parts[0],
                    parts[1],
                    parts[2],
                    1,
                    "platform",
                    // The median of forks, not of all measurements: a fork that hit a busy second must not count for
                    // half.
                    median(measured.stream().map(Calls::median).toList()),
                    sorted[0],
                    sorted[sorted.length - 1],
                    median(bytes.get(key)),
                    null));
        });
        return rows;
    }

    static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    static double median(List<Double> values) {
        if (values == null || values.isEmpty()) {
            return Double.NaN;
        }
        double[] sorted = sorted(values);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
