/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.json.edit.JsonTextEditor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

    private static final JsonCodec CODEC = JsonCodec.anyCase();

    private static String edited(String text, UnaryOperator<Rule> change) {
        return CODEC.document(text).edit(Rule.class, change).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | {\"Description\":\"X\"}",
                "{\"Zeta\":1.50,\"Name\":null}                   | {\"Zeta\":1.50,\"Name\":null,\"Description\":\"X\"}",
                "{ \"name\" : \"n\" , \"DESCRIPTION\" : null }   | { \"name\" : \"n\" , \"DESCRIPTION\" : \"X\" }",
                "{\"Description\":\"a\",\"description\":\"b\"}   | {\"Description\":\"a\",\"description\":\"X\"}",
                "{\"D\\u0065scription\":\"a\\/\",\"u\":\"\\/\"}  | {\"D\\u0065scription\":\"X\",\"u\":\"\\/\"}",
                "{\"Tags\":[],\"U\":1,\"U\":-0,\"V\":-0.0}       | {\"Tags\":[],\"U\":1,\"U\":-0,\"V\":-0.0,\"Description\":\"X\"}",
                "{\"States\":[null,{\"Name\":\"s\"}]}            | {\"States\":[null,{\"Name\":\"s\"}],\"Description\":\"X\"}",
                "{\"Description\":{\"odd\":1}}                   | {\"Description\":\"X\"}",
            })
    void oneFieldIsSetAndAllElseStays(String text, String expected) {
        assertThat(edited(text, rule -> rule.withDescription("X"))).isEqualTo(expected);
    }

    @Test
    void whiteSpaceStaysAndNewMembersTakeOnIt() {
        assertThat(edited("\n{\n  \"Name\": \"n\",\n  \"Version\": 7\n}\n", rule -> rule.withDescription("X")))
                .isEqualTo("\n{\n  \"Name\": \"n\",\n  \"Version\": 7,\n  \"Description\": \"X\"\n}\n");
        assertThat(edited("{\n  \"Name\": \"n\",\n  \"Version\": 7\n}", rule -> rule.withVersion(OptionalInt.empty())))
                .isEqualTo("{\n  \"Name\": \"n\"\n}");
        assertThat(edited("{\"Tags\": [\"a\", \"b\", \"c\"]}", rule -> rule.withTags("b", "c", "d")))
                .isEqualTo("{\"Tags\": [\"b\", \"c\", \"d\"]}");
    }

    @Test
    void anUnsetMemberIsTakenOutHoweverOftenItWasSent() {
        assertThat(edited("{\"Name\":\"a\",\"u\":1,\"NAME\":\"b\"}", rule -> rule.withName(Optional.empty())))
                .isEqualTo("{\"u\":1}");
    }

    @Test
    void aChangeDeepInsideTouchesNothingAround() {
        String text =
                "{\"States\":[{\"name\":\"s\",\"Q\":null,\"FieldOperators\":{\"Function\":{\"name\":\"x\",\"u\":1.0,\"v\":[]},"
                        + "\"function\":{\"Name\":\"other\",\"w\":1E5}}},null,{\"NAME\":\"t\",\"scope\":null,\"w\":[1.10]}],\"Tags\":\"one, two\"}";

        assertThat(edited(text, rule -> {
                    State state = rule.states().get(0);
                    Map<String, Named> operators = new LinkedHashMap<>(state.fieldOperators());
                    operators.computeIfPresent("function", (key, operator) -> operator.withName("changed"));
                    return rule.withStates(
                            state.withFieldOperators(operators), rule.states().get(1));
                }))
                .isEqualTo(text.replace("\"other\"", "\"changed\""));
    }

    @Test
    void keysOfAMapAreDistinguishedByCase() {
        String text = "{\"States\":[{\"FieldOperators\":{\"a\":{\"Name\":\"1\",\"u\":null},\"b\":null}}]}";

        assertThat(edited(
                        text,
                        rule -> rule.withStates(rule.states()
                                .get(0)
                                .withFieldOperators(
                                        Map.of("A", Named.builder().name("2").build())))))
                .isEqualTo("{\"States\":[{\"FieldOperators\":{\"b\":null,\"A\":{\"Name\":\"2\"}}}]}");
    }

    @Test
    void elementsAreAddedRemovedAndMovedWithTheTextTheyHad() {
        String s = "{\"name\":\"s\",\"scope\":null}";
        String t = "{\"NAME\":\"t\",\"u\":1.0}";
        String text = "{\"States\":[" + s + ",null," + t + "]}";

        assertThat(edited(
                        text,
                        rule -> rule.withStates(
                                State.builder().name("new").build(),
                                rule.states().get(0),
                                rule.states().get(1))))
                .isEqualTo("{\"States\":[{\"Name\":\"new\"}," + s + ",null," + t + "]}");
        assertThat(edited(text, rule -> rule.withStates(rule.states().get(1))))
                .isEqualTo("{\"States\":[null," + t + "]}");
        assertThat(edited(
                        text,
                        rule -> rule.withStates(
                                rule.states().get(1), rule.states().get(0))))
                .isEqualTo("{\"States\":[null," + t + "," + s + "]}");
    }

    @Test
    void aChangedElementIsFoundAgainAmongFewer() {
        String text = "{\"States\":[{\"Name\":\"s\",\"u\":1},{\"name\":\"t\",\"scope\":null,\"v\":2}]}";

        assertThat(edited(text, rule -> rule.withStates(rule.states().get(1).withScope("X"))))
                .isEqualTo("{\"States\":[{\"name\":\"t\",\"scope\":\"X\",\"v\":2}]}");
    }

    @Test
    void nullsAndMisfitsInAListStayWhenTheListIsFilled() {
        assertThat(edited(
                        "{\"States\":[null,5]}",
                        rule -> rule.withStates(State.builder().name("s").build())))
                .isEqualTo("{\"States\":[{\"Name\":\"s\"},null,5]}");
        assertThat(edited("{\"Limits\":{\"a\":null,\"b\":\"x\"}}", rule -> rule.withLimits(Map.of("b", 1))))
                .isEqualTo("{\"Limits\":{\"a\":null,\"b\":1}}");
    }

    @Test
    void aBareElementStaysBareAsLongAsItIsOne() {
        String text = "{\"Tags\":\"one\",\"OperatingSystem\":{\"name\":\"Windows\",\"u\":null}}";

        assertThat(edited(text, rule -> rule.withTags("two"))).isEqualTo(text.replace("one", "two"));
        assertThat(edited(text, rule -> rule.withTags(""))).isEqualTo(text.replace("\"one\"", "[\"\"]"));
        assertThat(edited(text, rule -> rule.withTags("one", "two")))
                .isEqualTo(text.replace("\"one\"", "[\"one\",\"two\"]"));
        assertThat(edited(
                        text,
                        rule -> rule.withOperatingSystems(
                                rule.operatingSystems().get(0),
                                Named.builder().name("Linux").build())))
                .isEqualTo(
                        "{\"Tags\":\"one\",\"OperatingSystem\":[{\"name\":\"Windows\",\"u\":null},{\"Name\":\"Linux\"}]}");
    }

    @Test
    void unknownMembersCanBeChangedAndOnlyWhatDiffersIsWritten() {
        String text = "{\"u\":{\"a\":[1.0,{\"b\":null,\"c\":-0.0}],\"d\":1,\"d\":2},\"v\":1}";

        assertThat(edited(text, rule -> {
                    Map<String, JsonNode> members = new LinkedHashMap<>(rule.additionalProperties());
                    JsonNode u = requireNonNull(members.get("u")).deepCopy();
                    ((ObjectNode) u.get("a").get(1)).put("c", 5);
                    members.put("u", u);
                    members.remove("v");
                    members.put("w", IntNode.valueOf(3));
                    return rule.withAdditionalProperties(members);
                }))
                .isEqualTo("{\"u\":{\"a\":[1.0,{\"b\":null,\"c\":5}],\"d\":1,\"d\":2},\"w\":3}");
    }

    @Test
    void aMemberCannotBeKnownAndAdditionalAtOnce() {
        JsonDocument document = CODEC.document("{\"Name\":\"n\"}");

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> document.edit(
                        Rule.class, rule -> rule.withAdditionalProperties(Map.of("NAME", IntNode.valueOf(1)))))
                .withMessageContaining("NAME")
                .withMessageContaining("Name");
    }

    @Test
    void aListThatCannotBeAlignedIsRefused() {
        // As if a model's own deserializer had dropped duplicates.
        Object read = Map.of("tags", List.of("a", "b"));
        Object changed = Map.of("tags", List.of("a", "c"));

        assertThatExceptionOfType(JsonEditException.class)
                .isThrownBy(() -> JsonTextEditor.apply(
                        CODEC.editor(),
                        "{\"tags\":[\"a\",\"a\",\"b\"]}",
                        CODEC.editor().type(Map.class),
                        read,
                        changed))
                .satisfies(refused -> assertThat(refused.path()).isEqualTo("tags"))
                .withMessageContaining("3 elements");
    }

    @Test
    void aShapeThatIsNotWrittenBackIsRefused() {
        // As if a model's own deserializer had turned a map by id into a list, or a list of one into an object.
        assertThatExceptionOfType(JsonEditException.class)
                .isThrownBy(() -> JsonTextEditor.apply(
                        CODEC.editor(),
                        "{\"17\":{\"u\":1},\"18\":{}}",
                        CODEC.editor().type(List.class),
                        List.of("17", "18"),
                        List.of("17")));
        assertThatExceptionOfType(JsonEditException.class)
                .isThrownBy(() -> JsonTextEditor.apply(
                        CODEC.editor(), "[{\"a\":1}]", CODEC.editor().type(Map.class), Map.of("a", 1), Map.of("a", 2)));
    }

    @Test
    void withoutTakesOutTopLevelMembersInAnyCase() {
        String text = "{\"id\":1,\"Name\":\"n\",\"VERSION\":2,\"States\":[{\"Id\":3}],\"Id\":4}";

        assertThat(CODEC.document(text).without("Id", "Version").text())
                .isEqualTo("{\"Name\":\"n\",\"States\":[{\"Id\":3}]}");
        assertThat(CODEC.document("{ \"Id\":1 }").without("Id").text()).isEqualTo("{}");
        JsonDocument document = CODEC.document(text);
        assertThat(document.without("Other")).isSameAs(document);
        assertThat(document.edit(Rule.class, rule -> rule.withName("m"))
                        .without("id", "version")
                        .text())
                .isEqualTo("{\"Name\":\"m\",\"States\":[{\"Id\":3}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "5", "{", "{\"a\":1}}", "{\"a\":tru}", "{\"a\":1,}", "\"{}\""})
    void withoutNeedsAnObject(String text) {
        assertThatThrownBy(() -> CODEC.document(text).without("a")).isInstanceOf(JsonException.class);
    }

    @Test
    void theTextIsReadOnceAndOnlyWhenAsked() {
        JsonDocument document = CODEC.document("{\"Name\":\"n\"}");

        assertThat(document.as(Rule.class)).isSameAs(document.as(Rule.class));
        assertThat(CODEC.document("no JSON").text()).isEqualTo("no JSON");
        assertThatThrownBy(() -> CODEC.document("no JSON").as(Rule.class)).isInstanceOf(JsonException.class);
    }

    @Test
    void isEqualByTextAndShowsLittleOfIt() {
        JsonDocument document = CODEC.document("{\"Name\":\"" + "n".repeat(1_000) + "\"}");

        assertThat(document)
                .isEqualTo(CODEC.document(document.text()))
                .hasSameHashCodeAs(CODEC.document(document.text()))
                .isNotEqualTo(CODEC.document("{}"));
        assertThat(document.toString()).hasSizeLessThan(120).contains("1011 characters");
    }

    @Test
    void isWrittenAsItsText() {
        assertThat(CODEC.write(List.of(CODEC.document("{\"a\": 1.50}")))).isEqualTo("[{\"a\": 1.50}]");
    }

    @Test
    void differencesOfDocumentsNameTheFields() {
        JsonDocument one = CODEC.document("{\"a\":1,\"b\":{\"c\":[1,1.0]},\"d\":null,\"e\":1e2}");
        JsonDocument two = CODEC.document("{\"e\":100,\"b\":{\"c\":[1,2]},\"a\":1}");

        assertThat(one.differences(two))
                .containsExactly(new FieldDifference("b.c[1]", "1.0", "2"), new FieldDifference("d", "null", null));
    }

    @Test
    void aTreeCanBeEditedLikeAModel() {
        assertThat(CODEC.document("{\"a\": 1.50, \"a\": 2,\"b\":[ ]}")
                        .edit(JsonNode.class, node -> {
                            List<String> names = new ArrayList<>();
                            node.fieldNames().forEachRemaining(names::add);
                            assertThat(names).containsExactly("a", "b");
                            return ((ObjectNode) node.deepCopy()).put("c", 3);
                        })
                        .text())
                .isEqualTo("{\"a\": 1.50, \"a\": 2,\"b\":[ ],\"c\":3}");
    }
}
