/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.governance.internal.YamlNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;

/**
 * The members of a rule in the vendor's words: those that the vendor's model knows, with each scalar as text, and those
 * that are merged into the rule as written. Never changed once created.
 *
 * @param known the members that the model converts
 * @param unchecked the members that are merged as written
 */
record RuleMembers(ObjectNode known, ObjectNode unchecked) {
    static final String UNCHECKED = "unchecked";
    static final RuleMembers NONE =
            new RuleMembers(JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
    private static final JsonCodec CODEC = JsonCodec.strictNames();

    /** Returns the members of a mapping, whose member {@code unchecked} is a mapping or missing. */
    static RuleMembers of(YamlNode.Members mapping) {
        ObjectNode known = (ObjectNode) mapping.texts();
        JsonNode unused = known.remove(UNCHECKED);
        YamlNode.Member unchecked = mapping.members().get(UNCHECKED);
        return unchecked != null && unchecked.value() instanceof YamlNode.Members merged
                ? new RuleMembers(known, (ObjectNode) merged.literals())
                : new RuleMembers(known, NONE.unchecked);
    }

    /**
     * Returns the members of a rule.
     *
     * @param rule a JSON object
     * @param ignored the names, in any case, of members that a register does not have
     */
    static RuleMembers of(JsonDocument rule, Collection<String> ignored) {
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        for (var member : object("rule", rule).properties()) {
            boolean kept = ignored.stream().noneMatch(member.getKey()::equalsIgnoreCase);
            if (kept && !member.getValue().isNull()) {
                known.set(member.getKey(), texts(member.getValue()));
            }
        }
        return new RuleMembers(known, NONE.unchecked);
    }

    private static ObjectNode object(String field, JsonDocument document) {
        if (Objects.requireNonNull(document, field).as(JsonNode.class) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(field + ": is no JSON object; give the members of the rule");
    }

    private static JsonNode texts(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode texts = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> texts.set(member.getKey(), texts(member.getValue())));
            return texts;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> texts.add(texts(item)));
            return texts;
        }
        return JsonNodeFactory.instance.textNode(value.asText());
    }

    /** Returns a copy in which one member has another value. */
    RuleMembers with(String name, String value) {
        ObjectNode changed = known.deepCopy();
        changed.put(name, value);
        return new RuleMembers(changed, unchecked);
    }

    /** Returns a copy with other members that are merged as written. */
    RuleMembers withUnchecked(JsonDocument members) {
        return new RuleMembers(known, object(UNCHECKED, members).deepCopy());
    }

    /** Returns a copy in which the members of these names, as written, are merged unchecked. */
    RuleMembers unchecking(JsonDocument rule, Collection<String> names) {
        ObjectNode rest = known.deepCopy();
        ObjectNode moved = unchecked.deepCopy();
        ObjectNode source = object("rule", rule);
        for (String name : names) {
            JsonNode unused = rest.remove(name);
            moved.set(name, source.get(name));
        }
        return new RuleMembers(rest, moved);
    }

    /** Returns the value of a member in any case, or a missing node. */
    JsonNode anyCase(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (var member : known.properties()) {
            if (member.getKey().toLowerCase(Locale.ROOT).equals(wanted)) {
                return member.getValue();
            }
        }
        return known.path(name);
    }

    JsonDocument document() {
        return CODEC.document(CODEC.write(known));
    }

    JsonDocument uncheckedDocument() {
        return CODEC.document(CODEC.write(unchecked));
    }
}
