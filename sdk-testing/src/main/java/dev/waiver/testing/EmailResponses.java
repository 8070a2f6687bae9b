/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The email service's envelope and rule formats, as set by its behavior. */
final class EmailResponses {
    private static final Map<String, String> OLD_NAMES = Map.ofEntries(
            Map.entry("senderEmail", "from_email"),
            Map.entry("senderEmailMatching", "from_email_matching"),
            Map.entry("senderName", "nickname"),
            Map.entry("senderNameMatching", "from_name_matching"),
            Map.entry("senderDomain", "from_domain"),
            Map.entry("senderDomainMatching", "from_domain_matching"),
            Map.entry("linkDomains", "email_link"),
            Map.entry("linkDomainMatching", "email_link_matching"));

    private static final DateTimeFormatter WITHOUT_ZONE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EmailResponses() {}

    /** Returns a time in UTC with microseconds and without a zone, as in recorded responses. */
    static String timeWithoutZone(Instant at) {
        return WITHOUT_ZONE.format(at);
    }

    /** Returns a success response with rules or other elements. */
    static ServerResponse data(
            RecordedRequest call,
            EmailBehavior behavior,
            int code,
            List<? extends JsonNode> elements,
            int total,
            String scrollId) {
        return ListResponse.of(body(call, behavior, code, elements, total, scrollId), elements.size());
    }

    private static ObjectNode body(
            RecordedRequest call,
            EmailBehavior behavior,
            int code,
            List<? extends JsonNode> elements,
            int total,
            String scrollId) {
        ObjectNode body = Json.object();
        if (behavior.envelope) {
            body.set("responseEnvelope", envelope(call, behavior, code, "", total, scrollId));
        }
        JsonNode array = Json.array(elements);
        boolean nothing = elements.isEmpty();
        switch (behavior.data) {
            case ARRAY -> body.set("responseData", array);
            case OBJECT -> body.set("responseData", elements.size() == 1 ? elements.get(0) : array);
            case NULL -> body.set("responseData", nothing ? body.nullNode() : array);
            case ABSENT -> {
                if (!nothing) {
                    body.set("responseData", array);
                }
            }
        }
        return body;
    }

    /**
     * Returns a page of an engine's table.
     *
     * @param lastEvaluatedKey what the next page is requested with, or null at the end
     */
    static ServerResponse page(
            RecordedRequest call,
            EmailBehavior behavior,
            List<? extends JsonNode> elements,
            int total,
            @Nullable String lastEvaluatedKey) {
        ObjectNode body = body(call, behavior, behavior.responseCode, elements, total, "");
        if (behavior.lastEvaluatedKey == EmailBehavior.LastEvaluatedKey.DATA) {
            body.putObject("responseData").set("items", Json.array(elements));
        }
        if (lastEvaluatedKey != null) {
            JsonNode holder =
                    switch (behavior.lastEvaluatedKey) {
                        case ENVELOPE -> body.path("responseEnvelope");
                        case TOP_LEVEL -> body;
                        case DATA -> body.path("responseData");
                    };
            if (holder instanceof ObjectNode object) { // there may be no envelope
                object.put("lastEvaluatedKey", lastEvaluatedKey);
            }
        }
        return ListResponse.of(body, elements.size());
    }

    /** Returns the response of a get, for an element as it is shown or null if there is none. */
    static ServerResponse one(RecordedRequest call, EmailBehavior behavior, @Nullable ObjectNode found) {
        if (found == null && behavior.missingGetIs404) {
            return missing(call, behavior);
        }
        List<ObjectNode> elements = found == null ? List.of() : List.of(found);
        return data(call, behavior, behavior.responseCode, elements, elements.size(), "");
    }

    /** Returns the response of a get whose data is the element itself. */
    static ServerResponse object(RecordedRequest call, EmailBehavior behavior, ObjectNode found) {
        ObjectNode body = body(call, behavior, behavior.responseCode, List.of(), 1, "");
        body.set("responseData", found);
        return ServerResponse.json(200, Json.write(body));
    }

