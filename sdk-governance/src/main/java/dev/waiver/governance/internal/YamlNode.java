/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A value of a register, with the line where it stands. */
public sealed interface YamlNode {
    /** The depth beyond which no value is nested. */
    int MAX_DEPTH = 64;

    /** Returns the line, from 1. */
    int line();

    /** Returns what the value is, for error messages. */
    String kind();

    /** Returns the value as JSON in which every scalar is the text as written. */
    JsonNode texts();

    /** Returns the value as JSON in which unquoted JSON literals, such as {@code 8080} and {@code true}, are these. */
    JsonNode literals();

    /**
     * Adds the lines of the members below this value.
     *
     * @param path the path of this value, empty for the root
     * @param lines the lines by path, to be filled
     */
    void addLines(String path, Map<String, Integer> lines);

    /** Returns the path of a member. */
    static String path(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    /**
     * A scalar.
     *
     * @param text the text as written
     * @param plain whether it is written without quotes
     * @param line the line
     */
    record Scalar(String text, boolean plain, int line) implements YamlNode {
        private static final Pattern NUMBER =
                Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,99})?(?:[eE][+-]?[0-9]{1,3})?");
        private static final List<String> NULLS = List.of("", "~", "null", "Null", "NULL");

        /** Returns whether YAML reads this as null. */
        public boolean isNull() {
            return plain && NULLS.contains(text);
        }

        /** Returns whether the text is a JSON literal. */
        static boolean isLiteral(String text) {
            return text.equals("true")
                    || text.equals("false")
                    || text.equals("null")
                    || NUMBER.matcher(text).matches();
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a text";
        }

        @Override
        public JsonNode texts() {
            return JsonNodeFactory.instance.textNode(text);
        }

        @Override
        public JsonNode literals() {
            // The codec keeps numbers as they are written.
            return plain && isLiteral(text) ? JsonCodec.strictNames().read(JsonNode.class, text) : texts();
        }

        @Override
        public void addLines(String path, Map<String, Integer> lines) {
            // has no members
        }
    }

    /**
     * A list.
     *
     * @param items the items
     * @param line the line
     */
    record Items(List<YamlNode> items, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public JsonNode texts() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.texts()));
            return array;
        }

        @Override
        public JsonNode literals() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.literals()));
            return array;
        }

        @Override
        public void addLines(String path, Map<String, Integer> lines) {
            for (int i = 0; i < items.size(); i++) {
                String item = path + "[" + i + "]";
                lines.put(item, items.get(i).line());
                items.get(i).addLines(item, lines);
            }
        }
    }

    /**
     * A mapping.
     *
     * @param members the members by name, in order
     * @param line the line
     */
    record Members(Map<String, Member> members, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public JsonNode texts() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach((name, member) -> object.set(name, member.value().texts()));
            return object;
        }

        @Override
        public JsonNode literals() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach((name, member) -> object.set(name, member.value().literals()));
            return object;
        }

        @Override
        public void addLines(String path, Map<String, Integer> lines) {
            members.forEach((name, member) -> {
                String below = path(path, name);
                lines.put(below, member.line());
                member.value().addLines(below, lines);
            });
        }
    }

    /**
     * A member of a mapping.
     *
     * @param line the line of its name
     * @param value its value
     */
    record Member(int line, YamlNode value) {}
}
