package dev.waiver.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One work by one contestant over one transport, in a JVM of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("UnsafeReflectiveConstructionCast")
public class CallBenchmark {
    /** The port of the loopback server, as a system property. */
    static final String PORT = "waiver.bench.port";

    /** What is done. */
    @Param({"list20", "list2000", "create", "document", "error"})
    public String work;

    /** Where requests go. */
    @Param({"canned", "loopback"})
    public String transport;

    /** Who does it. */
    @Param({"sdk", "hand-written", "openapi-okhttp-gson", "openapi-native", "feign", "retrofit"})
    public String contestant;

    private Callable<Object> call;

    /** Makes the client. */
    @Setup
    public void client() throws Exception {
        call = contestant(contestant, Wire.of(transport, Integer.getInteger(PORT, 0)))
                .work(work);
    }

    /** One call. */
    @Benchmark
    public Object call() throws Exception {
        return call.call();
    }

    static Contestant contestant(String name, Wire wire) throws Exception {
        return switch (name) {
            case "sdk" -> new SdkContestant(wire);
            case "hand-written" -> new HandWritten(wire);
            case "feign" -> new FeignContestant(wire);
            case "retrofit" -> new RetrofitContestant(wire);
            case "openapi-okhttp-gson" -> generated("OpenApiOkHttpContestant", wire);
            case "openapi-native" -> generated("OpenApiNativeContestant", wire);
            default -> throw new IllegalArgumentException("contestant: there is no " + name);
        };
    }

    /** Generated clients are only there in builds with the profile {@code bench}. */
    private static Contestant generated(String name, Wire wire) throws Exception {
        return (Contestant) Class.forName("dev.waiver.benchmarks." + name)
                .getDeclaredConstructor(Wire.class)
                .newInstance(wire);
    }
}
