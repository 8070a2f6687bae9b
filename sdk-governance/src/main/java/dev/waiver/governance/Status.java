/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How the services and the register stand to each other. Immutable; nothing was written. */
public final class Status {
    private final Register register;
    private final Instant time;
    private final List<StatusFinding> findings;
    private final List<Notice> notices;
    private final List<UnreadableSource> unreadable;
    private final int inForce;

    Status(
            Register register,
            Instant time,
            List<StatusFinding> findings,
            List<Notice> notices,
            List<UnreadableSource> unreadable,
            int inForce) {
        this.register = register;
        this.time = time;
        this.findings = List.copyOf(findings);
        this.notices = List.copyOf(notices);
        this.unreadable = List.copyOf(unreadable);
        this.inForce = inForce;
    }

    /** Returns the register. */
    public Register register() {
        return register;
    }

    /** Returns when the services were read. */
    public Instant time() {
        return time;
    }

    /** Returns what was found, by kind: first what is overdue. */
    public List<StatusFinding> findings() {
        return findings;
    }

    /**
     * Returns how many findings of a kind there are.
     *
     * @param kind the kind
     */
    public int count(StatusFinding.Kind kind) {
        return counts().getOrDefault(kind, 0);
    }

    private Map<StatusFinding.Kind, Integer> counts() {
        Map<StatusFinding.Kind, Integer> counts = new EnumMap<>(StatusFinding.Kind.class);
        findings.forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        return counts;
    }

    /** Returns what a person should know besides, such as tenants that the register does not name. */
    public List<Notice> notices() {
        return notices;
    }

    /** Returns the sources that could not be read, unless the register expects that. */
    public List<UnreadableSource> unreadable() {
        return unreadable;
    }

    /** Returns how many rules of entries in force are there as they should be, those without a marker included. */
    public int inForce() {
        return inForce;
    }

    /** Returns whether every source was read, and every entry was looked at. */
    public boolean isComplete() {
        return unreadable.isEmpty() && notices.stream().noneMatch(notice -> notice.kind() == Notice.Kind.NOT_LOOKED_AT);
    }

    /** Returns whether a rule is in force past its end, or a review is due. */
    public boolean isOverdue() {
        return findings.stream().anyMatch(finding -> finding.kind().isOverdue());
    }

    /**
     * Returns the status as text for a person: first what could not be read, then the findings by kind, the notices and
     * the counts. Characters that could mislead in a terminal are replaced.
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        unreadable.forEach(source -> lines.add("UNREADABLE " + source));
        findings.forEach(finding -> lines.add(finding.toString()));
        notices.forEach(notice -> lines.add(notice.toString()));
        StringBuilder sums = new StringBuilder().append(inForce).append(" in force");
        counts().forEach((kind, count) ->
                sums.append(", ").append(count).append(' ').append(kind));
        lines.add(sums + (isComplete() ? "." : ". Incomplete."));
        return String.join("\n", lines.stream().map(Printable::text).toList()) + "\n";
    }

    /** Returns the counts. */
    @Override
    public String toString() {
        return "Status[" + inForce + " in force, " + counts() + ", " + unreadable.size() + " sources unreadable]";
    }
}
