/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the deadline of the whole call expires during authentication, a wait or an attempt, or when a wait for
 * the request limits or before a lookup would exceed it. If the wait before a retry would exceed it, the call fails
 * with the last attempt's error instead, for example a {@link RateLimitException}. A message that starts with "not
 * sent" means that the request limits had no turn in time; it says nothing about the speed of the service.
 */
public class DeadlineExceededException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line
     * @param cause the cause
     * @param callInfo the call
     */
    public DeadlineExceededException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
