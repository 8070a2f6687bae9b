/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.List;
import java.util.Objects;

/**
 * The result of {@code ensure}: the outcome, and the rule as it is stored now.
 *
 * @param <R> the type of the rule
 */
public final class EnsureResult<R> {
    /** The outcomes of a successful {@code ensure}. */
    public enum Outcome {
        /** No rule with the same match criteria existed; the rule was created. */
        CREATED,
        /** An equivalent rule existed. */
        PRESENT,
        /**
         * An equivalent rule existed, but the service does not apply it: it is only requested, has expired, or is not
         * used anywhere.
         */
        PRESENT_INACTIVE,
        /**
         * A rule with the same match criteria and another effect was replaced, as {@link OnDifference#REPLACE}
         * requests.
         */
        REPLACED,
        /** A rule with the same match criteria and another effect was kept, as {@link OnDifference#KEEP} requests. */
        KEPT
    }

    private final Outcome outcome;
    private final R rule;
    private final List<FieldDifference> differences;
    private final List<R> matches;
    private final List<R> conflicts;

    /**
     * Creates a result. Called by the SDK and by tests.
     *
     * @param outcome the outcome
     * @param rule the rule as it is stored now
     * @param differences the fields that differed before, for {@link Outcome#REPLACED} and {@link Outcome#KEPT}
     * @param matches every rule with the same match criteria
     * @param conflicts those of the matches that have another effect
     */
    public EnsureResult(
            Outcome outcome, R rule, List<FieldDifference> differences, List<R> matches, List<R> conflicts) {
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.differences = List.copyOf(differences);
        this.matches = List.copyOf(matches);
        this.conflicts = List.copyOf(conflicts);
    }

    /** Returns the outcome. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the rule as it is stored now. */
    public R rule() {
        return rule;
    }

    /**
     * Returns the fields in which the existing rule differed from the requested one; empty unless the outcome is
     * {@link Outcome#REPLACED} or {@link Outcome#KEPT}.
     */
    public List<FieldDifference> differences() {
        return differences;
    }

    /**
     * Returns every rule with the same match criteria, including {@link #rule()}. If there are several, none is
     * removed.
     */
    public List<R> matches() {
        return matches;
    }

    /** Returns those of the {@link #matches()} that have another effect; usually none. */
    public List<R> conflicts() {
        return conflicts;
    }

    @Override
    public String toString() {
        return "EnsureResult[" + outcome + ", " + rule
                + (matches.size() > 1 ? ", " + matches.size() + " rules with the same match criteria" : "") + "]";
    }
}
