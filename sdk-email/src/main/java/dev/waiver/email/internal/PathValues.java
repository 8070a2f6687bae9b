package dev.waiver.email.internal;

import dev.waiver.core.internal.check.TextChecks;
import java.util.Objects;

/** Checks of values that become a path segment. */
public final class PathValues {
    private PathValues() {}

    /**
     * Checks a path segment: it must not be blank, {@code .} or {@code ..}, or contain a lone surrogate.
     *
     * @param field the name of the value, for the error
     * @param value the value
     * @param instead what to pass instead, for the error
     * @throws IllegalArgumentException if it is not valid
     */
    public static void check(String field, String value, String instead) {
        Objects.requireNonNull(value, field);
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    field + ": must not be " + (value.isBlank() ? "blank" : "'" + value + "'") + "; " + instead);
        }
        TextChecks.check(field, value);
    }
}
