package dev.waiver.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the benchmarks and writes {@code bench.json}, {@code bench.md} and {@code bench.svg}. Arguments: {@code short},
 * {@code long}, or {@code cold-start}, which measures that alone, in many turns, and prints it; the folder to write to; then, to
 * measure a part only, works, transports and contestants with commas.
 */
final class Bench {
    /** Tells what one caller did in turns from what JMH measured. */
    private static final String IN_TURNS = " in turns";

    private static final int VIRTUAL_THREADS_SINCE = 21;
    private static final int SOME_STARTS = 15;
    private static final int MANY_STARTS = 41;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        boolean longForm = args[0].equals("long");
        Path directory = Path.of(args[1]);
        List<String> works = args.length > 2 ? List.of(args[2].split(",")) : Calls.WORKS;
        List<String> transports = args.length > 3 ? List.of(args[3].split(",")) : List.of("canned", "loopback");
        List<String> contestants = args.length > 4 ? List.of(args[4].split(",")) : Calls.CONTESTANTS;
        List<Row> rows = new ArrayList<>();
        Map<String, Object> findings = new LinkedHashMap<>();
        try (Processes.Server server = new Processes.Server()) {
            if (args[0].equals("cold-start")) {
                ColdStart.measure(server.port, MANY_STARTS, directory)
                        .forEach((name, found) -> System.out.println(name + ": " + found));
                return;
            }
            rows.addAll(new Calls(server.port, longForm).run(works, transports, contestants));
            if (args.length == 2) {
                findings.putAll(ColdStart.measure(server.port, longForm ? MANY_STARTS : SOME_STARTS, directory));
                callers(server.port, longForm, rows, findings);
                scale(server.port, findings);
            }
        }
        Report report = new Report(rows, findings);
        report.write(directory);
        System.out.println(report.markdown());
    }

    private static void callers(int port, boolean longForm, List<Row> rows, Map<String, Object> findings)
            throws Exception {
        // In the long form the lists by one caller are among those by many.
        List<String> works = longForm ? List.of("create", "error") : List.of("list20", "create", "error");
        List<String> kinds = Runtime.version().feature() >= VIRTUAL_THREADS_SINCE
                ? List.of("platform", "virtual")
                : List.of("platform");
        List<String> numbers = longForm ? List.of("1", "8", "64", "512") : List.of("8", "64", "512");
        Iterator<String> lines = Processes.run(Processes.command(
                        List.of("-Xmx1g"),
                        Scale.class,
                        List.of(
                                "callers",
                                Integer.toString(port),
                                String.join(",", works),
                                String.join(",", kinds),
                                String.join(",", numbers))))
                .lines()
                .iterator();
        for (String work : works) {
            rows.add(inTurns(work, "sdk", 1, "platform" + IN_TURNS, lines.next()));
            rows.add(inTurns(work, "hand-written", 1, "platform" + IN_TURNS, lines.next()));
            double sdk = middle(parsed(lines.next()));
            double handWritten = middle(parsed(lines.next()));
            findings.put(
                    work + " on loopback in turns, us of processor time a call: sdk, hand-written",
                    String.format(Locale.ROOT, "%.1f, %.1f", sdk, handWritten));
        }
        for (String threads : kinds) {
            for (String number : numbers) {
                int callers = Integer.parseInt(number);
                String name = callers == 1 ? threads + IN_TURNS : threads;
                rows.add(inTurns("list20", "sdk", callers, name, lines.next()));
                rows.add(inTurns("list20", "hand-written", callers, name, lines.next()));
            }
        }
    }

    /** The row of a contestant that took turns: it is given calls per second. */
    private static Row inTurns(String work, String contestant, int callers, String threads, String line) {
        double each = callers * 1e6;
        double[] rates = parsed(line);
        Arrays.sort(rates);
        return new Row(
                work,
                "loopback",
                contestant,
                callers,
                threads,
                each / middle(rates),
                each / rates[rates.length - 1],
                each / rates[0],
                null);
    }

    private static double middle(double[] values) {
        return Calls.median(Arrays.stream(values).boxed().toList());
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
            findings.put(count + " rules streamed in 64 MB, ns of processor time each", nanos.strip());
        }
        double[] nagle = parsed(
                Processes.run(Processes.command(List.of(), Scale.class, List.of("nagle", Integer.toString(port)))));
        findings.put(
                "a document of 30 kB got and put back by plain OkHttp, us: sockets that send at once, and its own",
                (long) nagle[0] + ", " + (long) nagle[1]);
        double[] tenants = parsed(Processes.run(Processes.command(List.of("-Xmx1g"), Scale.class, List.of("tenants"))));
        findings.put("a further client on a shared transport, bytes", (long) tenants[0]);
        findings.put("10,000 further clients, threads", (long) tenants[1]);
        double[] expired = parsed(Processes.run(Processes.command(List.of("-Xmx1g"), Scale.class, List.of("expired"))));
        findings.put("10,000 callers on an expired token, sign-ins", (long) expired[0]);
        findings.put(
                "10,000 callers on an expired token, ms to the first and last answer", expired[1] + " " + expired[2]);
    }
}
