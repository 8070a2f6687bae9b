/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the service responds with 401 or refuses to authenticate: the credentials are wrong or expired, the
 * region is wrong, or the local clock is, in which case the message says by how much. After a refusal, the same
 * credentials are not sent again for one second, doubled with each further refusal up to a minute; the error of a call
 * in that time says so and has the refusal as its cause.
 */
public class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line; {@code null} to describe the response
     * @param cause the cause
     * @param callInfo the call
     * @param response the response
     */
    public AuthenticationException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
