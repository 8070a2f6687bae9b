/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.read.LenientMapper;
import dev.waiver.core.json.JsonModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * An editor that compares models and applies their differences to JSON text. It sees the members or elements of a value
 * whichever class represents the JSON object or array: a model, a map, a list or a node.
 */
public final class ModelEditor {

    private final LenientMapper mapper;
    private final ConcurrentMap<JavaType, ModelProperties> cache = new ConcurrentHashMap<>();

    public ModelEditor(LenientMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the text with the change between two models, the first of which was read from it. */
    public <T> String edit(String text, Class<T> type, T before, T after) {
        return JsonTextEditor.apply(this, text, mapper.type(type), before, after);
    }

    /** Returns the text of an object without the members of the given names, in lowercase. */
    public String without(String text, Set<String> lowerCaseNames) {
        return JsonTextEditor.without(this, text, lowerCaseNames);
    }

    /** Returns whether the text is that of an object. */
    public static boolean isObject(String text) {
        return text.charAt(JsonSpan.skipBlanks(text, 0)) == '{';
    }

    /** Returns the fields in which two values differ. */
    public List<FieldDifference> differences(Object expected, Object actual) {
        return Differences.between(this, expected, actual);
    }

    public JavaType type(Class<?> type) {
        return mapper.type(type);
    }

    String write(Object value) {
        return mapper.write(value);
    }

    <T> T read(Class<T> type, String text) {
        return mapper.read(type, text);
    }

    boolean holds(JavaType type, String text) {
        return mapper.holds(type, text);
    }

    /** Returns the members of a value that is written as an object, or null if it is written as something else. */
    @Nullable
    Map<String, Object> members(Object value, JavaType declared) {
        if (value instanceof JsonModel model) {
            return shape(model, declared).members(model);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> members.put(String.valueOf(name), member));
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        } else {
            return null;
        }
        return members;
    }

    /** Returns the elements of a value that is written as an array, or null if it is written as something else. */
    static @Nullable List<?> elements(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value instanceof ArrayNode array) {
            List<JsonNode> elements = new ArrayList<>(array.size());
            array.forEach(elements::add);
            return elements;
        }
        return null;
    }

    /** Returns the name under which the value holds the member with the given name in the text. */
    String memberName(String textName, Object value, JavaType declared) {
        return value instanceof JsonModel model ? shape(model, declared).modelName(textName) : textName;
    }

    /** Returns the declared type of a member; that of nodes if none is declared. */
    JavaType memberType(String name, Object value, JavaType declared) {
        return value instanceof JsonModel model ? shape(model, declared).memberType(name) : contentType(declared);
    }

    /** Returns the declared type of elements; that of nodes if none is declared. */
    JavaType contentType(JavaType declared) {
        JavaType content = declared.getContentType();
        return content == null ? mapper.type(JsonNode.class) : content;
    }

    /** Returns how many members are equal in two values; 0 if they are not objects. */
    int similarity(Object one, Object other, JavaType declared) {
        Map<String, Object> some = members(one, declared);
        Map<String, Object> others = members(other, declared);
        if (some == null || others == null) {
            return 0;
        }
        int shared = 0;
        for (Map.Entry<String, Object> member : some.entrySet()) {
            if (Objects.equals(member.getValue(), others.get(member.getKey()))) {
                shared++;
            }
        }
        return shared;
    }

    // Uses the declared interface if possible: the generated class that implements it is not public.
    private ModelProperties shape(JsonModel model, JavaType declared) {
        return properties(
                JsonModel.class.isAssignableFrom(declared.getRawClass())
                                && declared.getRawClass().isInstance(model)
                        ? declared
                        : mapper.type(model.getClass()));
    }

    private ModelProperties properties(JavaType model) {
        return cache.computeIfAbsent(
                model, type -> ModelProperties.of(mapper.serialization(), type, mapper.isAnyCase()));
    }
}
