/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.governance.Change;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Source;
import dev.waiver.governance.internal.Standing.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of the rules of one source with the entries of a register: the table of cases of
 * {@code docs/governance.md}. Three digests decide about a rule that has a marker: that in the marker (M), that of the
 * register's rule (R) and that of the stored rule (S).
 *
 * @param <R> the vendor's rule
 */
public final class SourceComparison<R extends ExceptionRule> {
    /** A rule that has a marker of the register. */
    private record Marked<R>(
            R rule, Marker marker, @Nullable String digest) {
        /** Returns whether nobody changed the rule since it was written. */
        boolean isUntouched() {
            return digest == null || marker.matches(digest);
        }
    }

    private static final String EQUAL_OF_OTHERS =
            "an equal rule is there that is not of this register; it counts as in force and is not changed";

    private final Source source;
    private final RuleKind<R> kind;
    private final RuleComparator<R> comparator;
    private final boolean restore;

    private final List<Step<R>> steps = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, List<Marked<R>>> marked = new LinkedHashMap<>();
    private final Map<Object, List<R>> unmarked = new HashMap<>();
    private final List<R> unreadable = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();
    private final IdentityHashMap<R, String> entries = new IdentityHashMap<>();
    private final Map<Object, List<R>> opposite = new HashMap<>();
    private int managed;
    private int settled;

    private SourceComparison(Source source, RuleKind<R> kind, boolean restore) {
        this.source = source;
        this.kind = kind;
        this.comparator = kind.comparator();
        this.restore = restore;
    }

    /**
     * Compares.
     *
     * @param register the register's part of a marker
     * @param parts the rules of all entries at this source, also of those that have expired
     * @param listed the rules of the source
     * @param opposite the rules of the list with the opposite effect; empty if there is none
     * @param restore whether rules that somebody changed are written back
     * @param depth whether the rules that belong to no entry are kept
     */
    public static <R extends ExceptionRule> SourcePlan<R> of(
            Source source,
            RuleKind<R> kind,
            String register,
            Collection<Part<R>> parts,
            Iterable<R> listed,
            Iterable<R> opposite,
            boolean restore,
            Depth depth) {
        SourceComparison<R> comparison = new SourceComparison<>(source, kind, restore);
        comparison.read(register, parts, listed, opposite);
        parts.forEach(comparison::decide);
        comparison.marked.forEach(comparison::withoutEntry);
        return new SourcePlan<>(
                comparison.steps,
                comparison.notices,
                comparison.managed,
                comparison.settled,
                comparison.standings,
                depth.keepsOthers() ? comparison.listed(register, listed) : List.of());
    }

    private void read(String register, Collection<Part<R>> parts, Iterable<R> listed, Iterable<R> others) {
        Set<Object> keys = new HashSet<>();
        for (Part<R> part : parts) {
            Object key = comparator.matchKey(part.rule());
            if (key != null) {
                keys.add(key);
            }
        }
        for (R rule : listed) {
            Marker marker = kind.text(rule).flatMap(Marker::find).orElse(null);
            if (marker != null && marker.register().equals(register)) {
                marked.computeIfAbsent(marker.part(), unused -> new ArrayList<>(1))
                        .add(new Marked<>(rule, marker, kind.digest(rule)));
                managed++;
            } else {
                keep(rule, keys, unmarked, unreadable);
            }
        }
        for (R rule : others) {
            keep(rule, keys, opposite, new ArrayList<>());
        }
    }

    private List<ListedRule<R>> listed(String register, Iterable<R> rules) {
        List<ListedRule<R>> all = new ArrayList<>();
        for (R rule : rules) {
            all.add(new ListedRule<>(rule, entries.getOrDefault(rule, ""), isMarked(rule, register)));
        }
        return all;
    }

    private boolean isMarked(R rule, String register) {
        return kind.text(rule)
                .flatMap(Marker::find)
                .filter(marker -> marker.register().equals(register))
                .isPresent();
    }

