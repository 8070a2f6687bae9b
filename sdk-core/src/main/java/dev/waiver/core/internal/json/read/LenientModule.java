package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import dev.waiver.core.json.JsonModel;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Jackson module for documents whose shapes are only partly documented: what does not fit a model is absent from it,
 * and is never an error.
 *
 * <p>The types of model members have deserializers of their own, for two reasons: Jackson's for numbers and booleans
 * truncate what does not fit, and those of 2.19 fail if an object was sent; and introspection by Jackson takes most of
 * the time of a first call.
 */
final class LenientModule extends Module {

    @Override
    public String getModuleName() {
        return "waiver-lenient-reading";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addDeserializers(new LenientDeserializers());
        context.addTypeModifier(new OptionalTypeModifier());
        context.addSerializers(new OptionalSerializers());
        context.addBeanDeserializerModifier(new LenientDeserializerModifier());
    }

    private static final class LenientDeserializers extends Deserializers.Base {

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            Class<?> raw = type.getRawClass();
            if (raw == Boolean.class) {
                return new LenientBooleanDeserializer();
            }
            if (JsonModel.class.isAssignableFrom(raw)) {
                return ImmutablesDeserializer.of(config, raw);
            }
            JsonDeserializer<?> reader = ExactNumberDeserializer.of(raw);
            return reader != null ? reader : FactoryMethodDeserializer.of(raw);
        }

        @Override
        public @Nullable JsonDeserializer<?> findTreeNodeDeserializer(
                Class<? extends JsonNode> type, DeserializationConfig config, BeanDescription description) {
            return type == JsonNode.class ? new VerbatimNodeDeserializer() : null;
        }

        @Override
        public @Nullable JsonDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription description,
                @Nullable TypeDeserializer contentType,
                @Nullable JsonDeserializer<?> content) {
            return type.hasRawClass(Optional.class)
                    ? new OptionalValues.OptionalDeserializer(type, null, contentType, content)
                    : null;
        }
    }

    /** Makes {@code Optional} a reference type. */
    private static final class OptionalTypeModifier extends TypeModifier {

        @Override
        public JavaType modifyType(JavaType type, Type declared, @Nullable TypeBindings context, TypeFactory factory) {
            return type.hasRawClass(Optional.class) && !type.isReferenceType()
                    ? ReferenceType.upgradeFrom(type, type.containedTypeOrUnknown(0))
                    : type;
        }
    }

    private static final class OptionalSerializers extends Serializers.Base {

        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return OptionalValues.isNumber(type.getRawClass())
                    ? new OptionalValues.OptionalNumberSerializer(type.getRawClass())
                    : null;
        }

        @Override
        public @Nullable JsonSerializer<?> findReferenceSerializer(
                SerializationConfig config,
                ReferenceType type,
                BeanDescription description,
                @Nullable TypeSerializer contentType,
                @Nullable JsonSerializer<Object> content) {
            boolean typedStatically = contentType == null && config.isEnabled(MapperFeature.USE_STATIC_TYPING);
            return type.hasRawClass(Optional.class)
                    ? new OptionalValues.OptionalSerializer(type, typedStatically, contentType, content)
                    : null;
        }
    }

    private static final class LenientDeserializerModifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> reader) {
            return JsonModel.class.isAssignableFrom(description.getBeanClass())
                            && !(reader instanceof ImmutablesDeserializer)
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

    /** A deserializer of booleans, also from strings and from 0 and 1. */
    private static final class LenientBooleanDeserializer extends StdScalarDeserializer<Boolean> {

        private static final long serialVersionUID = 1L;

        LenientBooleanDeserializer() {
            super(Boolean.class);
        }

        @Override
        public @Nullable Boolean deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.currentToken().isScalarValue()) {
                in.skipChildren();
                return null;
            }
            return switch (in.getText().strip().toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
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
