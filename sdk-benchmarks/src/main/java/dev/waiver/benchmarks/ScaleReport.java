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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report of the operations on many rules: {@code bench-scale.json}, {@code bench-scale.md} with a table, and
 * {@code bench-scale.svg} with the processor time per rule.
 */
final class ScaleReport {
    private final List<BulkScale.Row> rows;

    ScaleReport(List<BulkScale.Row> rows) {
        this.rows = rows;
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        mapper.writeValue(
                directory.resolve("bench-scale.json").toFile(), Map.of("machine", Report.machine(), "rows", rows));
        Files.writeString(directory.resolve("bench-scale.md"), markdown());
        Files.writeString(directory.resolve("bench-scale.svg"), chart());
    }

    /** Returns a table with a row for each operation, vendor and size. */
    String markdown() {
        StringBuilder out = new StringBuilder("Measured on ").append(Report.machine());
        out.append(". Per rule: existing or wanted. Processor time and bytes are those of the calling thread,");
        out.append(" after a warm-up.\n\n");
        out.append("| vendor | operation | existing | wanted | requests | processor, s | us per rule");
        out.append(" | bytes per rule | heap, MB |\n");
        out.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (BulkScale.Row row : rows) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d | %,d | %.2f | %.1f | %,.0f | %d |%n",
                    row.vendor(),
                    row.operation(),
                    row.existing(),
                    row.wanted(),
                    row.requests(),
                    row.cpuMs() / 1e3,
                    row.cpuUsPerRule(),
                    row.bytesPerRule(),
                    row.heapMb()));
        }
        return out.toString();
    }

    /** Returns an SVG bar chart: for each vendor and operation, a bar for each size. */
    private String chart() {
        List<String> groups = rows.stream()
                .map(row -> row.vendor() + ", " + row.operation())
                .distinct()
                .sorted()
                .toList();
        double most =
                rows.stream().mapToDouble(BulkScale.Row::cpuUsPerRule).max().orElse(1);
        int line = 12;
        Svg svg = new Svg(900, 60 + (rows.size() + groups.size()) * line);
        svg.text(10, 18, "Processor time per existing or wanted rule in us, by the number of existing rules");
        svg.text(10, 34, Report.machine().toString());
        int y = 54;
        for (String group : groups) {
            svg.text(10, y + line - 3, group);
            for (BulkScale.Row row : rows) {
                if (group.equals(row.vendor() + ", " + row.operation())) {
                    svg.bar(
                            220,
                            y,
                            (int) Math.round(row.cpuUsPerRule() / most * 500),
                            line - 3,
                            "#1f4e79",
                            String.format(Locale.ROOT, "%.1f (%,d)", row.cpuUsPerRule(), row.existing()));
                    y += line;
                }
            }
            y += line;
        }
        return svg.toString();
    }
}
