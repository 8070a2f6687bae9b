/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** A writer of reports, as a table or as JSON. */
final class ReportWriter {
    private static final String LINE = "%-10s %-31s %-12s %s%n";

    private ReportWriter() {}

    /** Writes the findings as a table: for each the verdict and what was seen, and what is believed if it differs. */
    static void table(Report report, PrintStream out) {
        out.printf(LINE, "SERVICE", "TOPIC", "VERDICT", "SEEN");
        for (Finding finding : report.findings()) {
            out.printf(
                    LINE,
                    finding.service(),
                    finding.topic(),
                    finding.verdict().words(),
                    finding.seen()
                            + (finding.verdict() == Verdict.AS_BELIEVED
                                            || finding.believed().isEmpty()
                                    ? ""
                                    : " (believed: " + finding.believed() + ")"));
        }
        report.leftovers().forEach(leftover -> out.println("LEFT       " + report.redact(leftover.toString())));
        if (!report.isComplete()) {
            out.println("This report is incomplete: something failed.");
        }
    }

    static void json(Report report, PrintStream stream) {
        try (JsonGenerator out =
                new JsonFactory().createGenerator(stream).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeArrayFieldStart("findings");
            for (Finding finding : report.findings()) {
                out.writeStartObject();
                out.writeStringField("service", finding.service());
                out.writeStringField("topic", finding.topic());
                out.writeStringField("seen", finding.seen());
                out.writeStringField("believed", finding.believed());
                out.writeStringField("verdict", finding.verdict().words());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("exchanges");
            for (Map.Entry<String, WireLog> log : report.logs().entrySet()) {
                for (WireExchange exchange : log.getValue().exchanges()) {
                    write(out, log.getKey(), exchange, report);
                }
            }
            out.writeEndArray();
            out.writeArrayFieldStart("left");
            for (Leftover leftover : report.leftovers()) {
                write(out, leftover);
            }
            out.writeEndArray();
            out.writeBooleanField("complete", report.isComplete());
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator out, String service, WireExchange exchange, Report report)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("service", service);
        out.writeNumberField("number", exchange.number());
        out.writeStringField("operation", report.redact(exchange.operation()));
        out.writeNumberField("status", exchange.status());
        out.writeStringField("requestId", report.redact(exchange.requestId()));
        out.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : new TreeMap<>(exchange.headers()).entrySet()) {
            out.writeStringField(report.redact(header.getKey()), report.redact(header.getValue()));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("numbers");
        for (Map.Entry<String, Long> number : new TreeMap<>(exchange.numbers()).entrySet()) {
            out.writeNumberField(number.getKey(), number.getValue());
        }
        out.writeEndObject();
        out.writeStringField("shape", report.redact(exchange.shape().toString()));
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Leftover leftover) throws IOException {
        out.writeStartObject();
        out.writeStringField("service", leftover.service());
        out.writeStringField("where", leftover.where());
        out.writeStringField("marker", leftover.marker());
        out.writeArrayFieldStart("ids");
        for (String id : leftover.ids()) {
            out.writeString(id);
        }
        out.writeEndArray();
        out.writeStringField("reason", leftover.reason());
        out.writeEndObject();
    }
}
