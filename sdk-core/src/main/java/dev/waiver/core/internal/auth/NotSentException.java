/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.auth;

import dev.waiver.core.error.ApiException;
import java.time.Duration;
import java.time.Instant;

/** Thrown instead of sending credentials that a service refused a short while ago, or asked to send later. */
public final class NotSentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ApiException failure;
    private final Instant failedAt;
    private final Duration left;

    NotSentException(ApiException failure, Instant failedAt, Duration left) {
        super("not sent", failure, false, false);
        this.failure = failure;
        this.failedAt = failedAt;
        this.left = left;
    }

    /** Returns the error of the last authentication. */
    public ApiException failure() {
        return failure;
    }

    /** Returns when the last authentication failed. */
    public Instant failedAt() {
        return failedAt;
    }

    /** Returns how long the credentials are still not sent. */
    public Duration left() {
        return left;
    }
}
