/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.List;
import java.util.Objects;

/** Something about a rule that an exported register does not have, or not as it is at the service. */
public final class ExportProblem {
    private final Source source;
    private final List<String> ids;
    private final String rule;
    private final String entry;
    private final String message;

    /**
     * Creates a problem. Called by the SDK and by tests.
     *
     * @param source where the rules are
     * @param ids the ids of the rules
     * @param rule what the rule is, for a person
     * @param entry the key of the entry; empty if the register has none for the rule
     * @param message what is missing or different and what to do, for a person
     */
    public ExportProblem(Source source, List<String> ids, String rule, String entry, String message) {
        this.source = Objects.requireNonNull(source, "source");
        this.ids = List.copyOf(ids);
        this.rule = Objects.requireNonNull(rule, "rule");
        this.entry = Objects.requireNonNull(entry, "entry");
        this.message = Objects.requireNonNull(message, "message");
    }

    /** Returns where the rules are. */
    public Source source() {
        return source;
    }

    /** Returns the ids of the rules. */
    public List<String> ids() {
        return ids;
    }

    /** Returns what the rule is, for a person. May contain text of the service. */
    public String rule() {
        return rule;
    }

    /** Returns the key of the entry; empty if the register has none for the rule. */
    public String entry() {
        return entry;
    }

    /** Returns whether the register has an entry for the rule. */
    public boolean isExported() {
        return !entry.isEmpty();
    }

    /** Returns what is missing or different and what to do, for a person. May contain text of the service. */
    public String message() {
        return message;
    }

    @Override
    public String toString() {
        return (isExported() ? "CHECK " + entry + " at " : "NOT EXPORTED from ") + source
                + (ids.isEmpty() ? "" : " " + ids) + ": " + rule + ": " + message;
    }
}
