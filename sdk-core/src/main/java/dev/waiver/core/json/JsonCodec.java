/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.edit.ModelEditor;
import dev.waiver.core.internal.json.read.LenientMapper;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A JSON codec that reads leniently, writes only what was set, and preserves unknown content.
 *
 * <ul>
 *   <li>Unknown members are kept, with numbers as they were written, including {@code 1.50}, {@code 1E400} and
 *       {@code -0.0}.
 *   <li>{@code NaN}, {@code Infinity} and {@code -Infinity}, which are not JSON, are read: in an unknown member, as a
 *       {@code JsonNode} whose {@code isPojo()} is true and whose {@code asText()} is the literal; where a number is
 *       expected, as absent. A request with one is refused before it is sent, with the member's path, as
 *       {@link dev.waiver.core.error.LossyEditException}.
 *   <li>A single value is read as a list of one. Nulls in a list are skipped. {@code ""} is read as absent where a
 *       list, a map or an object is expected, and in an optional value.
 *   <li>Numbers sent as strings and strings sent as numbers are read. A value that does not fit at all is absent from
 *       the model and not an error; it stays in the text of a {@link JsonDocument}.
 *   <li>Only what was set is written.
 *   <li>Nesting depth, string length and number length are bounded. The transport bounds the size of a whole response.
 * </ul>
 *
 * <p>Immutable and thread-safe. Readers and writers are created once per type.
 */
public final class JsonCodec {

    private final LenientMapper mapper;
    private final ModelEditor editor;

    private JsonCodec(boolean anyCase) {
        this.mapper = new LenientMapper(anyCase);
        this.editor = new ModelEditor(mapper);
    }

    private static final class StrictNames {
        static final JsonCodec CODEC = new JsonCodec(false);
    }

    private static final class AnyCase {
        static final JsonCodec CODEC = new JsonCodec(true);
    }

    /** Returns the codec for services that always write a name in the same case. Always the same instance. */
    public static JsonCodec strictNames() {
        return StrictNames.CODEC;
    }

    /**
     * Returns the codec for services that write names in varying case: the members of a model are found in any case.
     * Keys of maps and unknown members keep their case and are distinguished by it. Always the same instance.
     */
    public static JsonCodec anyCase() {
        return AnyCase.CODEC;
    }

    /**
     * Returns the reader of a type, which is created once per type.
     *
     * @param type a class, or a generic type such as {@code List<State>}
     * @throws NullPointerException if {@code type} is null
     */
    public ObjectReader reader(Type type) {
        return mapper.reader(type);
    }

    /**
     * Returns the writer of a type, which is created once per type.
     *
     * @param type a class, or a generic type such as {@code List<State>}
     * @throws NullPointerException if {@code type} is null
     */
    public ObjectWriter writer(Type type) {
        return mapper.writer(type);
    }

    /**
     * Reads a value from a text that contains nothing else.
     *
     * @param type the class to read
     * @param text the JSON text
     * @param <T> the type to read
     * @throws JsonException if the text is not JSON, continues after the value, or has no value of that class
     */
    public <T> T read(Class<T> type, String text) {
        return mapper.read(type, text);
    }

    /**
     * Writes a value as JSON text.
     *
     * @param value a model, or anything else that Jackson can write
     * @throws JsonException if the value cannot be written
     */
    public String write(Object value) {
        return mapper.write(value);
    }

    /**
     * Returns a document with the given text. The text is not parsed until it is needed.
     *
     * @param text the JSON text
     * @throws NullPointerException if {@code text} is null
     */
    public JsonDocument document(String text) {
        return new JsonDocument(this, text, false);
    }

    /**
     * Returns the fields in which two values differ, in the order of the expected value. Decimals are compared as
     * numbers, members of objects in any order, elements of lists by position.
     *
     * @param expected a model, a map, a list or a {@code JsonNode}
     * @param actual a value of the same type
     * @return the differences; empty if there are none
     * @throws JsonException if a value cannot be written
     */
    public List<FieldDifference> differences(Object expected, Object actual) {
        return editor.differences(expected, actual);
    }

    LenientMapper mapper() {
        return mapper;
    }

    ModelEditor editor() {
        return editor;
    }
}
