/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class OpenEnumTest {

    private static final class Colour extends OpenEnum {

        private static final long serialVersionUID = 1L;

        private Colour(String value) {
            super(value);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Colour of(String value) {
            return new Colour(value);
        }

        @Override
        public boolean isKnown() {
            return false;
        }
    }

    @Test
    void isEqualByClassAndExactText() {
        assertThat(Severity.of("High"))
                .isEqualTo(Severity.HIGH)
                .hasSameHashCodeAs(Severity.HIGH)
                .hasToString("High");
        assertThat(Severity.of("high")).isNotEqualTo(Severity.HIGH);
        assertThat(Severity.of("High")).isNotEqualTo(Colour.of("High")).isNotEqualTo("High");
    }

    @Test
    void namesAValueWithoutAConstantAsUnknown() {
        assertThat(Severity.HIGH.isKnown()).isTrue();
        assertThat(Severity.of("High")).hasToString("High");
        assertThat(Severity.of("Hihg").isKnown()).isFalse();
        assertThat(Severity.of("Hihg"))
                .hasToString("Hihg (unknown)")
                .extracting(OpenEnum::value)
                .isEqualTo("Hihg");
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Severity.of(null));
    }

    @Test
    void passesAnyWordThrough() {
        JsonCodec codec = JsonCodec.strictNames();

        assertThat(codec.write(codec.read(Severity.class, "\"Cataclysmic \\u00e9\"")))
                .isEqualTo("\"Cataclysmic \u00e9\"");
        assertThat(codec.read(Severity.class, "5")).isEqualTo(Severity.of("5"));
    }

    @Test
    void isSerializable() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Severity.HIGH);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(Severity.HIGH);
        }
    }
}
