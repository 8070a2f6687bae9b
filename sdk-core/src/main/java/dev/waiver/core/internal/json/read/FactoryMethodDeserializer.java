package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.util.ClassUtil;
import dev.waiver.core.json.OpenEnum;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer that calls the only {@code @JsonCreator} of a class, a static method that takes a string or a
 * {@link JsonNode}. Jackson would introspect the whole class first, and read the argument no better.
 */
class FactoryMethodDeserializer extends StdScalarDeserializer<Object> {

    private static final long serialVersionUID = 1L;

    private static final VerbatimNodeDeserializer NODES = new VerbatimNodeDeserializer();

    private final transient Method creator;
    private final boolean text;

    FactoryMethodDeserializer(Method creator) {
        super(creator.getReturnType());
        this.creator = creator;
        this.text = creator.getParameterTypes()[0] == String.class;
    }

    /**
     * Returns the deserializer of a class; {@code null} for a class that is created in any other way, which Jackson
     * reads.
     */
    static @Nullable JsonDeserializer<?> of(Class<?> type) {
        Method creator = creator(type);
        if (creator == null) {
            return null;
        }
        ClassUtil.checkAndFixAccess(creator, false);
        boolean word = OpenEnum.class.isAssignableFrom(type) && creator.getParameterTypes()[0] == String.class;
        return word ? new OpenEnumDeserializer(creator) : new FactoryMethodDeserializer(creator);
    }

    private static @Nullable Method creator(Class<?> type) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.isAnnotationPresent(JsonCreator.class)) {
                return null;
            }
        }
        Method found = null;
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type) {
                JsonCreator creator = method.getAnnotation(JsonCreator.class);
                if (creator != null && (found != null || !isFitting(method, creator))) {
                    return null;
                }
                found = creator == null ? found : method;
            }
        }
        return found;
    }

    private static boolean isFitting(Method method, JsonCreator creator) {
        Class<?>[] parameters = method.getParameterTypes();
        return creator.mode() == JsonCreator.Mode.DELEGATING
                && parameters.length == 1
                && (parameters[0] == String.class || parameters[0] == JsonNode.class);
    }

    @Override
    public boolean isCachable() {
        return true;
    }

    /** Returns the value; null if no value of the class can be created from what was sent. */
    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!text) {
            return made(NODES.deserialize(in, context));
        }
        JsonToken token = in.currentToken();
        if (token.isScalarValue()) {
            // A service may send an enumeration value as a number or a boolean.
            return made(in.getText());
        }
        in.skipChildren();
        return null;
    }

    private @Nullable Object made(Object from) throws IOException {
        try {
            return creator.invoke(null, from);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return null; // the class rejects this value, which is then absent like any other that does not fit
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(creator + " must be open to Jackson", e);
        }
    }
}
