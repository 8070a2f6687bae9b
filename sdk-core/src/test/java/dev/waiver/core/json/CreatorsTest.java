/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values with a static creator, and optional values outside models. */
class CreatorsTest {

    private static final JsonCodec CODEC = JsonCodec.strictNames();

    /** Accepts any JSON. */
    static final class Anything {
        final JsonNode json;

        private Anything(JsonNode json) {
            this.json = json;
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Anything read(JsonNode json) {
            return new Anything(json);
        }
    }

    /** Accepts texts of even length only. */
    static final class Even {
        final String text;

        private Even(String text) {
            this.text = text;
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Even of(String text) {
            if (text.length() % 2 != 0) {
                throw new IllegalArgumentException("odd");
            }
            return new Even(text);
        }
    }

    /** A text or an object. */
    static final class TwoWays {
        final String name;

        @JsonCreator
        TwoWays(@JsonProperty("name") String name) {
            this.name = name;
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static TwoWays of(String name) {
            return new TwoWays(name);
        }
    }

    /** An enumeration whose creator is a constructor. */
    static final class Constructed extends OpenEnum {
        private static final long serialVersionUID = 1L;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Constructed(String value) {
            super(value);
        }

        @Override
        public boolean isKnown() {
            return false;
        }
    }

    private static <T> List<T> list(TypeReference<List<T>> type, String json) throws Exception {
        return CODEC.reader(type.getType()).readValue(json);
    }

    private static @Nullable Object value(Type type, String json) throws Exception {
        return CODEC.reader(type).readValue(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"a\":[1.50]}", "[{},1]", "\"\"", "\"x\"", "true", "0.10"})
    void aNodeIsTakenInEveryShape(String json) throws Exception {
        Object value = value(Anything.class, json);
        assertThat(value).isInstanceOfSatisfying(Anything.class, any -> assertThat(any.json)
                .hasToString(json));
        List<Anything> list = list(new TypeReference<List<Anything>>() {}, "[" + json + ",1]");
        assertThat(list).extracting(any -> any.json.toString()).containsExactly(json, "1");
    }

    @ParameterizedTest
    @CsvSource({"'\"High\"',High", "5,5", "true,true", "1.50,1.50", "'\"\"',''"})
    void aWordIsAnyScalarAsItWasSpelled(String json, String word) throws Exception {
        assertThat(value(Severity.class, json)).isEqualTo(Severity.of(word));
        assertThat(value(Constructed.class, json)).isEqualTo(new Constructed(word));
    }

    @Test
    void whatMakesNoWordIsAbsentAndWhatFollowsIsRead() throws Exception {
        assertThat(value(Severity.class, "{\"a\":{}}")).isNull();
        List<Severity> list = list(new TypeReference<List<Severity>>() {}, "[\"a\",{\"b\":[1]},[[2]],null,\"c\"]");
        assertThat(list.stream().filter(Objects::nonNull)).containsExactly(Severity.of("a"), Severity.of("c"));
    }

    @Test
    void whatACreatorRefusesIsAbsent() throws Exception {
        assertThat(value(Even.class, "\"odd\"")).isNull();
        List<Even> list = list(new TypeReference<List<Even>>() {}, "[\"even\",\"odd\",1,10]");
        assertThat(list.stream().filter(Objects::nonNull))
                .extracting(even -> even.text)
                .containsExactly("even", "10");
    }

    @Test
    void aClassWithTwoWaysIsReadInBoth() throws Exception {
        List<TwoWays> list = list(new TypeReference<List<TwoWays>>() {}, "[\"a\",{\"name\":\"b\"}]");
        assertThat(list).extracting(value -> value.name).containsExactly("a", "b");
    }

    @Test
    void optionalValuesAreReadAndWrittenOutsideModels() throws Exception {
        Type numbers = new TypeReference<List<Optional<Integer>>>() {}.getType();
        assertThat(value(numbers, "[1,\"2\",\"\"]"))
                .isEqualTo(List.of(Optional.of(1), Optional.of(2), Optional.empty()));
        assertThat(CODEC.write(List.of(Optional.of(1), Optional.empty(), Optional.of("a"))))
                .isEqualTo("[1,null,\"a\"]");
        Type nested = new TypeReference<Optional<Optional<List<String>>>>() {}.getType();
        assertThat(value(nested, "[\"a\"]")).isEqualTo(Optional.of(Optional.of(List.of("a"))));
        assertThat(value(nested, "null")).isEqualTo(Optional.empty());
        Type opaque = new TypeReference<Optional<JsonNode>>() {}.getType();
        assertThat(value(opaque, "\"\"")).isEqualTo(Optional.of(TextNode.valueOf("")));
    }

    @Test
    void optionalNumbersAreReadAndWritten() throws Exception {
        assertThat(value(OptionalInt.class, "\"7\"")).isEqualTo(OptionalInt.of(7));
        assertThat(value(OptionalLong.class, "7.5")).isEqualTo(OptionalLong.empty());
        assertThat(value(OptionalDouble.class, "1e2")).isEqualTo(OptionalDouble.of(100));
        assertThat(CODEC.write(List.of(
                        OptionalInt.of(1),
                        OptionalLong.of(1L << 40),
                        OptionalDouble.of(0.5),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalDouble.empty())))
                .isEqualTo("[1,1099511627776,0.5,null,null,null]");
    }
}
