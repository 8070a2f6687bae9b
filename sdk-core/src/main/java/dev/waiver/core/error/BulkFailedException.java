/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link dev.waiver.core.BulkResult#throwIfFailed} if rules failed. The result has the outcome of each. The
 * cause is the error of the first one; the errors of the next ones are suppressed exceptions.
 * {@link #mayHaveBeenApplied()} says whether any of the rules was written or may have been.
 */
public class BulkFailedException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what failed
     * @param cause the error of the first rule that failed
     * @param callInfo the call
     */
    public BulkFailedException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
