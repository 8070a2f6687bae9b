/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.model.DetectionExceptionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The content of exceptions, normalized for comparison, without id and version. A string equals a list of one. A set of
 * literals has no order, and no case where the operator ignores it or compares a hash. {@code CylanceOPTICS} equals
 * {@code Optics}. Functions are trimmed. Null, false and empty equal absent. An extra state, operator, operand, path or
 * filter is a difference, as is an unknown member within a state. Unknown top-level members that only the service's
 * document has are set by the service and ignored.
 */
final class DetectionRuleContent {
    private static final Set<String> HASHES = Set.of("sha256hash", "md5hash");

    /** Unknown to the model, but with an effect: outside of this time the exception does not apply. */
    private static final Set<String> EFFECTS = Set.of("notvalidbefore", "notvalidafter");

    private DetectionRuleContent() {}

    /**
     * Returns the fields in which two exceptions differ.
     *
     * @param sent the exception that was or would be sent
     * @param stored the service's exception
     */
    static List<FieldDifference> differences(DetectionExceptionRule sent, DetectionExceptionRule stored) {
        ObjectNode expected = of(sent);
        ObjectNode actual = of(stored);
        for (String name : stored.additionalProperties().keySet()) {
            if (!expected.has(name) && !EFFECTS.contains(name.toLowerCase(Locale.ROOT))) {
                JsonNode unused = actual.remove(name);
            }
        }
        return JsonCodec.strictNames().differences(expected, actual);
    }

    /** Returns the content of an exception. */
    static ObjectNode of(DetectionExceptionRule rule) {
        JsonCodec codec = JsonCodec.strictNames();
        ObjectNode tree = (ObjectNode) codec.read(JsonNode.class, codec.write(rule));
        JsonNode unused = tree.remove(List.of("Id", "Version"));
        if (tree.path("Product").path("Name").asText().equalsIgnoreCase("CylanceOPTICS")) {
            ((ObjectNode) tree.get("Product")).put("Name", "Optics");
        }
        systems(tree);
        tree.path("States").forEach(DetectionRuleContent::state);
        return (ObjectNode) sparse(tree);
    }

    /**
     * Returns a key that is equal for equal contents, whatever the order of members. Unknown top-level members without
     * an effect do not count, since the service may have set them.
     *
     * @param freeText names of members that do not count either
     */
    static Object effectKey(DetectionExceptionRule rule, List<String> freeText) {
        ObjectNode content = of(rule);
        content.remove(freeText);
        content.remove("Name");
        content.remove(rule.additionalProperties().keySet().stream()
                .filter(name -> !EFFECTS.contains(name.toLowerCase(Locale.ROOT)))
                .toList());
        return key(content);
    }

    private static Object key(JsonNode content) {
        if (content instanceof ObjectNode object) {
            Map<String, Object> members = new TreeMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), key(member.getValue())));
            return members;
        }
        if (content instanceof ArrayNode list) {
            List<Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(key(element)));
            return elements;
        }
        return content.toString();
    }

    private static void systems(ObjectNode tree) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        for (JsonNode system : tree.path("OperatingSystems")) {
            lower(system, "Name");
            sorted.put(system.toString(), system);
        }
        if (!sorted.isEmpty()) {
            ArrayNode list = tree.putArray("OperatingSystems");
            sorted.values().forEach(list::add);
        }
    }

    private static void state(JsonNode state) {
        lower(state, "Scope");
        if (state instanceof ObjectNode object && state.path("Function").isTextual()) {
            object.put("Function", state.path("Function").asText().strip());
        }
        state.path("FieldOperators").forEach(DetectionRuleContent::operator);
        state.path("States").forEach(DetectionRuleContent::state);
    }

    private static void operator(JsonNode operator) {
        lower(operator, "OperandType");
        boolean anyCase = operator.path("Options").path("IgnoreCase").asBoolean();
        for (JsonNode operand : operator.path("Operands")) {
            JsonNode data = operand.path("Data");
            JsonNode facet = data.isArray() && data.size() == 1 ? data.path(0) : data;
            anyCase |= HASHES.contains(facet.asText("").toLowerCase(Locale.ROOT));
        }
        for (JsonNode operand : operator.path("Operands")) {
            if (operand instanceof ObjectNode object && object.has("Data")) {
                object.set("Data", literals(object, anyCase));
            }
        }
    }

    private static JsonNode literals(ObjectNode operand, boolean anyCase) {
        JsonNode data = operand.get("Data");
        String source = operand.path("Source").asText();
        boolean set = source.equalsIgnoreCase("LiteralSet");
        boolean literal = set || source.equalsIgnoreCase("Literal");
        List<JsonNode> values = new ArrayList<>();
        if (data.isArray()) {
            data.forEach(values::add);
        } else {
            values.add(data);
        }
        if (literal && anyCase) {
            values.replaceAll(
                    value -> value.isTextual() ? TextNode.valueOf(value.asText().toLowerCase(Locale.ROOT)) : value);
        }
        if (set) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            values.forEach(value -> sorted.put(value.toString(), value));
            values = List.copyOf(sorted.values());
        }
        return JsonNodeFactory.instance.arrayNode().addAll(values);
    }

    private static void lower(JsonNode in, String name) {
        if (in instanceof ObjectNode object && object.path(name).isTextual()) {
            object.put(name, object.path(name).asText().toLowerCase(Locale.ROOT));
        }
    }

    /** Returns the node without members that are null, false or empty. */
    private static JsonNode sparse(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> kept.add(sparse(element)));
            return kept;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode value = sparse(member.getValue());
                boolean unset = value.isNull()
                        || (value.isBoolean() && !value.booleanValue())
                        || (value.isTextual() && value.asText().isEmpty())
                        || (value.isContainerNode() && value.isEmpty());
                if (!unset) {
                    kept.set(member.getKey(), value);
                }
            }
            return kept;
        }
        return node;
    }
}
