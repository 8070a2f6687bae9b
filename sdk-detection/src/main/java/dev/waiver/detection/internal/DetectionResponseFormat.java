/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.spi.ErrorEntries;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** The response format of the detection service: the value without an envelope, and errors as a flat object. */
final class DetectionResponseFormat implements ResponseFormat {
    @Override
    public boolean beginValue(JsonParser parser, ResponseMetadata meta) throws IOException {
        JsonToken first = parser.nextToken();
        boolean has = first != null && first != JsonToken.VALUE_NULL;
        if (!has) {
            meta.malformed(first == null ? "the response is empty" : "the response is null");
        }
        return has;
    }

    /**
     * Recognizes the documents of exceptions, rules and rule sets, also where a response repeats only their beginning.
     * Inferred: the vendor has no samples of these responses.
     */
    @Override
    public boolean isValue(JsonNode body) {
        boolean id = false;
        boolean more = false;
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            switch (member.getKey().toLowerCase(Locale.ROOT)) {
                case "states", "objecttype" -> {
                    return true;
                }
                case "id" -> id = true;
                case "version", "name", "rules" -> more = true;
                case "status" -> more |= !isErrorStatus(member.getValue());
                default -> {}
            }
        }
        return id && more;
    }

    private static boolean isErrorStatus(JsonNode status) {
        int code = status.asInt(0); // also of a text
        return code >= 300 && code <= 599;
    }

    @Override
    public void readError(JsonNode body, ResponseMetadata meta) {
        ErrorEntries.read(body, meta);
    }
}
