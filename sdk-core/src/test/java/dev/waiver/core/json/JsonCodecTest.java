/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.FieldDifference;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    private static final JsonCodec ANY_CASE = JsonCodec.anyCase();
    private static final JsonCodec STRICT = JsonCodec.strictNames();

    private static final String[] NAMES = {
        "Name",
        "Version",
        "Severity",
        "Score",
        "Enabled",
        "LastModified",
        "OperatingSystems",
        "Plugin",
        "States",
        "Tags",
        "Paths",
        "Options",
        "Limits"
    };
    private static final String[] VALUES = {
        "null",
        "1",
        "-1.5",
        "1e400",
        "1e1000000000",
        "99999999999999999999999",
        "\"\"",
        "\" \"",
        "\"x\"",
        "true",
        "[]",
        "[[]]",
        "[1]",
        "[[1,2],3]",
        "[{\"a\":1},2]",
        "[\"\"]",
        "[null]",
        "{}",
        "{\"a\":{\"b\":[1]},\"c\":2}",
        "{\"Name\":[{\"x\":1}],\"States\":{\"Name\":{}},\"d\":[]}"
    };

    @Test
    void noShapeOfAMemberIsFatalOrTouchesTheNextOne() {
        for (String name : NAMES) {
            for (String value : VALUES) {
                String json = "{\"" + name + "\":" + value + ",\"Description\":\"next\",\"u\":1}";

                Rule rule = STRICT.read(Rule.class, json);

                assertThat(rule.description()).as(json).contains("next");
                assertThat(rule.additionalProperties()).as(json).containsOnlyKeys("u");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                Boolean.class,
                Integer.class,
                Long.class,
                Double.class,
                Float.class,
                BigInteger.class,
                BigDecimal.class,
                OptionalInt.class,
                OptionalLong.class,
                OptionalDouble.class,
                Severity.class,
                WireTimestamp.class,
                Named.class
            })
    void noShapeIsFatalToAnyTypeOfMember(Class<?> type) throws Exception {
        for (String value : VALUES) {
            String json = "[" + value + ",1]";

            try (JsonParser in = STRICT.reader(type).createParser(json)) {
                in.nextToken();
                in.nextToken();
                Object ignored = STRICT.reader(type).readValue(in);

                assertThat(in.nextToken()).as("%s after %s", json, ignored).isEqualTo(JsonToken.VALUE_NUMBER_INT);
            }
        }
    }

    @Test
    void unknownMembersKeepTheirNumbersAsWritten() {
        String json = "{\"u\":[1.50,-0.0,1E400,-0,1e2,12345678901234567890123,0.10,7,null,{\"a\":null,\"b\":10.00}]}";

        Rule rule = STRICT.read(Rule.class, json);

        assertThat(STRICT.write(rule)).isEqualTo(json);
        assertThat(STRICT.write(Rule.builder().from(rule).build())).isEqualTo(json);
        JsonNode numbers = requireNonNull(rule.additionalProperties().get("u"));
        JsonNode hundred = numbers.get(4);
        assertThat(hundred.intValue()).isEqualTo(100);
        assertThat(hundred.canConvertToInt()).isTrue();
        assertThat(numbers.get(1).doubleValue()).isEqualTo(-0.0d);
        assertThat(numbers.get(2).canConvertToLong()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void literalsThatAreNotJsonAreKeptAsTextAndMarked(String literal) {
        Rule rule = ANY_CASE.read(
                Rule.class,
                "{\"Name\":\"n\",\"Version\":" + literal + ",\"Odd\":" + literal + ",\"In\":[{\"x\":" + literal
                        + "},1.50],\"Text\":\"" + literal + "\",\"Huge\":1E400}");

        assertThat(rule.name()).contains("n");
        assertThat(rule.version()).isEmpty();
        JsonNode odd = requireNonNull(rule.additionalProperties().get("Odd"));
        assertThat(odd.isPojo()).isTrue();
        assertThat(odd.isNumber() || odd.isTextual()).isFalse();
        assertThat(odd.asText()).isEqualTo(literal);
        assertThat(odd)
                .isEqualTo(requireNonNull(rule.additionalProperties().get("In"))
                        .get(0)
                        .get("x"));
        assertThat(odd).isNotEqualTo(rule.additionalProperties().get("Text"));
        assertThat(requireNonNull(rule.additionalProperties().get("Huge")).isNumber())
                .isTrue();
        assertThat(rule.toString()).contains("Odd=" + literal);
        assertThat(ANY_CASE.read(JsonNode.class, ANY_CASE.write(rule)).get("Odd"))
                .isEqualTo(odd);
    }

    @Test
    void unknownMembersKeepTheirOrderAtEveryLevel() {
        String unknown = "\"zulu\":1,\"alpha\":2,\"_name\":3,\"mike\":4,\"additionalProperties\":5,\"bravo\":6";
        String json = "{\"States\":[{" + unknown + "}]," + unknown + "}";

        Rule rule = STRICT.read(Rule.class, json);

        assertThat(rule.additionalProperties().keySet())
                .containsExactly("zulu", "alpha", "_name", "mike", "additionalProperties", "bravo");
        assertThat(STRICT.write(rule)).isEqualTo(json);
        assertThatThrownBy(() -> rule.additionalProperties().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void ofAMemberThatIsSentTwiceTheLastCountsAndANullUnsetsIt() {
        Rule rule = STRICT.read(
                Rule.class, "{\"Name\":\"a\",\"Tags\":[\"t\"],\"u\":1,\"v\":2,\"u\":3,\"Name\":\"b\",\"Tags\":null}");

        assertThat(rule.name()).contains("b");
        assertThat(rule.tags()).isEmpty();
        assertThat(STRICT.write(rule)).isEqualTo("{\"Name\":\"b\",\"u\":3,\"v\":2}");
    }

    @Test
    void valuesThatWereReadCannotBeChangedByWhatIsReadLater() {
        Rule first = STRICT.read(Rule.class, "{\"Name\":\"a\",\"Tags\":[\"t\",\"u\"],\"Severity\":\"High\"}");
        Rule second = STRICT.read(Rule.class, "{\"States\":[{\"Name\":\"s\",\"States\":[{\"Scope\":\"x\"}]}]}");

        assertThat(first.tags()).containsExactly("t", "u");
        assertThatThrownBy(() -> first.tags().add("v")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(second)
                .isEqualTo(Rule.builder()
                        .addStates(State.builder()
                                .name("s")
                                .addStates(State.builder().scope("x").build())
                                .build())
                        .build());
    }

    @Test
    void aModelOfAnotherShapeIsReadByJackson() {
        Written written = STRICT.read(Written.class, "{\"Name\":\"n\",\"u\":1.50}");

        assertThat(written.name).isEqualTo("n");
        assertThat(STRICT.write(written)).isEqualTo("{\"Name\":\"n\",\"u\":1.50}");
        assertThatThrownBy(() -> STRICT.read(Written.class, "[]")).isInstanceOf(JsonException.class);
    }

    /** A handwritten model. */
    static final class Written implements JsonModel {
        private final Map<String, JsonNode> others = new LinkedHashMap<>();

        @JsonProperty("Name")
        private @Nullable String name;

        @JsonAnySetter
        void other(String key, JsonNode value) {
            others.put(key, value);
        }

        @Override
        public Map<String, JsonNode> additionalProperties() {
            return others;
        }
    }

    @Test
    void membersAreFoundInAnyCaseOnlyWhereAsked() {
        String json = "{\"NAME\":\"n\",\"operatingsystem\":{\"name\":\"Windows\"}}";

        assertThat(ANY_CASE.read(Rule.class, json))
                .isEqualTo(Rule.builder()
                        .name("n")
                        .addOperatingSystems(Named.builder().name("Windows").build())
                        .build());
        assertThat(STRICT.read(Rule.class, json).additionalProperties()).containsOnlyKeys("NAME", "operatingsystem");
    }

    @Test
    void namesDoNotDependOnTheLocale() {
        // Jackson reads the JVM's locale when its classes are loaded, so a test can no longer change it.
        assertThat(ANY_CASE.reader(Rule.class).getConfig().getLocale()).isEqualTo(Locale.ROOT);

        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));

            assertThat(ANY_CASE.document("{\"VERSION\":1}")
                            .edit(Rule.class, rule -> rule.withVersion(2))
                            .without("id")
                            .text())
                    .isEqualTo("{\"VERSION\":2}");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"7\"|7", "\" 7 \"|7", "7.0|7", "7e0|7", "1e2|100", "-1|-1", "2147483647|2147483647"})
    void wholeNumbersAreReadFromAnySpelling(String json, int value) {
        assertThat(STRICT.read(Rule.class, "{\"Version\":" + json + "}").version())
                .hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "2147483648", "1e1000000000", "\"seven\"", "\"\"", "true", "null"})
    void whatIsNoWholeNumberIsAbsentRatherThanCut(String json) {
        assertThat(STRICT.read(Rule.class, "{\"Version\":" + json + "}").version())
                .isEmpty();
    }

    @Test
    void decimalsKeepTheirDigits() {
        assertThat(STRICT.read(Rule.class, "{\"Score\":\"1.50\"}").score()).contains(new BigDecimal("1.50"));
        assertThat(STRICT.read(Rule.class, "{\"Score\":0.10000000000000000000000000001}")
                        .score())
                .contains(new BigDecimal("0.10000000000000000000000000001"));
    }

    @Test
    void emptyTextsAndNullsAreUnset() {
        Rule rule = STRICT.read(
                Rule.class,
                "{\"Name\":\"\",\"Severity\":\"\",\"LastModified\":\"\",\"Plugin\":\"\",\"Tags\":\"\",\"States\":\"\",\"Limits\":\"\","
                        + "\"Options\":null,\"Paths\":null,\"Description\":null}");

        assertThat(rule).isEqualTo(Rule.builder().build());
        assertThat(STRICT.read(Rule.class, "{\"Options\":\"\"}").options()).contains(TextNode.valueOf(""));
    }

    @Test
    void listsAreReadFromSingleValuesAndWithoutNulls() {
        Rule rule = STRICT.read(
                Rule.class,
                "{\"Tags\":\"Optics, Exception\",\"States\":[null,{\"Name\":\"s\"},5],\"Paths\":[null,1],\"Limits\":{\"a\":null,\"b\":1}}");

        assertThat(rule.tags()).containsExactly("Optics, Exception");
        assertThat(rule.states()).containsExactly(State.builder().name("s").build());
        assertThat(rule.paths()).hasSize(1);
        assertThat(rule.limits()).isEqualTo(Map.of("b", 1));
    }

    @Test
    void onlyWhatWasSetIsWritten() {
        Rule rule = Rule.builder()
                .name("")
                .description(Optional.empty())
                .version(0)
                .enabled(false)
                .putLimit("a", 0)
                .build();

        assertThat(STRICT.write(rule))
                .isEqualTo("{\"Name\":\"\",\"Version\":0,\"Enabled\":false,\"Limits\":{\"a\":0}}");
        assertThat(STRICT.write(Rule.builder().build())).isEqualTo("{}");
    }

    @Test
    void halfASurrogatePairIsWrittenAsAnEscape() {
        Rule rule = STRICT.read(Rule.class, "{\"Name\":\"a\\ud800b\\udc00 \\ud83d\\ude00\",\"Tags\":[\"\\ud800\"]}");

        assertThat(STRICT.write(rule)).isEqualTo("{\"Name\":\"a\\ud800b\\udc00 \ud83d\ude00\",\"Tags\":[\"\\ud800\"]}");
    }

    @Test
    void readersAndWritersAreMadeOnce() throws Exception {
        Type states = new TypeReference<List<State>>() {}.getType();
        Type again = new TypeReference<List<State>>() {}.getType();

        assertThat(STRICT.reader(states)).isSameAs(STRICT.reader(again));
        assertThat(STRICT.writer(Rule.class)).isSameAs(STRICT.writer(Rule.class));
        List<State> read = STRICT.reader(states).readValue("[{\"Name\":\"s\"}]");
        assertThat(STRICT.writer(states).writeValueAsString(read)).isEqualTo("[{\"Name\":\"s\"}]");
        assertThat(JsonCodec.strictNames()).isSameAs(STRICT).isNotSameAs(ANY_CASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"Name\":\"n\"} {}", "{} x", "[]", "5", "null", "\"\"", "<html>", "{\"Name\":}"})
    void whatIsNoModelIsAnError(String text) {
        assertThatThrownBy(() -> STRICT.read(Rule.class, text)).isInstanceOf(JsonException.class);
    }

    @Test
    void depthAndNumbersAreBounded() {
        String deep = "{\"u\":" + "[".repeat(300) + "]".repeat(300) + "}";
        String longNumber = "{\"u\":" + "9".repeat(6_000) + "}";

        assertThatThrownBy(() -> STRICT.read(Rule.class, deep)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> STRICT.document(deep).without("Id")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> STRICT.read(Rule.class, longNumber)).isInstanceOf(JsonException.class);
        assertThat(STRICT.read(Rule.class, "{\"u\":1e1000000000}").additionalProperties())
                .containsKey("u");
    }

    @Test
    void differencesNameTheFields() {
        Rule expected = Rule.builder()
                .name("n")
                .version(1)
                .score(new BigDecimal("1.50"))
                .addTags("a", "b")
                .addStates(State.builder()
                        .scope("Global")
                        .putFieldOperator("a.b", Named.builder().name("x").build())
                        .build())
                .putAdditionalProperty("u", TextNode.valueOf("1"))
                .build();
        Rule actual = expected.withName(Optional.empty())
                .withVersion(2)
                .withScore(new BigDecimal("1.5"))
                .withTags("a")
                .withStates(expected.states()
                        .get(0)
                        .withFieldOperators(
                                Map.of("a.b", Named.builder().name("y").build())))
                .withAdditionalProperties(Map.of());

        assertThat(STRICT.differences(expected, actual))
                .containsExactly(
                        new FieldDifference("Name", "\"n\"", null),
                        new FieldDifference("Version", "1", "2"),
                        new FieldDifference("States[0].FieldOperators[\"a.b\"].Name", "\"x\"", "\"y\""),
                        new FieldDifference("Tags[1]", "\"b\"", null),
                        new FieldDifference("u", "\"1\"", null));
        assertThat(STRICT.differences(expected, expected)).isEmpty();
        assertThat(new FieldDifference("Name", "\"n\"", null)).hasToString("Name: expected \"n\", found nothing");
    }
}
