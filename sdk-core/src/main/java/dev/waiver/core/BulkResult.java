/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.error.BulkFailedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.SdkException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of an operation on many rules: an outcome for each, in the order in which they were given. A rule that
 * fails does not fail the operation, so look at {@link #failures()} or call {@link #throwIfFailed()}.
 *
 * @param <R> the type of the rules
 */
public final class BulkResult<R> {
    /** So many errors become suppressed exceptions: each of very many rules may have one. */
    private static final int ERRORS_KEPT = 10;

    /** The outcomes for one rule. */
    public enum Outcome {
        /** The rule was created. */
        CREATED,
        /** An equivalent rule existed; nothing was written. */
        PRESENT,
        /**
         * An equivalent rule existed, but the service does not apply it: it is only requested, has expired, or is not
         * used anywhere.
         */
        PRESENT_INACTIVE,
        /** An existing rule was replaced. */
        REPLACED,
        /** A rule with the same match criteria and another effect was kept, as {@link OnDifference#KEEP} requests. */
        KEPT,
        /** The rule was removed. */
        REMOVED,
        /** There was no such rule to remove. */
        ABSENT,
        /** The service acknowledged the write and stores something else; the error names the fields. */
        STORED_DIFFERENTLY,
        /** The service or the SDK refused the write, which was certainly not applied. */
        REFUSED,
        /** The write may have been applied. Do not repeat it before you have looked for its effect. */
        UNKNOWN,
        /** The operation stopped before the rule was sent. */
        NOT_SENT;

        /** Returns whether this is one of the last four. */
        public boolean isFailure() {
            return compareTo(STORED_DIFFERENTLY) >= 0;
        }
    }

    /**
     * The outcome for one rule.
     *
     * @param <R> the type of the rule
     */
    public static final class Item<R> {
        private final int index;
        private final Outcome outcome;
        private final @Nullable R rule;
        private final List<String> ids;
        private final List<R> conflicts;
        private final @Nullable SdkException error;

        /**
         * Creates an outcome. Called by the SDK and by tests.
         *
         * @param index the position of the rule, from 0
         * @param outcome the outcome
         * @param rule the rule; null if only an id was given
         * @param ids the ids of the rule or rules
         * @param conflicts existing rules that match the same and have another effect
         * @param error the error, if the outcome is a failure
         */
        public Item(
                int index,
                Outcome outcome,
                @Nullable R rule,
                List<String> ids,
                List<R> conflicts,
                @Nullable SdkException error) {
            this.index = index;
            this.outcome = Objects.requireNonNull(outcome, "outcome");
            this.rule = rule;
            this.ids = List.copyOf(ids);
            this.conflicts = List.copyOf(conflicts);
            this.error = error;
            if (outcome.isFailure() != (error != null)) {
                throw new IllegalArgumentException("error: a failure needs one, and nothing else has one: " + outcome);
            }
        }

        /** Returns the position of the rule in the given collection, from 0. */
        public int index() {
            return index;
        }

        /** Returns the outcome. */
        public Outcome outcome() {
            return outcome;
        }

        /** Returns whether the outcome is a failure, so that there is an {@link #error()}. */
        public boolean isFailure() {
            return outcome.isFailure();
        }

        /**
         * Returns the rule as it is stored now. If that is not known, or it was removed, returns it as it was given.
         *
         * @throws IllegalStateException if only its id was given
         */
        public R rule() {
            if (rule == null) {
                throw new IllegalStateException("only the id of the rule is known: " + ids);
            }
            return rule;
        }

        /**
         * Returns the id of the rule; the ids of all rules that were removed, or that are involved in a failure. Empty
         * if none is known.
         */
        public List<String> ids() {
            return ids;
        }

        /** Returns existing rules that match the same and have another effect; usually none. They were not changed. */
        public List<R> conflicts() {
            return conflicts;
        }

        /**
         * Returns why it failed.
         *
         * @throws IllegalStateException if it did not, see {@link #isFailure()}
         */
        public SdkException error() {
            if (error == null) {
                throw new IllegalStateException("the outcome is " + outcome + ", which is no failure");
            }
            return error;
        }

        @Override
        public String toString() {
            return index + ": " + outcome + (ids.isEmpty() ? "" : " " + ids)
                    + (error == null ? "" : ": " + error.getMessage());
        }
    }

    private final CallInfo callInfo;
    private final List<Item<R>> items;
    private final @Nullable SdkException stop;

    /**
     * Creates a result. Called by the SDK and by tests.
     *
     * @param callInfo the call
     * @param items the outcomes, in the order in which the rules were given
     * @param stop why the operation stopped before its end; null if it did not
     */
    public BulkResult(CallInfo callInfo, List<Item<R>> items, @Nullable SdkException stop) {
        this.callInfo = Objects.requireNonNull(callInfo, "callInfo");
        this.items = List.copyOf(items);
        this.stop = stop;
    }

    /** Returns the outcomes, one for each rule that was given, in that order. */
    public List<Item<R>> items() {
        return items;
    }

    /** Returns the outcomes that are failures, in the order in which the rules were given. */
    public List<Item<R>> failures() {
        return items.stream().filter(Item::isFailure).toList();
    }

    /** Returns the stored rules: those of all outcomes that are no failures, in the order in which they were given. */
    public List<R> rules() {
        List<R> stored = new ArrayList<>();
        for (Item<R> item : items) {
            if (!item.isFailure()
                    && item.rule != null
                    && item.outcome != Outcome.REMOVED
                    && item.outcome != Outcome.ABSENT) {
                stored.add(item.rule);
            }
        }
        return List.copyOf(stored);
    }

    /** Returns how many rules had this outcome. */
    public int count(Outcome outcome) {
        return (int) items.stream().filter(item -> item.outcome == outcome).count();
    }

    /**
     * Returns why the operation stopped before its end, so that the rest is {@link Outcome#NOT_SENT}: an error that is
     * not about the rule, a deadline, an interrupt or a {@linkplain BulkProgress#stop() request}. Empty if it did not.
     */
    public Optional<SdkException> stoppedBy() {
        return Optional.ofNullable(stop);
    }

    /**
     * Throws an error that sums up the failures, if there are any.
     *
     * @return this result
     * @throws BulkFailedException if there is a failure; its cause is the error of the first one
     */
    @CanIgnoreReturnValue
    public BulkResult<R> throwIfFailed() {
        List<Item<R>> failed = failures();
        if (failed.isEmpty()) {
            return this;
        }
        Item<R> first = failed.get(0);
        boolean changed = items.stream().anyMatch(item -> switch (item.outcome) {
            case CREATED, REPLACED, REMOVED, STORED_DIFFERENTLY, UNKNOWN -> true;
            default -> false;
        });
        BulkFailedException all = new BulkFailedException(
                failed.size() + " of " + items.size() + " rules failed: " + counts() + ". The first is number "
                        + first.index + ", counted from 0: " + first.error().getMessage(),
                first.error(),
                new CallInfo(
                        callInfo.operation(),
                        callInfo.requestId(),
                        callInfo.attempts(),
                        changed,
                        callInfo.exchanges()));
        failed.stream()
                .map(Item::error)
                .filter(e -> !e.equals(first.error()))
                .distinct()
                .limit(ERRORS_KEPT)
                .forEach(all::addSuppressed);
        throw all;
    }

    private Map<Outcome, Integer> counts() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        items.forEach(item -> counts.merge(item.outcome, 1, Integer::sum));
        return counts;
    }

    @Override
    public String toString() {
        return "BulkResult" + counts();
    }
}
