/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * Returns a call for a resource that believes a 404 only if the token was valid: a list has to be readable with the
     * same token afterwards. Reading it renews a token that is not valid; then the call is tried once more. Fails with
     * {@link NotFoundException} if there is no such resource, and with {@link ApiException} if that cannot be told.
     *
     * @param core the client
     * @param id the id in the request
     * @param call the call; a 404 proves that it was not applied
     * @param list creates a call that reads a list
     * @param gone returns the value if there is no such resource, given the error; null to fail
     * @param <T> the type of the call's value
     */
    public static <T extends @Nullable Object> ApiCall<T> proven(
            ClientCore core,
            String id,
            ApiCall<T> call,
            Supplier<? extends ApiCall<?>> list,
            Function<NotFoundException, @Nullable ApiCall<T>> gone) {
        return proven(core, id, call, list, gone, true);
    }

    @SuppressWarnings("ReferenceEquality") // a token is the same only if it was not renewed, whatever its value
    private static <T extends @Nullable Object> ApiCall<T> proven(
            ClientCore core,
            String id,
            ApiCall<T> call,
            Supplier<? extends ApiCall<?>> list,
            Function<NotFoundException, @Nullable ApiCall<T>> gone,
            boolean once) {
        Object token = core.currentToken();
        return Calls.onErrorResume(call, e -> {
            if (!(e instanceof NotFoundException missing)) {
                return null;
            }
            ApiCall<Boolean> listed = Calls.onErrorResume(
                    list.get().map(page -> true),
                    // A 403 is for valid credentials that lack a permission.
                    failed -> failed instanceof PermissionException ? ApiCall.of(true) : unproven(id, missing));
            return listed.flatMap(yes -> {
                if (token == null || token != core.currentToken()) {
                    return once ? proven(core, id, call, list, gone, false) : unproven(id, missing);
                }
                ApiCall<T> value = gone.apply(missing);
                return value != null
                        ? value
                        : Calls.failed(state -> new NotFoundException(
                                "404: nothing has the id " + id, missing, missing.callInfo(), missing.response()));
            });
        });
    }

    private static <T extends @Nullable Object> ApiCall<T> unproven(String id, NotFoundException missing) {
        return Calls.failed(state -> new ApiException(
                "404: nothing has the id " + id + ", or these credentials are not valid here: the service returns 404"
                        + " for both, and no list could be read with them",
                missing,
                missing.callInfo(),
                missing.response()));
    }
}
