/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.error.SdkException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a change. */
public final class ChangeResult {
    /** What became of it. */
    public enum Outcome {
        /** The service has it, as a read afterwards has shown. */
        DONE,
        /** Somebody else did the same meanwhile. Nothing was written. */
        ALREADY_DONE,
        /** The service refused it, or stores something else. */
        FAILED,
        /** It may have been applied. The next run shows it. */
        UNKNOWN,
        /** Nothing was sent. */
        NOT_SENT
    }

    private final Change change;
    private final Outcome outcome;
    private final Optional<String> id;
    private final @Nullable SdkException error;
    private final String reason;

    /**
     * Creates a result. Called by the SDK and by tests.
     *
     * @param change the change
     * @param outcome what became of it
     * @param id the id of the rule, if it is known
     * @param error the error, if there was one
     * @param reason why, for a person; empty if there is nothing to say
     */
    public ChangeResult(
            Change change, Outcome outcome, Optional<String> id, @Nullable SdkException error, String reason) {
        this.change = Objects.requireNonNull(change, "change");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.id = Objects.requireNonNull(id, "id");
        this.error = error;
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Returns the change. */
    public Change change() {
        return change;
    }

    /** Returns what became of it. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the id of the rule, if it is known. */
    public Optional<String> id() {
        return id;
    }

    /** Returns the error, if there was one. */
    public Optional<SdkException> error() {
        return Optional.ofNullable(error);
    }

    /** Returns why, for a person; empty if there is nothing to say. */
    public String reason() {
        return reason;
    }

    /** Returns whether the register is fulfilled in this respect. */
    public boolean isDone() {
        return outcome == Outcome.DONE || outcome == Outcome.ALREADY_DONE;
    }

    @Override
    public String toString() {
        return outcome + " " + change + (reason.isEmpty() ? "" : ": " + reason);
    }
}
