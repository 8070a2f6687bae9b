/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.SdkException;

/**
 * The local clock and that of a service differ by more than five minutes, so that it is not certain which entries are
 * in force. Nothing is written to that service.
 */
public class ClockDiffersException extends SdkException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message the message
     * @param callInfo the call
     */
    public ClockDiffersException(String message, CallInfo callInfo) {
        super(message, null, callInfo);
    }
}
