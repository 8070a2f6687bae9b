/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of listed rules to rules that were sent and whose ids the service did not return. Equal rules that
 * were sent several times get as many; the acknowledged ones come first, and one whose response was lost gets what is
 * left.
 */
final class Assignment<R extends ExceptionRule> {
    private final RuleComparator<R> comparator;
    private final List<SentRule<R>> open;
    private final List<R> fresh = new ArrayList<>();
    private final Map<Object, List<R>> freshByKey = new HashMap<>();
    private final Map<Object, List<R>> oldByKey = new HashMap<>();
    private @Nullable List<R> unrecognized;

    /**
     * Creates an assignment.
     *
     * @param sent the rules that were sent, in that order
     * @param before the ids that were listed before; null if they are not known
     * @param listed the rules that are listed now
     */
    Assignment(
            RuleComparator<R> comparator, List<SentRule<R>> sent, @Nullable Set<String> before, Collection<R> listed) {
        this.comparator = comparator;
        this.open = sent.stream().filter(SentRule::isOpen).toList();
        Set<String> known = new HashSet<>();
        sent.forEach(rule -> rule.found().filter(ExceptionRule::hasId).ifPresent(found -> known.add(found.id())));
        for (R rule : listed) {
            if (!rule.hasId() || known.contains(rule.id())) {
                continue;
            }
            boolean isNew = before == null || !before.contains(rule.id());
            (isNew ? freshByKey : oldByKey)
                    .computeIfAbsent(comparator.lookupKey(rule), key -> new ArrayList<>())
                    .add(rule);
            if (isNew) {
                fresh.add(rule);
            }
        }
    }

    /**
     * Assigns a rule to each rule of which all equal ones are listed. After the last lookup, also to those of which
     * some are, and a rule that existed before where the service may store equal ones once. One that is recognized as
     * two rules that are not equal is assigned to neither. Rules that cannot be told apart become
     * {@linkplain SentRule#ambiguous ambiguous}.
     *
     * @param last whether this is the last lookup
     */
    void assign(boolean last) {
        Map<Object, List<SentRule<R>>> groups = new LinkedHashMap<>();
        open.forEach(rule -> groups.computeIfAbsent(comparator.sentKey(rule.rule()), key -> new ArrayList<>())
                .add(rule));
        Map<SentRule<R>, R> taken = new LinkedHashMap<>();
        for (List<SentRule<R>> equal : groups.values()) {
            choose(equal, last, taken);
        }
        Set<String> ids = new HashSet<>();
        Set<String> shared = taken.values().stream()
                .map(ExceptionRule::id)
                .filter(id -> !ids.add(id))
                .collect(Collectors.toSet());
        taken.forEach((rule, stored) -> {
            if (!shared.contains(stored.id())) {
                rule.found(stored);
            } else if (last) {
                rule.ambiguous(List.of(stored.id()));
            }
        });
    }

    private void choose(List<SentRule<R>> equal, boolean last, Map<SentRule<R>, R> taken) {
        R rule = equal.get(0).rule();
        int wanted = equal.size();
        int acknowledged = (int) equal.stream().filter(SentRule::isAcknowledged).count();
        List<R> candidates = candidates(rule, freshByKey);
        if (last && candidates.size() < acknowledged && comparator.storesEqualRulesOnce()) {
            List<R> withOld = Stream.concat(candidates.stream(), candidates(rule, oldByKey).stream())
                    .toList();
            if (withOld.size() >= acknowledged && closest(rule).isEmpty()) {
                candidates = newest(withOld, acknowledged, equal);
            }
        }
        if (candidates.size() > wanted) {
            candidates = newest(candidates, wanted, equal);
        }
        if (candidates.size() < wanted && !last) {
            return;
        }
        List<SentRule<R>> inOrder = new ArrayList<>(equal);
        inOrder.sort(Comparator.comparing(sent -> !sent.isAcknowledged())); // stable
        for (int i = 0; i < Math.min(wanted, candidates.size()); i++) {
            taken.put(inOrder.get(i), candidates.get(i));
        }
    }

    private List<R> candidates(R rule, Map<Object, List<R>> byKey) {
        List<R> all = byKey.getOrDefault(comparator.lookupKey(rule), List.of()).stream()
                .filter(stored -> comparator.recognizes(rule, stored))
                .toList();
        List<R> sameEffect = all.stream()
                .filter(stored -> comparator.effect(rule, stored) != Verdict.DIFFERENT)
                .toList();
        return sameEffect.isEmpty() ? all : sameEffect;
    }

    /**
     * Returns the newest rules, in the order of the list. If their times do not distinguish them, returns none, and the
     * sent ones are ambiguous.
     */
    private List<R> newest(List<R> rules, int wanted, List<SentRule<R>> equal) {
        if (rules.size() == wanted) {
            return rules;
        }
        List<R> byTime = rules.stream()
                .sorted(Comparator.comparing(this::changedAt).reversed())
                .toList();
        if (!changedAt(byTime.get(wanted - 1)).isAfter(changedAt(byTime.get(wanted)))) {
            List<String> ids = rules.stream().map(ExceptionRule::id).toList();
            equal.forEach(sent -> sent.ambiguous(ids));
            return List.of();
        }
        Set<R> taken = new HashSet<>(byTime.subList(0, wanted));
        return rules.stream().filter(taken::contains).toList();
    }

    private Instant changedAt(R rule) {
        return comparator.changedAt(rule).orElse(Instant.MIN);
    }

    /** Returns the new rule that resembles a missing one most, without those that were recognized. */
    Optional<R> closest(R missing) {
        return unrecognized().stream()
                .filter(stored -> comparator.similarity(missing, stored) > 0)
                .max(Comparator.comparingInt(stored -> comparator.similarity(missing, stored)));
    }

    /**
     * Returns the new rules that are none of the sent ones. Computed once: every missing rule is compared with them.
     */
    private List<R> unrecognized() {
        List<R> known = unrecognized;
        if (known == null) {
            Map<Object, List<R>> openByKey = new HashMap<>();
            open.forEach(sent -> openByKey
                    .computeIfAbsent(comparator.lookupKey(sent.rule()), key -> new ArrayList<>())
                    .add(sent.rule()));
            known = fresh.stream()
                    .filter(stored -> openByKey.getOrDefault(comparator.lookupKey(stored), List.of()).stream()
                            .noneMatch(sent -> comparator.recognizes(sent, stored)))
                    .toList();
            unrecognized = known;
        }
        return known;
    }

    /** Returns the ids of the first new rules that are none of the sent ones. */
    List<String> freshIds(int most) {
        return unrecognized().stream().map(ExceptionRule::id).limit(most).toList();
    }
}
