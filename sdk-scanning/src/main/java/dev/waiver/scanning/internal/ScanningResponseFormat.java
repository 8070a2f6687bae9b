/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.spi.ErrorEntries;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;

/**
 * The response format of the CG Scanning API. There is no single envelope: the value is the whole response, and
 * {@link ScanningEnvelope} finds the items in it. Errors are documented as {@code errors[]} of objects; older shapes of
 * the same vendor are read too.
 */
final class ScanningResponseFormat implements ResponseFormat {
    /**
     * Recognizes an exception, or a part of it, whose {@code status} is its own. Inferred: the vendor has no samples of
     * it.
     */
    @Override
    public boolean isValue(JsonNode body) {
        int status = body.path("status").asInt(0); // also of a text
        return body.has("nvt")
                || body.has("nvt_oid")
                || body.has("new_severity")
                || (body instanceof ObjectNode object
                        && ScanningEnvelope.id(object) != null
                        && (status < 300 || status > 599));
    }

    @Override
    public void readError(JsonNode body, ResponseMetadata meta) {
        ErrorEntries.read(body, meta);
    }
}
