/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.BulkListener;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.ExceptionRule;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A reader of CSV files with the columns {@code where,tenant,list,table} and one for each field of a vendor. */
final class CsvRows {
    private static final Pattern FIRST = Pattern.compile("^rules\\[0\\]: ");
    private static final Pattern INDEX = Pattern.compile("rules\\[(\\d+)\\]");

    private CsvRows() {}

    /**
     * Reads and validates every row, so that nothing is sent if the file has an error.
     *
     * @throws IllegalArgumentException if a row is invalid; the message lists all invalid rows
     */
    static List<Import.Line> read(Path file, Services services) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        List<Import.Line> lines = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file);
                var records = format.parse(in)) {
            for (CSVRecord row : records) {
                Map<String, String> fields = new LinkedHashMap<>(row.toMap());
                fields.values().removeIf(String::isBlank);
                try {
                    String table = taken(fields, "table");
                    // In a row of click-time items, the list is that of the item.
                    String list = table.equals(EmailTables.CLICK_TIME) ? "" : taken(fields, "list");
                    Import.Line line = new Import.Line(
                            taken(fields, "where"), taken(fields, "tenant"), EmailTables.chosen(list, table), fields);
                    check(services.source(line.where(), line.tenant(), line.list()), List.of(line.fields()));
                    lines.add(line);
                    numbers.add(row.getRecordNumber());
                } catch (IllegalArgumentException | IllegalStateException e) {
                    mistakes.add("row " + row.getRecordNumber() + ": "
                            + FIRST.matcher(String.valueOf(e.getMessage())).replaceFirst(""));
                }
            }
        }
        if (mistakes.isEmpty()) {
            contradiction(lines, numbers, services).ifPresent(mistakes::add);
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("nothing was sent:\n" + String.join("\n", mistakes));
        }
        return lines;
    }

    /** Returns what is wrong with two rows that match the same and do different things, if there are any. */
    private static Optional<String> contradiction(List<Import.Line> lines, List<Long> numbers, Services services) {
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Import.Line line = lines.get(i);
            groups.computeIfAbsent(List.of(line.where(), line.tenant(), line.list()), source -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> group : groups.values()) {
            Import.Line first = lines.get(group.get(0));
            try {
                check(
                        services.source(first.where(), first.tenant(), first.list()),
                        group.stream().map(i -> lines.get(i).fields()).toList());
            } catch (IllegalArgumentException e) {
                return Optional.of(INDEX.matcher(String.valueOf(e.getMessage()))
                        .replaceAll(found -> "row " + numbers.get(group.get(Integer.parseInt(found.group(1))))));
            }
        }
        return Optional.empty();
    }

    private static <R extends ExceptionRule> void check(ExceptionSource<R> source, List<Map<String, String>> rows) {
        List<R> rules = rows.stream().map(source::rule).toList();
        Object unsent = source.ensureAll(rules, EnsureOptions.defaults(), BulkListener.none());
        Objects.requireNonNull(unsent);
    }

    private static String taken(Map<String, String> fields, String name) {
        String value = fields.remove(name);
        return value == null ? "" : value;
    }
}
