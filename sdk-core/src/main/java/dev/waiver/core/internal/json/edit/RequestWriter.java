/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.waiver.core.internal.json.read.NonJsonLiteralNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonEditException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A writer of request bodies. What was read from a literal such as {@code NaN} is refused: a body with it is not JSON.
 */
public final class RequestWriter {

    private final ObjectWriter writer;
    private final ObjectWriter refusing;
    private final ObjectReader reader;

    /**
     * Creates a writer.
     *
     * @param codec the codec
     * @param type the type of the values
     */
    public RequestWriter(JsonCodec codec, Type type) {
        this.writer = codec.writer(type);
        this.refusing = NonJsonLiteralNode.refusedBy(writer);
        this.reader = codec.reader(JsonNode.class);
    }

    /**
     * Returns a value as JSON.
     *
     * @throws JsonEditException if it contains a literal that is not JSON
     */
    public byte[] write(Object value) throws IOException {
        try {
            return refusing.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            checkLiterals(writer.writeValueAsString(value));
            throw e;
        }
    }

    /**
     * Returns a text, which is JSON except for such literals.
     *
     * @throws JsonEditException if it contains a literal that is not JSON
     */
    public byte[] writeText(String text) throws IOException {
        if (text.contains("NaN") || text.contains("Inf") || text.contains("INF")) {
            checkLiterals(text);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void checkLiterals(String text) throws IOException {
        try (JsonParser in = reader.createParser(text)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_FLOAT && NonJsonLiteralNode.isLiteral(in.getText())) {
                    throw new JsonEditException(
                            path(in.getParsingContext()),
                            in.getText() + " is not JSON and cannot be sent; give it a value or leave it out, in this"
                                    + " change or in the vendor's console");
                }
            }
        }
    }

    private static String path(@Nullable JsonStreamContext at) {
        if (at == null || at.inRoot()) {
            return "";
        }
        String parent = path(at.getParent());
        return at.inArray()
                ? JsonPaths.element(parent, at.getCurrentIndex())
                : JsonPaths.member(parent, at.getCurrentName());
    }
}
