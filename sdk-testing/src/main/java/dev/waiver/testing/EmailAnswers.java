package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Answer;
import dev.waiver.testing.internal.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The e-mail service's envelope and the shapes of its rules, as its behaviour says. */
final class EmailAnswers {
    private static final Map<String, String> OLD_NAMES = Map.ofEntries(
            Map.entry("senderEmail", "from_email"),
            Map.entry("senderEmailMatching", "from_email_matching"),
            Map.entry("senderName", "nickname"),
            Map.entry("senderNameMatching", "from_name_matching"),
            Map.entry("senderDomain", "from_domain"),
            Map.entry("senderDomainMatching", "from_domain_matching"),
            Map.entry("linkDomains", "email_link"),
            Map.entry("linkDomainMatching", "email_link_matching"));

    private EmailAnswers() {}

    /** A success with rules or other elements. */
    static Answer data(
            RecordedCall call,
            EmailBehaviour behaviour,
            int code,
            List<? extends JsonNode> elements,
            int total,
            String scrollId) {
        ObjectNode body = Json.object();
        if (behaviour.envelope) {
            body.set("responseEnvelope", envelope(call, behaviour, code, "", total, scrollId));
        }
        ArrayNode array = Json.array();
        array.addAll(elements);
        boolean nothing = elements.isEmpty();
        switch (behaviour.data) {
            case ARRAY -> body.set("responseData", array);
            case OBJECT -> body.set("responseData", array.size() == 1 ? array.get(0) : array);
            case NULL -> body.set("responseData", nothing ? body.nullNode() : array);
            case ABSENT -> {
                if (!nothing) {
                    body.set("responseData", array);
                }
            }
        }
        return Answer.json(200, Json.write(body));
    }

    /** An error of the backend, which has an envelope whatever its status. */
    static Answer error(RecordedCall call, EmailBehaviour behaviour, int status, int code, String text) {
        ObjectNode body = Json.object();
        body.set("responseEnvelope", envelope(call, behaviour, code, text, 0, ""));
        body.set("responseData", Json.array());
        return Answer.json(status, Json.write(body)).applied(false);
    }

    /** A stored rule as the service shows it. */
    static ObjectNode shown(ObjectNode rule, EmailBehaviour behaviour) {
        ObjectNode shown = Json.object();
        for (Map.Entry<String, JsonNode> member : rule.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (behaviour.unsetIsEmptyText && value.isNull()) {
                value = shown.textNode("");
            }
            boolean old = behaviour.names == EmailBehaviour.Names.SNAKE_CASE;
            if (name.equals(EmailRules.ID)) {
                value = behaviour.numericIds || old ? numeric(shown, value) : value;
                name = old ? "entity_id" : behaviour.idName;
            } else if (old) {
                name = OLD_NAMES.getOrDefault(name, snake(name));
            }
            shown.set(name, value.deepCopy());
        }
        return shown;
    }

    private static ObjectNode envelope(
            RecordedCall call, EmailBehaviour behaviour, int code, String text, int total, String scrollId) {
        ObjectNode envelope = Json.object();
        String sent = call.header("x-av-req-id").orElse("");
        String own = UUID.randomUUID().toString();
        switch (behaviour.requestIds) {
            case ECHO -> envelope.put("requestId", sent.isEmpty() ? own : sent);
            case OWN -> envelope.put("requestId", own);
            case CUT_SHORT -> envelope.put("requestId", sent.substring(0, Math.max(0, sent.length() - 4)));
            case ABSENT -> {}
        }
        if (behaviour.codesAsText) {
            envelope.put("responseCode", Integer.toString(code));
        } else {
            envelope.put("responseCode", code);
        }
        return envelope.put("responseText", text)
                .put("additionalText", "")
                .put("recordsNumber", behaviour.recordsNumber.applyAsInt(total))
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
