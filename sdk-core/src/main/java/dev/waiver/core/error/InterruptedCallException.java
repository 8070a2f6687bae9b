/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/** Thrown when the calling thread is interrupted. The exchange was ended; the thread's interrupt flag is set. */
public class InterruptedCallException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line
     * @param cause the cause
     * @param callInfo the call
     */
    public InterruptedCallException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
