package dev.waiver.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.spi.ElementStream;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What happens when there is much of something. Each part runs in a process of its own and prints what it found. */
final class Scale {
    private static final int CLIENTS = 10_000;
    private static final int CALLERS = 10_000;
    private static final int TURNS = 6;

    /** For the number of callers that has a bar to hold. */
    private static final int MORE_TURNS = 12;

    /** So many turns until both are compiled; before, whoever has less code is ahead by up to a fifth. */
    private static final int WARM_UP_TURNS = 8;

    private static final int TURNS_OF_ONE = 16;
    private static final long TURN_NANOS = 500_000_000L;
    private static final long TURN_OF_ONE_NANOS = 250_000_000L;

    private static final int USUAL_CALLERS = 64;
    private static final int NAGLE_CALLS = 60;

    private Scale() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "stream" -> stream(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "tenants" -> tenants();
            case "expired" -> expired();
            case "callers" ->
                callers(
                        Integer.parseInt(args[1]),
                        List.of(args[2].split(",")),
                        List.of(args[3].split(",")),
                        List.of(args[4].split(",")));
            case "nagle" -> nagle(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("scale: there is no " + args[0]);
        }
        System.exit(0);
    }

    /** Reads a list of so many rules, twice, and prints nanoseconds of processor time for each rule of the second. */
    private static void stream(int port, int count) throws Exception {
        EmailExceptionsApi api = api(Wire.of("loopback", port));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The same amount of warming up for each length, so that only the length differs.
        read(api, 20_000);
        int repeats = Math.max(1, 20_000 / count);
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < repeats; i++) {
            read(api, count);
        }
        System.out.println((threads.getCurrentThreadCpuTime() - start) / repeats / count);
    }

    private static EmailExceptionsApi api(Wire wire) {
        return SdkContestant.email(wire, wire.transport()).api(EmailExceptionsApi.class);
    }

    private static void read(EmailExceptionsApi api, int count) {
        int seen = 0;
        try (ElementStream<EmailExceptionRule> rules =
                api.stream(EmailList.of(Payloads.MANY + count)).execute()) {
            for (List<EmailExceptionRule> some = rules.next(500); some != null; some = rules.next(500)) {
                seen += some.size();
            }
        }
        if (seen != count) {
            throw new IllegalStateException(seen + " rules of " + count);
        }
    }

    /** Prints the bytes and the threads that each further client costs. */
    private static void tenants() throws Exception {
        Wire wire = Wire.of("canned", 0);
        SdkTransport transport = wire.transport();
        List<EmailClient> clients = new ArrayList<>(CLIENTS);
        clients.add(SdkContestant.email(wire, transport));
        int threads = Thread.activeCount();
        long before = used();
        while (clients.size() <= CLIENTS) {
            clients.add(SdkContestant.email(wire, transport));
        }
        long after = used();
        System.out.println((after - before) / CLIENTS + " " + (Thread.activeCount() - threads) + " " + clients.size());
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** Lets many callers find an expired token at once; prints sign-ins and milliseconds to the first and last answer. */
    private static void expired() throws Exception {
        Wire wire = Wire.of("canned", 0);
        EmailExceptionsApi api = api(wire);
        CallOptions patient =
                CallOptions.builder().deadline(Duration.ofMinutes(10)).build();
        wire.sockets().shortTokens = true;
        api.list(EmailList.of(Payloads.SMALL_LIST)).execute();
        wire.sockets().shortTokens = false;
        int before = wire.sockets().signIns.get();
        Thread.sleep(1_100);
        long start = System.nanoTime();
        CompletableFuture<Long> first = new CompletableFuture<>();
        List<CompletableFuture<?>> all = new ArrayList<>(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            all.add(api.list(EmailList.of(Payloads.SMALL_LIST))
                    .with(patient)
                    .executeAsync()
                    .whenComplete((rules, error) -> first.complete(System.nanoTime())));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        System.out.printf(
                "%d %.0f %.0f%n",
                wire.sockets().signIns.get() - before, (first.join() - start) / 1e6, (System.nanoTime() - start) / 1e6);
    }

    /**
     * The works by one caller, then lists of twenty by each kind of threads and each number of callers; both contestants take
     * turns in one process. Prints two lines for each, the SDK's first: the calls per second of each turn; behind those of each
     * work by one caller, two of the microseconds of processor time.
     */
    private static void callers(int port, List<String> works, List<String> kinds, List<String> numbers)
            throws Exception {
        for (String work : works) {
            Map<String, Callable<Object>> both = both(port, work);
            turns(both, WARM_UP_TURNS, TURN_NANOS, 1, "platform");
            Map<String, List<Turn>> turns = turns(both, TURNS_OF_ONE, TURN_OF_ONE_NANOS, 1, "platform");
            print(turns, Turn::rate);
            print(turns, Turn::processorMicros);
        }
        Map<String, Callable<Object>> both = both(port, "list20");
        for (String threads : kinds) {
            turns(both, WARM_UP_TURNS, TURN_NANOS, USUAL_CALLERS, threads);
            for (String number : numbers) {
                int callers = Integer.parseInt(number);
                print(
                        turns(both, callers == USUAL_CALLERS ? MORE_TURNS : TURNS, TURN_NANOS, callers, threads),
                        Turn::rate);
            }
        }
    }

    private static Map<String, Callable<Object>> both(int port, String work) throws Exception {
        Map<String, Callable<Object>> both = new LinkedHashMap<>();
        for (String contestant : List.of("sdk", "hand-written")) {
            both.put(
                    contestant,
                    CallBenchmark.contestant(contestant, Wire.of("loopback", port))
                            .work(work));
        }
        return both;
    }

    private static void print(Map<String, List<Turn>> turns, ToDoubleFunction<Turn> value) {
        for (List<Turn> all : turns.values()) {
            System.out.println(all.stream()
                    .map(turn -> String.valueOf(value.applyAsDouble(turn)))
                    .collect(Collectors.joining(" ")));
        }
    }

    /** What came of a turn: calls per second, and microseconds of the process's processor time for each. */
    private record Turn(double rate, double processorMicros) {}

    private static Map<String, List<Turn>> turns(
            Map<String, Callable<Object>> works, int count, long nanos, int callers, String threads) throws Exception {
        Map<String, List<Turn>> rates = new LinkedHashMap<>();
        works.keySet().forEach(contestant -> rates.put(contestant, new ArrayList<>()));
        for (int turn = 0; turn < count; turn++) {
            // Who goes first changes with each turn.
            List<String> order = new ArrayList<>(works.keySet());
            if (turn % 2 != 0) {
                Collections.reverse(order);
            }
            for (String contestant : order) {
                rates.get(contestant).add(turn(works.get(contestant), nanos, callers, threads));
            }
        }
        return rates;
    }

    /** Microseconds of a document got and put back by plain OkHttp, first with sockets that send at once, then with its own. */
    private static void nagle(int port) throws Exception {
        Wire wire = Wire.of("loopback", port);
        for (Wire one : List.of(wire, wire.asOkHttpComes())) {
            Callable<Object> document =
                    CallBenchmark.contestant("hand-written", one).work("document");
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < NAGLE_CALLS; i++) {
                long start = System.nanoTime();
                if (document.call() == null) {
                    throw new IllegalStateException("nothing came back");
                }
                times.add((System.nanoTime() - start) / 1e3);
            }
            System.out.println(Calls.median(times));
        }
    }

    private static Turn turn(Callable<Object> call, long nanos, int callers, String threads) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processorTime = system.getProcessCpuTime();
        LongAdder done = new LongAdder();
        long start = System.nanoTime();
        long end = start + nanos;
        ExecutorService executor = executor(threads, callers);
        for (int i = 0; i < callers; i++) {
            executor.execute(() -> {
                try {
                    while (System.nanoTime() - end < 0) {
                        call.call();
                        done.increment();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        executor.shutdown();
        if (!executor.awaitTermination(2, java.util.concurrent.TimeUnit.MINUTES)) {
            throw new IllegalStateException("callers do not end");
        }
        return new Turn(
                done.sum() / ((System.nanoTime() - start) / 1e9),
                (system.getProcessCpuTime() - processorTime) / 1e3 / done.sum());
    }

    /** Virtual threads where the JDK has them. */
    static ExecutorService executor(String threads, int callers) throws ReflectiveOperationException {
        return threads.equals("virtual")
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newFixedThreadPool(callers);
    }
}
