/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.testing.Fault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

/**
 * Tests that an edit sends what it read with only the edited field changed, and without the top-level id and version.
 */
@PropertyDefaults(shrinking = ShrinkingMode.OFF)
class LosslessEditTest {
    private static final DetectionFixture SHARED = new DetectionFixture();

    @AfterContainer
    static void stop() {
        SHARED.close();
    }

    @Provide
    Arbitrary<GeneratedDocuments> documents() {
        return Arbitraries.randomValue(GeneratedDocuments::new);
    }

    @Property(tries = 1_000)
    void oneEditedFieldIsTheOnlyDifference(@ForAll("documents") GeneratedDocuments given) {
        SHARED.service.reset();
        SHARED.service.add(given.document);
        var call = SHARED.client
                .exceptions()
                .edit(GeneratedDocuments.ID, rule -> rule.withDescription("Reviewed 2026-11"));
        try {
            call.execute();
        } catch (SdkException e) {
            // A duplicate member, for example, may make it unclear what was stored. What was sent is checked below.
        }
        String sent = SHARED.service.requests("PUT", "/exceptions/v2/").get(0).body();
        assertThat(GeneratedDocuments.compact(sent)).isEqualTo(GeneratedDocuments.compact(given.edited));
    }

    @Test
    void aRealShapedDocument() {
        try (DetectionFixture f = new DetectionFixture()) {
            String id =
                    f.service.load(DetectionFixture.resource("exception.json")).get(0);
            DetectionExceptionRule after = f.client
                    .exceptions()
                    .edit(id, rule -> rule.withDescription("Reviewed 2026-11"))
                    .execute();
            String expected = GeneratedDocuments.compact(DetectionFixture.text("exception.json"))
                    .replace("\"Id\":\"" + id + "\",\"version\":4,", "")
                    .replace("\"before\"", GeneratedDocuments.NEW_DESCRIPTION);
            assertThat(GeneratedDocuments.compact(f.received(id))).isEqualTo(expected);
            assertThat(after.version()).hasValue(5);
            assertThat(after.states().get(0).function()).contains(" (Function) & !0 ");
            assertThat(Objects.requireNonNull(
                                    after.states().get(0).fieldOperators().get("Function"))
                            .operands())
                    .singleElement()
                    .satisfies(operand -> assertThat(operand.texts()).containsExactly("iexplore.exe"));
            assertThat(after.tags()).containsExactly("Optics, Exception");
        }
    }

    @Test
    void aChangeDeepInsideLeavesTheRestAlone() {
        try (DetectionFixture f = new DetectionFixture()) {
            String id =
                    f.service.load(DetectionFixture.resource("exception.json")).get(0);
            f.client
                    .exceptions()
                    .edit(id, rule -> {
                        var state = rule.states().get(0);
                        var operators = new java.util.LinkedHashMap<>(state.fieldOperators());
                        operators.computeIfPresent(
                                "Function",
                                (key, operator) -> operator.withOperands(
                                        operator.operands().get(0).withTexts(List.of("iexplore.exe", "edge.exe"))));
                        return rule.withStates(state.withFieldOperators(operators));
                    })
                    .execute();
            String expected = GeneratedDocuments.compact(DetectionFixture.text("exception.json"))
                    .replace("\"Id\":\"" + id + "\",\"version\":4,", "")
                    .replace("\"iexplore.exe\"", "[\"iexplore.exe\",\"edge.exe\"]");
            assertThat(GeneratedDocuments.compact(f.received(id))).isEqualTo(expected);
        }
    }

    @Test
    void aChangeOfNothingSendsNothing() {
        try (DetectionFixture f = new DetectionFixture()) {
            String id =
                    f.service.load(DetectionFixture.resource("exception.json")).get(0);
            f.client
                    .exceptions()
                    .edit(id, rule -> rule.withDescription("before"))
                    .execute();
            assertThat(f.service.writes()).noneMatch(call -> call.method().equals("PUT"));
        }
    }

    @Test
    void aDocumentWithNaNIsReadAndNotSentBack() {
        try (DetectionFixture f = new DetectionFixture()) {
            String id =
                    f.service.load(DetectionFixture.resource("exception.json")).get(0);
            String text = DetectionFixture.text("exception.json").strip();
            f.service
                    .faults()
                    .when("GET", "/exceptions/v2/" + id)
                    .always(Fault.status(
                            200,
                            Map.of("Content-Type", "application/json"),
                            text.substring(0, text.length() - 1) + ",\"Odd\":[Infinity],\"Version\":NaN}"));
            DetectionExceptions exceptions = f.client.exceptions();
            DetectionExceptionRule read = exceptions.get(id).execute();
            assertThat(read.version()).isEmpty();
            for (ApiCall<DetectionExceptionRule> call : List.of(
                    exceptions.edit(id, rule -> rule.withDescription("Reviewed 2026-11")),
                    exceptions.replace(id, read.withDescription("Reviewed 2026-11")),
                    exceptions.create(read.withEntityId(Optional.empty())))) {
                assertThatThrownBy(call::execute)
                        .isInstanceOf(LossyEditException.class)
                        .hasMessageContaining("Odd[0]: Infinity is not JSON and cannot be sent");
            }
            assertThat(f.service.requests("PUT", "/exceptions/v2/")).isEmpty();
        }
    }
}
