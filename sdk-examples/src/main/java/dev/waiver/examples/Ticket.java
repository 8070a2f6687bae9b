package dev.waiver.examples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.OnDifference;
import dev.waiver.core.json.JsonCodec;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was decided under one ticket number, brought about at every vendor, listed, and undone. Running it twice changes
 * nothing; undoing takes back what this program created, by its journal, and never what it found.
 */
public final class Ticket {
    private static final Pattern NUMBER = Pattern.compile("\\p{Alnum}+(-\\p{Alnum}+)*");

    private final String number;
    private final Services services;
    private final Journal journal;

    /** One thing that was decided. */
    public record Decision(String where, String tenant, String list, Map<String, String> fields) {}

    /**
     * @param number such as TICKET-4711
     * @param journal the file in which this program notes what it created
     */
    public Ticket(String number, Services services, Path journal) {
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("ticket: '" + number + "' is no ticket number such as TICKET-4711");
        }
        this.number = number;
        this.services = services;
        this.journal = new Journal(journal);
    }

    /**
     * To block a sender's domain and those below it; a dot is put in front, or "evil.example" would match
     * notevil.example.
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

    /** To accept a scanner's finding. */
    public Decision acceptFinding(String nvt, String host, String port, String why) {
        return new Decision(
                "scanning",
                "",
                "",
                Map.of("nvt", nvt, "hosts", host, "port", port, "newSeverity", "0", "text", number + ": " + why));
    }

    /** To silence a tool of ours at the endpoints, by the SHA-256 of its program file. */
    public Decision silenceTool(String name, String sha256, String why) {
        return new Decision(
                "detection", "", "", Map.of("name", name, "sha256", sha256, "description", number + ": " + why));
    }

    /** Sees to it that everything is there. What is refused by its fields is refused before anything is sent. */
    public void bringAbout(List<Decision> decisions, PrintStream out) {
        decisions.forEach(d -> services.place(d.where(), d.tenant(), d.list()).rule(d.fields()));
        for (Decision decision : decisions) {
            bringAbout(services.place(decision.where(), decision.tenant(), decision.list()), decision, out);
        }
    }

    private <R> void bringAbout(ExceptionSource<R> place, Decision decision, PrintStream out) {
        R rule = place.rule(decision.fields());
        // Noted before it is sent: after a crash in between, undo says that it cannot tell rather than nothing.
        Map<String, String> entry = entry(place, decision, "wanted", "");
        journal.append(entry);
        EnsureResult<R> ensured = place.ensure(rule, OnDifference.FAIL).execute();
        Row row = place.row(ensured.rule());
        boolean created = ensured.outcome() == EnsureResult.Outcome.CREATED;
        journal.append(entry(place, decision, created ? "created" : "found", row.id()));
        out.println(place + " " + row.id() + " " + ensured.outcome() + ": " + row.silences());
    }

    /** Lists what carries the number as a whole word; answers the exit code. */
    public int list(RowWriter out) {
        Pattern word =
                Pattern.compile("(?i)(?<![\\p{Alnum}_-])" + Pattern.quote(number) + "(?![\\p{Alnum}_]|-\\p{Alnum})");
        return Audit.run(
                services.places(out::notRead),
                row -> word.matcher(row.note() + " " + row.silences()).find(),
                out);
    }

    /** Takes back what this program created under the number; answers the exit code, 3 if something cannot be told. */
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
            ExceptionSource<?> place = services.place(text(entry, "where"), text(entry, "tenant"), text(entry, "list"));
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
                out.println("CANNOT TELL whether this was created by us, look for it: " + text(entry, "key"));
            }
        }
        return unclear == 0 ? 0 : Audit.NOT_COMPLETE;
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
