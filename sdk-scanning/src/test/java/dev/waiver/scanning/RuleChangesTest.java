/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.scanning.model.ScanningStatus;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@code toBuilder()} and the {@code with} methods: what they refuse, what they keep, and what goes out. */
class RuleChangesTest extends ScanningFixture {
    private static final ScanningScope WORD_AS_PORT =
            ScanningScope.read("10.0.0.1", ScanningPort.read("general/tcp"), null, null);
    private static final ScanningScope TASK_ONLY = ScanningScope.read("", null, null, "t");
    private static final ScanningScope NOTHING = ScanningScope.read("", null, null, null);

    @Test
    void aValueThatWasLostIsRefused() {
        for (String blank : List.of("", " ")) {
            refused("nvt", "give the OID", () -> rule().withNvt(blank));
            refused("nvt", "give the OID", () -> rule().toBuilder().nvt(blank));
            refused("text", "say why", () -> rule().withText(blank));
            refused("text", "say why", () -> rule().toBuilder().text(blank));
        }
        refused("nvt", "give the OID", () -> rule().withNvt("CVE-2024-1"));
        refused("newSeverity", "such as 0 or 4.5", () -> rule().withNewSeverity(Double.NaN));
    }

    @Test
    void aScopeThatWasLostIsRefused() {
        for (ScanningScope scope : List.of(ScanningScope.unknown(), TASK_ONLY, WORD_AS_PORT)) {
            refused("scope", "give hosts, a port, both, or a scan", () -> rule().withScope(scope));
            refused("scope", "give hosts, a port, both, or a scan", () -> rule().toBuilder()
                    .scope(scope));
        }
        refused("scope", "ScanningScope.everywhere()", () -> rule().withScope(NOTHING));
        refused("scope", "ScanningScope.everywhere()", () -> rule().toBuilder().scope(NOTHING));
        refused("scope", "give hosts, a port, both, or a scan", () -> ScanningExceptionRule.forHosts("10.0.0.1")
                .andAlso(ScanningScope.unknown()));
        assertThat(rule().withScope(ScanningScope.everywhere()).scope().kind())
                .isEqualTo(ScanningScope.Kind.EVERYWHERE);
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void nullIsRefused() {
        notNull("nvt", () -> rule().withNvt(null));
        notNull("text", () -> rule().withText(null));
        notNull("scope", () -> rule().withScope(null));
        notNull("newSeverity", () -> rule().withNewSeverity((BigDecimal) null));
        notNull("nvt", () -> ScanningExceptionRule.everywhere().nvt(null));
        notNull("text", () -> ScanningExceptionRule.everywhere().text(null));
        notNull("scope", () -> ScanningExceptionRule.everywhere().scope(null));
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void aRuleFromSettingsThatLackAValueIsRefused() {
        Properties settings = new Properties();
        settings.setProperty("blank", " ");
        notNull("hosts", () -> ScanningExceptionRule.forHosts(settings.getProperty("missing")));
        notNull("scan", () -> ScanningExceptionRule.forScan(settings.getProperty("missing")));
        notNull("port", () -> ScanningExceptionRule.forHostAndPort("10.0.0.1", settings.getProperty("missing")));
        refused("hosts", "", () -> ScanningExceptionRule.forHosts(settings.getProperty("blank")));
        refused("scan", "", () -> ScanningExceptionRule.forScan(settings.getProperty("blank")));
        refused("port", "", () -> ScanningExceptionRule.forPort(settings.getProperty("blank")));
    }

    @Test
    void aRuleWithoutAScopeIsNotCreated() {
        ScanningExceptionRule lost = ScanningExceptionRule.rawBuilder()
                .nvt(OID)
                .text("x")
                .scope(ScanningScope.unknown())
                .build();
        refused("scope", "Give the scope", () -> exceptions().create(lost));
        refused("scope", "Give the scope", () -> exceptions().ensure(lost));
        assertThat(cg.writes()).isEmpty();
    }

    @Test
    void aSeverityIsGivenAsANumber() {
        assertThat(rule().withNewSeverity(2).newSeverity()).contains(new BigDecimal("2"));
        assertThat(rule().withNewSeverity(4.5).newSeverity()).contains(new BigDecimal("4.5"));
        assertThat(rule().withNewSeverity(-1).newSeverity()).contains(new BigDecimal("-1"));
        assertThat(rule().withNewSeverity(Optional.empty()).newSeverity()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nvt\":\"815255\",\"text\":\"a\",\"hosts\":\"10.0.0.1\",\"new_severity\":0,\"future\":[1]}",
                "{\"nvt\":\"1.3.6.1\",\"text\":\"a\",\"hosts\":\"\",\"port\":null,\"new_severity\":-1}",
                "{\"nvt\":\"1.3.6.1\",\"text\":\"a\",\"hosts\":\"host:80 ; b\",\"new_severity\":0}"
            })
    void aRuleThatWasReadPassesThroughEdit(String stored) {
        for (UnaryOperator<ScanningExceptionRule> change : List.<UnaryOperator<ScanningExceptionRule>>of(
                rule -> rule.withText("Reviewed"),
                rule -> rule.withScope(rule.scope())
                        .withNvt(rule.nvt().orElseThrow())
                        .withText("Reviewed"),
                rule -> rule.toBuilder().text("Reviewed").build(),
                rule -> rule.toBuilder()
                        .nvt(rule.nvt().orElseThrow())
                        .scope(rule.scope())
                        .text("Reviewed")
                        .build())) {
            cg.reset();
            String id = cg.add(stored);
            ScanningExceptionRule before = exceptions().get(id).execute();
            ScanningExceptionRule after = exceptions().edit(id, change).execute();
            assertThat(after.text()).contains("Reviewed");
            assertThat(sent(updates().get(0)).path("nvt").asText())
                    .isEqualTo(json(stored).path("nvt").asText());
            assertThat(sent(updates().get(0)).path("hosts").asText())
                    .isEqualTo(json(stored).path("hosts").asText());
            assertThat(after.additionalProperties()).isEqualTo(before.additionalProperties());
        }
    }

    @Test
    void whatTheBuilderDoesNotKnowIsKept() {
        ScanningExceptionRule read = ScanningExceptionRule.rawBuilder()
                .scope(TASK_ONLY)
                .entityId("17")
                .status(ScanningStatus.REQUESTED)
                .putAdditionalProperty("future", json("{\"a\":1}"))
                .build();
        assertThat(read.toBuilder().build()).isEqualTo(read); // without vulnerability and reason, as it was read
        ScanningExceptionRule changed = read.toBuilder()
                .nvt(OID)
                .text("Reviewed")
                .scope(ScanningScope.hosts("10.0.0.1"))
                .newSeverity(0)
                .build();
        assertThat(changed.id()).isEqualTo("17");
        assertThat(changed.status()).contains(ScanningStatus.REQUESTED);
        assertThat(changed.additionalProperties()).isEqualTo(read.additionalProperties());
    }

    @Test
    void theBuilderHasWhatIsSentAndNothingMore() {
        Set<String> names = new TreeSet<>();
        for (Method method : ScanningExceptionRule.Builder.class.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                names.add(method.getName());
            }
        }
        assertThat(names).containsExactly("andAlso", "build", "newSeverity", "nvt", "scope", "text");
    }

    private static void refused(String field, String fix, ThrowingCallable code) {
        assertThatIllegalArgumentException()
                .isThrownBy(code)
                .withMessageStartingWith(field + ": ")
                .withMessageContaining(fix);
    }

    private static void notNull(String field, ThrowingCallable code) {
        assertThatNullPointerException().isThrownBy(code).withMessage(field);
    }
}
