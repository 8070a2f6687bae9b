/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.OpenEnum;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A Jackson module for documents whose shapes are only partly documented: what does not fit a model is absent from it,
 * and is never an error.
 *
 * <p>Numbers and booleans have deserializers of their own: Jackson's truncate what does not fit, and those of 2.19 fail
 * if an object was sent.
 */
final class LenientModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    LenientModule() {
        super("waiver-lenient-reading");
        setDeserializers(new LenientDeserializers());
        setDeserializerModifier(new LenientDeserializerModifier());
        addDeserializer(JsonNode.class, new VerbatimNodeDeserializer());
        for (Class<?> type : List.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class)) {
            addSerializer(new OptionalSerializer(type));
        }
    }

    private static final class LenientDeserializers extends SimpleDeserializers {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            if (JsonModel.class.isAssignableFrom(type.getRawClass())) {
                return ImmutablesDeserializer.of(config, type.getRawClass());
            }
            if (type.hasRawClass(Optional.class)) {
                return new OptionalDeserializer(type);
            }
            if (LenientScalarDeserializer.TYPES.contains(type.getRawClass())) {
                return new LenientScalarDeserializer(type.getRawClass());
            }
            JsonDeserializer<?> known = super.findBeanDeserializer(type, config, description);
            return known != null ? known : CreatorDeserializer.of(type.getRawClass());
        }
    }

    /** A serializer that writes the value alone, and nothing for an empty one. */
    private static final class OptionalSerializer extends StdSerializer<Object> {

        private static final long serialVersionUID = 1L;

        OptionalSerializer(Class<?> type) {
            super(type, false);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Object value) {
            return content(value) == null;
        }

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(content(value), out);
        }

        private static @Nullable Object content(Object value) {
            if (value instanceof OptionalInt number) {
                return number.isPresent() ? number.getAsInt() : null;
            }
            if (value instanceof OptionalLong number) {
                return number.isPresent() ? number.getAsLong() : null;
            }
            if (value instanceof OptionalDouble number) {
                return number.isPresent() ? number.getAsDouble() : null;
            }
            return ((Optional<?>) value).orElse(null);
        }
    }

    private static final class LenientDeserializerModifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> reader) {
            Class<?> type = description.getBeanClass();
            if (OpenEnum.class.isAssignableFrom(type)) {
                return new OpenEnumDeserializer(reader);
            }
            return JsonModel.class.isAssignableFrom(type) && !(reader instanceof ImmutablesDeserializer)
                    ? new LenientModelDeserializer(reader)
                    : reader;
        }
    }

    /**
     * An introspector that does not look for bundles among Jackson's own annotations: none is a bundle, and Jackson
     * would inspect the declaration of each.
     */
    static final class QuickAnnotationIntrospector extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean isAnnotationBundle(Annotation annotation) {
            return !annotation.annotationType().getName().startsWith("com.fasterxml.jackson.")
                    && super.isAnnotationBundle(annotation);
        }
    }

    /** Jackson's deserializer of a model of another shape. The value is absent unless an object was sent. */
    private static final class LenientModelDeserializer extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        LenientModelDeserializer(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new LenientModelDeserializer(delegate);
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonToken token = in.currentToken();
            if (token.isScalarValue() || token == JsonToken.START_ARRAY) {
                in.skipChildren();
                return null;
            }
            return super.deserialize(in, context);
        }
    }

    /**
     * A handler that leaves out every value that does not fit, as far as Jackson calls a handler, and moves the parser
     * past it.
     */
    static final class LenientProblemHandler extends DeserializationProblemHandler {

        @Override
        public @Nullable Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser in, String message)
                throws IOException {
            in.skipChildren();
            return null;
        }

        @Override
        public @Nullable Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                ValueInstantiator instantiator,
                JsonParser in,
                String message)
                throws IOException {
            JsonToken token = in.currentToken();
            // An enumeration value that the service sent as a number or a boolean.
            if (instantiator != null && token.isScalarValue() && instantiator.canCreateFromString()) {
                return instantiator.createFromString(context, in.getText());
            }
            // The parser may already be inside the object when Jackson finds no way to create one.
            while (token == JsonToken.FIELD_NAME) {
                in.nextToken();
                in.skipChildren();
                token = in.nextToken();
            }
            in.skipChildren();
            return null;
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String message) {
            return null;
        }

        @Override
        public @Nullable Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> type, Number value, String message) {
            return null;
        }

        @Override
        public @Nullable Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, Object argument, Throwable problem) {
            // A model that cannot be built is a bug of the SDK, and hiding it would lose a whole level of the document.
            return JsonModel.class.isAssignableFrom(type) ? NOT_HANDLED : null;
        }
    }
}
