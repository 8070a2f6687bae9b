package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A word of a vendor's vocabulary, kept exactly as it was sent.
 *
 * <p>Vendors add words and spell old ones anew, so a vocabulary is never an enum: a subclass has constants for the
 * words known today and a creator that takes any text.
 *
 * <pre>{@code
 * public final class Severity extends OpenValue {
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
 * }
 * }</pre>
 *
 * <p>Two values are equal when they are of one class and of the same text, case included. A subclass whose vendor
 * treats several spellings alike offers a method of its own for that.
 */
public abstract class OpenEnum implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The text as sent. */
    private final String value;

    /**
     * Keeps a text.
     *
     * @param value the text as sent or to be sent
     * @throws NullPointerException if {@code value} is null
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * The text, exactly as it was sent.
     *
     * @return the text
     */
    @JsonValue
    public final String value() {
        return value;
    }

    // The same word of two vocabularies is not the same value.
    @SuppressWarnings("EqualsGetClass")
    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null && getClass() == other.getClass() && value.equals(((OpenEnum) other).value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }
}
