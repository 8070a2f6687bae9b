package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader of the values in responses. It fails with an error of the SDK if they cannot be read. */
public final class DetectionResponseReader {
    private DetectionResponseReader() {}

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
            return unreadable(document.text(), String.valueOf(e.getMessage()));
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
                    ? unreadable(document.text(), "it has no member of a " + type.getSimpleName())
                    : ApiCall.of(model);
        });
    }

    private static <T> ApiCall<T> unreadable(String text, String problem) {
        return Calls.failed(state -> ResponseErrors.unreadable("the document cannot be read: " + problem, text, state));
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
     * Returns the call with an error message for "not found" that explains what it may mean.
     *
     * @param id the id in the request
     * @param call the call
     * @param <T> the type of the call's value
     */
    public static <T extends @Nullable Object> ApiCall<T> explained(String id, ApiCall<T> call) {
        return Calls.onErrorResume(
                call,
                e -> e instanceof NotFoundException missing
                        ? Calls.failed(state -> new NotFoundException(
                                "404: nothing has the id " + id
                                        + ", or these credentials are not valid here: the service returns 404 for both",
                                missing,
                                missing.callInfo(),
                                missing.response()))
                        : null);
    }
}
