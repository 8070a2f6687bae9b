/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is nothing under an id: the service responds with 404, or with the vendor's equivalent (an empty
 * success). Some services respond the same way to a wrong tenant or key.
 */
public class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line; {@code null} to describe the response
     * @param cause the cause
     * @param callInfo the call
     * @param response the response
     */
    public NotFoundException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
