/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer that reads a model directly into the arguments of its generated constructor. Jackson would fill a
 * mutable copy of the model by reflection, member by member, then a builder from that, and copy the unknown members
 * three times.
 *
 * <p>It reads only classes as generated with {@link ImmutablesStyle}, whose members are all optional, lists or maps.
 * Jackson reads any other {@link JsonModel}.
 */
final class ImmutablesDeserializer extends JsonDeserializer<Object> implements ResolvableDeserializer {

    private static final String UNKNOWN_MEMBERS = "additionalProperties";

    private static final VerbatimNodeDeserializer NODES = new VerbatimNodeDeserializer();

    /** Annotations that only Jackson supports: it reads a model with any of them. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final Class<? extends Annotation>[] JACKSON_ONLY =
            new Class[] {JsonDeserialize.class, JsonFormat.class, JsonSetter.class, JsonTypeInfo.class};

    /** The ways in which an argument holds its member. */
    private enum Kind {
        /** The value, or null if the accessor returns an empty {@code Optional}. */
        OPTIONAL,
        /** An unmodifiable list. */
        LIST,
        /** An unmodifiable map. */
        MAP;

        @Nullable
        Object absent() {
            return switch (this) {
                case OPTIONAL -> null;
                case LIST -> Collections.emptyList();
                case MAP -> Collections.emptyMap();
            };
        }
    }

    /**
     * A position in an object, with the member that followed it the first time. The same member usually follows again.
     */
    private static final class Place {
        // Threads may race to set this: every value is correct.
        @Nullable
        Next next;
    }

    /** A member and the spelling of its name. */
    private record Next(String name, Member member) {}

    /** An argument of the constructor and the member that it is read from. */
    private static final class Member {
        final String name;
        final int index;
        final Kind kind;
        final JavaType type;
        final boolean opaque;
        final boolean text;
        final @Nullable Object absent;
        final Place place = new Place();
        private @Nullable JsonDeserializer<Object> reader;

        Member(String name, int index, Kind kind, JavaType type) {
            this.name = name;
            this.index = index;
            this.kind = kind;
            this.absent = kind.absent();
            this.type = type;
            this.text = type.hasRawClass(String.class);
            this.opaque = JsonNode.class.isAssignableFrom(type.getRawClass());
        }

        void resolve(DeserializationContext context) throws JsonMappingException {
            reader = context.findContextualValueDeserializer(type, null);
        }

        /**
         * Returns the value, or the absent value if the member is null, does not fit, or is {@code ""}, which services
         * send for "not set".
         */
        @SuppressWarnings("NullAway") // resolved before the first use
        @Nullable
        Object read(JsonParser in, DeserializationContext context) throws IOException {
            JsonToken token = in.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return absent;
            }
            if (token == JsonToken.VALUE_STRING && kind == Kind.OPTIONAL && !opaque) {
                // Getting the length before the text would make Jackson read the text in a slower way.
                if (text) {
                    String value = in.getText();
                    return value.isEmpty() ? null : value;
                }
                if (in.getTextLength() == 0) {
                    return null;
                }
            }
            Object value = reader.deserialize(in, context);
            return kind == Kind.OPTIONAL ? value : contained(value);
        }

