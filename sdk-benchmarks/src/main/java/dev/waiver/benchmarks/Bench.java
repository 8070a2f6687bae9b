/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that runs the benchmarks and writes {@code bench.json}, {@code bench.md} and {@code bench.svg}. Arguments:
 * {@code short}, {@code long}, {@code cold-start}, which only measures cold starts, in more rounds, and prints them, or
 * {@code scale}, which only measures the operations on many rules, see {@link ScaleReport}; the output folder; then, to
 * measure a part only, comma-separated workloads, transports and contestants.
 */
final class Bench {
    private static final int SOME_STARTS = 21;
    private static final int MANY_STARTS = 41;

    /**
     * The time budget of the short form, which spends the rest of it on the workloads that vary most. With the build
     * before it, a run takes about nine minutes.
     */
    private static final long SHORT_NANOS = 510_000_000_000L;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        Path directory = Path.of(args[1]);
        if (args[0].equals("scale")) {
            ScaleReport report = new ScaleReport(BulkScale.run());
            report.write(directory);
            System.out.println(report.markdown());
            return;
        }
        boolean longForm = args[0].equals("long");
        List<String> works = args.length > 2 ? List.of(args[2].split(",")) : Calls.WORKS;
        List<String> transports = args.length > 3 ? List.of(args[3].split(",")) : List.of("canned", "loopback");
        List<String> contestants = args.length > 4 ? List.of(args[4].split(",")) : Calls.CONTESTANTS;
        List<Row> rows = new ArrayList<>();
        List<Row> inTurns = new ArrayList<>();
        Map<String, Object> findings = new LinkedHashMap<>();
        try (Processes.Server server = Processes.Server.loopback()) {
            if (args[0].equals("cold-start")) {
                ColdStart.measure(server.port(), MANY_STARTS, directory)
                        .forEach((name, found) -> System.out.println(name + ": " + found));
                return;
            }
            Calls calls = new Calls(server.port(), longForm);
            calls.run(works, transports, contestants);
            if (args.length == 2) {
                inTurns.addAll(InterleavedRun.run(server.port(), longForm));
                findings.putAll(ColdStart.measure(server.port(), longForm ? MANY_STARTS : SOME_STARTS, directory));
                scale(server.port(), findings);
                calls.again(start + SHORT_NANOS);
            }
            rows.addAll(calls.rows());
            rows.addAll(inTurns);
        }
        Report report = new Report(rows, findings);
        report.write(directory);
        System.out.println(report.markdown());
    }

    private static double[] parsed(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void scale(int port, Map<String, Object> findings) throws Exception {
        for (String count : List.of("1000", "10000", "100000")) {
            String nanos = Processes.run(Processes.command(
                    List.of("-Xmx64m"), Scale.class, List.of("stream", Integer.toString(port), count)));
            findings.put(count + " rules streamed in 64 MB, ns of processor time per rule", nanos.strip());
        }
        double[] nagle = parsed(
                Processes.run(Processes.command(List.of(), Scale.class, List.of("nagle", Integer.toString(port)))));
        findings.put(
                "30 kB document read and written back by plain OkHttp, us: with TCP_NODELAY, with default sockets",
                (long) nagle[0] + ", " + (long) nagle[1]);
        double[] tenants = parsed(Processes.run(Processes.command(List.of("-Xmx1g"), Scale.class, List.of("tenants"))));
        findings.put("additional client on a shared transport, bytes", (long) tenants[0]);
        findings.put("10,000 additional clients, threads", (long) tenants[1]);
        double[] expired = parsed(Processes.run(Processes.command(List.of("-Xmx1g"), Scale.class, List.of("expired"))));
        findings.put("10,000 callers on an expired token, authentication requests", (long) expired[0]);
        findings.put(
                "10,000 callers on an expired token, ms to the first and last response", expired[1] + " " + expired[2]);
    }
}
