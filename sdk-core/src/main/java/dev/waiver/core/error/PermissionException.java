/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the service responds with 403: the credentials are valid, but the operation is not allowed or not
 * licensed. The message names the permission if the vendor has a name for it.
 */
public class PermissionException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line; {@code null} to describe the response
     * @param cause the cause
     * @param callInfo the call
     * @param response the response
     */
    public PermissionException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