    private void keep(R rule, Set<Object> keys, Map<Object, List<R>> byKey, List<R> withoutKey) {
        Object key = comparator.matchKey(rule);
        if (key == null) {
            withoutKey.add(rule);
        } else if (keys.contains(key)) {
            byKey.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(rule);
        }
    }

    // ------------------------------------------------------------------ rules of entries

    private void decide(Part<R> part) {
        List<Marked<R>> found = marked.remove(part.marker());
        if (found == null) {
            withoutRule(part);
            return;
        }
        if (!part.inForce()) {
            stands(part, State.PAST_END, rules(found), "the entry has expired, and its rule is still there");
            withoutEntry(part.entry(), found);
            return;
        }
        List<Marked<R>> own = new ArrayList<>();
        List<Marked<R>> touched = new ArrayList<>();
        found.forEach(rule -> (rule.isUntouched() ? own : touched).add(rule));
        if (found.size() == 1) {
            one(part, found.get(0));
        } else if (own.isEmpty()) {
            stands(part, State.NOT_IN_FORCE, rules(found), "several rules have its marker, and none is as written");
            copied(part.entry(), found, "none of them is as it was written");
        } else {
            Marked<R> kept = severalOfOurs(part, own);
            if (!touched.isEmpty()) {
                copied(part.entry(), touched, "the rule of the register is " + id(kept.rule()));
            }
        }
    }

    /** Decides about a rule that is there once. */
    private void one(Part<R> part, Marked<R> found) {
        boolean writtenAsWanted = found.marker().matches(part.digest());
        boolean storedAsWanted =
                found.digest() == null ? writtenAsWanted : part.digest().equals(found.digest());
        if (writtenAsWanted && storedAsWanted) {
            settled++;
            isThere(part, State.IN_FORCE, List.of(found.rule()));
            if (kind.isPending(found.rule())) {
                notice(
                        Notice.Kind.PENDING,
                        part.entry(),
                        List.of(found.rule()),
                        "not in force yet: " + kind.describe(found.rule()));
            }
            besides(part);
            return;
        }
        stands(
                part,
                State.NOT_IN_FORCE,
                List.of(found.rule()),
                (storedAsWanted || found.isUntouched()
                                ? "the register changed since the rule was written: "
                                : "somebody changed the rule: ")
                        + differences(part.rule(), found.rule()));
        if (storedAsWanted || found.isUntouched()) {
            update(Change.Kind.UPDATE, part, found.rule());
        } else if (writtenAsWanted) {
            if (restore) {
                update(Change.Kind.RESTORE, part, found.rule());
            } else {
                notice(
                        Notice.Kind.DRIFT,
                        part.entry(),
                        List.of(found.rule()),
                        "somebody changed the rule: " + differences(part.rule(), found.rule())
                                + "; take the change into the register, or apply with restore");
            }
        } else if (restore) {
            update(Change.Kind.RESTORE, part, found.rule());
        } else {
            notice(
                    Notice.Kind.CONFLICT,
                    part.entry(),
                    List.of(found.rule()),
                    "both the register and the rule were changed since it was written: "
                            + differences(part.rule(), found.rule()) + "; apply with restore, or change the register");
        }
    }

    /**
     * Decides about rules that were written for the same part and that nobody changed: of two runs at the same time, or
     * of an update that created the new rule and was stopped before it removed the old one.
     */
    @SuppressWarnings("ReferenceEquality") // equal rules are different ones
    private Marked<R> severalOfOurs(Part<R> part, List<Marked<R>> own) {
        List<Marked<R>> current = own.stream()
                .filter(rule -> rule.marker().matches(part.digest()))
                .sorted(Comparator.comparing((Marked<R> rule) ->
                                comparator.changedAt(rule.rule()).orElse(Instant.MIN))
                        .thenComparingInt(rule -> id(rule.rule()).length())
                        .thenComparing(rule -> id(rule.rule())))
                .toList();
        Marked<R> kept = current.isEmpty() ? own.get(0) : current.get(0);
        for (Marked<R> rule : own) {
            if (rule != kept) {
                remove(part.entry(), rule.rule());
            }
        }
        if (current.isEmpty()) {
            stands(part, State.NOT_IN_FORCE, rules(own), "the register changed since its rules were written");
            update(Change.Kind.UPDATE, part, kept.rule());
        } else {
            settled++;
            isThere(part, State.IN_FORCE, rules(own));
            besides(part);
        }
        return kept;
    }

