/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonEditException;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The request bodies of exceptions and rule sets: new documents in the documented case, and documents that were read
 * and changed.
 */
public final class DetectionRequestBodies {
    private DetectionRequestBodies() {}

    /**
     * Changes a document and keeps everything else as it was received.
     *
     * @param document the document
     * @param type the model's class
     * @param change the change
     * @param <T> the model
     */
    public static <T extends JsonModel> ApiCall<JsonDocument> edit(
            JsonDocument document, Class<T> type, UnaryOperator<T> change) {
        return DetectionResponseReader.found(document, type).flatMap(model -> {
            try {
                return ApiCall.of(document.edit(type, change));
            } catch (JsonException e) {
                String problem = e instanceof JsonEditException
                        ? "the change cannot be made without losing something of the document: "
                        : "the changed document cannot be written: ";
                return Calls.failed(state -> new LossyEditException(
                        problem + e.getMessage() + "; nothing was sent", state.callInfo(), List.of()));
            }
        });
    }

    /**
     * Returns a new document in the documented case, without the members that the service sets.
     *
     * @param model the model
     * @throws IllegalArgumentException if it cannot be written
     */
    public static JsonDocument toDocument(Object model) {
        JsonCodec codec = JsonCodec.anyCase();
        try {
            return withoutServerFields(codec.document(codec.write(model)));
        } catch (JsonException e) {
            throw new IllegalArgumentException("the exception cannot be written: " + e.getMessage(), e);
        }
    }

    /** Returns the document without the members that the service sets. */
    public static JsonDocument withoutServerFields(JsonDocument document) {
        return document.without("Id", "Version");
    }
}