        private @Nullable Object contained(@Nullable Object value) {
            if (value instanceof List<?> list && !list.isEmpty()) {
                return Collections.unmodifiableList(list);
            }
            return value instanceof Map<?, ?> map && !map.isEmpty() ? Collections.unmodifiableMap(map) : absent;
        }
    }

    private final Class<?> model;
    private final Constructor<?> constructor;
    private final int unknown;
    private final Member[] members;
    private final @Nullable Object[] absent;
    private final Map<String, Member> byName;
    private final boolean anyCase;
    private final Place beginning = new Place();

    private ImmutablesDeserializer(
            Class<?> model, Constructor<?> constructor, int unknown, Map<String, Member> byName, boolean anyCase) {
        this.model = model;
        this.constructor = constructor;
        this.unknown = unknown;
        this.byName = byName;
        this.members = new LinkedHashSet<>(byName.values()).toArray(new Member[0]);
        this.anyCase = anyCase;
        this.absent = new @Nullable Object[constructor.getParameterCount()];
        for (Member member : members) {
            absent[member.index] = member.absent;
        }
    }

    /** Returns the deserializer of a class, or null if it was not generated in the expected shape. */
    static @Nullable ImmutablesDeserializer of(DeserializationConfig config, Class<?> model) {
        Constructor<?> constructor = constructor(model);
        if (constructor == null || model.getTypeParameters().length > 0) {
            return null;
        }
        Map<String, Method> accessors = accessors(model);
        Parameter[] parameters = constructor.getParameters();
        boolean anyCase = config.isEnabled(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES);
        Map<String, Member> byName = new LinkedHashMap<>();
        Map<String, Member> byAlias = new LinkedHashMap<>();
        int unknown = -1;
        for (int i = 0; i < parameters.length; i++) {
            Method accessor = accessors.get(parameters[i].getName());
            if (accessor == null || needsJackson(accessor)) {
                return null;
            }
            if (accessor.isAnnotationPresent(JsonAnyGetter.class)
                    && accessor.getName().equals(UNKNOWN_MEMBERS)
                    && parameters[i].getType() == Map.class) {
                unknown = i;
                continue;
            }
            JsonProperty name = accessor.getAnnotation(JsonProperty.class);
            Member member = name == null || name.value().isEmpty()
                    ? null
                    : member(
                            config,
                            name.value(),
                            i,
                            config.getTypeFactory().constructType(accessor.getGenericReturnType()),
                            parameters[i].getType());
            if (member == null) {
                return null;
            }
            byName.put(folded(member.name, anyCase), member);
            JsonAlias aliases = accessor.getAnnotation(JsonAlias.class);
            for (String alias : aliases == null ? new String[0] : aliases.value()) {
                byAlias.putIfAbsent(folded(alias, anyCase), member);
            }
        }
        byAlias.forEach(byName::putIfAbsent);
        if (unknown < 0) {
            return null;
        }
        ClassUtil.checkAndFixAccess(constructor, false);
        return new ImmutablesDeserializer(model, constructor, unknown, byName, anyCase);
    }

    /** Returns the only constructor that takes arguments, or null. */
    private static @Nullable Constructor<?> constructor(Class<?> model) {
        Constructor<?> found = null;
        for (Constructor<?> constructor : model.getDeclaredConstructors()) {
            if (constructor.getParameterCount() > 0 && !constructor.isSynthetic()) {
                if (found != null) {
                    return null;
                }
                found = constructor;
            }
        }
        return found;
    }

    /** Returns the accessors. Generated ones have the annotations of the methods that they implement. */
    private static Map<String, Method> accessors(Class<?> model) {
        Map<String, Method> accessors = new HashMap<>();
        for (Method method : model.getDeclaredMethods()) {
            if (method.getParameterCount() == 0 && !method.isSynthetic() && !Modifier.isStatic(method.getModifiers())) {
                accessors.put(method.getName(), method);
            }
        }
        return accessors;
    }

    private static boolean needsJackson(Method accessor) {
        for (Class<? extends Annotation> own : JACKSON_ONLY) {
            if (accessor.isAnnotationPresent(own)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Member member(
            DeserializationConfig config, String name, int index, JavaType type, Class<?> argument) {
        Class<?> raw = type.getRawClass();
        if (raw == Optional.class) {
            JavaType content = type.containedTypeOrUnknown(0);
            return content.hasRawClass(argument) ? new Member(name, index, Kind.OPTIONAL, content) : null;
        }
        boolean number = (raw == OptionalInt.class && argument == Integer.class)
                || (raw == OptionalLong.class && argument == Long.class)
                || (raw == OptionalDouble.class && argument == Double.class);
        if (number) {
            return new Member(name, index, Kind.OPTIONAL, config.constructType(argument));
        }
        if (raw == List.class && argument == List.class) {
            return new Member(name, index, Kind.LIST, type);
        }
        return raw == Map.class && argument == Map.class ? new Member(name, index, Kind.MAP, type) : null;
    }

    private static String folded(String name, boolean anyCase) {
        return anyCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        for (Member member : members) {
            member.resolve(context);
        }
    }

    /** Returns the model; null if something other than an object was sent. */
    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
        JsonToken token = in.currentToken();
        if (token.isScalarValue() || token == JsonToken.START_ARRAY) {
            in.skipChildren();
            return null;
        }
        @Nullable Object[] arguments = absent.clone();
        Map<String, JsonNode> others = Collections.emptyMap();
        // The parser may already be inside the object.
        String name = token == JsonToken.START_OBJECT ? in.nextFieldName() : in.currentName();
        Place place = beginning;
        while (name != null) {
            in.nextToken();
            try {
                Member member = find(name, place);
                if (member != null) {
                    place = member.place;
                    arguments[member.index] = member.read(in, context);
                } else {
                    others = with(others, name, NODES.deserialize(in, context));
                }
            } catch (JacksonException | RuntimeException e) {
                throw JsonMappingException.wrapWithPath(e, model, name);
            }
            name = in.nextFieldName();
        }
        arguments[unknown] = others instanceof LinkedHashMap ? Collections.unmodifiableMap(others) : others;
        return made(arguments);
    }

    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // Jackson interns the names
    private @Nullable Member find(String name, Place place) {
        Next next = place.next;
        if (next != null && next.name == name) {
            return next.member;
        }
        Member known = byName.get(name);
        if (known == null && anyCase) {
            known = byName.get(folded(name, true));
        }
        if (known != null && next == null) {
            place.next = new Next(name, known);
        }
        return known;
    }

    /** Adds an unknown member. Most objects have none or one. Of duplicate members, the last one counts. */
    private static Map<String, JsonNode> with(Map<String, JsonNode> others, String name, JsonNode value) {
        if (others.isEmpty()) {
            return Collections.singletonMap(name, value);
        }
        Map<String, JsonNode> all = others instanceof LinkedHashMap ? others : new LinkedHashMap<>(others);
        all.put(name, value);
        return all;
    }

    private Object made(@Nullable Object[] arguments) throws JsonMappingException {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new JsonMappingException(null, model.getSimpleName() + " cannot be made", e);
        }
    }

    @Override
    public boolean isCachable() {
        return true;
    }

    @Override
    public Class<?> handledType() {
        return model;
    }
}
