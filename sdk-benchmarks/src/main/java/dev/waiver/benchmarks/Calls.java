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

/** Runs the JMH benchmark in rounds, so that contestants take turns and a slow minute of the machine hits them all. */
@SuppressWarnings("StringSplitter")
final class Calls {
    static final List<String> WORKS = List.of("list20", "list2000", "create", "document", "error");
    static final List<String> CONTESTANTS =
            List.of("sdk", "hand-written", "openapi-okhttp-gson", "openapi-native", "feign", "retrofit");

    private static final int LONG_ROUNDS = 5;

    /**
     * Whose canned works the short form measures in two processes, since one may meet a busy second of the machine. On loopback
     * two processes of one program differ by more than the two programs do: {@link Scale} lets them take turns in one.
     */
    private static final List<String> COMPARED = List.of("sdk", "hand-written");

    /** Who is so near that it matters whether all of their code is compiled; they warm up for longer. */
    private static final List<String> NEAR = List.of("sdk", "hand-written", "retrofit");

    // At most: most are done earlier.
    private static final int NEAR_WARM_UP_MILLIS = 5_000;
    private static final int WARM_UP_MILLIS = 2_500;
    private static final int LONG_WARM_UP_MILLIS = 10_000;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final int port;
    private final boolean longForm;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final Map<String, List<Double>> bytes = new LinkedHashMap<>();

    Calls(int port, boolean longForm) {
        this.port = port;
        this.longForm = longForm;
    }

    List<Row> run(List<String> works, List<String> transports, List<String> contestants) throws RunnerException {
        for (String transport : transports) {
            round(works, transport, contestants);
        }
        if (longForm) {
            for (int round = 1; round < LONG_ROUNDS; round++) {
                for (String transport : transports) {
                    round(works, transport, contestants);
                }
            }
        } else if (transports.contains("canned")) {
            round(works, "canned", kept(contestants, COMPARED));
        }
        return rows();
    }

    private static List<String> kept(List<String> all, List<String> some) {
        return all.stream().filter(some::contains).toList();
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
                .warmupTime(TimeValue.milliseconds(250))
                .measurementIterations(longForm || near ? 5 : 3)
                .measurementTime(TimeValue.milliseconds(longForm ? 1_000 : 250))
                .jvmArgs(
                        "-Xms512m",
                        "-Xmx512m",
                        "-D" + CallBenchmark.PORT + "=" + port,
                        "-D" + CallBenchmark.WARM_UP + "=" + warmUp)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        String key = String.join(" ", work, transport, contestant);
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            if (params.getThreads() != 1) {
                throw new IllegalStateException("one caller only");
            }
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    add(times, key, iteration.getPrimaryResult().getScore());
                    Result<?> allocated = iteration.getSecondaryResults().get(ALLOCATED);
                    if (allocated != null) {
                        add(bytes, key, allocated.getScore());
                    }
                }
            }
        }
        System.out.printf("  %-32s %10.1f us %12.0f B%n", key, median(times.get(key)), median(bytes.get(key)));
    }

    private static void add(Map<String, List<Double>> all, String key, double value) {
        all.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        times.forEach((key, measured) -> {
            String[] parts = key.split(" ");
            double[] sorted = sorted(measured);
            rows.add(new Row(
                    parts[0],
                    parts[1],
                    parts[2],
                    1,
                    "platform",
                    median(measured),
                    sorted[0],
                    sorted[sorted.length - 1],
                    median(bytes.get(key))));
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
