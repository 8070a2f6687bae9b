package dev.waiver.email.internal;

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
     * @return the value
     * @throws IllegalArgumentException if it cannot be a segment
     */
    public static String checked(String field, String value, String instead) {
        Objects.requireNonNull(value, field);
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    field + ": must not be " + (value.isBlank() ? "blank" : "'" + value + "'") + "; " + instead);
        }
        if (holdsHalfACharacter(value)) {
            throw new IllegalArgumentException(field + ": holds half a character (a lone surrogate); " + instead);
        }
        return value;
    }

    // Without streams, which a first call would load for nothing else.
    private static boolean holdsHalfACharacter(String value) {
        int i = 0;
        while (i < value.length()) {
            int c = value.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }
}
