/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ExceptionRule;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.detection.model.Condition;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.detection.model.FieldOperator;
import dev.waiver.detection.model.Operand;
import dev.waiver.detection.model.OperandSource;
import dev.waiver.detection.model.OperatorType;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * Tests of input that is refused at the call site, by the field's name and with a remedy, and of the functions that
 * builders write.
 */
class BadInputTest {
    private static void refused(String field, ThrowingCallable code) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessageStartingWith(field);
    }

    @Test
    void exceptions() {
        refused("condition", () -> DetectionExceptionRule.windows("x").build());
        refused("name", () -> DetectionExceptionRule.windows(" "));
        refused("stateName", () -> DetectionExceptionRule.windows("x").stateName(" "));
        refused("product", () -> DetectionExceptionRule.windows("x").product(""));
        refused("tag", () -> DetectionExceptionRule.windows("x").tag(""));
        refused("systems", () -> DetectionExceptionRule.forSystems("x"));
        refused("TargetFile.Path: the set", () -> Facet.TARGET_FILE_PATH.isAnyOf());
        refused("TargetFile.Path: the set", () -> Facet.TARGET_FILE_PATH.isAnyOf(List.of()));
        refused("TargetFile.Path: a literal is blank", () -> Facet.TARGET_FILE_PATH.containsAny(""));
        refused("TargetFile.Sha256Hash: 'abc'", () -> Facet.TARGET_FILE_SHA256.isAnyOf("abc"));
        refused("TargetFile.Md5Hash", () -> Facet.TARGET_FILE_MD5.isAnyOf(DetectionFixture.SHA256));
        refused("facet", () -> Facet.of(OperandSource.TARGET_FILE, ""));
        refused("facet", () -> Operand.facet(OperandSource.TARGET_FILE, " "));
        refused("literal", () -> Operand.literals(List.of("x", "")));
        refused(
                "operator: has no Type",
                () -> Condition.of(FieldOperator.builder().build()));
        refused(
                "operator: has 0",
                () -> Condition.of(
                        FieldOperator.builder().type(OperatorType.EQUALS_ANY).build()));
        assertThatThrownBy(() -> DetectionExceptionRule.windows("x").and(Facet.TARGET_FILE_PATH.isAnyOf("y")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("when(...)");
    }

    @Test
    void aRuleThatWasNotReadHasNoId() {
        ExceptionRule rule = DetectionExceptionRule.rawBuilder().name("x").build();
        assertThat(rule.hasId()).isFalse();
        assertThatThrownBy(rule::id).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("id: ");
        ExceptionRule read = DetectionExceptionRule.rawBuilder().entityId("17").build();
        assertThat(read.hasId()).isTrue();
        assertThat(read.id()).isEqualTo("17");
    }

    @Test
    void credentials() {
        refused("applicationSecret", () -> ApplicationCredentials.of("t", "a", " "));
        refused("applicationSecret", () -> ApplicationCredentials.of("t", "a", "x\ny"));
        refused("tenantId", () -> ApplicationCredentials.of("", "a", "s"));
        refused("applicationId", () -> ApplicationCredentials.of("t", " ", "s"));
        refused("tenantId", () -> ApplicationCredentials.of("t\nt", "a", "s"));
        refused("bearerToken", () -> BearerToken.of(""));
        refused("bearerToken", () -> BearerToken.of("tök"));
        ApplicationCredentials fine = ApplicationCredentials.of("t", "a", "very-secret");
        refused(
                "tokenLifetime",
                () -> fine.withTokenLifetime(Duration.ofMinutes(30).plusSeconds(1)));
        refused("tokenLifetime", () -> fine.withTokenLifetime(Duration.ZERO));
        refused("scope", () -> fine.withScopes("a,b"));
        refused("scope", () -> fine.withScopes("a\tb"));
        refused("source", () -> fine.withSource("a\rb"));
        assertThat(fine.toString()).doesNotContain("very-secret");
    }

    @Test
    void clients() {
        refused(
                "region",
                () -> DetectionClient.builder().credentials(BearerToken.of("t")).build());
        refused("credentials", () -> DetectionClient.builder()
                .region(DetectionRegion.NORTH_AMERICA)
                .build());
        refused("baseUrl", () -> DetectionClient.builder().baseUrl("protectapi.cylance.com"));
        refused("baseUrl", () -> DetectionClient.builder().baseUrl("https://host/?x=1"));
        refused("baseUrl", () -> DetectionClient.builder()
                .baseUrl("http://protectapi.cylance.com")
                .credentials(BearerToken.of("t"))
                .build());
        refused("csvPath", () -> DetectionClient.builder().csvPath("/csv"));
        refused("csvPath", () -> DetectionClient.builder().csvPath("https://elsewhere/csv"));
    }

    @Test
    void operations() {
        try (DetectionClient client = DetectionClient.builder()
                .region(DetectionRegion.EUROPE_CENTRAL)
                .credentials(BearerToken.of("t"))
                .build()) {
            DetectionExceptions exceptions = client.exceptions();
            refused(
                    "name",
                    () -> exceptions.create(DetectionExceptionRule.rawBuilder().build()));
            refused(
                    "name",
                    () -> exceptions.ensure(
                            DetectionExceptionRule.rawBuilder().name(" ").build()));
            refused("names", () -> RuleSelection.named());
            assertThatNullPointerException().isThrownBy(() -> exceptions.create(nothing()));
        }
    }

    @Test
    void nulls() {
        Condition condition = Facet.TARGET_FILE_PATH.isAnyOf("x");
        notNull("name", () -> DetectionExceptionRule.windows(nothing()));
        notNull("stateName", () -> DetectionExceptionRule.windows("x").stateName(nothing()));
        notNull("condition", () -> DetectionExceptionRule.windows("x").when(nothing()));
        notNull("condition", () -> Condition.not(nothing()));
        notNull("other", () -> condition.and(nothing()));
        notNull("other", () -> condition.or(nothing()));
        notNull("facet", () -> Facet.of(OperandSource.TARGET_FILE, nothing()));
        notNull("literal of TargetFile.Path", () -> Facet.TARGET_FILE_PATH.isAnyOf("x", nothing()));
    }

    private static void notNull(String field, ThrowingCallable code) {
        assertThatNullPointerException().isThrownBy(code).withMessage(field);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // simulates a caller without null checks
    private static <T> T nothing() {
        return null;
    }

    @Test
    void functionsAreJoinedSoThatPrecedenceDoesNotMatter() {
        Condition a = Facet.TARGET_FILE_PATH.isAnyOf("1");
        Condition b = Facet.TARGET_FILE_PATH.isAnyOf("2");
        Condition c = Facet.TARGET_FILE_PATH.isAnyOf("3");
        assertThat(function(a)).isEqualTo("a");
        assertThat(function(a.and(b).and(c))).isEqualTo("a & b & c");
        assertThat(function(a.and(b).or(c))).isEqualTo("(a & b) | c");
        assertThat(function(a.and(b.or(c)))).isEqualTo("a & (b | c)");
        assertThat(function(Condition.not(a))).isEqualTo("!a");
        assertThat(function(Condition.not(a.or(b)).and(c))).isEqualTo("(!(a | b)) & c");
        assertThat(DetectionExceptionRule.macOs("x")
                        .when(a)
                        .or(b)
                        .andNot(c)
                        .build()
                        .states()
                        .get(0)
                        .function())
                .contains("(a | b) & (!c)");
        Condition many = a;
        for (int i = 0; i < 27; i++) {
            many = many.and(b);
        }
        assertThat(function(many)).endsWith("z & a1 & b1");
    }

    private static String function(Condition condition) {
        var state = DetectionExceptionRule.linux("x")
                .when(condition)
                .build()
                .states()
                .get(0);
        String function = state.function().orElseThrow();
        assertThat(function.replaceAll("[^a-z0-9]+", " ").strip().split(" ", -1))
                .containsExactly(state.fieldOperators().keySet().toArray(String[]::new));
        return function;
    }

    @Test
    void aRegionIsItsBaseUrl() {
        assertThat(DetectionRegion.US_GOVERNMENT.baseUrl()).isEqualTo("https://protectapi.us.cylance.com");
        assertThat(DetectionRegion.of("https://host.example")).hasToString("https://host.example");
    }
}
