/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A writer of YAML that {@link YamlReader} reads as the same texts. In block style, what needs no quotes has none; in
 * flow style, which is JSON, every text has them.
 */
public final class YamlWriter {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9](?:(?:[A-Za-z0-9 ._/@+=()-]|:(?=[A-Za-z0-9]))*[A-Za-z0-9_/)])?");
    private static final List<String> NULLS = List.of("null", "Null", "NULL");

    private YamlWriter() {}

    /**
     * Returns a value in block style, one line after another, without indentation.
     *
     * @param value an object or a list that is not empty
     * @param unchecked the name of the members in which JSON literals and texts that look like them differ
     */
    public static List<String> block(JsonNode value, String unchecked) {
        List<String> lines = new ArrayList<>();
        block(value, unchecked, false, lines);
        return lines;
    }

    private static void block(JsonNode value, String unchecked, boolean typed, List<String> lines) {
        if (value.isArray()) {
            for (JsonNode item : value) {
                List<String> below = below(item, unchecked, typed);
                for (int i = 0; i < below.size(); i++) {
                    lines.add((i == 0 ? "- " : "  ") + below.get(i));
                }
            }
            return;
        }
        for (var member : value.properties()) {
            String name = scalar(member.getKey(), false) + ":";
            boolean typedBelow = typed || member.getKey().equals(unchecked);
            List<String> below = below(member.getValue(), unchecked, typedBelow);
            if (isBlock(member.getValue())) {
                lines.add(name);
                below.forEach(line -> lines.add("  " + line));
            } else {
                lines.add(name + " " + below.get(0));
            }
        }
    }

    private static boolean isBlock(JsonNode value) {
        return value.isContainerNode() && !value.isEmpty();
    }

    private static List<String> below(JsonNode value, String unchecked, boolean typed) {
        if (isBlock(value)) {
            List<String> lines = new ArrayList<>();
            block(value, unchecked, typed, lines);
            return lines;
        }
        return List.of(value.isTextual() ? scalar(value.asText(), typed) : value.toString());
    }

    private static String scalar(String text, boolean typed) {
        boolean plain =
                PLAIN.matcher(text).matches() && !NULLS.contains(text) && !(typed && YamlNode.Scalar.isLiteral(text));
        return plain ? text : quoted(text);
    }

    /** Returns a value in flow style, in one line. */
    public static String flow(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(flow(item)));
            return "[" + String.join(", ", items) + "]";
        }
        if (value.isObject()) {
            List<String> members = new ArrayList<>();
            value.properties().forEach(member -> members.add(quoted(member.getKey()) + ": " + flow(member.getValue())));
            return "{" + String.join(", ", members) + "}";
        }
        return value.isTextual() ? quoted(value.asText()) : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029 || c >= 0xfeff) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