    private void copied(String entry, List<Marked<R>> rules, String which) {
        notice(
                Notice.Kind.COPIED,
                entry,
                rules.stream().map(Marked::rule).toList(),
                "several rules have the same marker, and somebody changed these: " + which
                        + "; remove the marker from the copies, or the copies");
    }

    /** Decides about a part without a rule of its own. */
    private void withoutRule(Part<R> part) {
        List<R> candidates = candidates(part, unmarked);
        List<R> equal = withEffect(part, candidates, true);
        if (!part.inForce()) {
            if (!equal.isEmpty()) {
                stands(
                        part,
                        State.PAST_END,
                        equal,
                        "the entry has expired, and an equal rule that is not of this register is still there");
                notice(
                        Notice.Kind.STILL_IN_FORCE,
                        part.entry(),
                        equal,
                        "the entry has expired, and an equal rule that is not of this register is still there: "
                                + kind.describe(equal.get(0)));
            }
            return;
        }
        if (!equal.isEmpty()) {
            settled++;
            isThere(part, State.UNMARKED, equal);
            notice(Notice.Kind.UNMARKED, part.entry(), equal, EQUAL_OF_OTHERS);
            boolean unused = contradicted(part);
            return;
        }
        if (conflicting(part, candidates)) {
            stands(
                    part,
                    State.NOT_IN_FORCE,
                    withEffect(part, candidates, false),
                    "a rule that is not of this register matches the same and does something else");
            return;
        }
        List<R> undecidable = unreadable.stream()
                .filter(rule -> comparator.matches(part.rule(), rule) == Verdict.UNKNOWN)
                .toList();
        stands(
                part,
                State.NOT_IN_FORCE,
                undecidable,
                undecidable.isEmpty()
                        ? "there is no such rule"
                        : "rules that do not show what they match may be this one");
        if (!undecidable.isEmpty()) {
            notice(
                    Notice.Kind.CONFLICT,
                    part.entry(),
                    undecidable,
                    "rules that do not show what they match may match the same; nothing is created");
            return;
        }
        if (!contradicted(part)) {
            change(Change.Kind.CREATE, part, null);
        }
    }

    /** Returns whether the opposite list has a rule that matches the same, and notes it. */
    private boolean contradicted(Part<R> part) {
        List<R> against = candidates(part, opposite);
        if (against.isEmpty()) {
            return false;
        }
        notice(
                Notice.Kind.CONFLICT,
                part.entry(),
                against,
                "the opposite list of this tenant has a rule that matches the same: " + kind.describe(against.get(0)));
        return true;
    }

    private List<R> candidates(Part<R> part, Map<Object, List<R>> byKey) {
        Object key = comparator.matchKey(part.rule());
        return key == null
                ? List.of()
                : byKey.getOrDefault(key, List.of()).stream()
                        .filter(rule -> comparator.matches(part.rule(), rule) == Verdict.SAME)
                        .toList();
    }

    private List<R> withEffect(Part<R> part, List<R> candidates, boolean same) {
        return candidates.stream()
                .filter(rule -> comparator.effect(part.rule(), rule) == Verdict.SAME == same)
                .toList();
    }

    // ------------------------------------------------------------------ rules without an entry

    /**
     * Decides about rules whose entry has expired or is no longer in the register.
     *
     * @param entry the key of the entry, or what a marker has instead
     */
    private void withoutEntry(String entry, List<Marked<R>> found) {
        for (Marked<R> rule : found) {
            if (rule.isUntouched()) {
                remove(entry, rule.rule());
            } else {
                notice(
                        Notice.Kind.ORPHAN,
                        entry,
                        List.of(rule.rule()),
                        "its entry has expired or is gone, but somebody changed the rule since it was written, so it is"
                                + " not removed: " + kind.describe(rule.rule()));
            }
        }
    }

