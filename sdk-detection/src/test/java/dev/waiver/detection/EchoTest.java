/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.Fault;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests responses to writes that repeat a part of the exception, or another one: they prove nothing. */
class EchoTest {
    private static final String STATES =
            "\"States\":[{\"Name\":\"s\",\"Function\":\"(a)\",\"FieldOperators\":{\"a\":{\"Type\":\"EqualsAny\","
                    + "\"Operands\":[{\"Source\":\"Facet\",\"Data\":[\"TargetFilePath\"]},"
                    + "{\"Source\":\"Literal\",\"Data\":[\"x\"]}]}}}]";

    private final DetectionFixture f = new DetectionFixture();
    private String id = "";

    @BeforeEach
    void fill() {
        id = f.service.add("{\"Name\":\"one\",\"Description\":\"before\"," + STATES + "}");
        f.service.add("{\"Name\":\"other\",\"Description\":\"other\"," + STATES + "}");
    }

    @AfterEach
    void close() {
        f.close();
    }

    private String otherId() {
        return f.service.exceptions().keySet().stream()
                .filter(known -> !known.equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a body with the ids of this test in place. */
    private Fault echo(String body) {
        return Fault.status(
                200,
                Map.of("Content-Type", "application/json"),
                body.replace("ID", id).replace("OTHER", otherId()));
    }

    static List<String> echoes() {
        return List.of(
                "{\"Id\":\"ID\",\"Version\":8,\"Name\":\"one\"}",
                "{\"id\":\"ID\",\"version\":8,\"name\":\"one\"}",
                "{\"Id\":\"ID\"}",
                "{\"Id\":\"ID\",\"Version\":8,\"Name\":\"one\",\"Description\":\"after\"}",
                "{\"Id\":7,\"Version\":\"8\",\"Name\":[\"one\"],\"Description\":{},\"States\":\"none\"}",
                "{\"Id\":\"ID\",\"Version\":8,\"Name\":\"one\",\"Description\":\"before\"," + STATES + "}",
                "{\"Id\":\"ID\",\"Status\":3}",
                "{\"Id\":\"OTHER\",\"Version\":8,\"Name\":\"one\",\"Description\":\"after\"," + STATES + "}",
                "{\"Id\":\"OTHER\",\"Version\":8,\"Name\":\"other\",\"Description\":\"other\"," + STATES + "}");
    }

    private static Function<DetectionFixture, ApiCall<DetectionExceptionRule>> editing(String id) {
        return f -> f.client.exceptions().edit(id, rule -> rule.withDescription("after"));
    }

    private ApiCall<DetectionExceptionRule> replacing() {
        DetectionExceptionRule rule = f.client.exceptions().get(id).execute();
        return f.client.exceptions().replace(id, rule.withDescription("after"));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void anUpdateIsReadBack(String body) {
        for (ApiCall<DetectionExceptionRule> call : List.of(editing(id).apply(f), replacing())) {
            f.service.add("{\"Id\":\"" + id + "\",\"Name\":\"one\",\"Description\":\"before\"," + STATES + "}");
            f.service.faults().writes().next(echo(body));
            int reads = f.service.requests("GET", "/exceptions/v2/" + id).size();
            DetectionExceptionRule stored = call.executeAsync().join();
            assertThat(stored.id()).isEqualTo(id);
            assertThat(stored.description()).contains("after");
            assertThat(f.service.requests("GET", "/exceptions/v2/" + id).size()).isGreaterThan(reads);
        }
        assertThat(f.service.requests("PUT", "/exceptions/v2/")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void anUpdateThatWasNotAppliedIsUnconfirmed(String body) {
        for (ApiCall<DetectionExceptionRule> call : List.of(editing(id).apply(f), replacing())) {
            f.service.faults().writes().next(echo(body).withoutApplying());
            assertThatThrownBy(call::execute)
                    .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.differences())
                            .singleElement()
                            .satisfies(
                                    difference -> assertThat(difference.path()).isEqualTo("Description")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Id\":\"ID\",\"Version\":8,\"Name\":\"one\"}",
                "{\"Id\":\"ID\",\"Version\":8,\"Name\":\"one\",STATES}"
            })
    void aPartOfTheExceptionDoesNotShowThatAFieldWasCleared(String body) {
        f.service.faults().writes().next(echo(body.replace("STATES", STATES)).withoutApplying());
        assertThatThrownBy(() -> f.client
                        .exceptions()
                        .edit(id, rule -> rule.withDescription(java.util.Optional.empty()))
                        .execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("Description");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Version\":1,\"Name\":\"new\"}",
                "{\"Name\":\"new\",\"Description\":{},\"States\":\"none\"}",
                "{\"Id\":\"OTHER\",\"Version\":8,\"Name\":\"other\",\"Description\":\"other\",STATES}",
                "{\"Id\":\"OTHER\",\"Version\":8,\"Name\":\"other\"}"
            })
    void aNewExceptionIsLookedFor(String body) {
        DetectionExceptionRule rule = DetectionExceptionRule.windows("new")
                .when(Facet.TARGET_FILE_PATH.containsAny("\\build\\"))
                .build();
        f.service.faults().writes().next(echo(body.replace("STATES", STATES)));
        DetectionExceptionRule created = f.client.exceptions().create(rule).execute();
        assertThat(created.name()).contains("new");
        assertThat(created.id()).isNotEqualTo(otherId()).isNotEqualTo(id);
        assertThat(f.service.exceptions()).hasSize(3).containsKey(created.id());
    }
}
