/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The error of a rule that an operation on many did not send, because it stopped before. Nothing was applied. The cause
 * is what stopped it, if that was an error.
 */
public class BulkStoppedException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message why it was not sent
     * @param cause what stopped the operation
     * @param callInfo the call
     */
    public BulkStoppedException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
