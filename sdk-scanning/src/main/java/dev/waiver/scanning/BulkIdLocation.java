/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Inferred;
import java.util.List;
import java.util.function.Function;

/**
 * The location of the ids in requests of the plural operations (delete, activate, reset). The vendor does not document
 * it, and a service that does not find the ids might act on all exceptions, so there is no default. Determine it on
 * your account, with an exception that may be lost, then pass it to {@link ScanningClient.Builder#bulkIdLocation}.
 * Inferred: the locations offered here are likely ones.
 */
@Inferred("The location of the ids is not documented; those offered here are likely ones.")
public final class BulkIdLocation {

    /** A function that sends the ids in one of an operation's two forms. */
    @FunctionalInterface
    private interface Sending {
        ApiCall<JsonNode> send(
                List<String> ids,
                Function<JsonNode, ApiCall<JsonNode>> byBody,
                Function<List<String>, ApiCall<JsonNode>> byQuery);
    }

    private final String shown;
    private final Sending sending;

    private BulkIdLocation(String shown, Sending sending) {
        this.shown = shown;
        this.sending = sending;
    }

    /**
     * Returns the location of an array in the JSON body. {@code jsonBody("ids")} sends {@code {"ids": [..]}},
     * {@code jsonBody("exception", "ids")} sends {@code {"exception": {"ids": [..]}}}.
     *
     * @param path the names of the members, from the outermost to the array
     * @throws IllegalArgumentException if there is no name, or a blank one
     */
    public static BulkIdLocation jsonBody(String... path) {
        List<String> names = List.of(path);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "bulkIdLocation: name the member that holds the ids, such as jsonBody(\"ids\")");
        }
        return new BulkIdLocation(
                "JSON body " + String.join(".", names), (ids, byBody, byQuery) -> byBody.apply(body(names, ids)));
    }

    /**
     * Returns the location of the query parameter {@code ids[]}, sent once for each id. For another name, override the
     * {@code ...ByQuery} methods of {@link ScanningExceptionsApi}.
     */
    public static BulkIdLocation repeatedQuery() {
        return new BulkIdLocation("query ids[]", (ids, byBody, byQuery) -> byQuery.apply(ids));
    }

    /**
     * Returns the location of one query parameter with commas between the ids.
     *
     * @param name the parameter's name
     * @throws IllegalArgumentException if the name is blank
     */
    public static BulkIdLocation commaSeparatedQuery(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("bulkIdLocation: name the query parameter that holds the ids");
        }
        return new BulkIdLocation("query " + name, (ids, byBody, byQuery) -> byQuery.apply(List.of())
                .with(CallOptions.builder().query(name, String.join(",", ids)).build()));
    }

    ApiCall<JsonNode> send(
            List<String> ids,
            Function<JsonNode, ApiCall<JsonNode>> byBody,
            Function<List<String>, ApiCall<JsonNode>> byQuery) {
        return sending.send(ids, byBody, byQuery);
    }

    private static ObjectNode body(List<String> names, List<String> ids) {
        ObjectNode outer = JsonNodeFactory.instance.objectNode();
        ObjectNode object = outer;
        for (String name : names.subList(0, names.size() - 1)) {
            object = object.putObject(name);
        }
        ArrayNode array = object.putArray(names.get(names.size() - 1));
        ids.forEach(array::add);
        return outer;
    }

    @Override
    public String toString() {
        return "BulkIdLocation[" + shown + "]";
    }
}
