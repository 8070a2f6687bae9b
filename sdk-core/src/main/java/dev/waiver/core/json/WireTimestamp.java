/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.waiver.core.internal.json.read.TimestampParser;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time as a service sent it, with the instant that it represents.
 *
 * <p>The text is kept and written back as it is; reading it never fails. These formats are recognized: RFC 1123
 * ({@code Wed, 25 Sep 2024 16:41:35 GMT}), ISO 8601 with offset, {@code Z} or neither, with {@code T} or a space, with
 * or without a fraction, also a date alone, {@code 9/25/2024 4:41:35 PM}, and JSON numbers of ten digits (seconds since
 * 1970) or thirteen (milliseconds).
 */
@JsonSerialize(using = WireTimestamp.Serializer.class)
@JsonDeserialize(using = WireTimestamp.Deserializer.class)
public final class WireTimestamp implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String raw;

    private final boolean number;

    // Parsed on the first use. Threads may race to set this: all results are immutable and equal.
    private transient @Nullable TimestampParser reading;

    private WireTimestamp(String raw, boolean number) {
        this.raw = raw;
        this.number = number;
    }

    /**
     * Creates a timestamp from its text.
     *
     * @param raw the text as it was sent or is to be sent; its format need not be recognized
     * @throws NullPointerException if {@code raw} is null
     */
    public static WireTimestamp of(String raw) {
        return new WireTimestamp(Objects.requireNonNull(raw, "raw"), false);
    }

    /** Returns the text as it was sent, or the digits of a number. */
    public String raw() {
        return raw;
    }

    /**
     * Returns the instant; empty if the format is not recognized. A time without a zone is taken as UTC; see
     * {@link #hasZone()}.
     */
    public Optional<Instant> instant() {
        return Optional.ofNullable(reading().instant());
    }

    /** Returns whether the text has a zone or an offset, or is a number. False if the format is not recognized. */
    public boolean hasZone() {
        return reading().hasZone();
    }

    private TimestampParser reading() {
        TimestampParser known = reading;
        if (known == null) {
            known = number ? TimestampParser.ofNumber(raw) : TimestampParser.ofText(raw);
            reading = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WireTimestamp time && number == time.number && raw.equals(time.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return raw;
    }

    static final class Serializer extends StdScalarSerializer<WireTimestamp> {

        private static final long serialVersionUID = 1L;

        Serializer() {
            super(WireTimestamp.class);
        }

        @Override
        public void serialize(WireTimestamp time, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (time.number) {
                out.writeNumber(time.raw);
            } else {
                out.writeString(time.raw);
            }
        }
    }

    static final class Deserializer extends StdScalarDeserializer<WireTimestamp> {

        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(WireTimestamp.class);
        }

        @Override
        public @Nullable WireTimestamp deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonToken token = in.currentToken();
            if (token == JsonToken.VALUE_STRING) {
                return new WireTimestamp(in.getText(), false);
            }
            if (token.isNumeric()) {
                return new WireTimestamp(in.getText(), true);
            }
            return (WireTimestamp) context.handleUnexpectedToken(getValueType(context), in);
        }
    }
}
