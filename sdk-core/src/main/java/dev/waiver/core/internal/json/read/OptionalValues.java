package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Serializers and deserializers of optional values: the part of Jackson's {@code Jdk8Module} that the SDK needs. */
final class OptionalValues {

    private OptionalValues() {}

    /** Returns whether the type is {@code OptionalInt}, {@code OptionalLong} or {@code OptionalDouble}. */
    static boolean isNumber(Class<?> type) {
        return type == OptionalInt.class || type == OptionalLong.class || type == OptionalDouble.class;
    }

    /**
     * A deserializer of optional values. Null and {@code ""} are read as empty: services send both for "not set". A
     * {@link JsonNode} may legitimately be {@code ""}.
     */
    static final class OptionalDeserializer extends ReferenceTypeDeserializer<Optional<?>> {

        private static final long serialVersionUID = 1L;

        private final boolean opaque;

        OptionalDeserializer(
                JavaType type,
                @Nullable ValueInstantiator instantiator,
                @Nullable TypeDeserializer contentType,
                @Nullable JsonDeserializer<?> content) {
            super(type, instantiator, contentType, content);
            this.opaque = JsonNode.class.isAssignableFrom(type.getContentType().getRawClass());
        }

        @Override
        protected OptionalDeserializer withResolved(
                @Nullable TypeDeserializer contentType, @Nullable JsonDeserializer<?> content) {
            return new OptionalDeserializer(_fullType, _valueInstantiator, contentType, content);
        }

        @Override
        public Optional<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return !opaque && in.hasToken(JsonToken.VALUE_STRING) && in.getTextLength() == 0
                    ? Optional.empty()
                    : super.deserialize(in, context);
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Object getEmptyValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Optional<?> referenceValue(@Nullable Object content) {
            return Optional.ofNullable(content);
        }

        @Override
        public Optional<?> updateReference(Optional<?> reference, @Nullable Object content) {
            return Optional.ofNullable(content);
        }

        @Override
        public @Nullable Object getReferenced(Optional<?> reference) {
            return reference.orElse(null);
        }
    }

    /** A serializer of the value of an {@code Optional}. */
    static final class OptionalSerializer extends ReferenceTypeSerializer<Optional<?>> {

        private static final long serialVersionUID = 1L;

        OptionalSerializer(
                ReferenceType type,
                boolean typedStatically,
                @Nullable TypeSerializer contentType,
                @Nullable JsonSerializer<Object> content) {
            super(type, typedStatically, contentType, content);
        }

        private OptionalSerializer(
                OptionalSerializer base,
                @Nullable BeanProperty property,
                @Nullable TypeSerializer contentType,
                @Nullable JsonSerializer<?> content,
                @Nullable NameTransformer unwrapper,
                @Nullable Object suppressed,
                boolean nullsSuppressed) {
            super(base, property, contentType, content, unwrapper, suppressed, nullsSuppressed);
        }

        @Override
        protected OptionalSerializer withResolved(
                @Nullable BeanProperty property,
                @Nullable TypeSerializer contentType,
                @Nullable JsonSerializer<?> content,
                @Nullable NameTransformer unwrapper) {
            return new OptionalSerializer(
                    this, property, contentType, content, unwrapper, _suppressableValue, _suppressNulls);
        }

        @Override
        public OptionalSerializer withContentInclusion(@Nullable Object suppressed, boolean nullsSuppressed) {
            return new OptionalSerializer(
                    this, _property, _valueTypeSerializer, _valueSerializer, _unwrapper, suppressed, nullsSuppressed);
        }

        @Override
        protected boolean _isValuePresent(Optional<?> value) {
            return value.isPresent();
        }

        @Override
        protected Object _getReferenced(Optional<?> value) {
            return value.orElseThrow();
        }

        @Override
        protected @Nullable Object _getReferencedIfPresent(Optional<?> value) {
            return value.orElse(null);
        }
    }

    /** A serializer of {@code OptionalInt}, {@code OptionalLong} and {@code OptionalDouble}. */
    static final class OptionalNumberSerializer extends StdScalarSerializer<Object> {

        private static final long serialVersionUID = 1L;

        OptionalNumberSerializer(Class<?> type) {
            super(type, false);
        }

        private static @Nullable Number number(Object value) {
            if (value instanceof OptionalInt number) {
                return number.isPresent() ? number.getAsInt() : null;
            } else if (value instanceof OptionalLong number) {
                return number.isPresent() ? number.getAsLong() : null;
            }
            OptionalDouble number = (OptionalDouble) value;
            return number.isPresent() ? number.getAsDouble() : null;
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Object value) {
            return number(value) == null;
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            Number number = number(value);
            if (number == null) {
                out.writeNull();
            } else if (number instanceof Integer whole) {
                out.writeNumber(whole);
            } else if (number instanceof Long whole) {
                out.writeNumber(whole);
            } else {
                out.writeNumber(number.doubleValue());
            }
        }
    }
}
