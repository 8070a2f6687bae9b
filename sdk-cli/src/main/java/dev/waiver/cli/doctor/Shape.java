/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a JSON value: names of members and types of values, and no value. The elements of an array are merged
 * into one shape, and so are the members of a map, whose keys are data: they are shown as {@code *}.
 */
final class Shape {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DEPTH = 24;
    private static final String KEY = "*";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,39}");
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}-.*|[0-9a-f]{12,}|.*\\d{4,}.*");
    /** Members whose own members have names that users choose. */
    private static final Set<String> MAPS = Set.of("fieldoperators");

    private final Set<String> types = new TreeSet<>();
    private final Map<String, Shape> members = new LinkedHashMap<>();
    private @Nullable Shape elements;
    private int size;

    /**
     * Returns the shape of a text, or of its beginning.
     *
     * @param scalars gets the name and the text of each member outside of arrays that is a string or a number
     */
    static Shape of(String text, BiConsumer<String, String> scalars) {
        Shape shape = new Shape();
        if (text.isBlank()) {
            shape.types.add("no body");
            return shape;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first != null) {
                shape.read(parser, first, 0, "", scalars);
            }
        } catch (JsonProcessingException e) {
            shape.types.add(shape.types.isEmpty() && shape.isScalar() ? "not JSON" : "incomplete");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shape;
    }

    private boolean isScalar() {
        return members.isEmpty() && elements == null;
    }

    private void read(
            JsonParser parser, JsonToken token, int depth, String name, @Nullable BiConsumer<String, String> scalars)
            throws IOException {
        switch (token) {
            case START_OBJECT -> {
                types.add("object");
                object(parser, depth, name, scalars);
            }
            case START_ARRAY -> {
                types.add("array");
                Shape inside = elements == null ? new Shape() : elements;
                elements = inside;
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    size++;
                    nested(inside, parser, next, depth, "", null);
                }
            }
            case VALUE_STRING -> {
                String text = parser.getText();
                types.add(text.isEmpty() ? "empty string" : "string");
                tell(name, text, scalars);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                types.add("number");
                tell(name, parser.getText(), scalars);
            }
            case VALUE_TRUE, VALUE_FALSE -> types.add("boolean");
            default -> types.add("null");
        }
    }

    private void object(JsonParser parser, int depth, String name, @Nullable BiConsumer<String, String> scalars)
            throws IOException {
        boolean map = MAPS.contains(name.toLowerCase(Locale.ROOT));
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            String member = parser.currentName();
            boolean shown = !map
                    && NAME.matcher(member).matches()
                    && !ID.matcher(member).matches();
            size++;
            nested(
                    members.computeIfAbsent(shown ? member : KEY, key -> new Shape()),
                    parser,
                    parser.nextToken(),
                    depth,
                    shown ? member : "",
                    scalars);
        }
    }

    private static void nested(
            Shape into,
            JsonParser parser,
            JsonToken token,
            int depth,
            String name,
            @Nullable BiConsumer<String, String> scalars)
            throws IOException {
        if (depth < MAX_DEPTH) {
            into.read(parser, token, depth + 1, name, scalars);
        } else {
            into.types.add("...");
            parser.skipChildren();
        }
    }

    private static void tell(String name, String text, @Nullable BiConsumer<String, String> scalars) {
        if (scalars != null) {
            scalars.accept(name, text);
        }
    }

    /** Returns the shape of a member, or an empty shape. */
    Shape member(String name) {
        return members.getOrDefault(name, new Shape());
    }

    /** Returns the names of the members, without the keys of maps. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(members.keySet());
        names.remove(KEY);
        return names;
    }

    /** Returns whether the members' names are data. */
    boolean isMap() {
        return members.containsKey(KEY);
    }

    /** Returns the shape of the values of a map. */
    Shape values() {
        return member(KEY);
    }

    /** Returns the shape of the elements of an array. */
    Shape elements() {
        return elements == null ? new Shape() : elements;
    }

    boolean isObject() {
        return types.contains("object");
    }

    boolean isArray() {
        return types.contains("array");
    }

    /** Returns whether there was a value at all. */
    boolean isPresent() {
        return !types.isEmpty();
    }

    boolean has(String type) {
        return types.contains(type);
    }

    /** Returns the number of elements or members, of all values that were merged. */
    int size() {
        return size;
    }

    /** Returns the types, in words. */
    String types() {
        return String.join(" or ", types);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (String type : types) {
            switch (type) {
                case "object" -> {
                    List<String> inside = new ArrayList<>();
                    members.forEach((name, shape) -> inside.add(name + ": " + shape));
                    parts.add("{" + String.join(", ", inside) + "}");
                }
                case "array" -> parts.add("[" + (elements == null ? "" : elements) + "]");
                default -> parts.add(type);
            }
        }
        return String.join("|", parts);
    }
}
