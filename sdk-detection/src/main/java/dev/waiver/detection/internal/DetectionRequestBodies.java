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

/** Conversions between documents and models within a call. Failures are errors of the call. */
public final class DetectionRequestBodies {
    private static final int SUCCESS = 200;
    private static final int MAX_SHOWN = 4096;

    private DetectionRequestBodies() {}

    /**
     * Reads a document as a model, which may have no known member.
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
     * Reads a requested document as a model. Fails if it has no member of the model, because it is then some other
     * response.
     *
     * @param document the document
     * @param type the model's class
     * @param <T> the model
     */
    public static <T extends JsonModel> ApiCall<T> found(JsonDocument document, Class<T> type) {
        return read(document, type).flatMap(model -> {
            int unknown = model.additionalProperties().size();
            return unknown == document.as(JsonNode.class).size()
                    ? unreadable(document, "it has no member of a " + type.getSimpleName())
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
                state.redact(text.substring(0, Math.min(text.length(), MAX_SHOWN)))));
    }

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
     * Returns the text, or fails if it is empty or a page of HTML or XML, which is not a table.
     *
     * @param text the response body
     */
    public static ApiCall<String> csv(String text) {
        String start = text.stripLeading();
        return start.isEmpty() || start.startsWith("<")
                ? unreadable(text, start.isEmpty() ? "it is empty" : "it is a page of HTML or XML")
                : ApiCall.of(text);
    }

    /**
     * Returns the document in the response to a write.
     *
     * @param response the body, whatever it is
     * @return the document; empty if the body is not a JSON object
     */
    public static Optional<JsonDocument> parse(String response) {
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
