/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of optional values. Null and {@code ""} are read as empty: services send both for "not set". A
 * {@link JsonNode} may legitimately be {@code ""}.
 */
final class OptionalDeserializer extends StdDeserializer<Optional<?>> implements ResolvableDeserializer {

    private static final long serialVersionUID = 1L;

    private final JavaType content;
    private transient @Nullable JsonDeserializer<Object> reader;

    OptionalDeserializer(JavaType type) {
        super(type);
        this.content = type.containedTypeOrUnknown(0);
    }

    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        reader = context.findContextualValueDeserializer(content, null);
    }

    @SuppressWarnings("NullAway") // resolved before the first use
    @Override
    public Optional<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
        boolean unset = in.hasToken(JsonToken.VALUE_STRING)
                && in.getTextLength() == 0
                && !content.isTypeOrSubTypeOf(JsonNode.class);
        return unset ? Optional.empty() : Optional.ofNullable(reader.deserialize(in, context));
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
        return Optional.empty();
    }
}
