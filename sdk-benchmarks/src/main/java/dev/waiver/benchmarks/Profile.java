/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * A program for profilers that repeats one workload on the canned transport. Arguments: contestant, workload, calls per
 * block. Prints processor time per call, which is stable on a busy machine, and allocated bytes per call.
 */
final class Profile {
    private static final int BLOCKS = 10;

    private Profile() {}

    public static void main(String[] args) throws Exception {
        Callable<Object> call =
                CallBenchmark.contestant(args[0], Wire.of("canned", 0)).work(args[1]);
        int rounds = Integer.parseInt(args[2]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double fastest = Double.MAX_VALUE;
        double bytes = 0;
        for (int block = 0; block < BLOCKS; block++) {
            long time = threads.getCurrentThreadCpuTime();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                if (call.call() == null) {
                    throw new IllegalStateException("the call returned null");
                }
            }
            fastest = Math.min(fastest, (threads.getCurrentThreadCpuTime() - time) / 1e3 / rounds);
            bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) rounds;
        }
        System.out.printf("%s %s: %.1f us of processor time, %.0f B%n", args[0], args[1], fastest, bytes);
        System.exit(0); // OkHttp's idle threads live for a minute
    }
}
