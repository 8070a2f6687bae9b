/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A weakness of a rule or of an entry. */
public final class LintFinding {
    /** What was found. */
    public enum Kind {
        /** Several rules of one source match the same. */
        DUPLICATE,
        /** An allow list and a block list of one tenant match the same. */
        CONTRADICTION,
        /** The rule matches more than what is likely to be meant. */
        TOO_BROAD,
        /** The rule lets messages through whose sender may be forged. */
        IGNORES_SPF,
        /** The entry names nobody who is responsible for it. */
        NO_OWNER,
        /** The entry names no ticket. */
        NO_TICKET,
        /** The day by which the entry had to be reviewed has passed. */
        REVIEW_OVERDUE,
        /** The rule, the tenants or the end of an entry changed, and the approval did not. */
        APPROVAL_OUTDATED,
        /** The rule belongs to no entry. */
        UNREGISTERED,
        /** The rule is not enabled anywhere, so that it has no effect. */
        NOT_ENABLED,
        /** The service has acknowledged the rule and does not apply it yet. */
        ONLY_REQUESTED
    }

    /** How much a finding matters. */
    public enum Severity {
        /** Something gets through, or may, that nobody meant. */
        HIGH,
        /** The rule is likely not to do what is meant. */
        MEDIUM,
        /** Something is untidy. */
        LOW
    }

    private final Kind kind;
    private final Severity severity;
    private final Optional<Source> source;
    private final String entry;
    private final List<String> ids;
    private final String rule;
    private final String why;
    private final String remedy;

    /**
     * Creates a finding. Called by the SDK and by tests.
     *
     * @param kind what was found
     * @param severity how much it matters
     * @param source where; empty for a finding about an entry as a whole. Without a tenant if only the register was
     *     looked at
     * @param entry the key of the entry; empty if there is none
     * @param ids the ids of the rules; empty if only the register was looked at
     * @param rule what the rule is, for a person; empty for a finding about an entry as a whole
     * @param why why it matters, as one sentence without a full stop
     * @param remedy what to do, for a person
     */
    public LintFinding(
            Kind kind,
            Severity severity,
            Optional<Source> source,
            String entry,
            List<String> ids,
            String rule,
            String why,
            String remedy) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.severity = Objects.requireNonNull(severity, "severity");
        this.source = Objects.requireNonNull(source, "source");
        this.entry = Objects.requireNonNull(entry, "entry");
        this.ids = List.copyOf(ids);
        this.rule = Objects.requireNonNull(rule, "rule");
        this.why = Objects.requireNonNull(why, "why");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /** Returns what was found. */
    public Kind kind() {
        return kind;
    }

    /** Returns how much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Returns where; empty for a finding about an entry. Without a tenant if only the register was looked at. */
    public Optional<Source> source() {
        return source;
    }

    /** Returns the key of the entry; empty if there is none. */
    public String entry() {
        return entry;
    }

    /** Returns the ids of the rules; empty if only the register was looked at. */
    public List<String> ids() {
        return ids;
    }

    /** Returns what the rule is, for a person; empty for a finding about an entry. May contain text of the service. */
    public String rule() {
        return rule;
    }

    /** Returns why it matters, as one sentence without a full stop. May contain text of the service. */
    public String why() {
        return why;
    }

    /** Returns what to do, for a person. */
    public String remedy() {
        return remedy;
    }

    @Override
    public String toString() {
        return severity + " " + kind + (entry.isEmpty() ? "" : " " + entry)
                + source.map(where -> " at " + where).orElse("") + (ids.isEmpty() ? "" : " " + ids)
                + (rule.isEmpty() ? "" : ": " + rule) + ": " + why + "; " + remedy;
    }
}
