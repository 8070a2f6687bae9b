/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import org.jspecify.annotations.Nullable;

/** Thrown when a text is not the expected JSON, or a value cannot be written as JSON. */
public class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, without the content
     * @param cause Jackson's exception, or null
     */
    public JsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
