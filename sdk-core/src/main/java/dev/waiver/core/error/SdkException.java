/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import dev.waiver.core.Exchange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that a call can fail with, at every vendor. They are unchecked, serializable, and free of
 * credentials.
 *
 * <p>After a failed write, check {@link #mayHaveBeenApplied()}.
 */
public abstract class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final CallInfo callInfo;

    /**
     * Creates an exception. Called by subclasses.
     *
     * @param message what went wrong, without operation and ids, which {@link #getMessage()} adds
     * @param cause the cause
     * @param callInfo the call
     */
    protected SdkException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause);
        this.callInfo = callInfo;
    }

    /** Returns the details of the call. */
    public final CallInfo callInfo() {
        return callInfo;
    }

    /**
     * Returns the operation that failed, as the user called it: {@code EmailExceptions.create}, or
     * {@code EmailExceptionsApi.create} for a call of an API interface.
     */
    public final String operation() {
        return callInfo.operation();
    }

    /** Returns the request id that the SDK sent; if authentication failed, that of the authentication request. */
    public final String requestId() {
        return callInfo.requestId();
    }

    /**
     * Returns how often the request was sent; if authentication failed, how often the authentication request was, zero
     * if it was not sent because of an earlier refusal.
     */
    public final int attempts() {
        return callInfo.attempts();
    }

    /** Returns the exchanges of the call so far. */
    public final List<Exchange> exchanges() {
        return callInfo.exchanges();
    }

    /**
     * Returns whether the service may have applied a change. False only on proof: nothing was sent, the request was not
     * sent completely, or the service refused it (3xx, or 4xx other than 408, by status or by envelope). A 5xx or 408
     * response to a write is as ambiguous as a lost one. False for reads, unless the same call has sent such a write
     * before. After an ambiguous write, reading again immediately proves nothing: check after about 2 and 10 seconds.
     */
    public final boolean mayHaveBeenApplied() {
        return callInfo.mayHaveBeenApplied();
    }

    @Override
    public String getMessage() {
        return operation() + " failed: " + problem() + " (" + idsShown() + ", attempts " + attempts()
                + (mayHaveBeenApplied() ? ", may have been applied" : "") + ")";
    }

    /** Returns what went wrong, without operation and ids. */
    String problem() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /** Returns the ids for support, as the message shows them. */
    String idsShown() {
        return "request id " + requestId();
    }
}
