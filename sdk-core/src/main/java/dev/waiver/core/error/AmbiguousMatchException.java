/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Thrown when the service's responses do not show which rule is meant, or whether a rule is equal to another.
 * {@link #ids()} has the rules to check. Nothing was changed, unless this is the cause of an
 * {@link AppliedButUnconfirmedException}.
 */
public class AmbiguousMatchException extends SdkException {
    private static final long serialVersionUID = 1;

    /** The kinds of ambiguity. */
    public enum Reason {
        /** Several rules match where one is required. */
        SEVERAL_RULES,
        /** The responses do not show whether a rule matches. */
        UNDECIDABLE
    }

    private final Reason reason;
    private final ArrayList<String> ids;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what is ambiguous, and what to do
     * @param reason the kind of ambiguity
     * @param callInfo the call
     * @param ids the ids of the rules in question; may be empty
     */
    public AmbiguousMatchException(String message, Reason reason, CallInfo callInfo, List<String> ids) {
        super(message, null, callInfo);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.ids = new ArrayList<>(ids);
    }

    /** Returns the kind of ambiguity. */
    public final Reason reason() {
        return reason;
    }

    /** Returns the ids of the rules in question; may be empty. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }
}
