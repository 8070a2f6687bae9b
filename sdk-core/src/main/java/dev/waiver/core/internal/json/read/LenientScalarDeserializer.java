package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of numbers and booleans, also from strings, and of whole numbers from spellings such as {@code 1e2}. A
 * value that is none of the type is absent: Jackson would truncate {@code 7.5} to 7, and a model must not show a number
 * that was not sent.
 *
 * @param <T> the type to read, such as {@code OptionalInt}
 */
final class LenientScalarDeserializer<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    // No number in a model is longer; the time to parse a number grows faster than its length.
    private static final int MAX_LENGTH = 1_000;

    private final transient Function<String, @Nullable T> value;
    private final transient @Nullable T absent;

    LenientScalarDeserializer(Class<T> type, Function<String, @Nullable T> value) {
        this(type, value, null);
    }

    private LenientScalarDeserializer(Class<T> type, Function<String, @Nullable T> value, @Nullable T absent) {
        super(type);
        this.value = value;
        this.absent = absent;
    }

    /** Returns the deserializer of a number type, whose values are created exactly or not at all. */
    static <T> LenientScalarDeserializer<T> number(Class<T> type, Function<BigDecimal, T> exact, @Nullable T absent) {
        return new LenientScalarDeserializer<>(type, text -> exact.apply(new BigDecimal(text)), absent);
    }

    @Override
    public @Nullable T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.currentToken().isScalarValue()) {
            in.skipChildren();
            return absent;
        }
        String text = in.getText().strip();
        try {
            return text.length() > MAX_LENGTH ? absent : value.apply(text);
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
