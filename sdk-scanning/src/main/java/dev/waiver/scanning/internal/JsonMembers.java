/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.scanning.model.ScanningPort;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A lenient reader of one item's members. It keeps track of the members that were read; the others are the unknown
 * ones.
 */
final class JsonMembers {
    private final ObjectNode object;
    private final Set<String> read = new LinkedHashSet<>();

    JsonMembers(ObjectNode object) {
        this.object = object;
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Returns a member that is present and not null. */
    private Optional<JsonNode> node(String name) {
        JsonNode node = object.path(name);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** Returns the text of the first of these members that has one. A number is returned as text. */
    Optional<String> text(String... names) {
        for (String name : names) {
            Optional<String> text = node(name).filter(JsonNode::isValueNode).map(JsonNode::asText);
            if (text.isPresent() || object.path(name).isNull()) {
                read.add(name);
            }
            if (text.filter(t -> !t.isBlank()).isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** Returns the id of a reference, which is an id or an object with one. The object's other members stay unknown. */
    Optional<String> reference(String name, String... idNames) {
        if (object.path(name).isObject()) {
            Optional<String> id = inner(name, idNames);
            if (id.isPresent()) {
                read.add(name);
            }
            return id;
        }
        return text(name);
    }

    Optional<String> inner(String name, String... innerNames) {
        for (String inner : innerNames) {
            JsonNode value = object.path(name).path(inner);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }

    /** Returns a number, or a text that is one. Anything else stays an unknown member. */
    Optional<BigDecimal> number(String name) {
        Optional<JsonNode> node = node(name).filter(n -> n.isNumber() || n.isTextual());
        if (node.isEmpty()) {
            return Optional.empty(); // a null stays an unknown member: it shows that there is no number
        }
        JsonNode value = node.get();
        try {
            Optional<BigDecimal> number = value.isNumber()
                    ? Optional.of(value.decimalValue())
                    : value.asText().isBlank()
                            ? Optional.empty()
                            : Optional.of(new BigDecimal(value.asText().strip()));
            read.add(name);
            return number;
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Optional<ScanningPort> port(String name) {
        return text(name).map(ScanningPort::read);
    }

    /** Returns the hosts as one text; the member may be a text or an array. */
    String hosts(String name) {
        JsonNode node = object.path(name);
        if (node.isArray()) {
            StringJoiner joined = new StringJoiner(",");
            node.forEach(host -> joined.add(host.asText()));
            read.add(name);
            return joined.toString();
        }
        return text(name).orElse("");
    }

    Optional<Boolean> flag(String name) {
        Optional<String> text = text(name);
        return switch (text.orElse("").strip()) {
            case "true", "1", "yes" -> Optional.of(true);
            case "false", "0", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    Optional<WireTimestamp> time(String... names) {
        for (String name : names) {
            Optional<JsonNode> node = node(name).filter(JsonNode::isValueNode);
            if (node.isPresent()) {
                read.add(name);
                return time(node.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<WireTimestamp> time(JsonNode node) {
        try {
            return node.asText().isBlank()
                    ? Optional.empty()
                    : Optional.of(ScanningProtocol.CODEC.read(WireTimestamp.class, ScanningProtocol.CODEC.write(node)));
        } catch (JsonException e) {
            return Optional.of(WireTimestamp.of(node.asText()));
        }
    }

    /**
     * Returns the members that were not read.
     *
     * @param keptWhole the objects to return even if they were read in part
     */
    Map<String, JsonNode> unread(String... keptWhole) {
        Map<String, JsonNode> unread = new LinkedHashMap<>();
        Set<String> whole = new LinkedHashSet<>(java.util.Arrays.asList(keptWhole));
        object.properties().forEach(member -> {
            boolean partly = member.getValue().isObject() && whole.contains(member.getKey());
            if (!read.contains(member.getKey()) || partly) {
                unread.put(member.getKey(), member.getValue());
            }
        });
        return unread;
    }
}
