/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import dev.waiver.core.json.OpenEnum;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of the values of one enumeration. Recently read values are cached in a fixed-size table: hits allocate
 * nothing, and untrusted input can evict entries but not grow the table.
 */
final class OpenEnumDeserializer extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    private static final int PLACES = 64;
    private static final int MAX_LENGTH = 64;

    // Threads may race to set entries: the values are immutable, and every one that matches is correct.
    private final transient @Nullable OpenEnum[] words = new @Nullable OpenEnum[PLACES];

    OpenEnumDeserializer(JsonDeserializer<?> delegate) {
        super(delegate);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
        return new OpenEnumDeserializer(delegate);
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.hasToken(JsonToken.VALUE_STRING) || in.getTextLength() > MAX_LENGTH) {
            return super.deserialize(in, context);
        }
        char[] text = in.getTextCharacters();
        int start = in.getTextOffset();
        int length = in.getTextLength();
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + text[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        OpenEnum known = words[place];
        if (known != null && isSame(known.value(), text, start, length)) {
            return known;
        }
        Object value = super.deserialize(in, context);
        if (value instanceof OpenEnum word) {
            words[place] = word;
        }
        return value;
    }

    private static boolean isSame(String word, char[] text, int start, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != text[start + i]) {
                return false;
            }
        }
        return true;
    }
}
