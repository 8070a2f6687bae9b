/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.waiver.core.ItemStream;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonModel;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader for the value of a response; one per method of an API interface. */
public abstract sealed class ValueReader<T extends @Nullable Object> {
    private static final long OBJECT_LIMIT = 8L << 20;

    /** For lists and for values of any shape. */
    private static final long MIXED_LIMIT = 64L << 20;

    private static final long STREAM_LIMIT = 4L << 30;

    /** Returns a reader for the type argument of {@code ApiCall<...>}. */
    public static ValueReader<?> of(Type type, JsonCodec codec) {
        if (type == Void.class) {
            return new Nothing();
        }
        if (type == String.class) {
            return new Text();
        }
        if (type == JsonDocument.class) {
            return new Document(codec);
        }
        if (type instanceof ParameterizedType p && p.getRawType() == ItemStream.class) {
            return new Elements<>(p.getActualTypeArguments()[0], codec);
        }
        return new Json<>(type, codec);
    }

    private final long maxResponseSize;

    private ValueReader(long maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    /** Returns the maximum size of a response, in bytes, for operations that do not set one. */
    public long maxResponseSize() {
        return maxResponseSize;
    }

    /**
     * Creates what reading needs. This introspects a model and takes a good part of a first call's time, so it happens
     * while authentication is in progress, otherwise when the first response has arrived.
     */
    void prepare() {}

    /** A reader of no value: status and envelope are all that matters. */
    public static final class Nothing extends ValueReader<@Nullable Void> {
        Nothing() {
            super(OBJECT_LIMIT);
        }
    }

    /** A reader of the body as text, whatever it contains. */
    public static final class Text extends ValueReader<String> {
        Text() {
            super(MIXED_LIMIT);
        }
    }

    /** A reader of the body as JSON whose text is kept. */
    public static final class Document extends ValueReader<JsonDocument> {
        final JsonCodec codec;

        Document(JsonCodec codec) {
            super(OBJECT_LIMIT);
            this.codec = codec;
        }
    }

    /** A reader of a list that is read while it arrives. */
    public static final class Elements<E> extends ValueReader<ItemStream<E>> {
        private final Type type;
        private final JsonCodec codec;

        Elements(Type type, JsonCodec codec) {
            super(STREAM_LIMIT);
            this.type = type;
            this.codec = codec;
        }

        ObjectReader element() {
            return codec.reader(type);
        }

        @Override
        void prepare() {
            Objects.requireNonNull(element());
        }
    }

    /** A reader of values by Jackson. */
    public static final class Json<V extends @Nullable Object> extends ValueReader<V> {
        private final Type type;
        private final JsonCodec codec;
        /** The values of responses that have none, by their types. */
        private static final Map<Type, Object> EMPTY = Map.of(
                List.class, List.of(),
                Collection.class, List.of(),
                Iterable.class, List.of(),
                Set.class, Set.of(),
                Map.class, Map.of(),
                Optional.class, Optional.empty(),
                JsonNode.class, NullNode.getInstance());

        private final @Nullable Class<?> model;
        private final @Nullable Object empty;

        Json(Type type, JsonCodec codec) {
            super(emptyOf(type) == null ? OBJECT_LIMIT : MIXED_LIMIT);
            this.type = type;
            this.codec = codec;
            model = modelOf(type);
            empty = emptyOf(type);
        }

        @Override
        void prepare() {
            Objects.requireNonNull(codec.reader(model != null ? model : type));
        }

        @Nullable
        V read(JsonParser parser) throws IOException {
            if (model != null && parser.currentToken() == JsonToken.START_ARRAY) {
                return models(codec.reader(model), parser);
            }
            JsonToken token = parser.currentToken();
            if (model != null
                    && token.isScalarValue()
                    && !(token == JsonToken.VALUE_STRING && parser.getText().isEmpty())) {
                throw new JsonParseException(parser, "a list was expected, not " + token);
            }
            V value = codec.reader(type).readValue(parser);
            if (value instanceof List<?> list && list.contains(null)) {
                throw new JsonParseException(parser, "an element of the list is null");
            }
            return value;
        }

        /** Returns the model that the type is a list of, or {@code null} if it is no such list. */
        private static @Nullable Class<?> modelOf(Type type) {
            return type instanceof ParameterizedType p
                            && p.getRawType() == List.class
                            && p.getActualTypeArguments()[0] instanceof Class<?> element
                            && JsonModel.class.isAssignableFrom(element)
                    ? element
                    : null;
        }

        /**
         * Reads a list whose elements must be objects. Within a model, what does not fit is left out; an element of the
         * list that does not fit is an error, as is {@code null}, because a list without it would seem complete.
         */
        @SuppressWarnings("unchecked")
        private V models(ObjectReader of, JsonParser parser) throws IOException {
            List<Object> all = new ArrayList<>();
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                return (V) all;
            }
            MappingIterator<Object> elements = of.readValues(parser);
            while (elements.hasNextValue()) {
                JsonToken token = parser.currentToken();
                Object value = elements.nextValue();
                if (value != null) {
                    all.add(value);
                } else {
                    throw new JsonParseException(parser, "an element of the list is " + token);
                }
            }
            return (V) all;
        }

        /** Returns the value of a response that has none, such as an empty list; {@code null} for other types. */
        @SuppressWarnings("unchecked")
        @Nullable
        V empty() {
            return (V) empty;
        }

        String typeName() {
            return type.getTypeName();
        }

        /**
         * Returns whether even a malformed response without a value is accepted, because the type itself can be empty.
         */
        boolean mayBeNothing() {
            return empty instanceof Optional || empty instanceof NullNode;
        }

        /** Returns whether the type stands for any JSON, so that a refusal would be read as a value. */
        boolean isOpen() {
            return JsonNode.class == type;
        }

        private static @Nullable Object emptyOf(Type type) {
            return EMPTY.get(type instanceof ParameterizedType p ? p.getRawType() : type);
        }
    }
}
