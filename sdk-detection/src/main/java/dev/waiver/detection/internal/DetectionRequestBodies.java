package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonEditException;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Documents as models, within a call: what goes wrong is an error of the call. */
public final class DetectionRequestBodies {
    private static final int SUCCESS = 200;
    private static final int SHOWN = 4096;

    private DetectionRequestBodies() {}

    /**
     * A document as a model, of which it may hold nothing.
     *
     * @param document the document
     * @param type the model's class
     * @param <T> the model
     */
    public static <T extends JsonModel> ApiCall<T> read(JsonDocument document, Class<T> type) {
        try {
            return ApiCall.of(document.as(type));
        } catch (JsonException e) {
            return unreadable(document, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The document that was asked for, as a model. One without a single member that the model knows is another answer.
     *
     * @param document the document
     * @param type the model's class
     * @param <T> the model
     */
    public static <T extends JsonModel> ApiCall<T> found(JsonDocument document, Class<T> type) {
        return read(document, type).flatMap(model -> {
            int unknown = model.additionalProperties().size();
            return unknown == document.as(JsonNode.class).size()
                    ? unreadable(document, "nothing in it is known of a " + type.getSimpleName())
                    : ApiCall.of(model);
        });
    }

    private static <T> ApiCall<T> unreadable(JsonDocument document, String problem) {
        return unreadable(document.text(), problem);
    }

    private static <T> ApiCall<T> unreadable(String text, String problem) {
        return Calls.failed(state -> new DecodeException(
                "the document cannot be read: " + state.redact(problem),
                null,
                state.callInfo(),
                SUCCESS,
                state.redact(text.substring(0, Math.min(text.length(), SHOWN)))));
    }

    /**
     * A document with a change, everything else as it was received.
     *
     * @param document the document
     * @param type the model's class
     * @param change the change
     * @param <T> the model
     */
    public static <T extends JsonModel> ApiCall<JsonDocument> edit(
            JsonDocument document, Class<T> type, UnaryOperator<T> change) {
        return found(document, type).flatMap(model -> {
            try {
                return ApiCall.of(document.edit(type, change));
            } catch (JsonEditException e) {
                return Calls.failed(state -> new LossyEditException(
                        "the change cannot be made without losing something of the document: " + e.getMessage()
                                + "; nothing was sent",
                        state.callInfo(),
                        List.of()));
            } catch (JsonException e) {
                return Calls.failed(state -> new LossyEditException(
                        "the changed document cannot be written: " + e.getMessage() + "; nothing was sent",
                        state.callInfo(),
                        List.of()));
            }
        });
    }

    /**
     * A text that can be a table.
     *
     * @param text what came
     */
    public static ApiCall<String> csv(String text) {
        String start = text.stripLeading();
        return start.isEmpty() || start.startsWith("<")
                ? unreadable(text, start.isEmpty() ? "it is empty" : "it is a page of HTML or XML")
                : ApiCall.of(text);
    }

    /**
     * The document that a write was answered with.
     *
     * @param response the body, whatever it is
     * @return the document; empty if the body is no JSON object
     */
    public static Optional<JsonDocument> in(String response) {
        if (!response.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonDocument document = JsonCodec.anyCase().document(response);
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
