/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an operation on many rules is.
 *
 * @param <R> the type of the rules
 */
public final class BulkProgress<R> {
    private final int done;
    private final int total;
    private final BulkResult.@Nullable Item<R> item;
    private final Runnable stop;

    /**
     * Creates a report. Called by the SDK and by tests.
     *
     * @param done how many rules were dealt with
     * @param total how many rules there are
     * @param item the outcome that has just become final, if one has
     * @param stop stops the operation
     */
    public BulkProgress(int done, int total, BulkResult.@Nullable Item<R> item, Runnable stop) {
        this.done = done;
        this.total = total;
        this.item = item;
        this.stop = Objects.requireNonNull(stop, "stop");
    }

    /**
     * Returns how many rules were dealt with: sent, or found to need no request. The outcome of one that was sent may
     * be known later, when the list is read again.
     */
    public int done() {
        return done;
    }

    /** Returns how many rules there are. */
    public int total() {
        return total;
    }

    /** Returns the outcome that has just become final; empty if a rule was sent and its outcome is not known yet. */
    public Optional<BulkResult.Item<R>> item() {
        return Optional.ofNullable(item);
    }

    /** Stops the operation before the next rule is sent. What was sent is still looked up. */
    public void stop() {
        stop.run();
    }

    @Override
    public String toString() {
        return done + " of " + total + (item == null ? "" : ", " + item);
    }
}
