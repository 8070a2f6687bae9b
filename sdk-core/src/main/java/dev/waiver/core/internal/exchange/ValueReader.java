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

/** How the value of an answer is read; one per method of an API interface. */
public abstract sealed class ValueReader<T extends @Nullable Object> {
    private static final long OBJECT_LIMIT = 8L << 20;

    /** For a list, and for what may be anything. */
    private static final long MIXED_LIMIT = 64L << 20;

    private static final long STREAM_LIMIT = 4L << 30;

    /** A reader for the type argument of {@code ApiCall<...>}. */
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

    /** How many bytes the answer may have where its operation does not say it. */
    public long maxResponseSize() {
        return MIXED_LIMIT;
    }

    /**
     * Makes what reading needs, which takes a model apart and is a good part of a first call's time. It is done while a
     * sign-in is on its way, else when the first answer is there.
     */
    void prepare() {}

    /** No value: the status and the envelope say all. */
    public static final class Nothing extends ValueReader<@Nullable Void> {
        @Override
        public long maxResponseSize() {
            return OBJECT_LIMIT;
        }
    }

    /** The body as text, whatever it is. */
    public static final class Text extends ValueReader<String> {}

    /** The body as JSON whose text is kept. */
    public static final class Document extends ValueReader<JsonDocument> {
        final JsonCodec codec;

        Document(JsonCodec codec) {
            this.codec = codec;
        }

        @Override
        public long maxResponseSize() {
            return OBJECT_LIMIT;
        }
    }

    /** A list that is read while it arrives. */
    public static final class Elements<E> extends ValueReader<ItemStream<E>> {
        private final Type type;
        private final JsonCodec codec;

        Elements(Type type, JsonCodec codec) {
            this.type = type;
            this.codec = codec;
        }

        ObjectReader element() {
            return codec.reader(type);
        }

        @Override
        public long maxResponseSize() {
            return STREAM_LIMIT;
        }

        @Override
        void prepare() {
            Objects.requireNonNull(element());
        }
    }

    /** A value that Jackson reads. */
    public static final class Json<V extends @Nullable Object> extends ValueReader<V> {
        private final Type type;
        private final JsonCodec codec;
        private final @Nullable Class<?> model;
        private final @Nullable Object empty;

        Json(Type type, JsonCodec codec) {
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
            return model != null && parser.currentToken() == JsonToken.START_ARRAY
                    ? models(codec.reader(model), parser)
                    : codec.reader(type).readValue(parser);
        }

        /** The model that it is a list of; {@code null} if it is no such list. */
        private static @Nullable Class<?> modelOf(Type type) {
            return type instanceof ParameterizedType p
                            && p.getRawType() == List.class
                            && p.getActualTypeArguments()[0] instanceof Class<?> element
                            && JsonModel.class.isAssignableFrom(element)
                    ? element
                    : null;
        }

        /**
         * A list whose elements are objects: within a model, what does not fit is left out, but a list is no list
         * without them.
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
                } else if (token != JsonToken.VALUE_NULL) {
                    throw new JsonParseException(parser, "an element of the list is " + token);
                }
            }
            return (V) all;
        }

        /** What an answer without a value means; {@code null} if it means nothing for this type. */
        @SuppressWarnings("unchecked")
        @Nullable
        V empty() {
            return (V) empty;
        }

        String typeName() {
            return type.getTypeName();
        }

        @Override
        public long maxResponseSize() {
            return empty == null ? OBJECT_LIMIT : super.maxResponseSize();
        }

        /** Whether an answer of any shape without a value is fine: the type itself says that there may be none. */
        boolean mayBeNothing() {
            return empty instanceof Optional || empty instanceof NullNode;
        }

        private static @Nullable Object emptyOf(Type type) {
            Type raw = type instanceof ParameterizedType p ? p.getRawType() : type;
            if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
                return List.of();
            }
            if (raw == Set.class) {
                return Set.of();
            }
            if (raw == Map.class) {
                return Map.of();
            }
            if (raw == Optional.class) {
                return Optional.empty();
            }
            return raw == JsonNode.class ? NullNode.getInstance() : null;
        }
    }
}
