/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;

/** The responses that have lists. */
final class ListResponse {
    /** The number of elements from which a list is built while it is sent. Shorter ones have a Content-Length. */
    private static final int STREAMED = 1_000;

    private ListResponse() {}

    /**
     * Returns the response for a list.
     *
     * @param body the body, with the list as a {@linkplain Json#array(Iterable) lazy array}
     * @param elements the number of its elements
     */
    static ServerResponse of(JsonNode body, int elements) {
        return elements < STREAMED
                ? ServerResponse.json(200, Json.write(body))
                : ServerResponse.of(200).flow("application/json", -1, out -> Json.write(body, out));
    }
}
