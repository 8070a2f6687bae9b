/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The few text members of an envelope, in their order. An instance is created for each response, and hardly any is
 * read, so it is a plain array.
 */
final class EnvelopeMembers extends AbstractMap<String, String> implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int TYPICAL_SIZE = 4;

    private @Nullable String[] namesAndValues = new @Nullable String[2 * TYPICAL_SIZE];
    private int size;

    /** Sets a member. A later value replaces an earlier one of the same name, in its position. */
    void set(String name, String value) {
        for (int i = 0; i < size; i++) {
            if (name.equals(namesAndValues[2 * i])) {
                namesAndValues[2 * i + 1] = value;
                return;
            }
        }
        if (2 * size == namesAndValues.length) {
            namesAndValues = Arrays.copyOf(namesAndValues, 4 * size);
        }
        namesAndValues[2 * size] = name;
        namesAndValues[2 * size + 1] = value;
        size++;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        for (int i = 0; i < size; i++) {
            if (Objects.equals(namesAndValues[2 * i], name)) {
                return namesAndValues[2 * i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    @SuppressWarnings("NullAway") // below size there is no null
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Members();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private final class Members implements Iterator<Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        @SuppressWarnings("NullAway") // below size there is no null
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Entry<String, String> member =
                    new SimpleImmutableEntry<>(namesAndValues[2 * next], namesAndValues[2 * next + 1]);
            next++;
            return member;
        }
    }
}
