/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.internal.check.PathValues;
import dev.waiver.detection.model.RuleSetRule;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A selection of the rules of a rule set: some by name or id, or all of them. */
public final class RuleSelection {
    private final Set<String> names;
    private final Set<String> ids;
    private final boolean all;

    private RuleSelection(Set<String> names, Set<String> ids, boolean all) {
        this.names = names;
        this.ids = ids;
        this.all = all;
    }

    /**
     * Selects rules by their exact names.
     *
     * @param names at least one
     * @throws IllegalArgumentException if there is none, or one is not valid, as for {@link #ids}
     */
    public static RuleSelection named(String... names) {
        return new RuleSelection(checked("names", names), Set.of(), false);
    }

    /**
     * Selects rules by their ids.
     *
     * @param ids at least one
     * @throws IllegalArgumentException if there is none, or one is blank, {@code .} or {@code ..}, or contains a lone
     *     surrogate
     */
    public static RuleSelection ids(String... ids) {
        return new RuleSelection(Set.of(), checked("ids", ids), false);
    }

    /** Selects every rule of the rule set. */
    public static RuleSelection allRules() {
        return new RuleSelection(Set.of(), Set.of(), true);
    }

    private static Set<String> checked(String field, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException(field + ": name at least one rule, or use allRules()");
        }
        return new LinkedHashSet<>(PathValues.checkAll(
                field,
                Arrays.asList(values),
                "give the " + field + " of rules, as DetectionRuleSet.rules() shows them"));
    }

    boolean selects(RuleSetRule rule) {
        return all
                || rule.name().filter(names::contains).isPresent()
                || rule.ruleId().filter(ids::contains).isPresent();
    }

    /** Returns the names and ids that do not match exactly one rule. */
    Set<String> unresolved(List<RuleSetRule> rules) {
        Set<String> unresolved = new TreeSet<>();
        names.stream()
                .filter(name -> count(rules, RuleSetRule::name, name) != 1)
                .forEach(unresolved::add);
        ids.stream().filter(id -> count(rules, RuleSetRule::ruleId, id) != 1).forEach(unresolved::add);
        return unresolved;
    }

    private static long count(List<RuleSetRule> rules, Function<RuleSetRule, Optional<String>> field, String value) {
        return rules.stream()
                .filter(rule -> field.apply(rule).filter(value::equals).isPresent())
                .count();
    }

    @Override
    public String toString() {
        return all ? "all rules" : "rules " + (names.isEmpty() ? ids : names);
    }
}
