package dev.waiver.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A reader of CSV files with the columns {@code where,tenant,list} and one for each field of a vendor. */
final class CsvRows {
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
        List<String> mistakes = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(file);
                var records = format.parse(in)) {
            for (CSVRecord row : records) {
                Map<String, String> fields = new LinkedHashMap<>(row.toMap());
                fields.values().removeIf(String::isBlank);
                Import.Line line =
                        new Import.Line(taken(fields, "where"), taken(fields, "tenant"), taken(fields, "list"), fields);
                try {
                    services.source(line.where(), line.tenant(), line.list()).rule(line.fields());
                    lines.add(line);
                } catch (IllegalArgumentException | IllegalStateException e) {
                    mistakes.add("row " + row.getRecordNumber() + ": " + e.getMessage());
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("nothing was sent:\n" + String.join("\n", mistakes));
        }
        return lines;
    }

    private static String taken(Map<String, String> fields, String name) {
        String value = fields.remove(name);
        return value == null ? "" : value;
    }
}
