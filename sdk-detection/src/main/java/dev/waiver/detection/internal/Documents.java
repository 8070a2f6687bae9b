package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.UndecidedException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonEditException;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.spi.Calls;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Documents as models, within a call: what goes wrong is an error of the call. */
public final class Documents {
    private static final int SUCCESS = 200;
    private static final int SHOWN = 4096;

    private Documents() {}

    /**
     * A document as a model.
     *
     * @param document the document
     * @param type the model's class
     * @param <T> the model
     */
    public static <T> ApiCall<T> read(JsonDocument document, Class<T> type) {
        try {
            return ApiCall.of(document.as(type));
        } catch (JsonException e) {
            String text = document.text();
            return Calls.failing(state -> new DecodeException(
                    "the document cannot be read: " + e.getMessage(),
                    e,
                    state.facts(),
                    SUCCESS,
                    text.substring(0, Math.min(text.length(), SHOWN))));
        }
    }

    /**
     * A document with a change, everything else as it was received.
     *
     * @param document the document
     * @param type the model's class
     * @param change the change
     * @param <T> the model
     */
    public static <T> ApiCall<JsonDocument> edit(JsonDocument document, Class<T> type, UnaryOperator<T> change) {
        return read(document, type).flatMap(model -> {
            try {
                return ApiCall.of(document.edit(type, change));
            } catch (JsonEditException e) {
                return Calls.failing(state -> new UndecidedException(
                        "the change cannot be made without losing something of the document: " + e.getMessage()
                                + "; nothing was sent",
                        state.facts(),
                        List.of()));
            } catch (JsonException e) {
                return Calls.failing(state -> new UndecidedException(
                        "the changed document cannot be written: " + e.getMessage() + "; nothing was sent",
                        state.facts(),
                        List.of()));
            }
        });
    }

    /**
     * The document that a write was answered with.
     *
     * @param answer the body, whatever it is
     * @return the document; empty if the body is no JSON object
     */
    public static Optional<JsonDocument> in(String answer) {
        if (!answer.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonDocument document = JsonCodec.anyCase().document(answer);
        try {
            return document.as(JsonNode.class).isObject() ? Optional.of(document) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /**
     * A new document in the documented case, without what the service owns.
     *
     * @param model the model
     * @throws IllegalArgumentException if it cannot be written
     */
    public static JsonDocument written(Object model) {
        JsonCodec codec = JsonCodec.anyCase();
        try {
            return withoutOwned(codec.document(codec.write(model)));
        } catch (JsonException e) {
            throw new IllegalArgumentException("the exception cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * The document without what the service owns.
     *
     * @param document the document
     */
    public static JsonDocument withoutOwned(JsonDocument document) {
        return document.without("Id", "Version");
    }
}
