package dev.waiver.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers, also from texts and whole ones from spellings such as {@code 1e2}. What is no number of the type is absent:
 * Jackson would cut {@code 7.5} to 7, and a model must not show a number that nobody sent.
 *
 * @param <T> the type read, such as {@code OptionalInt}
 */
final class NumberReader<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    // No number of a model has more digits; the time to read one grows faster than its length.
    private static final int MAX_LENGTH = 1_000;

    private final transient Function<BigDecimal, T> exact;
    private final transient @Nullable T absent;

    /**
     * Creates a reader.
     *
     * @param type the type read
     * @param exact the number in that type; throws {@link ArithmeticException} if it is not one
     * @param absent what stands for no number
     */
    NumberReader(Class<T> type, Function<BigDecimal, T> exact, @Nullable T absent) {
        super(type);
        this.exact = exact;
        this.absent = absent;
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