    // ------------------------------------------------------------------ helpers

    /** Notes rules of others that match the same as one that is there as it should be. */
    private void besides(Part<R> part) {
        List<R> candidates = candidates(part, unmarked);
        List<R> equal = withEffect(part, candidates, true);
        if (!equal.isEmpty()) {
            notice(
                    Notice.Kind.UNMARKED,
                    part.entry(),
                    equal,
                    "an equal rule is there besides that is not of this register; it will stay when the entry ends");
        }
        boolean unusedConflict = conflicting(part, candidates);
        boolean unusedContradiction = contradicted(part);
    }

    /** Returns whether others have rules that match the same and do something else, and notes them. */
    private boolean conflicting(Part<R> part, List<R> candidates) {
        List<R> different = withEffect(part, candidates, false);
        if (different.isEmpty()) {
            return false;
        }
        notice(
                Notice.Kind.CONFLICT,
                part.entry(),
                different,
                "a rule that is not of this register matches the same and does something else: "
                        + differences(part.rule(), different.get(0)));
        return true;
    }

    /**
     * Plans a rule that is there to be as the register says. If it has to match something else, others may already have
     * a rule that does: an equal one takes its place, any other one is a conflict.
     */
    private void update(Change.Kind what, Part<R> part, R stored) {
        if (comparator.matches(part.rule(), stored) == Verdict.SAME) {
            change(what, part, stored);
            return;
        }
        List<R> candidates = candidates(part, unmarked);
        if (conflicting(part, candidates) || contradicted(part)) {
            return;
        }
        List<R> equal = withEffect(part, candidates, true);
        if (equal.isEmpty()) {
            change(what, part, stored);
        } else {
            settled++;
            notice(Notice.Kind.UNMARKED, part.entry(), equal, EQUAL_OF_OTHERS);
            remove(part.entry(), stored);
        }
    }

    private static <R> List<R> rules(List<Marked<R>> marked) {
        return marked.stream().map(Marked::rule).toList();
    }

    /** Notes rules that are as the entry says; they may be pending. */
    private void isThere(Part<R> part, State state, List<R> rules) {
        boolean pending = rules.stream().allMatch(kind::isPending);
        stands(
                part,
                pending ? State.NOT_IN_FORCE : state,
                rules,
                pending ? "the service has acknowledged the rule and does not apply it yet" : "");
    }

    private void stands(Part<R> part, State state, List<R> rules, String detail) {
        rules.forEach(rule -> entries.put(rule, part.entry()));
        standings.add(new Standing(
                part.entry(), state, rules.stream().map(this::id).toList(), kind.describe(part.rule()), detail));
    }

    private void change(Change.Kind what, Part<R> part, @Nullable R stored) {
        List<FieldDifference> differences = stored == null ? List.of() : comparator.differences(part.rule(), stored);
        steps.add(new Step<>(
                new Change(
                        what,
                        source,
                        part.entry(),
                        Optional.ofNullable(stored).flatMap(ExceptionRule::entityId),
                        kind.describe(part.rule()),
                        differences),
                part,
                stored));
    }

    private void remove(String entry, R stored) {
        steps.add(new Step<>(
                new Change(Change.Kind.REMOVE, source, entry, stored.entityId(), kind.describe(stored), List.of()),
                null,
                stored));
    }

    private void notice(Notice.Kind what, String entry, List<R> rules, String message) {
        notices.add(new Notice(what, source, entry, rules.stream().map(this::id).toList(), message));
    }

    private String id(R rule) {
        return rule.entityId().orElse("(no id)");
    }

    private List<FieldDifference> differences(R wanted, R stored) {
        return comparator.differences(wanted, stored).stream()
                .filter(difference -> !kind.isText(difference.path()))
                .toList();
    }
}
