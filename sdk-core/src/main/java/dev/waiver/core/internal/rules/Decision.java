/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AmbiguousMatchException.Reason;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleComparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@code ensure} does about the stored rules that match the same as the wanted one. */
sealed interface Decision<R> {
    /** Nothing has to be written. */
    record Done<R>(EnsureResult<R> result) implements Decision<R> {}

    /** The rule has to be created. */
    record Create<R>() implements Decision<R> {}

    /** The stored rule has to be given the wanted effect. */
    record Replace<R>(R stored, List<FieldDifference> differences) implements Decision<R> {}

    /** Nothing can be done. */
    record Fail<R>(Function<CallState, SdkException> error) implements Decision<R> {}

    /**
     * Decides.
     *
     * @param found the stored rules that match the same, or may do so
     */
    static <R extends ExceptionRule> Decision<R> of(
            RuleComparator<R> comparator, R wanted, Matches.Of<R> found, OnDifference onDifference) {
        if (!found.equal().isEmpty()) {
            return found.effectUnknown().isEmpty() ? present(found) : effectUnknown(comparator, wanted, found);
        }
        if (!found.different().isEmpty()) {
            return different(comparator, wanted, found, onDifference);
        }
        if (!found.effectUnknown().isEmpty()) {
            return effectUnknown(comparator, wanted, found);
        }
        return found.undecidable().isEmpty()
                ? new Create<>()
                : ambiguous(
                        "the service does not show what these rules match, so whether one of them is the wanted rule"
                                + " is unknown; look at them, then create the rule or leave it",
                        Reason.UNDECIDABLE,
                        found.undecidable());
    }

    private static <R extends ExceptionRule> Decision<R> present(Matches.Of<R> found) {
        Stored<R> shown = found.equal().stream()
                .filter(Stored::active)
                .findFirst()
                .orElseGet(() -> found.equal().get(0));
        return new Done<>(new EnsureResult<>(
                shown.active() ? Outcome.PRESENT : Outcome.PRESENT_INACTIVE,
                shown.rule(),
                List.of(),
                rules(Stream.concat(found.equal().stream(), found.different().stream())),
                rules(found.different().stream())));
    }

    private static <R extends ExceptionRule> Decision<R> different(
            RuleComparator<R> comparator, R wanted, Matches.Of<R> found, OnDifference onDifference) {
        List<Stored<R>> different = found.different();
        R first = different.get(0).rule();
        List<FieldDifference> differences = comparator.effectDifferences(wanted, first);
        return switch (onDifference) {
            case KEEP -> {
                List<R> matches = rules(Stream.concat(different.stream(), found.effectUnknown().stream()));
                yield new Done<>(
                        new EnsureResult<>(Outcome.KEPT, first, differences, matches, rules(different.stream())));
            }
            case FAIL ->
                new Fail<>(state -> new ExistingRuleDiffersException(
                        "a rule that matches the same has another effect, ids " + shownIds(different) + ": "
                                + differences + "; replace or keep it with OnDifference",
                        state.callInfo(),
                        ids(different),
                        differences));
            case REPLACE -> {
                if (different.size() > 1) {
                    yield ambiguous(
                            "several rules match the same and have another effect, and which of them to replace is"
                                    + " unknown; remove all but one",
                            Reason.SEVERAL_RULES,
                            different);
                }
                if (!found.effectUnknown().isEmpty()) {
                    yield effectUnknown(comparator, wanted, found);
                }
                yield first.hasId()
                        ? new Replace<>(first, differences)
                        : ambiguous("the rule to replace is listed without an id", Reason.SEVERAL_RULES, different);
            }
        };
    }

    private static <R extends ExceptionRule> Decision<R> effectUnknown(
            RuleComparator<R> comparator, R wanted, Matches.Of<R> found) {
        List<String> fields = comparator
                .effectDifferences(wanted, found.effectUnknown().get(0).rule())
                .stream()
                .map(FieldDifference::path)
                .toList();
        return ambiguous(
                "the service does not show " + fields + " of these rules, which match the same, so whether their effect"
                        + " is the wanted one is unknown",
                Reason.UNDECIDABLE,
                found.effectUnknown());
    }

    private static <R extends ExceptionRule> Decision<R> ambiguous(
            String message, Reason reason, List<Stored<R>> rules) {
        return new Fail<>(state -> new AmbiguousMatchException(
                message + "; nothing was changed. Ids: " + shownIds(rules), reason, state.callInfo(), ids(rules)));
    }

    private static <R> List<R> rules(Stream<Stored<R>> stored) {
        return stored.map(Stored::rule).toList();
    }

    /** Returns the ids of the rules that have one. */
    private static <R extends ExceptionRule> List<String> ids(List<Stored<R>> rules) {
        return rules.stream()
                .map(Stored::rule)
                .filter(ExceptionRule::hasId)
                .map(ExceptionRule::id)
                .toList();
    }

    private static <R extends ExceptionRule> List<String> shownIds(List<Stored<R>> rules) {
        return rules.stream()
                .map(stored -> stored.rule().hasId() ? stored.rule().id() : "(no id)")
                .toList();
    }
}
