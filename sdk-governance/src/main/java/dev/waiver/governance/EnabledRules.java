/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The detection rules for which an exception is to be enabled: some or all rules of one rule set. */
public final class EnabledRules {
    private final String ruleSet;
    private final List<String> rules;
    private final boolean allRules;

    EnabledRules(String ruleSet, List<String> rules, boolean allRules) {
        this.ruleSet = Objects.requireNonNull(ruleSet, "ruleSet");
        this.rules = List.copyOf(rules);
        this.allRules = allRules;
    }

    /**
     * Returns some rules of a rule set.
     *
     * @param ruleSet the name of the rule set
     * @param rules the names of the rules; a register refuses an empty list
     */
    public static EnabledRules of(String ruleSet, List<String> rules) {
        return new EnabledRules(ruleSet, rules, false);
    }

    /**
     * Returns all rules of a rule set.
     *
     * @param ruleSet the name of the rule set
     */
    public static EnabledRules allOf(String ruleSet) {
        return new EnabledRules(ruleSet, List.of(), true);
    }

    /** Returns the name of the rule set. */
    public String ruleSet() {
        return ruleSet;
    }

    /** Returns the names of the rules; empty for all rules. */
    public List<String> rules() {
        return rules;
    }

    /** Returns whether all rules of the rule set are meant. */
    public boolean isAllRules() {
        return allRules;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnabledRules that
                && ruleSet.equals(that.ruleSet)
                && rules.equals(that.rules)
                && allRules == that.allRules;
    }

    @Override
    public int hashCode() {
        return Objects.hash(ruleSet, rules, allRules);
    }

    @Override
    public String toString() {
        return (allRules ? "all rules" : "rules " + rules) + " of " + ruleSet;
    }
}
