/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

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

    private EmailResponses() {}

    /** Returns a success response with rules or other elements. */
    static ServerResponse data(
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
        return ListResponse.of(body, elements.size());
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

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
