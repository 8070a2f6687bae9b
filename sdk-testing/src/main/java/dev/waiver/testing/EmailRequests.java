/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.ServerResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the email service's operations read from requests. Each method refuses a request that lacks it. */
final class EmailRequests {
    private EmailRequests() {}

    /**
     * Returns the tenant of a request, or {@code ""}, where nothing is ever found, for a key without a tenant.
     *
     * @param parameter the name of the query parameter
     */
    static String scope(RecordedRequest call, EmailKey key, String parameter, EmailBehavior behavior) {
        String asked = call.parameter(parameter).orElse("");
        if (asked.isEmpty()) {
            if (key.scopes().size() > 1) {
                String text = "Must provide a single scope in as \"" + parameter
                        + "\" in query string due to multi scope app client";
                throw new RefusedException(EmailResponses.error(call, behavior, 400, 400, text));
            }
            return key.scopes().get(0);
        }
        if (!key.scopes().contains(asked)) {
            throw new RefusedException(
                    EmailResponses.error(call, behavior, 403, 403, "Scope " + asked + " is not allowed for this key"));
        }
        return asked;
    }

    /** Refuses a request to an engine that the tenant has no license for. */
    static void checkLicense(RecordedRequest call, String sectool, EmailBehavior behavior) {
        if (behavior.unlicensedEngines.contains(sectool)) {
            throw new RefusedException(
                    EmailResponses.error(call, behavior, 403, 403, sectool + " is not licensed for this tenant"));
        }
    }

    static ObjectNode requestData(RecordedRequest call) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        if (body != null && body.get("requestData") instanceof ObjectNode data) {
            return data;
        }
        throw required("requestData");
    }

    /** Returns the request data of a request that need not have a body. */
    static ObjectNode optionalRequestData(RecordedRequest call) {
        return call.body().isBlank() ? Json.object() : requestData(call);
    }

    /** Returns a member by its name in camel case or, as on one page of the guide, in snake case. */
    static JsonNode member(ObjectNode data, String name) {
        return data.has(name) ? data.path(name) : data.path(EmailResponses.snake(name));
    }

    static String text(ObjectNode data, String name) {
        JsonNode value = member(data, name);
        if (value.isTextual()) {
            return value.asText();
        }
        throw required("requestData", name);
    }

    static List<String> texts(ObjectNode data, String name) {
        if (member(data, name) instanceof ArrayNode values) {
            return StreamSupport.stream(values.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        throw required("requestData", name);
    }

    static ObjectNode object(ObjectNode data, String name) {
        if (member(data, name) instanceof ObjectNode value) {
            return value;
        }
        throw required("requestData", name);
    }

    static RefusedException required(String... place) {
        ObjectNode detail = Json.object().put("msg", "Field required").put("type", "missing");
        ArrayNode location = detail.putArray("loc").add("body");
        for (String name : place) {
            location.add(name);
        }
        ObjectNode response = Json.object();
        response.putArray("detail").add(detail);
        return new RefusedException(ServerResponse.json(422, Json.write(response)));
    }

    /** Returns the position that a scroll id or a last evaluated key stands for. */
    static int offset(String position) {
        return position.matches("[0-9a-f]{1,7}") ? Integer.parseInt(position, 16) : 0;
    }
}
