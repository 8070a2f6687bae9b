/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.LintFinding.Severity;
import dev.waiver.governance.internal.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The weaknesses of a register, and of the rules at the services. Immutable; nothing was written. */
public final class LintReport {
    private final List<LintFinding> findings;
    private final List<Notice> notices;
    private final List<UnreadableSource> unreadable;
    private final int checked;

    LintReport(List<LintFinding> findings, List<Notice> notices, List<UnreadableSource> unreadable, int checked) {
        this.findings = findings.stream()
                .sorted(Comparator.comparing(LintFinding::severity).thenComparing(LintFinding::kind))
                .toList();
        this.notices = List.copyOf(notices);
        this.unreadable = List.copyOf(unreadable);
        this.checked = checked;
    }

    /** Returns the findings, the most severe first. */
    public List<LintFinding> findings() {
        return findings;
    }

    /**
     * Returns how many findings of a severity there are.
     *
     * @param severity the severity
     */
    public int count(Severity severity) {
        return counts().getOrDefault(Objects.requireNonNull(severity, "severity"), 0);
    }

    private Map<Severity, Integer> counts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /** Returns what a person should know besides, such as entries that were not looked at. */
    public List<Notice> notices() {
        return notices;
    }

    /** Returns the sources that could not be read, unless the register expects that. Empty if none was to be read. */
    public List<UnreadableSource> unreadable() {
        return unreadable;
    }

    /** Returns how many rules were looked at: those at the services, or those of the register if it was alone. */
    public int checked() {
        return checked;
    }

    /** Returns whether every source was read, and every entry was looked at. */
    public boolean isComplete() {
        return unreadable.isEmpty() && notices.stream().noneMatch(notice -> notice.kind() == Notice.Kind.NOT_LOOKED_AT);
    }

    /** Returns whether nothing was found, and nothing is missing. */
    public boolean isClean() {
        return findings.isEmpty() && isComplete();
    }

    /**
     * Returns the report as text for a person: first what could not be read, then the findings, the notices and the
     * counts. Characters that could mislead in a terminal are replaced.
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        unreadable.forEach(source -> lines.add("UNREADABLE " + source));
        findings.forEach(finding -> lines.add(finding.toString()));
        notices.forEach(notice -> lines.add(notice.toString()));
        StringBuilder sums = new StringBuilder().append(checked).append(" rules checked");
        counts().forEach((severity, count) ->
                sums.append(", ").append(count).append(' ').append(severity));
        lines.add(sums + (isComplete() ? "." : ". Incomplete."));
        return String.join("\n", lines.stream().map(Printable::text).toList()) + "\n";
    }

    /** Returns the counts. */
    @Override
    public String toString() {
        return "LintReport[" + checked + " rules, " + counts() + ", " + unreadable.size() + " sources unreadable]";
    }
}
