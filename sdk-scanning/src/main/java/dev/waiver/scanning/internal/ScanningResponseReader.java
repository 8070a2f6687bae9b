/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonException;
import dev.waiver.scanning.internal.ScanningEnvelope.Item;
import java.util.List;
import java.util.Optional;

/** A reader of the items in responses. It fails with an error of the SDK if they cannot be found. */
public final class ScanningResponseReader {
    private ScanningResponseReader() {}

    /** Returns the items of a response, or fails with a {@link DecodeException}. */
    public static ApiCall<List<Item>> items(ScanningEnvelope envelope, JsonNode response) {
        try {
            return ApiCall.of(envelope.items(response));
        } catch (JsonException e) {
            return unreadable(String.valueOf(e.getMessage()), response);
        }
    }

    /**
     * Returns the requested item; never another one.
     *
     * @param id the id of the requested item
     */
    public static ApiCall<Item> one(ScanningEnvelope envelope, JsonNode response, String id) {
        return items(envelope, response).flatMap(items -> {
            Optional<Item> asked =
                    items.stream().filter(item -> id.equals(item.id())).findFirst();
            if (asked.isPresent()) {
                return ApiCall.of(asked.get());
            }
            if (items.isEmpty()) {
                return Calls.failed(state -> ResponseErrors.notFound(
                        "no exception " + id + ": the response is a success without one", state));
            }
            Item only = items.get(0);
            return items.size() == 1 && only.id() == null
                    ? ApiCall.of(new Item(id, only.object()))
                    : unreadable(
                            "the response has another one: asked for the exception " + id + ", got "
                                    + items.stream().map(Item::id).toList(),
                            response);
        });
    }

    private static <T> ApiCall<T> unreadable(String problem, JsonNode response) {
        return Calls.failed(state -> ResponseErrors.unreadable(problem, response.toString(), state));
    }
}
