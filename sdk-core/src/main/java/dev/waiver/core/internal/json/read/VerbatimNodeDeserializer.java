/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A deserializer of {@link JsonNode} whose numbers are written back as they were read. Jackson's own deserializer keeps
 * the value of a decimal, but neither its spelling nor the sign of a zero, and it reads {@code NaN} and
 * {@code Infinity} as numbers. The recursion is bounded by the nesting depth that the parser accepts.
 */
final class VerbatimNodeDeserializer extends StdDeserializer<JsonNode> {

    private static final long serialVersionUID = 1L;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    VerbatimNodeDeserializer() {
        super(JsonNode.class);
    }

    @Override
    public JsonNode deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> NODES.textNode(in.getText());
            case VALUE_NUMBER_INT -> integer(in);
            case VALUE_NUMBER_FLOAT -> decimal(in);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case START_ARRAY -> array(in, context);
            case START_OBJECT, FIELD_NAME -> object(in, context);
            // Jackson starts to read an object before it calls the deserializer of a creator's argument.
            case END_OBJECT -> NODES.objectNode();
            default -> (JsonNode) context.handleUnexpectedToken(getValueType(context), in);
        };
    }

    private ArrayNode array(JsonParser in, DeserializationContext context) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(deserialize(in, context));
        }
        return array;
    }

    private ObjectNode object(JsonParser in, DeserializationContext context) throws IOException {
        ObjectNode object = NODES.objectNode();
        String name = in.currentToken() == JsonToken.START_OBJECT ? in.nextFieldName() : in.currentName();
        while (name != null) {
            in.nextToken();
            object.set(name, deserialize(in, context));
            name = in.nextFieldName();
        }
        return object;
    }

    private static JsonNode integer(JsonParser in) throws IOException {
        return switch (in.getNumberType()) {
            case INT -> {
                int value = in.getIntValue();
                yield value == 0 && in.getTextLength() > 1 ? written(in) : NODES.numberNode(value);
            }
            case LONG -> NODES.numberNode(in.getLongValue());
            default -> NODES.numberNode(in.getBigIntegerValue());
        };
    }

    private static JsonNode decimal(JsonParser in) throws IOException {
        if (NonJsonLiteralNode.isLiteral(in.getText())) {
            return new NonJsonLiteralNode(in.getText());
        }
        BigDecimal value = exact(in);
        return value.toString().equals(in.getText()) ? NODES.numberNode(value) : written(in);
    }

    private static JsonNode written(JsonParser in) throws IOException {
        return new VerbatimNumberNode(in.getText(), exact(in));
    }

    /**
     * Returns the exact value. For an exponent that Java cannot represent, Jackson throws a
     * {@code NumberFormatException} instead of reporting a parse error.
     */
    private static BigDecimal exact(JsonParser in) throws IOException {
        try {
            return in.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new JsonParseException(in, "a number whose exponent is out of range", e);
        }
    }

    @Override
    public JsonNode getNullValue(DeserializationContext context) {
        return NullNode.getInstance();
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.Untyped;
    }

    @Override
    public boolean isCachable() {
        return true;
    }
}
