/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.model.ArtifactAction;
import dev.waiver.detection.model.Condition;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionState;
import dev.waiver.detection.model.EventSelection;
import dev.waiver.detection.model.Facet;
import dev.waiver.detection.model.FieldOperator;
import dev.waiver.detection.model.NamedReference;
import dev.waiver.detection.model.Operand;
import dev.waiver.detection.model.OperandSource;
import dev.waiver.detection.model.OperatingSystem;
import dev.waiver.detection.model.OperatorType;
import dev.waiver.detection.model.StateFilter;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests of changes to exceptions that were read, and of comparisons that lost a side. */
class RuleChangesTest {
    /** An exception with shapes that a builder refuses, as a service may have stored it. */
    private static final String ODD = "{\"Id\":\"17\",\"Version\":1,\"Name\":\" \",\"Description\":\"x\","
            + "\"OperatingSystems\":[{\"Name\":\"\"}],\"Product\":{\"Name\":\"\",\"q\":1},"
            + "\"States\":[{\"name\":\"\",\"Function\":\"(Function)\",\"FieldOperators\":{\"Function\":{"
            + "\"Type\":\"EqualsAny\",\"Operands\":[{\"Source\":\"LiteralSet\",\"Data\":[\"\",\"a\"]}]}},"
            + "\"Filters\":[{\"Type\":\"Event\"}],\"future\":[1.50]}],\"Tags\":[\"\"]}";

    private static final DetectionExceptionRule READ = JsonCodec.anyCase().read(DetectionExceptionRule.class, ODD);

    private static final Condition CONDITION = Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(DetectionFixture.SHA256);

    @Test
    void anExceptionThatWasReadPassesThroughEdit() {
        for (UnaryOperator<DetectionExceptionRule> change : List.<UnaryOperator<DetectionExceptionRule>>of(
                rule -> rule.withDescription("Reviewed"),
                rule -> rule.withName(" ").withDescription("Reviewed"),
                rule -> rule.toBuilder().description("Reviewed").build(),
                rule -> rule.toBuilder().name(" ").description("Reviewed").build(),
                rule -> rule.withDescription("Reviewed")
                        .withStates(rule.states().stream()
                                .map(state -> state.withFieldOperators(java.util.Map.of(
                                        "Function",
                                        state.fieldOperators().values().stream()
                                                .map(operator -> operator.withOperands(operator.operands().stream()
                                                        .map(operand -> operand.withTexts(operand.texts()))
                                                        .toList()))
                                                .findFirst()
                                                .orElseThrow())))
                                .toList()))) {
            try (DetectionFixture f = new DetectionFixture()) {
                String id = f.service.add(ODD);
                f.client.exceptions().edit(id, change).execute();
                assertThat(GeneratedDocuments.compact(f.received(id)))
                        .isEqualTo(ODD.replace("\"Id\":\"17\",\"Version\":1,", "")
                                .replace("\"Description\":\"x\"", "\"Description\":\"Reviewed\""));
            }
        }
    }

    @Test
    void anEditThatLosesTheNameIsRefusedBeforeItIsSent() {
        try (DetectionFixture f = new DetectionFixture()) {
            String id = f.service.add(ODD.replace("\"Name\":\" \",\"Desc", "\"Name\":\"Agent\",\"Desc"));
            refused("name", () -> f.client
                    .exceptions()
                    .edit(id, rule -> rule.withName(" "))
                    .execute());
            assertThat(f.service.writes()).isEmpty();
        }
    }

    @Test
    void theBuilderOfAnExceptionThatWasReadChangesOnlyWhatItIsTold() {
        DetectionExceptionRule read = DetectionExceptionRule.windows("Agent")
                .when(CONDITION)
                .description("before")
                .tag("one")
                .build();
        assertThat(read.toBuilder().build()).isEqualTo(read);
        Condition other = Facet.TARGET_FILE_SIGNATURE_STATUS.isAnyOf("a word of the console");
        StateFilter filter = StateFilter.builder()
                .type("Event")
                .data(EventSelection.builder().category("Process").build())
                .build();
        assertThat(read.toBuilder()
                        .name("Agent 2")
                        .when(other)
                        .andNot(CONDITION)
                        .tag("two")
                        .filter(filter)
                        .recording(OperandSource.TARGET_FILE)
                        .stateName("Main")
                        .product("Optics")
                        .build())
                .isEqualTo(DetectionExceptionRule.windows("Agent 2")
                        .when(other)
                        .andNot(CONDITION)
                        .description("before")
                        .tag("one")
                        .tag("two")
                        .filter(filter)
                        .recording(OperandSource.TARGET_FILE)
                        .stateName("Main")
                        .product("Optics")
                        .build());
        DetectionExceptionRule odd = READ.toBuilder().when(CONDITION).build();
        assertThat(odd.states().get(0).additionalProperties()).containsKey("future");
        assertThat(odd.states().get(0).function()).contains("a");
    }

