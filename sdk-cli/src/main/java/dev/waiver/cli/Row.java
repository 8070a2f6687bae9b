/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.json.WireTimestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An exception of any vendor, as a table row.
 *
 * @param where the vendor
 * @param tenant the tenant, or {@code -}
 * @param silences what the exception silences, in words
 * @param scope where it applies
 * @param changed when it was last changed, if the service returns it
 * @param by who changed it, or {@code -}
 * @param id its id
 * @param inForce whether it is in force, if known
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

    /** The placeholder for a missing value. */
    public static final String NOTHING = "-";

    String changedAsSent() {
        return changed.map(WireTimestamp::raw).orElse(NOTHING);
    }

    /** Returns the time of the last change in UTC. A time without a zone is taken as UTC and marked. */
    String changedUtc() {
        return changed.flatMap(sent -> sent.instant().map(at -> at + (sent.hasZone() ? "" : " (no zone)")))
                .orElse(NOTHING);
    }

    String inForceInWords() {
        return inForce.map(on -> on ? "yes" : "no").orElse("unknown");
    }

    /** Returns the columns by their names in CSV and JSON. */
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
