/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.OnDifference;
import dev.waiver.core.json.JsonCodec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A ticket whose decisions are applied at every vendor, listed and undone. Applying them twice changes nothing. Undo
 * removes the rules that this program created, according to its journal, and never the rules that it found.
 */
public final class Ticket {
    private static final Pattern NUMBER = Pattern.compile("\\p{Alnum}+(-\\p{Alnum}+)*");

    private final String number;
    private final Services services;
    private final Journal journal;

    /** A decision: the exception that has to exist. */
    public record Decision(String where, String tenant, String list, Map<String, String> fields) {}

    /**
     * Creates a ticket.
     *
     * @param number the ticket number, such as TICKET-4711
     * @param journal the file in which this program records what it created
     * @throws IllegalArgumentException if the number is not alphanumeric with single hyphens
     */
    public Ticket(String number, Services services, Path journal) {
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("ticket: '" + number + "' is not a ticket number such as TICKET-4711");
        }
        this.number = number;
        this.services = services;
        this.journal = new Journal(journal);
    }

    /**
     * Returns the decision to block senders in the subdomains of a domain, but not in the domain itself. Adds a leading
     * dot if there is none: a bare "evil.example" would match notevil.example too.
     */
    public Decision blockDomain(String tenant, String domain, String why) {
        return new Decision(
                "email",
                tenant,
                "blacklist",
                Map.of(
                        "senderDomain",
                        domain.startsWith(".") ? domain : "." + domain,
                        "senderDomainMatching",
                        "endswith",
                        "comment",
                        number + ": " + why));
    }

    /** Returns the decision to accept a scanner's finding. */
    public Decision acceptFinding(String nvt, String host, String port, String why) {
        return new Decision(
                "scanning",
                "",
                "",
                Map.of("nvt", nvt, "hosts", host, "port", port, "newSeverity", "0", "text", number + ": " + why));
    }

    /** Returns the decision to silence a tool at the endpoints, by the SHA-256 of its executable. */
    public Decision silenceTool(String name, String sha256, String why) {
        return new Decision(
                "detection", "", "", Map.of("name", name, "sha256", sha256, "description", number + ": " + why));
    }

    /**
     * Ensures that every decision's rule exists. Validates the fields of all decisions before anything is sent.
     *
     * @throws IllegalArgumentException if a field is invalid
     */
    public void apply(List<Decision> decisions, PrintStream out) {
        decisions.forEach(d -> services.source(d.where(), d.tenant(), d.list()).rule(d.fields()));
        for (Decision decision : decisions) {
            apply(services.source(decision.where(), decision.tenant(), decision.list()), decision, out);
        }
    }

    private <R extends ExceptionRule> void apply(ExceptionSource<R> place, Decision decision, PrintStream out) {
        R rule = place.rule(decision.fields());
        // Recorded before it is sent: after a crash in between, undo reports the rule as unclear.
        Map<String, String> entry = entry(place, decision, "wanted", "");
        journal.append(entry);
        EnsureResult<R> ensured = place.ensure(rule, OnDifference.FAIL).execute();
        Row row = place.row(ensured.rule());
        boolean created = ensured.outcome() == EnsureResult.Outcome.CREATED;
        journal.append(entry(place, decision, created ? "created" : "found", row.id()));
        out.println(place + " " + row.id() + " " + ensured.outcome() + ": " + row.silences());
    }

    /**
     * Lists the exceptions whose note or description of what they silence has the number as a whole word. Returns the
     * exit code: 0, or 3 if something could not be read.
     */
    public int list(RowWriter out) {
        Pattern word =
                Pattern.compile("(?i)(?<![\\p{Alnum}_-])" + Pattern.quote(number) + "(?![\\p{Alnum}_]|-\\p{Alnum})");
        return Audit.run(
                services.everything(),
                "the ticket " + number,
                row -> word.matcher(row.note() + " " + row.silences()).find(),
                out);
    }

    /**
     * Removes the rules that this program created under the number. Returns the exit code: 0, or 3 if it is unclear for
     * a rule whether this program created it.
     */
    public int undo(PrintStream out) {
        Map<String, JsonNode> last = new LinkedHashMap<>();
        Map<String, JsonNode> created = new LinkedHashMap<>();
        for (JsonNode entry : journal.read()) {
            if (entry.path("ticket").asText().equals(number)) {
                last.put(entry.path("key").asText(), entry);
                String id = entry.path("where").asText()
                        + entry.path("tenant").asText()
                        + entry.path("id").asText();
                if (entry.path("state").asText().equals("created")) {
                    created.put(id, entry);
                } else if (entry.path("state").asText().equals("undone")) {
                    created.remove(id);
                }
            }
        }
        for (JsonNode entry : created.values()) {
            ExceptionSource<?> place =
                    services.source(text(entry, "where"), text(entry, "tenant"), text(entry, "list"));
            place.remove(text(entry, "id")).execute();
            Map<String, String> undone = new LinkedHashMap<>();
            entry.properties()
                    .forEach(member ->
                            undone.put(member.getKey(), member.getValue().asText()));
            undone.put("state", "undone");
            journal.append(undone);
            out.println(place + " " + text(entry, "id") + " removed");
        }
        int unclear = 0;
        for (JsonNode entry : last.values()) {
            if (text(entry, "state").equals("wanted")) {
                unclear++;
                out.println("UNCLEAR whether this program created it, check: " + text(entry, "key"));
            }
        }
        return unclear == 0 ? 0 : ExitCode.INCOMPLETE.code();
    }

    private static String text(JsonNode entry, String name) {
        return entry.path(name).asText("");
    }

    private Map<String, String> entry(ExceptionSource<?> place, Decision decision, String state, String id) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("ticket", number);
        entry.put("state", state);
        entry.put("where", place.where());
        entry.put("tenant", place.tenant());
        entry.put("list", place.list());
        entry.put("id", id);
        entry.put("key", place + " " + JsonCodec.strictNames().write(new java.util.TreeMap<>(decision.fields())));
        return entry;
    }
}