    @Test
    void whatWasReadIsNotParsed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> READ.toBuilder().and(CONDITION))
                .withMessageContaining("call when(...) first");
        assertThatIllegalStateException()
                .isThrownBy(() -> READ.withStates().toBuilder().stateName("x"))
                .withMessageStartingWith("states: ");
        refused("name", () -> READ.toBuilder().name(""));
        refused("tag", () -> READ.toBuilder().tag(""));
        refused("product", () -> READ.toBuilder().product(""));
    }

    @Test
    void aComparisonThatLostASideIsRefused() {
        Operand facet = Operand.facet(OperandSource.TARGET_FILE, "Path");
        Operand literals = Operand.literals(List.of("a"));
        for (Operand incomplete : List.of(
                Operand.builder().build(),
                Operand.builder().source(OperandSource.LITERAL_SET).build(),
                Operand.builder().data(TextNode.valueOf("a")).build(),
                literals.withData(TextNode.valueOf(" ")),
                literals.withData(JsonCodec.anyCase().read(com.fasterxml.jackson.databind.JsonNode.class, "[]")))) {
            FieldOperator operator = FieldOperator.builder()
                    .type(OperatorType.EQUALS_ANY)
                    .addOperands(facet, incomplete)
                    .build();
            refused("operand", () -> Condition.of(operator));
        }
        refused("literals", () -> Operand.literals(List.of()));
        refused("literals", () -> literals.withTexts(List.of()));
        refused("literal", () -> literals.withTexts(List.of("a", " ")));
        refused("systems", () -> DetectionExceptionRule.forSystems("x", OperatingSystem.of(" ")));
        refused("filter", () -> DetectionExceptionRule.windows("x")
                .filter(StateFilter.builder().type("Event").build()));
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void nullIsRefusedByEveryBuilder() {
        notNull("name", () -> DetectionExceptionRule.rawBuilder().name((String) null));
        notNull("name", () -> READ.withName((String) null));
        notNull("name", () -> NamedReference.of(null));
        notNull("type", () -> FieldOperator.builder().type((OperatorType) null));
        notNull("source", () -> Operand.builder().source((OperandSource) null));
        notNull("source", () -> Operand.facet(null, "Path"));
        notNull("source", () -> Facet.of(null, "Path"));
        notNull("literal", () -> Operand.literals(java.util.Collections.singletonList(null)));
        notNull("itemName", () -> ArtifactAction.note(null));
        notNull("function", () -> DetectionState.builder().function((String) null));
        notNull("description", () -> DetectionExceptionRule.windows("x").description(null));
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void anExceptionFromSettingsThatLackAValueIsRefused() {
        Properties settings = new Properties();
        settings.setProperty("blank", " ");
        notNull("name", () -> DetectionExceptionRule.windows(settings.getProperty("missing")));
        refused("name", () -> DetectionExceptionRule.windows(settings.getProperty("blank")));
        notNull(
                "literal of TargetFile.Path",
                () -> Facet.TARGET_FILE_PATH.isAnyOf("a", settings.getProperty("missing")));
        refused(
                "TargetFile.Path: a literal is blank",
                () -> Facet.TARGET_FILE_PATH.isAnyOf(settings.getProperty("blank")));
        refused("condition", () -> DetectionExceptionRule.windows("x").build());
    }

    private static void refused(String field, ThrowingCallable code) {
        assertThatIllegalArgumentException()
                .isThrownBy(code)
                .withMessageStartingWith(field + (field.contains(":") ? "" : ": "));
    }

    private static void notNull(String field, ThrowingCallable code) {
        assertThatNullPointerException().isThrownBy(code).withMessage(field);
    }
}
