/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.check;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Checks of values that become a path segment, such as ids and names of lists. As a segment, a blank value or {@code .}
 * would address the whole collection, and {@code ..} what is above it.
 */
public final class PathValues {
    private PathValues() {}

    /**
     * Checks that a value is not blank, {@code .} or {@code ..}, and contains no lone surrogate.
     *
     * @param field the name of the value, for the error message
     * @param value the value
     * @param fix what to pass instead, for the error message
     * @return the value
     * @throws IllegalArgumentException if it is not valid
     */
    @CanIgnoreReturnValue
    public static String check(String field, String value, String fix) {
        TextChecks.checkNotBlank(field, value, fix);
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(field + ": must not be '" + value + "'; " + fix);
        }
        int surrogate = TextChecks.loneSurrogate(value);
        if (surrogate >= 0) {
            throw new IllegalArgumentException(
                    field + ": must not hold a lone surrogate (position " + surrogate + "); " + fix);
        }
        return value;
    }

    /**
     * Checks each value of a collection as {@link #check} does. The error message has its index, as in {@code ids[2]}.
     *
     * @param field the name of the collection, for the error message
     * @param values the values
     * @param fix what to pass instead of an invalid value, for the error message
     * @return the values, each once, in their order
     * @throws IllegalArgumentException if one is not valid
     */
    public static List<String> checkAll(String field, Collection<String> values, String fix) {
        Set<String> checked = new LinkedHashSet<>();
        int index = 0;
        for (String value : Objects.requireNonNull(values, field)) {
            checked.add(check(field + "[" + index++ + "]", value, fix));
        }
        return List.copyOf(checked);
    }
}
