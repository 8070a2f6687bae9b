/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of values that one static method creates, from a text or from any JSON. Jackson can read them, too,
 * but introspecting their classes adds 15 ms to a first call; see docs/adr/0003.
 */
final class CreatorDeserializer extends StdScalarDeserializer<Object> {

    private static final long serialVersionUID = 1L;

    private static final VerbatimNodeDeserializer NODES = new VerbatimNodeDeserializer();

    private static final MethodType VALUE_OF_OBJECT = MethodType.genericMethodType(1);

    private final transient MethodHandle creator;
    private final boolean fromJson;

    private CreatorDeserializer(Method creator) {
        super(creator.getReturnType());
        ClassUtil.checkAndFixAccess(creator, false);
        // Reflection reads every module; method handles do not.
        CreatorDeserializer.class
                .getModule()
                .addReads(creator.getDeclaringClass().getModule());
        this.fromJson = creator.getParameterTypes()[0] == JsonNode.class;
        try {
            // A method would need an array for its argument, for every value.
            this.creator = MethodHandles.lookup().unreflect(creator).asType(VALUE_OF_OBJECT);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(creator + " must be open to Jackson", e);
        }
    }

    /** Returns the deserializer of a class; {@code null} for a class that is created in another way. */
    static @Nullable JsonDeserializer<?> of(Class<?> type) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.isAnnotationPresent(JsonCreator.class)) {
                return null;
            }
        }
        Method found = null;
        for (Method method : type.getDeclaredMethods()) {
            JsonCreator creator = method.getAnnotation(JsonCreator.class);
            if (creator != null) {
                if (found != null || creator.mode() != JsonCreator.Mode.DELEGATING) {
                    return null;
                }
                found = method;
            }
        }
        Class<?> from = found == null || found.getParameterCount() != 1 ? null : found.getParameterTypes()[0];
        return found != null && (from == String.class || from == JsonNode.class)
                ? new CreatorDeserializer(found)
                : null;
    }

    @Override
    public boolean isCachable() {
        return true;
    }

    /** Returns the value; null if no value of the class can be created from what was sent. */
    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
        Object from;
        if (fromJson) {
            from = NODES.deserialize(in, context);
        } else if (in.currentToken().isScalarValue()) {
            from = in.getText(); // a service may send an enumeration value as a number or a boolean
        } else {
            in.skipChildren();
            return null;
        }
        try {
            return creator.invokeExact(from);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return null; // the class rejects this value, which is then absent like any other that does not fit
        }
    }
}
