/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import dev.waiver.core.Exchange;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * The details of a call that every exception has: operation, request id, attempts, exchanges, and whether the call may
 * have been applied.
 */
public final class CallInfo implements Serializable {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final String requestId;
    private final int attempts;
    private final boolean mayHaveBeenApplied;

    @SuppressWarnings("serial") // a copy, which is serializable
    private final List<Exchange> exchanges;

    /**
     * Creates the details of a call. Called by the SDK and by tests.
     *
     * @param operation the operation that the user called, such as {@code EmailExceptions.create}
     * @param requestId the request id that was sent
     * @param attempts how often the request was sent
     * @param mayHaveBeenApplied whether the service may have applied a change
     * @param exchanges the exchanges of the call so far
     */
    public CallInfo(
            String operation, String requestId, int attempts, boolean mayHaveBeenApplied, List<Exchange> exchanges) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.requestId = Objects.requireNonNull(requestId, "requestId");
        this.attempts = attempts;
        this.mayHaveBeenApplied = mayHaveBeenApplied;
        this.exchanges = List.copyOf(exchanges);
    }

    /** Returns the operation that the user called, such as {@code EmailExceptions.create}. */
    public String operation() {
        return operation;
    }

    /** Returns the request id that the SDK sent; if authentication failed, that of the authentication request. */
    public String requestId() {
        return requestId;
    }

    /** Returns how often the request was sent; if authentication failed, how often the authentication request was. */
    public int attempts() {
        return attempts;
    }

    /** Returns whether the service may have applied a change. */
    public boolean mayHaveBeenApplied() {
        return mayHaveBeenApplied;
    }

    /**
     * Returns the exchanges of the call so far, in their order. Of a very long call, the first and last 256 are kept.
     */
    public List<Exchange> exchanges() {
        return exchanges;
    }
}
