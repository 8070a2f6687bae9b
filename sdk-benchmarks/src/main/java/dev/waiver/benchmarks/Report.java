/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import okhttp3.OkHttp;

/** A report of the results as JSON, as a table and as a chart. */
final class Report {
    private static final String BASE = "hand-written";
    private static final List<String> OTHERS =
            Calls.CONTESTANTS.stream().filter(name -> !name.equals(BASE)).toList();

    private final List<Row> rows;
    private final Map<String, Object> findings;

    Report(List<Row> rows, Map<String, Object> findings) {
        this.rows = rows;
        this.findings = findings;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("machine", machine());
        whole.put("rows", rows);
        whole.put("findings", findings);
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        mapper.writeValue(directory.resolve("bench.json").toFile(), whole);
        Files.writeString(directory.resolve("bench.md"), summary() + "\n" + markdown());
        Files.writeString(directory.resolve("bench.svg"), chart());
    }

    static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.put("okhttp", OkHttp.VERSION);
        machine.put("jackson", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
        return machine;
    }

    private Row base(Row row) {
        return rows.stream()
                .filter(r -> r.contestant().equals(BASE)
                        && r.work().equals(row.work())
                        && r.transport().equals(row.transport())
                        && r.callers() == row.callers()
                        && r.threads().equals(row.threads()))
                .findFirst()
                .orElse(null);
    }

    private static String ratio(double value, double base) {
        return String.format(Locale.ROOT, "%.2f", value / base);
    }

    /**
     * Returns the table of docs/performance.md: time and bytes of each contestant as ratios to the hand-written one.
     */
    String summary() {
        StringBuilder out = new StringBuilder("| work | transport | callers | " + BASE + " |");
        for (String contestant : OTHERS) {
            out.append(' ').append(contestant).append(" |");
        }
        out.append("\n| --- | --- | ---: | ---: |")
                .append(" ---: |".repeat(OTHERS.size()))
                .append('\n');
        for (Row row : rows) {
            if (row.contestant().equals(BASE)) {
                out.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d %s | %s |",
                        row.work(),
                        row.transport(),
                        row.callers(),
                        row.threads(),
                        measured(row)));
                for (String contestant : OTHERS) {
                    out.append(' ').append(ratios(row, contestant)).append(" |");
                }
                out.append('\n');
            }
        }
        return out.toString();
    }

    private static String measured(Row row) {
        String time =
                String.format(Locale.ROOT, "%.1f us (%.1f to %.1f)", row.timeUs(), row.timeMinUs(), row.timeMaxUs());
        return row.allocBytes() == null ? time : time + String.format(Locale.ROOT, ", %.1f kB", row.allocBytes() / 1e3);
    }

    /** Returns the ratio of the time, with the fastest and slowest measurement in parentheses, and of the bytes. */
    private String ratios(Row base, String contestant) {
        for (Row row : rows) {
            if (row.contestant().equals(contestant) && base.equals(base(row))) {
                String time = ratio(row.timeUs(), base.timeUs()) + " (" + ratio(row.timeMinUs(), base.timeUs()) + " to "
                        + ratio(row.timeMaxUs(), base.timeUs()) + ")";
                return row.allocBytes() == null || base.allocBytes() == null
                        ? time
                        : time + ", " + ratio(row.allocBytes(), base.allocBytes());
            }
        }
        return "";
    }

    /** Returns one table of all rows: time and bytes, and their ratios to the hand-written program. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("Measured on ")
                .append(machine())
                .append(". Times are medians; the spread is the fastest and slowest");
        out.append(" measurement; x is the ratio to hand-written.\n\n");
        out.append("| work | transport | callers | contestant | time, us | spread | time x")
                .append(" | bytes | bytes x | processor, us |\n");
        out.append("| --- | --- | ---: | --- | ---: | --- | ---: | ---: | ---: | ---: |\n");
        for (Row row : rows) {
            Row base = base(row);
            boolean bytes = base != null && row.allocBytes() != null && base.allocBytes() != null;
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d %s | %s | %.1f | %.1f to %.1f | %s | %s | %s | %s |%n",
                    row.work(),
                    row.transport(),
                    row.callers(),
                    row.threads(),
                    row.contestant(),
                    row.timeUs(),
                    row.timeMinUs(),
                    row.timeMaxUs(),
                    base == null ? "" : ratio(row.timeUs(), base.timeUs()),
                    row.allocBytes() == null ? "" : String.format(Locale.ROOT, "%.0f", row.allocBytes()),
                    bytes ? ratio(row.allocBytes(), Objects.requireNonNull(base).allocBytes()) : "",
                    row.processorUs() == null ? "" : String.format(Locale.ROOT, "%.1f", row.processorUs())));
        }
        if (!findings.isEmpty()) {
            out.append("\n| finding | value |\n| --- | ---: |\n");
            findings.forEach((name, value) ->
                    out.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        }
        return out.toString();
    }

    /** Returns an SVG bar chart of time and bytes on the canned transport, as ratios to the hand-written program. */
    String chart() {
        List<Row> shown = rows.stream()
                .filter(r -> r.transport().equals("canned") && base(r) != null)
                .toList();
        int line = 16;
        Svg svg = new Svg(900, 60 + shown.size() * line);
        svg.text(10, 18, "Canned transport, ratios to hand-written: time (dark) and allocated bytes (light)");
        svg.text(10, 34, machine().toString());
        int y = 54;
        for (Row row : shown) {
            Row base = Objects.requireNonNull(base(row));
            svg.text(10, y, row.work() + " " + row.contestant() + row.threads().replace("platform", ""));
            bar(svg, y - 9, 6, row.timeUs() / base.timeUs(), "#1f4e79");
            if (row.allocBytes() != null && base.allocBytes() != null) {
                bar(svg, y - 3, 4, row.allocBytes() / base.allocBytes(), "#9dc3e6");
            }
            y += line;
        }
        return svg.toString();
    }

    private static void bar(Svg svg, int y, int height, double ratio, String color) {
        svg.bar(220, y, (int) Math.min(560, ratio * 120), height, color, String.format(Locale.ROOT, "%.2f", ratio));
    }
}
