/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

/**
 * Thrown when editing a document would lose some of its content. The document is unchanged.
 *
 * <p>This happens if the service sent a shape that the model can read but that cannot be written back in place, such as
 * a list whose elements cannot be matched to those of the model.
 */
public class JsonEditException extends JsonException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * Creates an exception.
     *
     * @param path the path in the document, such as {@code States[0].Actions}
     * @param reason what would be lost
     */
    public JsonEditException(String path, String reason) {
        super((path.isEmpty() ? "the document" : path) + ": " + reason, null);
        this.path = path;
    }

    /** Returns a path such as {@code States[0].Actions}; empty for the document itself. */
    public String path() {
        return path;
    }
}
