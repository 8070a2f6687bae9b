package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of numbers, also from strings, and of whole numbers from spellings such as {@code 1e2}. A value that
 * is not a number of the type is absent: Jackson would truncate {@code 7.5} to 7, and a model must not show a number
 * that was not sent.
 *
 * @param <T> the type to read, such as {@code OptionalInt}
 */
final class ExactNumberDeserializer<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    // No number in a model is longer; the time to parse a number grows faster than its length.
    private static final int MAX_LENGTH = 1_000;

    private static final int MAX_ZEROS = 1_000;

    private final transient Function<BigDecimal, T> exact;
    private final transient @Nullable T absent;

    private ExactNumberDeserializer(Class<T> type, Function<BigDecimal, T> exact, @Nullable T absent) {
        super(type);
        this.exact = exact;
        this.absent = absent;
    }

    /**
     * Returns the deserializer of a number type, created when a model has such a member; {@code null} for any other
     * type.
     */
    static @Nullable JsonDeserializer<?> of(Class<?> type) {
        if (type == Integer.class) {
            return new ExactNumberDeserializer<>(Integer.class, BigDecimal::intValueExact, null);
        } else if (type == Long.class) {
            return new ExactNumberDeserializer<>(Long.class, BigDecimal::longValueExact, null);
        } else if (type == Double.class) {
            return new ExactNumberDeserializer<>(Double.class, BigDecimal::doubleValue, null);
        } else if (type == Float.class) {
            return new ExactNumberDeserializer<>(Float.class, BigDecimal::floatValue, null);
        } else if (type == BigInteger.class) {
            return new ExactNumberDeserializer<>(BigInteger.class, ExactNumberDeserializer::bigInteger, null);
        } else if (type == BigDecimal.class) {
            return new ExactNumberDeserializer<>(BigDecimal.class, Function.identity(), null);
        } else if (type == OptionalInt.class) {
            return new ExactNumberDeserializer<>(
                    OptionalInt.class, n -> OptionalInt.of(n.intValueExact()), OptionalInt.empty());
        } else if (type == OptionalLong.class) {
            return new ExactNumberDeserializer<>(
                    OptionalLong.class, n -> OptionalLong.of(n.longValueExact()), OptionalLong.empty());
        } else if (type == OptionalDouble.class) {
            return new ExactNumberDeserializer<>(
                    OptionalDouble.class, n -> OptionalDouble.of(n.doubleValue()), OptionalDouble.empty());
        }
        return null;
    }

    // A few characters, such as a huge exponent, can request a number that exhausts the memory.
    private static BigInteger bigInteger(BigDecimal number) {
        if (number.scale() < -MAX_ZEROS) {
            throw new ArithmeticException("too large");
        }
        return number.toBigIntegerExact();
    }

    @Override
    public @Nullable T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        JsonToken token = in.currentToken();
        if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
            in.skipChildren();
            return absent;
        }
        String text = in.getText().strip();
        if (text.length() > MAX_LENGTH) {
            return absent;
        }
        try {
            return exact.apply(new BigDecimal(text));
        } catch (ArithmeticException | NumberFormatException noSuchNumber) {
            return absent;
        }
    }

    @Override
    public @Nullable T getNullValue(DeserializationContext context) {
        return absent;
    }

    @Override
    public @Nullable T getAbsentValue(DeserializationContext context) {
        return absent;
    }
}
