/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer for the items of a page. Members of an item that do not fit are left out. An element that is not an
 * object is an error, also {@code null}, because a list without it would seem complete.
 */
final class PageItemsDeserializer extends JsonDeserializer<Optional<List<Object>>> implements ContextualDeserializer {
    private final @Nullable JsonDeserializer<Object> item;

    /** Creates the instance that Jackson replaces by the contextual deserializer for the items' type. */
    PageItemsDeserializer() {
        this(null);
    }

    private PageItemsDeserializer(@Nullable JsonDeserializer<Object> item) {
        this.item = item;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        // The type is an Optional of a list. For the generated field, which Jackson resolves too, it is the list alone.
        JavaType type = Objects.requireNonNull(property, "property").getType();
        while (type.containedTypeCount() > 0) {
            type = type.containedType(0);
        }
        return new PageItemsDeserializer(context.findContextualValueDeserializer(type, property));
    }

    @Override
    public Optional<List<Object>> deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (in.hasToken(JsonToken.VALUE_STRING) && in.getTextLength() == 0) {
            return Optional.empty();
        }
        List<Object> items = new ArrayList<>();
        if (!in.isExpectedStartArrayToken()) {
            add(in, context, items); // A single item is read as a list of one.
            return Optional.of(items);
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            add(in, context, items);
        }
        return Optional.of(items);
    }

    private void add(JsonParser in, DeserializationContext context, List<Object> items) throws IOException {
        if (item == null || !in.hasToken(JsonToken.START_OBJECT)) {
            throw JsonMappingException.from(
                    in,
                    "an element of the list is " + (in.hasToken(JsonToken.VALUE_NULL) ? "null" : in.currentToken())
                            + ", not an object");
        }
        items.add(item.deserialize(in, context));
    }

    @Override
    public Optional<List<Object>> getNullValue(DeserializationContext context) {
        return Optional.empty();
    }
}
