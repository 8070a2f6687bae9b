/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.FieldDifference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One write that brings a service closer to the register. */
public final class Change {
    /** What is written. */
    public enum Kind {
        /** Creates a rule. */
        CREATE,
        /** Writes what the register says now into a rule that was as the register said before. */
        UPDATE,
        /** Writes what the register says into a rule that somebody changed. Only if asked for. */
        RESTORE,
        /** Removes a rule whose entry has expired or is no longer in the register. */
        REMOVE,
        /** Enables a detection exception in a rule set, and saves the rule set. */
        ENABLE,
        /** Saves a rule set, so that a changed or removed detection exception reaches the endpoints. */
        RESAVE
    }

    private final Kind kind;
    private final Source source;
    private final String entry;
    private final Optional<String> id;
    private final String rule;
    private final List<FieldDifference> differences;

    /**
     * Creates a change. Called by the SDK and by tests.
     *
     * @param kind what is written
     * @param source where
     * @param entry the key of the entry; the marker of one that is no longer in the register
     * @param id the id of the rule that is changed or removed; empty for one that is created
     * @param rule what the rule is, for a person
     * @param differences what changes
     */
    public Change(
            Kind kind,
            Source source,
            String entry,
            Optional<String> id,
            String rule,
            List<FieldDifference> differences) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.source = Objects.requireNonNull(source, "source");
        this.entry = Objects.requireNonNull(entry, "entry");
        this.id = Objects.requireNonNull(id, "id");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.differences = List.copyOf(differences);
    }

    /** Returns what is written. */
    public Kind kind() {
        return kind;
    }

    /** Returns where. */
    public Source source() {
        return source;
    }

    /** Returns the key of the entry, or the marker of one that is no longer in the register. */
    public String entry() {
        return entry;
    }

    /** Returns the id of the rule that is changed or removed; empty for one that is created. */
    public Optional<String> id() {
        return id;
    }

    /** Returns what the rule is, for a person. May contain text of the service. */
    public String rule() {
        return rule;
    }

    /** Returns what changes; empty for a rule that is created or removed. */
    public List<FieldDifference> differences() {
        return differences;
    }

    @Override
    public String toString() {
        return kind + " " + entry + " at " + source
                + id.map(known -> ", id " + known).orElse("") + ": " + rule
                + (differences.isEmpty() ? "" : " " + differences);
    }
}
