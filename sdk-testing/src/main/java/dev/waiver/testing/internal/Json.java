/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lossless reader and writer of JSON trees: decimals keep their zeros and digits, members their order. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    // The stream of a chunked body is closed, and so ended, by the server alone.
    private static final ObjectWriter STREAMING = MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    /** An array in a tree whose elements are read while it is written. */
    private static final class LazyArray extends JsonSerializable.Base {
        private final Iterable<? extends JsonNode> elements;

        LazyArray(Iterable<? extends JsonNode> elements) {
            this.elements = elements;
        }

        @Override
        public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeStartArray();
            for (JsonNode element : elements) {
                element.serialize(out, serializers);
            }
            out.writeEndArray();
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
                throws IOException {
            serialize(out, serializers);
        }
    }

    private Json() {}

    /** Returns a new empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Returns a new empty array. */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /**
     * Returns an array for a tree that is only written: its elements are read while it is.
     *
     * @param elements the elements; they must not change until the tree has been written
     */
    public static JsonNode array(Iterable<? extends JsonNode> elements) {
        return new POJONode(new LazyArray(elements));
    }

    /**
     * Parses trusted JSON, such as a fixture.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Parses a trusted JSON object, such as a fixture.
     *
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    public static ObjectNode parseObject(String text) {
        return asObject(parse(text));
    }

    /**
     * Returns the content of a file or resource, decoded as UTF-8.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static String text(URL from) {
        try (InputStream in = from.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + from, e);
        }
    }

    /**
     * Casts a tree that must be an object, such as one in a fixture.
     *
     * @throws IllegalArgumentException if it is not an object
     */
    public static ObjectNode asObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object: " + node);
    }

    /** Parses a request body, and returns null if it is not a JSON object. */
    public static @Nullable ObjectNode objectOrNull(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns the texts of the elements of an object's arrays, exactly as they are in its text.
     *
     * @param text the text of an object whose members are arrays of objects
     * @throws IllegalArgumentException if it is not
     */
    public static Map<String, List<String>> elements(String text) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            expect(JsonToken.START_OBJECT, parser.nextToken(), "");
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                expect(JsonToken.START_ARRAY, parser.nextToken(), name);
                List<String> texts = found.computeIfAbsent(name, any -> new ArrayList<>());
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    expect(JsonToken.START_OBJECT, next, name);
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    texts.add(
                            text.substring(start, (int) parser.currentLocation().getCharOffset()));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
        return found;
    }

    private static void expect(JsonToken expected, JsonToken found, String where) {
        if (found != expected) {
            throw new IllegalArgumentException("not an array of JSON objects: " + where);
        }
    }

    /** Writes the JSON text of a tree in UTF-8, without whitespace. The stream stays open. */
    public static void write(JsonNode node, OutputStream out) throws IOException {
        STREAMING.writeValue(out, node);
    }

    /** Returns the JSON text of a tree, without whitespace. */
    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
