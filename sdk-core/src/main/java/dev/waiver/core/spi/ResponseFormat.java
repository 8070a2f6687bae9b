/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * The format of a vendor's responses: where they have the value, and how they report errors. Responses are read in one
 * pass, without a tree.
 */
public interface ResponseFormat {
    /**
     * Moves to the value of a successful response and reads what precedes it. By default, the whole response is the
     * value, and an empty one is malformed.
     *
     * @param parser the parser, before the first token
     * @param meta receives what is read
     * @return true if the parser is on the first token of a value, which may be {@linkplain ResponseMetadata#malformed
     *     malformed} all the same; false if the response has none, either in the vendor's way or because it is
     *     malformed
     * @throws IOException if it cannot be read
     */
    default boolean beginValue(JsonParser parser, ResponseMetadata meta) throws IOException {
        if (parser.nextToken() == null) {
            meta.malformed("the response is empty");
        }
        return parser.hasCurrentToken();
    }

    /**
     * Reads what follows the value. By default, nothing.
     *
     * @param parser the parser, on the last token of the value
     * @param meta receives what is read
     * @throws IOException if it cannot be read
     */
    default void endValue(JsonParser parser, ResponseMetadata meta) throws IOException {}

    /**
     * Reads a response that is an error by its status.
     *
     * @param body the body as JSON; a text node if it is not JSON
     * @param meta receives what is read
     */
    void readError(JsonNode body, ResponseMetadata meta);

    /**
     * Returns whether an object in the response to a write is a value of the vendor's, so that its members
     * {@code status} and {@code code} describe that value and not the request. False by default.
     *
     * @param body the body as JSON
     */
    default boolean isValue(JsonNode body) {
        return false;
    }
}
