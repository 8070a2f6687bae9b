/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Something about an entry or a rule that a person should know. */
public final class StatusFinding {
    /** What was found. */
    public enum Kind {
        /** The entry has expired, and its rule is still there. */
        IN_FORCE_PAST_END(true),
        /** The entry is in force, and the day by which it has to be reviewed has passed. */
        REVIEW_DUE(true),
        /** The entry is in force, and less is left of it than the options say. */
        EXPIRING_SOON(false),
        /** The entry is in force, and its rule is missing, changed, not enabled, or not applied by the service yet. */
        NOT_IN_FORCE(false),
        /** An equal rule that is not of this register stands for the rule of the entry. */
        UNMARKED(false),
        /** A rule in the scope belongs to no entry. */
        UNREGISTERED(false);

        private final boolean overdue;

        Kind(boolean overdue) {
            this.overdue = overdue;
        }

        /** Returns whether something should have been done by now. */
        public boolean isOverdue() {
            return overdue;
        }
    }

    private final Kind kind;
    private final Optional<Source> source;
    private final String entry;
    private final List<String> ids;
    private final String rule;
    private final String message;

    /**
     * Creates a finding. Called by the SDK and by tests.
     *
     * @param kind what was found
     * @param source where; empty for a finding about an entry as a whole
     * @param entry the key of the entry; empty if there is none
     * @param ids the ids of the rules
     * @param rule what the rule is, for a person; empty for a finding about an entry as a whole
     * @param message what was found and what to do, for a person
     */
    public StatusFinding(
            Kind kind, Optional<Source> source, String entry, List<String> ids, String rule, String message) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.source = Objects.requireNonNull(source, "source");
        this.entry = Objects.requireNonNull(entry, "entry");
        this.ids = List.copyOf(ids);
        this.rule = Objects.requireNonNull(rule, "rule");
        this.message = Objects.requireNonNull(message, "message");
    }

    /** Returns what was found. */
    public Kind kind() {
        return kind;
    }

    /** Returns where; empty for a finding about an entry as a whole. */
    public Optional<Source> source() {
        return source;
    }

    /** Returns the key of the entry; empty if there is none. */
    public String entry() {
        return entry;
    }

    /** Returns the ids of the rules. */
    public List<String> ids() {
        return ids;
    }

    /** Returns what the rule is, for a person; empty for a finding about an entry. May contain text of the service. */
    public String rule() {
        return rule;
    }

    /** Returns what was found and what to do, for a person. May contain text of the service. */
    public String message() {
        return message;
    }

    @Override
    public String toString() {
        return kind + (entry.isEmpty() ? "" : " " + entry)
                + source.map(where -> " at " + where).orElse("") + (ids.isEmpty() ? "" : " " + ids)
                + (rule.isEmpty() ? "" : ": " + rule) + ": " + message;
    }
}
