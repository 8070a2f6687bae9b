/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.JsonModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The members that a model class declares: their names as written, the names they are read from, and their accessors.
 */
final class ModelProperties {

    private record Property(JavaType type, AnnotatedMember accessor) {}

    private static final JavaType NODE = TypeFactory.defaultInstance().constructType(JsonNode.class);

    // Some introspections list the generated any-getter among the properties.
    private static final String ANY_GETTER = "additionalProperties";

    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, String> readNames = new HashMap<>();
    private final boolean anyCase;

    private ModelProperties(boolean anyCase) {
        this.anyCase = anyCase;
    }

    static ModelProperties of(SerializationConfig config, JavaType model, boolean anyCase) {
        ModelProperties shape = new ModelProperties(anyCase);
        for (BeanPropertyDefinition property : config.introspect(model).findProperties()) {
            AnnotatedMember accessor = property.getAccessor();
            if (accessor != null && !accessor.getName().equals(ANY_GETTER)) {
                accessor.fixAccess(false);
                shape.add(property.getName(), accessor, property.findAliases());
            }
        }
        return shape;
    }

    private void add(String name, AnnotatedMember accessor, List<PropertyName> aliases) {
        JavaType type = accessor.getType();
        JavaType content = type.hasRawClass(Optional.class) ? type.containedTypeOrUnknown(0) : type;
        properties.put(name, new Property(content, accessor));
        readNames.put(comparable(name), name);
        for (PropertyName alias : aliases) {
            readNames.putIfAbsent(comparable(alias.getSimpleName()), name);
        }
    }

    // Must fold names as Jackson does, so that both find the same member.
    private String comparable(String name) {
        return anyCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    /**
     * Returns the name under which a model holds the member with the given name in the text: the declared name, or the
     * text's own.
     */
    String modelName(String textName) {
        return readNames.getOrDefault(comparable(textName), textName);
    }

    /** Returns the declared type of a member, without the {@code Optional} around it. */
    JavaType memberType(String modelName) {
        Property known = properties.get(modelName);
        return known != null ? known.type() : NODE;
    }

    /** Returns the members that are set: declared ones by their names as written, then unknown ones. */
    Map<String, Object> members(JsonModel model) {
        Map<String, Object> members = new LinkedHashMap<>();
        properties.forEach((name, property) -> {
            Object value = set(property.accessor().getValue(model));
            if (value != null) {
                members.put(name, value);
            }
        });
        model.additionalProperties().forEach((name, value) -> {
            String known = readNames.get(comparable(name));
            if (known != null) {
                throw new JsonException(
                        "the member " + name + " is known to the model as " + known
                                + " and cannot be an additional property as well",
                        null);
            }
            members.put(name, value);
        });
        return members;
    }

    private static @Nullable Object set(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty() ? null : list;
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? null : map;
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (value instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return value;
    }
}
