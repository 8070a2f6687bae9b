package dev.waiver.email.internal;

import dev.waiver.core.spi.PlainText;
import java.util.Objects;

/** Values that become a segment of a path. */
public final class PathValues {
    private PathValues() {}

    /**
     * Refuses what cannot be one: blank, a step to another path, or half a character.
     *
     * @param field what the value is, for the error
     * @param value the value
     * @param instead what to give, for the error
     * @throws IllegalArgumentException if it cannot be a segment
     */
    public static void check(String field, String value, String instead) {
        Objects.requireNonNull(value, field);
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    field + ": must not be " + (value.isBlank() ? "blank" : "'" + value + "'") + "; " + instead);
        }
        PlainText.check(field, value);
    }
}
