/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A value that is a literal of JavaScript and not of JSON: {@code NaN}, {@code Infinity} or {@code -Infinity}. It is
 * neither a number nor a text, and {@link #isPojo()} marks it.
 */
public final class NonJsonLiteralNode extends ValueNode {

    /** The attribute of writers that refuse these values. */
    private static final Object REFUSED = NonJsonLiteralNode.class;

    private static final long serialVersionUID = 1L;

    private final String text;

    NonJsonLiteralNode(String text) {
        this.text = text;
    }

    /** Returns a writer that refuses these values. Others write them as they were read. */
    public static ObjectWriter refusedBy(ObjectWriter writer) {
        return writer.withAttribute(REFUSED, true);
    }

    /** Returns whether the text of a decimal is such a literal; a number ends with a digit. */
    public static boolean isLiteral(String decimal) {
        return !Character.isDigit(decimal.charAt(decimal.length() - 1));
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.POJO;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_EMBEDDED_OBJECT;
    }

    @Override
    public String asText() {
        return text;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        if (provider.getAttribute(REFUSED) != null) {
            throw new JsonGenerationException(text + " is not JSON", out);
        }
        out.writeRawValue(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NonJsonLiteralNode literal && text.equals(literal.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
