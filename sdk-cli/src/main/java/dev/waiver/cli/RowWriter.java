package dev.waiver.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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
        /** One JSON object: {@code exceptions}, {@code notRead} and {@code complete}. */
        JSON
    }

    private final List<String> notRead = new ArrayList<>();

    /** Creates a writer to a stream. The writer does not close the stream. */
    public static RowWriter of(Form form, PrintStream out) {
        return switch (form) {
            case TABLE -> new Table(out);
            case CSV -> new Csv(out);
            case JSON -> new Json(out);
        };
    }

    abstract void write(Row row) throws IOException;

    abstract void end(List<String> missing) throws IOException;

    /** Writes a row immediately. */
    public final void row(Row row) {
        try {
            write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records what could not be read and why. */
    public final void notRead(String what, RuntimeException why) {
        notRead.add(what + ": " + why.getMessage());
    }

    /** Writes what could not be read. Returns whether everything could be read. */
    public final boolean finish() {
        try {
            end(List.copyOf(notRead));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return notRead.isEmpty();
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
        void end(List<String> missing) {
            missing.forEach(what -> out.println("NOT READ   " + line(what)));
            if (!missing.isEmpty()) {
                out.println("This table is incomplete.");
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
        void end(List<String> missing) throws IOException {
            for (String what : missing) {
                out.printRecord("NOT READ", "", what, "", "", "", "", "", "", "");
            }
            out.flush();
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
        void end(List<String> missing) throws IOException {
            out.writeEndArray();
            out.writeArrayFieldStart("notRead");
            for (String what : missing) {
                out.writeString(what);
            }
            out.writeEndArray();
            out.writeBooleanField("complete", missing.isEmpty());
            out.writeEndObject();
            out.writeRaw('\n');
            out.close();
        }
    }
}
