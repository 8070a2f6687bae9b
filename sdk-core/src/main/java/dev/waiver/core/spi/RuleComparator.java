/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.FieldDifference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a vendor's rules. Pure: it sends nothing and keeps nothing.
 *
 * <p>A rule has match fields, which select what it applies to, effect fields, which determine what happens to that, and
 * free text, which does neither.
 *
 * @param <R> the vendor's rule
 */
public interface RuleComparator<R> {
    /** The results of a comparison. */
    enum Verdict {
        /** The rules are the same in that respect. */
        SAME,
        /** The rules differ. */
        DIFFERENT,
        /** The stored rule does not show it. */
        UNKNOWN
    }

    /**
     * Returns a key that is equal for rules that match the same. It consists of strings, and lists, sets, maps and
     * optionals of them, so that it is the same in every JVM.
     *
     * @param rule a rule
     * @return the key; null for a stored rule that does not show all of its match fields
     */
    @Nullable
    Object matchKey(R rule);

    /**
     * Compares the match fields. Called for rules of equal keys and for stored rules without a key only.
     *
     * @param wanted a rule that can be sent
     * @param stored a stored rule
     */
    Verdict matches(R wanted, R stored);

    /**
     * Returns a key that is equal for rules that do the same to what they match. It consists of what a
     * {@linkplain #matchKey match key} consists of.
     *
     * @param rule a rule
     */
    Object effectKey(R rule);

    /**
     * Compares the effect fields of rules that match the same. Free text does not count.
     *
     * @param wanted a rule that can be sent
     * @param stored a stored rule
     */
    Verdict effect(R wanted, R stored);

    /**
     * Returns the effect fields in which rules that match the same differ.
     *
     * @param wanted a rule that can be sent
     * @param stored a stored rule
     */
    List<FieldDifference> effectDifferences(R wanted, R stored);

    /**
     * Returns a key that is equal for rules that cannot be told apart once they are sent.
     *
     * @param sent a rule that can be sent
     */
    Object sentKey(R sent);

    /**
     * Returns a key that is equal for a sent rule and for every stored rule that it could have become.
     *
     * @param rule a rule
     */
    Object lookupKey(R rule);

    /**
     * Returns whether a stored rule that was not there before is the one that was sent. Called for rules of equal
     * lookup keys only.
     *
     * @param sent the rule that was sent
     * @param stored a stored rule
     */
    boolean recognizes(R sent, R stored);

    /**
     * Returns how much a stored rule that is not recognized resembles the one that was sent; 0 if it does not.
     *
     * @param sent the rule that was sent
     * @param stored a stored rule
     */
    int similarity(R sent, R stored);

    /**
     * Returns the fields in which a stored rule differs from the one that was sent, free text included.
     *
     * @param sent the rule that was sent
     * @param stored the rule that was read back
     */
    List<FieldDifference> differences(R sent, R stored);

    /**
     * Returns whether a rule changed since it was read before.
     *
     * @param before the rule as it was
     * @param now the rule as it is
     */
    boolean hasChanged(R before, R now);

    /**
     * Returns what is alarming about the differences, such as a scope that became wider; empty by default.
     *
     * @param sent the rule that was sent
     * @param stored the rule that was read back
     */
    default Optional<String> alarm(R sent, R stored) {
        return Optional.empty();
    }

    /**
     * Returns whether the service may store equal rules once, so that a created rule may have an id that existed
     * before. Default: false.
     */
    default boolean storesEqualRulesOnce() {
        return false;
    }

    /**
     * Returns when a stored rule was last changed, which identifies the newest of equal ones; empty by default.
     *
     * @param stored a stored rule
     */
    default Optional<Instant> changedAt(R stored) {
        return Optional.empty();
    }
}
