/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.Objects;
import java.util.Optional;

/** What a plan may contain. Immutable. */
public final class PlanOptions {
    private static final PlanOptions DEFAULTS = new PlanOptions(false, Optional.empty(), 0, 0);

    private final boolean restores;
    private final Optional<String> only;
    private final int allowedRemovals;
    private final int allowedChanges;

    private PlanOptions(boolean restores, Optional<String> only, int allowedRemovals, int allowedChanges) {
        this.restores = restores;
        this.only = only;
        this.allowedRemovals = allowedRemovals;
        this.allowedChanges = allowedChanges;
    }

    /** Returns the defaults: rules that somebody changed are left alone, all entries, and the usual limits. */
    public static PlanOptions defaults() {
        return DEFAULTS;
    }

    /** Returns a copy with which rules that somebody changed are written back. */
    public PlanOptions restore() {
        return new PlanOptions(true, only, allowedRemovals, allowedChanges);
    }

    /**
     * Returns a copy for one entry.
     *
     * @param key the key of the entry; of one that is no longer in the register, the marker that a plan shows
     */
    public PlanOptions only(String key) {
        return new PlanOptions(
                restores, Optional.of(Objects.requireNonNull(key, "key")), allowedRemovals, allowedChanges);
    }

    /**
     * Returns a copy that allows more removals at one source than 5, or 10 % of its rules of the register.
     *
     * @param count how many
     * @throws IllegalArgumentException if the number is negative
     */
    public PlanOptions allowRemovals(int count) {
        return new PlanOptions(restores, only, checked("removals", count), allowedChanges);
    }

    /**
     * Returns a copy that allows more creates and updates at one source than 20, or 25 % of its rules of the register.
     *
     * @param count how many
     * @throws IllegalArgumentException if the number is negative
     */
    public PlanOptions allowChanges(int count) {
        return new PlanOptions(restores, only, allowedRemovals, checked("changes", count));
    }

    private static int checked(String field, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(field + ": must not be negative, not " + count);
        }
        return count;
    }

    /** Returns whether rules that somebody changed are written back. Default: false. */
    public boolean restores() {
        return restores;
    }

    /** Returns the only entry to look at; empty for all, the default. */
    public Optional<String> only() {
        return only;
    }

    /** Returns how many removals are allowed at one source, see {@link #allowRemovals}. Default: 0. */
    public int allowedRemovals() {
        return allowedRemovals;
    }

    /** Returns how many creates and updates are allowed at one source, see {@link #allowChanges}. Default: 0. */
    public int allowedChanges() {
        return allowedChanges;
    }

    @Override
    public String toString() {
        return "PlanOptions[" + (restores ? "restore, " : "")
                + only.map(key -> "only " + key + ", ").orElse("") + "allowed removals " + allowedRemovals
                + ", allowed changes " + allowedChanges + "]";
    }
}
