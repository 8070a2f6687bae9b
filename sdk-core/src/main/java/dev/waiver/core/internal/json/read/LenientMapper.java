/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.waiver.core.json.JsonException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A JSON mapper that reads leniently and writes only what was set. Its readers and writers are created once per type.
 */
public final class LenientMapper {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(200)
            .maxStringLength(16 * 1024 * 1024)
            .maxNumberLength(5_000)
            .maxNameLength(10_000)
            .build();

    private final JsonMapper mapper;
    private final boolean anyCase;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

    public LenientMapper(boolean anyCase) {
        this.anyCase = anyCase;
        this.mapper = mapper(anyCase);
    }

    private static JsonMapper mapper(boolean anyCase) {
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(BOUNDS).build();
        JsonMapper mapper = JsonMapper.builder(factory)
                // Names are compared in lowercase, and in a Turkish locale "ID" would not become "id".
                .defaultLocale(Locale.ROOT)
                .annotationIntrospector(new LenientModule.QuickAnnotationIntrospector())
                .addModule(new LenientModule())
                .addHandler(new LenientModule.LenientProblemHandler())
                .configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, anyCase)
                // Else one such literal in one element would make a whole list unreadable.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
                .build();
        emptyText(mapper, LogicalType.Map, CoercionAction.AsEmpty);
        emptyText(mapper, LogicalType.Collection, CoercionAction.AsEmpty);
        emptyText(mapper, LogicalType.POJO, CoercionAction.AsNull);
        return mapper;
    }

    private static void emptyText(JsonMapper mapper, LogicalType type, CoercionAction action) {
        mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.EmptyString, action);
    }

    /** Returns the reader of a type. */
    public ObjectReader reader(Type type) {
        return readers.computeIfAbsent(
                Objects.requireNonNull(type, "type"), t -> mapper.readerFor(mapper.constructType(t)));
    }

    /** Returns the writer of a type. */
    public ObjectWriter writer(Type type) {
        return writers.computeIfAbsent(
                Objects.requireNonNull(type, "type"), t -> mapper.writerFor(mapper.constructType(t)));
    }

    /** Reads a value from a text that contains nothing else. */
    public <T> T read(Class<T> type, String text) {
        Objects.requireNonNull(text, "text");
        T value;
        try (JsonParser in = mapper.createParser(text)) {
            if (in.nextToken() == null) {
                throw new JsonException("expected " + type.getSimpleName() + ", found nothing", null);
            }
            value = reader(type).readValue(in);
            if (in.nextToken() != null) {
                throw new JsonException("the text goes on after the " + type.getSimpleName(), null);
            }
        } catch (IOException e) {
            throw new JsonException("cannot be read as " + type.getSimpleName() + ": " + brief(e), e);
        }
        if (value == null) {
            throw new JsonException("expected " + type.getSimpleName() + ", found something else", null);
        }
        return value;
    }

    /** Writes a value as text. */
    public String write(Object value) {
        Objects.requireNonNull(value, "value");
        try {
            return withoutLoneSurrogates(writer(Object.class).writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new JsonException(value.getClass().getSimpleName() + " cannot be written: " + brief(e), e);
        }
    }

    /**
     * Escapes lone surrogates, which are only within strings. JSON allows them as escapes, but they have no UTF-8
     * encoding: unescaped, each would silently become a question mark.
     */
    private static String withoutLoneSurrogates(String json) {
        if (json.codePoints().noneMatch(LenientMapper::isLoneSurrogate)) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> {
            if (isLoneSurrogate(c)) {
                out.append("\\u").append(Integer.toHexString(c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    /** Checks that a text is exactly one JSON value. */
    public void requireJson(String text) {
        try (JsonParser in = mapper.createParser(text)) {
            boolean some = in.nextToken() != null;
            in.skipChildren();
            if (!some || in.nextToken() != null) {
                throw new JsonException("the text is not one JSON value", null);
            }
        } catch (IOException e) {
            throw new JsonException("the text is not JSON: " + brief(e), e);
        }
    }

    /** Returns whether a model that reads this text as an element holds it: it is not null and its shape fits. */
    public boolean holds(JavaType type, String text) {
        if (text.equals("null")) {
            return false;
        }
        try {
            return reader(type).readValue(text) != null;
        } catch (IOException e) {
            throw new JsonException("an element cannot be read: " + brief(e), e);
        }
    }

    public JavaType type(Type type) {
        return mapper.constructType(type);
    }

    /** Returns whether members are found in any case. */
    public boolean isAnyCase() {
        return anyCase;
    }

    /** Returns the configuration with which models are introspected. */
    public SerializationConfig serialization() {
        return mapper.getSerializationConfig();
    }

    private static String brief(IOException problem) {
        return problem instanceof JsonProcessingException json ? json.getOriginalMessage() : problem.toString();
    }
}
