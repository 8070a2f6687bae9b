package dev.waiver.examples;

import dev.waiver.core.json.WireTimestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One exception of any vendor, as a line of a table.
 *
 * @param where the vendor
 * @param tenant the tenant, or {@code -}
 * @param silences what it silences, in words
 * @param scope where it does so
 * @param changed when it was changed last, if the service tells
 * @param by who did, or {@code -}
 * @param id its id
 * @param inForce whether it takes effect, if that can be told
 * @param note its comment, text or description
 */
public record Row(
        String where,
        String tenant,
        String silences,
        String scope,
        Optional<WireTimestamp> changed,
        String by,
        String id,
        Optional<Boolean> inForce,
        String note) {

    /** What stands where there is nothing to tell. */
    public static final String NOTHING = "-";

    String changedAsSent() {
        return changed.map(WireTimestamp::raw).orElse(NOTHING);
    }

    /** In UTC; a time that came without a zone is taken as UTC, and marked. */
    String changedUtc() {
        return changed.flatMap(sent -> sent.instant().map(at -> at + (sent.hasZone() ? "" : " (no zone)")))
                .orElse(NOTHING);
    }

    String inForceInWords() {
        return inForce.map(on -> on ? "yes" : "no").orElse("unknown");
    }

    /** The columns by the names that CSV and JSON use. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("where", where);
        columns.put("tenant", tenant);
        columns.put("silences", silences);
        columns.put("scope", scope);
        columns.put("changedAsSent", changedAsSent());
        columns.put("changedUtc", changedUtc());
        columns.put("by", by);
        columns.put("id", id);
        columns.put("inForce", inForceInWords());
        columns.put("note", note);
        return columns;
    }
}
