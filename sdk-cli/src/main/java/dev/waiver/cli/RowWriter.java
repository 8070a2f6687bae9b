/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A writer of table rows. Each row is written as it is read, and what could not be read is written last. */
public abstract sealed class RowWriter {
    /** The output formats. */
    public enum Form {
        /** Columns for people. Their widths are fixed, since rows are written while others are still being read. */
        TABLE,
        /** CSV as in RFC 4180, with a header. */
        CSV,
        /**
         * One JSON object: {@code exceptions}, {@code selection}, {@code sources}, {@code notLookedAt}, {@code notRead}
         * and {@code complete}.
         */
        JSON
    }

    /** Creates a writer to a stream. The writer does not close the stream. */
    public static RowWriter of(Form form, PrintStream out) {
        return switch (form) {
            case TABLE -> new Table(out);
            case CSV -> new Csv(out);
            case JSON -> new Json(out);
        };
    }

    abstract void write(Row row) throws IOException;

    abstract void end(Completeness what) throws IOException;

    /** Writes a row immediately. */
    public final void row(Row row) {
        try {
            write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the sources, what was not looked at, and, last, what could not be read. Returns whether everything could
     * be read.
     */
    public final boolean finish(Completeness what) {
        try {
            end(what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return what.isComplete();
    }

    private static final class Table extends RowWriter {
        private static final String LINE = "%-10s %-18s %-44s %-22s %-30s %-20s %-8s %-18s %s%n";
        private final PrintStream out;

        Table(PrintStream out) {
            this.out = out;
            out.printf(
                    LINE,
                    "WHERE",
                    "TENANT",
                    "SILENCES",
                    "SCOPE",
                    "CHANGED (AS SENT)",
                    "CHANGED (UTC)",
                    "IN FORCE",
                    "BY",
                    "ID");
        }

        @Override
        void write(Row row) {
            out.printf(
                    LINE,
                    line(row.where()),
                    line(row.tenant()),
                    line(row.silences()),
                    line(row.scope()),
                    line(row.changedAsSent()),
                    row.changedUtc(),
                    row.inForceInWords(),
                    line(row.by()),
                    line(row.id()));
        }

        @Override
        void end(Completeness what) {
            what.sourcesInWords().forEach(source -> out.println("SOURCE     " + line(source)));
            what.notLookedAt().forEach(rest -> out.println("NOT LOOKED AT   " + line(rest.toString())));
            what.notRead().forEach(problem -> out.println("NOT READ   " + line(problem)));
            if (!what.isComplete()) {
                out.println("This table is incomplete.");
            } else if (!what.sources().isEmpty()) {
                out.println("This table is complete for: " + line(what.selection())
                        + ". It says nothing about what was not looked at.");
            }
        }

        /** Removes line breaks and escape sequences: in a service's text they could forge lines of this table. */
        private static String line(String text) {
            return text.replaceAll("\\p{Cntrl}+", " ");
        }
    }

    private static final class Csv extends RowWriter {
        private final CSVPrinter out;

        Csv(PrintStream stream) {
            try {
                out = new CSVPrinter(stream, CSVFormat.RFC4180);
                out.printRecord(
                        "where",
                        "tenant",
                        "silences",
                        "scope",
                        "changedAsSent",
                        "changedUtc",
                        "by",
                        "id",
                        "inForce",
                        "note");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void write(Row row) throws IOException {
            out.printRecord(row.columns().values());
        }

        @Override
        void end(Completeness what) throws IOException {
            for (Completeness.Source source : what.sources()) {
                print("SOURCE", source.tenant(), source.toString());
            }
            for (Completeness.NotLookedAt rest : what.notLookedAt()) {
                print("NOT LOOKED AT", "", rest.toString());
            }
            for (String problem : what.notRead()) {
                print("NOT READ", "", problem);
            }
            out.flush();
        }

        private void print(String where, String tenant, String text) throws IOException {
            out.printRecord(where, tenant, text, "", "", "", "", "", "", "");
        }
    }

    private static final class Json extends RowWriter {
        private final JsonGenerator out;

        Json(PrintStream stream) {
            try {
                out = new JsonFactory().createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                out.useDefaultPrettyPrinter();
                out.writeStartObject();
                out.writeArrayFieldStart("exceptions");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void write(Row row) throws IOException {
            out.writeStartObject();
            for (Map.Entry<String, String> column : row.columns().entrySet()) {
                out.writeStringField(column.getKey(), column.getValue());
            }
            out.writeEndObject();
        }

        @Override
        void end(Completeness what) throws IOException {
            out.writeEndArray();
            out.writeStringField("selection", what.selection());
            out.writeArrayFieldStart("sources");
            for (Completeness.Source source : what.sources()) {
                write(source);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("notLookedAt");
            for (Completeness.NotLookedAt rest : what.notLookedAt()) {
                out.writeStartObject();
                out.writeStringField("where", rest.where());
                out.writeStringField("what", rest.what());
                out.writeStringField("reason", rest.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("notRead");
            for (String problem : what.notRead()) {
                out.writeString(problem);
            }
            out.writeEndArray();
            out.writeBooleanField("complete", what.isComplete());
            out.writeEndObject();
            out.writeRaw('\n');
            out.close();
        }

        private void write(Completeness.Source source) throws IOException {
            out.writeStartObject();
            out.writeStringField("where", source.where());
            out.writeStringField("tenant", source.tenant());
            out.writeStringField("list", source.list());
            out.writeStringField("filter", source.filter());
            out.writeNumberField("rules", source.rules());
            out.writeNumberField("shown", source.shown());
            out.writeBooleanField("whole", source.isWhole());
            out.writeArrayFieldStart("problems");
            for (Completeness.Problem problem : source.problems()) {
                out.writeStartObject();
                out.writeStringField("what", problem.what());
                out.writeStringField("reason", problem.reason());
                if (problem.status().isPresent()) {
                    out.writeNumberField("status", problem.status().getAsInt());
                }
                if (problem.requestId().isPresent()) {
                    out.writeStringField("requestId", problem.requestId().get());
                }
                if (problem.serverRequestId().isPresent()) {
                    out.writeStringField(
                            "serverRequestId", problem.serverRequestId().get());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }
}
