/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.edit.ModelEditor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as it was received, which can be read as models.
 *
 * <p>{@link #edit} changes only what was changed. Everything else stays as the service wrote it: unknown members at
 * every level, explicit nulls, empty lists, the order, case and spelling of names, duplicate members, numbers in any
 * spelling, values of unexpected shape, escapes and white space.
 *
 * <p>Immutable and thread-safe. Two documents are equal if their texts are equal.
 */
public final class JsonDocument {

    private static final int MAX_SHOWN = 64;

    private record Reading(Class<?> type, Object value) {}

    private final JsonCodec codec;
    private final String text;
    private final boolean known;

    // Threads may race to set this: all readings are equal.
    private volatile @Nullable Reading reading;

    /**
     * Creates a document.
     *
     * @param known whether the text is known to be valid JSON
     */
    JsonDocument(JsonCodec codec, String text, boolean known) {
        this.codec = codec;
        this.text = Objects.requireNonNull(text, "text");
        this.known = known;
    }

    /** Returns the text, exactly as it was received or as an edit left it. */
    @JsonValue
    @JsonRawValue
    public String text() {
        return text;
    }

    /**
     * Reads the document as a model. It is read on the first call; the model is kept.
     *
     * @param type the model, or {@code JsonNode}
     * @param <T> the type of the model
     * @throws JsonException if the text is not JSON, or has no value of that class
     */
    public <T> T as(Class<T> type) {
        Reading last = reading;
        if (last == null || last.type() != type) {
            last = new Reading(type, codec.read(type, text));
            reading = last;
        }
        return type.cast(last.value());
    }

    /**
     * Returns this document with a change.
     *
     * @param type the model to change
     * @param change creates the changed model from the one that was read
     * @param <T> the type of the model
     * @return the changed document; this one if nothing changed
     * @throws JsonException if the text is not JSON or has no value of that class, or if the changed model cannot be
     *     written
     * @throws JsonEditException if the change cannot be made without losing something else
     * @throws NullPointerException if the change returns null
     */
    public <T> JsonDocument edit(Class<T> type, UnaryOperator<T> change) {
        T before = as(type);
        T after = Objects.requireNonNull(change.apply(before), "the changed model");
        return before.equals(after)
                ? this
                : new JsonDocument(codec, codec.editor().edit(text, type, before, after), true);
    }

    /**
     * Returns this document without some of its top-level members.
     *
     * @param names the names of the members, in any case; names that the document lacks are ignored
     * @return the document without them; this one if it has none of them
     * @throws JsonException if the text is not a JSON object
     */
    public JsonDocument without(String... names) {
        if (!known && reading == null) {
            codec.mapper().requireJson(text);
        }
        if (!ModelEditor.isObject(text)) {
            throw new JsonException("expected an object, found something else", null);
        }
        Set<String> lowerCase =
                Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        String rest = codec.editor().without(text, lowerCase);
        return rest.equals(text) ? this : new JsonDocument(codec, rest, true);
    }

    /**
     * Returns the fields in which another document differs from this one. Members are compared in any order, names are
     * case-sensitive, and an explicit null differs from a missing member.
     *
     * @param actual the other document
     * @return the differences; empty if there are none
     * @throws JsonException if one of the texts is not JSON
     */
    public List<FieldDifference> differences(JsonDocument actual) {
        return codec.differences(codec.read(JsonNode.class, text), codec.read(JsonNode.class, actual.text));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonDocument document && text.equals(document.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the length of the text and its beginning, for logs. */
    @Override
    public String toString() {
        String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
        return "JsonDocument[" + text.length() + " characters: " + shown + "]";
    }
}
