/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a successful response cannot be read: it is not JSON, does not have the expected shape, is truncated, or
 * is larger than allowed. A write with such a response may have been applied.
 */
public class DecodeException extends SdkException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String rawBody;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what could not be read, and where
     * @param cause the parser's exception
     * @param callInfo the call
     * @param status the HTTP status
     * @param rawBody the start of the body
     */
    public DecodeException(String message, @Nullable Throwable cause, CallInfo callInfo, int status, String rawBody) {
        super(message, cause, callInfo);
        this.status = status;
        this.rawBody = rawBody;
    }

    /** Returns the HTTP status of the response. */
    public final int status() {
        return status;
    }

    /** Returns the start of the body as text, at most 64 KiB, with the client's credentials redacted. */
    public final String rawBody() {
        return rawBody;
    }
}
