package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The response format of the CG Scanning API. There is no single envelope: the value is the whole response, and
 * {@link ScanningEnvelope} finds the items in it. Errors are documented as {@code errors[]} of objects; older shapes of
 * the same vendor are read too.
 */
final class ScanningResponseFormat implements ResponseFormat {
    /**
     * Recognizes an exception, or a part of it, whose {@code status} is its own. Inferred: the vendor has no samples of
     * it.
     */
    @Override
    public boolean isValue(JsonNode body) {
        int status = body.path("status").asInt(0); // also of a text
        return body.has("nvt")
                || body.has("nvt_oid")
                || body.has("new_severity")
                || (body instanceof ObjectNode object
                        && ScanningEnvelope.id(object) != null
                        && (status < 300 || status > 599));
    }

    @Override
    public void readError(JsonNode body, ResponseMetadata meta) {
        for (JsonNode error : body.path("errors")) {
            if (error.isObject()) {
                meta.error(entry(error));
            } else if (!error.isNull()) {
                meta.error(ErrorEntry.of(null, text(error), Map.of()));
            }
        }
        if (body.path("errors").isTextual()) {
            meta.error(ErrorEntry.of(null, body.path("errors").asText(), Map.of()));
        }
        for (String name : new String[] {"status_text", "error", "message"}) {
            if (meta.errors().isEmpty() && body.path(name).isTextual()) {
                meta.error(ErrorEntry.of(null, body.path(name).asText(), Map.of()));
            }
        }
    }

    private static ErrorEntry entry(JsonNode error) {
        Map<String, String> details = new LinkedHashMap<>();
        error.properties().forEach(member -> {
            if (!member.getKey().equals("message")
                    && !member.getKey().equals("type")
                    && !member.getValue().isNull()) {
                details.put(member.getKey(), text(member.getValue()));
            }
        });
        String type = Optional.of(error.path("type"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElse(null);
        JsonNode message = error.path("message");
        return ErrorEntry.of(type, message.isMissingNode() ? text(error) : text(message), details);
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
