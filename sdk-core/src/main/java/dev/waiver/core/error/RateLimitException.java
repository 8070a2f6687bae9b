/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the service responds with 429, too many requests, and the call's next turn would come after its deadline,
 * or the call has no retries. See {@link dev.waiver.core.RequestLimits} for the waits after a 429. This attempt was
 * certainly not applied; an earlier attempt of an idempotent write may have been, see {@link #mayHaveBeenApplied()}.
 */
public class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line; {@code null} to describe the response
     * @param cause the cause
     * @param callInfo the call
     * @param response the response
     */
    public RateLimitException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }

    /**
     * Returns the wait that the service requested with {@code Retry-After} (seconds or a date); empty if it requested
     * none.
     */
    public final Optional<Duration> retryAfter() {
        return response().retryAfter();
    }
}
