package dev.waiver.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ReferenceType;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a document is read whose shapes are only half documented: what does not fit a model is absent from it, never fatal. */
final class LenientReading {

    private LenientReading() {}

    static Module module() {
        SimpleModule module = new SimpleModule("waiver-lenient-reading");
        module.setDeserializers(new Models());
        module.setDeserializerModifier(new Modifier());
        module.addDeserializer(JsonNode.class, new NodeReader());
        module.addDeserializer(Boolean.class, new TruthReader());
        return module;
    }

    /**
     * Numbers and models of the usual shape have a reader of ours. Jackson's own readers of numbers and truth values cut what does
     * not fit, and those of 2.19 fail where an object was sent.
     */
    private static final class Models extends SimpleDeserializers {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            JsonDeserializer<?> reader = NumberReader.of(type.getRawClass());
            if (reader == null) {
                reader = super.findBeanDeserializer(type, config, description);
            }
            return reader == null && JsonModel.class.isAssignableFrom(type.getRawClass())
                    ? ModelReader.of(config, description)
                    : reader;
        }

        /** Jackson takes {@code OptionalInt} and its like for references. */
        @Override
        public @Nullable JsonDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription description,
                @Nullable TypeDeserializer contentType,
                @Nullable JsonDeserializer<?> content)
                throws JsonMappingException {
            JsonDeserializer<?> reader = NumberReader.of(type.getRawClass());
            return reader != null
                    ? reader
                    : super.findReferenceDeserializer(type, config, description, contentType, content);
        }
    }

    private static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription description, JsonDeserializer<?> reader) {
            Class<?> type = description.getBeanClass();
            if (OpenValue.class.isAssignableFrom(type)) {
                return new WordReader(reader);
            }
            return JsonModel.class.isAssignableFrom(type) && !(reader instanceof ModelReader)
                    ? new OtherModelReader(reader)
                    : reader;
        }

        @Override
        public JsonDeserializer<?> modifyReferenceDeserializer(
                DeserializationConfig config,
                ReferenceType type,
                BeanDescription description,
                JsonDeserializer<?> reader) {
            if (type.getRawClass() != Optional.class) {
                return reader;
            }
            boolean opaque =
                    JsonNode.class.isAssignableFrom(type.getContentType().getRawClass());
            return new OptionalReader(reader, opaque);
        }
    }

    /** A truth value, also from a text or from 0 and 1. */
    private static final class TruthReader extends StdScalarDeserializer<Boolean> {

        private static final long serialVersionUID = 1L;

        TruthReader() {
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

    /** A model of another shape, which Jackson reads; absent where something else than an object was sent. */
    private static final class OtherModelReader extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        OtherModelReader(JsonDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new OtherModelReader(delegate);
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

    /** An optional value where null or {@code ""} was sent: services write both for "not set". An opaque value may well be a text. */
    private static final class OptionalReader extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final boolean opaque;

        OptionalReader(JsonDeserializer<?> delegate, boolean opaque) {
            super(delegate);
            this.opaque = opaque;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
            return new OptionalReader(delegate, opaque);
        }

        @Override
        public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return !opaque && in.hasToken(JsonToken.VALUE_STRING) && in.getTextLength() == 0
                    ? Optional.empty()
                    : super.deserialize(in, context);
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }

    /** Every misfit that Jackson lets a handler decide: the value is left out, and the parser stands behind it. */
    static final class Misfits extends DeserializationProblemHandler {

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
            // A word of a vocabulary that the service wrote as a number or as true and false.
            if (instantiator != null && token.isScalarValue() && instantiator.canCreateFromString()) {
                return instantiator.createFromString(context, in.getText());
            }
            // Jackson may have stepped into the object before it missed a way to make one.
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
            // A model that cannot be built is a mistake of ours, and hiding it would lose a whole level of the
            // document.
            return JsonModel.class.isAssignableFrom(type) ? NOT_HANDLED : null;
        }
    }
}
