/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer of numbers and booleans, also from strings, and of whole numbers from spellings such as {@code 1e2}. A
 * value that is none of the type is absent: Jackson would truncate {@code 7.5} to 7, and a model must not show a number
 * that was not sent.
 */
final class LenientScalarDeserializer extends StdScalarDeserializer<Object> {

    /** The types that this class reads. A function for each would slow down a first call; see docs/adr/0003. */
    static final Set<Class<?>> TYPES = Set.of(
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            BigInteger.class,
            BigDecimal.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private static final long serialVersionUID = 1L;

    // No number in a model is longer; the time to parse a number grows faster than its length.
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_ZEROS = 1_000;

    LenientScalarDeserializer(Class<?> type) {
        super(type);
    }

    @Override
    public @Nullable Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.currentToken().isScalarValue()) {
            in.skipChildren();
            return absent();
        }
        String text = in.getText().strip();
        try {
            return text.length() > MAX_LENGTH ? absent() : value(text);
        } catch (ArithmeticException | NumberFormatException noSuchNumber) {
            return absent();
        }
    }

    private @Nullable Object value(String text) {
        String type = handledType().getSimpleName();
        if (type.equals("Boolean")) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
        }
        BigDecimal number = new BigDecimal(text);
        return switch (type) {
            case "Integer" -> number.intValueExact();
            case "OptionalInt" -> OptionalInt.of(number.intValueExact());
            case "Long" -> number.longValueExact();
            case "OptionalLong" -> OptionalLong.of(number.longValueExact());
            case "Double" -> number.doubleValue();
            case "OptionalDouble" -> OptionalDouble.of(number.doubleValue());
            case "Float" -> number.floatValue();
            case "BigInteger" -> bigInteger(number);
            default -> number;
        };
    }

    // A few characters, such as a huge exponent, can request a number that exhausts the memory.
    private static BigInteger bigInteger(BigDecimal number) {
        if (number.scale() < -MAX_ZEROS) {
            throw new ArithmeticException("too large");
        }
        return number.toBigIntegerExact();
    }

    private @Nullable Object absent() {
        return switch (handledType().getSimpleName()) {
            case "OptionalInt" -> OptionalInt.empty();
            case "OptionalLong" -> OptionalLong.empty();
            case "OptionalDouble" -> OptionalDouble.empty();
            default -> null;
        };
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return absent();
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return absent();
    }
}
