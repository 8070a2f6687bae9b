/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is no usable response: the connection could not be established, broke, or an attempt timed out.
 * Also thrown when authentication fails other than by an error response or the deadline, or takes longer than an
 * attempt may, when the transport was closed during the call, and when OkHttp or a part of the application that takes
 * part in the call (an interceptor, a listener, a clock, a supplier, a lock) threw something else than an
 * {@code IOException}, which is not retried. The cause has the details.
 */
public class TransportException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line
     * @param cause the cause
     * @param callInfo the call
     */
    public TransportException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
