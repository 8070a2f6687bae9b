/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
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

/** A JMH benchmark of one workload by one contestant over one transport, in a separate JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("UnsafeReflectiveConstructionCast")
public class CallBenchmark {
    /** The system property with the port of the loopback server. */
    static final String PORT = "waiver.bench.port";

    /** The system property with the maximum warm-up time in milliseconds. */
    static final String WARM_UP = "waiver.bench.warm-up";

    private static final long WINDOW_NANOS = 250_000_000L;
    private static final long IDLE_COMPILER_MILLIS = 50;
    private static final int IDLE_WINDOWS = 2;

    /** The workload. */
    @Param({"list20", "list2000", "create", "document", "error"})
    public String work;

    /** The transport. */
    @Param({"canned", "loopback"})
    public String transport;

    /** The contestant. */
    @Param({"sdk", "hand-written", "openapi-okhttp-gson", "openapi-native", "feign", "retrofit"})
    public String contestant;

    private Callable<Object> call;

    /** Creates the client and warms it up. */
    @Setup
    public void client() throws Exception {
        call = contestant(contestant, Wire.of(transport, Integer.getInteger(PORT, 0)))
                .work(work);
        warmUp(List.of(call), System.nanoTime() + Long.getLong(WARM_UP, 0) * 1_000_000L);
    }

    /**
     * Repeats the calls until the JIT compilers are almost idle. Before that, a small workload takes twice its time.
     * The duration depends on the machine and on how much code a contestant has.
     */
    static void warmUp(Collection<Callable<Object>> calls, long latest) throws Exception {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        int idle = 0;
        while (idle < IDLE_WINDOWS && System.nanoTime() - latest < 0) {
            long before = compilers.getTotalCompilationTime();
            long end = System.nanoTime() + WINDOW_NANOS;
            while (System.nanoTime() - end < 0) {
                for (Callable<Object> call : calls) {
                    if (call.call() == null) {
                        throw new IllegalStateException("the call returned null");
                    }
                }
            }
            idle = compilers.getTotalCompilationTime() - before < IDLE_COMPILER_MILLIS ? idle + 1 : 0;
        }
    }

    /** Executes one call. */
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

    /**
     * Loads a generated client by name, since generated clients exist only in builds with the profile {@code bench}.
     */
    private static Contestant generated(String name, Wire wire) throws Exception {
        return (Contestant) Class.forName("dev.waiver.benchmarks." + name)
                .getDeclaredConstructor(Wire.class)
                .newInstance(wire);
    }
}