    /**
     * Returns the response of a create: one record and no data, as in the vendor's sample. It does not identify what is
     * new.
     *
     * @param code the envelope's code unless the behavior sets one
     */
    static ServerResponse created(RecordedRequest call, EmailBehavior behavior, int code, boolean applied) {
        return data(call, behavior, behavior.createCodeOr(code), List.of(), 1, "")
                .status(behavior.createStatus)
                .applied(applied)
                .afterwards(applied ? behavior.concurrentWriter : () -> {});
    }

    /** Returns the response of an update of something that existed or not. */
    static ServerResponse updated(RecordedRequest call, EmailBehavior behavior, boolean existed) {
        return !existed && behavior.missingUpdateIs404
                ? missing(call, behavior)
                : data(call, behavior, behavior.responseCode, List.of(), 0, "").applied(existed);
    }

    /** Returns the response of a delete of something that existed or not. */
    static ServerResponse deleted(RecordedRequest call, EmailBehavior behavior, boolean existed) {
        return !existed && behavior.missingDeleteIs404
                ? missing(call, behavior)
                : data(call, behavior, behavior.deleteCode, List.of(), 0, "")
                        .status(behavior.deleteStatus)
                        .applied(existed);
    }

    /** Returns the response of a create that is refused because there is an equal exception. */
    static ServerResponse exists(RecordedRequest call, EmailBehavior behavior) {
        return error(call, behavior, 409, 409, "Exception already exists");
    }

    private static ServerResponse missing(RecordedRequest call, EmailBehavior behavior) {
        return error(call, behavior, 404, 404, "Exception not found");
    }

    /** Returns an error of the backend, which has an envelope with any status. */
    static ServerResponse error(RecordedRequest call, EmailBehavior behavior, int status, int code, String text) {
        ObjectNode body = Json.object();
        body.set("responseEnvelope", envelope(call, behavior, code, text, 0, ""));
        body.set("responseData", Json.array());
        return ServerResponse.json(status, Json.write(body)).applied(false);
    }

    /** Returns a stored rule as the service shows it. */
    static ObjectNode shown(ObjectNode rule, EmailBehavior behavior) {
        ObjectNode shown = Json.object();
        for (Map.Entry<String, JsonNode> member : rule.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (behavior.unsetIsEmptyText && value.isNull()) {
                value = shown.textNode("");
            }
            boolean old = behavior.names == EmailBehavior.Names.SNAKE_CASE;
            if (name.equals(EmailRules.ID)) {
                value = behavior.numericIds || old ? numeric(shown, value) : value;
                name = old ? "entity_id" : behavior.idName;
            } else if (old) {
                name = OLD_NAMES.getOrDefault(name, snake(name));
            }
            shown.set(name, value.deepCopy());
        }
        return shown;
    }

    private static ObjectNode envelope(
            RecordedRequest call, EmailBehavior behavior, int code, String text, int total, String scrollId) {
        ObjectNode envelope = Json.object();
        String sent = call.header("x-av-req-id").orElse("");
        String own = UUID.randomUUID().toString();
        switch (behavior.requestIds) {
            case ECHO -> envelope.put("requestId", sent.isEmpty() ? own : sent);
            case OWN -> envelope.put("requestId", own);
            case CUT_SHORT -> envelope.put("requestId", sent.substring(0, Math.max(0, sent.length() - 4)));
            case ABSENT -> {}
        }
        if (behavior.codesAsText) {
            envelope.put("responseCode", Integer.toString(code));
        } else {
            envelope.put("responseCode", code);
        }
        return envelope.put("responseText", text)
                .put("additionalText", "")
                .put("recordsNumber", behavior.recordsNumber.applyAsInt(total))
                .put("scrollId", scrollId);
    }

    private static JsonNode numeric(ObjectNode factory, JsonNode id) {
        String digits = id.asText();
        return digits.matches("\\d{1,18}") ? factory.numberNode(Long.parseLong(digits)) : id;
    }

    /** Returns a name in snake case. */
    static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
