/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of a vendor's enumeration, kept exactly as it was sent.
 *
 * <p>Vendors add values and change the spelling of existing ones, so an enumeration is never a Java enum: a subclass
 * has constants for the values known today and a creator that accepts any text.
 *
 * <pre>{@code
 * public final class Severity extends OpenEnum {
 *     public static final Severity HIGH = of("High");
 *
 *     private Severity(String value) {
 *         super(value);
 *     }
 *
 *     @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
 *     public static Severity of(String value) {
 *         return new Severity(value);
 *     }
 *
 *     public static List<Severity> known() {
 *         return List.of(HIGH);
 *     }
 *
 *     @Override
 *     public boolean isKnown() {
 *         return known().contains(this);
 *     }
 * }
 * }</pre>
 *
 * <p>Two values are equal if they have the same class and the same text, including case. A subclass whose vendor treats
 * several spellings alike has a method of its own for that.
 */
public abstract class OpenEnum implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String value;

    /**
     * Creates a value.
     *
     * @param value the text as it was sent or is to be sent
     * @throws NullPointerException if {@code value} is null
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** Returns the text, exactly as it was sent. */
    @JsonValue
    public final String value() {
        return value;
    }

    /**
     * Returns whether the SDK has a constant for this value. A value without one may be new, spelled in another way, or
     * a typing error; it is sent as it is.
     */
    public abstract boolean isKnown();

    // The same text in two enumerations is not the same value.
    @SuppressWarnings("EqualsGetClass")
    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass() && value.equals(((OpenEnum) other).value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /**
     * Returns the value for people, such as {@code endswith} or {@code ends (unknown)}; requests have {@link #value}.
     */
    @Override
    public final String toString() {
        return isKnown() ? value : value + " (unknown)";
    }
}
