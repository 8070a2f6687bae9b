/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field in which two values differ.
 *
 * @param path the field, such as {@code States[0].FieldOperators.a.Type}; empty for the values themselves
 * @param expected the expected value as JSON, null if the field is not set
 * @param actual the actual value as JSON, null if the field is not set
 * @serial exclude
 */
// InvalidBlockTag: records have a serialized form too, and without @serial javadoc requires comments on their implicit
// fields.
@SuppressWarnings("InvalidBlockTag")
public record FieldDifference(
        String path, @Nullable String expected, @Nullable String actual) implements Serializable {

    /**
     * Creates a difference.
     *
     * @param path the field
     * @param expected the expected value as JSON, null if the field is not set
     * @param actual the actual value as JSON, null if the field is not set
     * @throws NullPointerException if {@code path} is null
     */
    public FieldDifference {
        Objects.requireNonNull(path, "path");
    }

    @Override
    public String toString() {
        return path + ": expected " + shown(expected) + ", found " + shown(actual);
    }

    private static String shown(@Nullable String json) {
        return json == null ? "nothing" : json;
    }
}
