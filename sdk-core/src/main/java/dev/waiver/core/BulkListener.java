/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

/**
 * Follows an operation on many rules. Called by one thread at a time: in a blocking call, the caller's; in an
 * asynchronous one, threads of the callback executor. The operation waits for it. If it throws, the operation stops
 * before the next rule, and what it threw is the cause of {@link BulkResult#stoppedBy()}.
 *
 * @param <R> the type of the rules
 */
@FunctionalInterface
public interface BulkListener<R> {
    /** Returns a listener that does nothing. */
    static <R> BulkListener<R> none() {
        return progress -> {};
    }

    /**
     * Called after each rule that was sent, and when an outcome becomes final. Every outcome is reported once, also if
     * the operation is canceled, so that a listener knows what was done although nobody gets the result.
     */
    void onProgress(BulkProgress<R> progress);

    /**
     * Called before a rule is sent, so that a journal can record that it may have been. Does nothing by default.
     *
     * @param index the position of the rule in the given collection, from 0
     */
    default void beforeWrite(int index) {}
}
