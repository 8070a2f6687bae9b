/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stored rules by what they match, so that the candidates for a wanted rule are found without a scan. */
final class Matches<R extends ExceptionRule> {
    /**
     * The stored rules that match the same as a wanted one.
     *
     * @param equal those with the same effect
     * @param different those with another effect
     * @param effectUnknown those that do not show their effect
     * @param undecidable those that do not show whether they match the same
     */
    record Of<R>(
            List<Stored<R>> equal,
            List<Stored<R>> different,
            List<Stored<R>> effectUnknown,
            List<Stored<R>> undecidable) {}

    private final RuleComparator<R> comparator;
    private final Map<Object, List<Stored<R>>> byKey = new HashMap<>();
    private final List<Stored<R>> withoutKey = new ArrayList<>();

    Matches(RuleComparator<R> comparator, List<Stored<R>> stored) {
        this.comparator = comparator;
        for (Stored<R> rule : stored) {
            Object key = comparator.matchKey(rule.rule());
            (key == null ? withoutKey : byKey.computeIfAbsent(key, k -> new ArrayList<>())).add(rule);
        }
    }

    Of<R> of(R wanted) {
        Object key = comparator.matchKey(wanted);
        List<Stored<R>> sameKey = key == null ? List.of() : byKey.getOrDefault(key, List.of());
        Of<R> found = new Of<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Stream.concat(sameKey.stream(), withoutKey.stream()).forEach(stored -> {
            Verdict match = comparator.matches(wanted, stored.rule());
            if (match == Verdict.SAME) {
                switch (comparator.effect(wanted, stored.rule())) {
                    case SAME -> found.equal.add(stored);
                    case DIFFERENT -> found.different.add(stored);
                    case UNKNOWN -> found.effectUnknown.add(stored);
                }
            } else if (match == Verdict.UNKNOWN) {
                found.undecidable.add(stored);
            }
        });
        return found;
    }
}
