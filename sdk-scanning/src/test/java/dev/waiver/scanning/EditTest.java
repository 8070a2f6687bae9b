/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningBehavior.ListShape;
import dev.waiver.testing.ScanningBehavior.NvtShape;
import dev.waiver.testing.ScanningBehavior.OneShape;
import dev.waiver.testing.ScanningBehavior.PortShape;
import dev.waiver.testing.ScanningBehavior.ScanShape;
import dev.waiver.testing.ScanningBehavior.Updates;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest extends ScanningFixture {

    @ParameterizedTest
    @EnumSource(
            value = Updates.class,
            names = {"MERGE", "REPLACE"})
    void anEditSendsTextNvtWholeScopeAndSeverity(Updates updates) {
        String id = cg.add(stored(""));
        cg.behavior()
                .updates(updates)
                .nvt(NvtShape.NVT_OID)
                .port(PortShape.TEXT_WITH_PROTOCOL)
                .severityAsText(true)
                .envelopes(ListShape.PLURAL_MAP_IN_ARRAY, OneShape.AS_LIST);

        ScanningExceptionRule after =
                exceptions().edit(id, rule -> rule.withText("Reviewed")).execute();

        assertThat(updates()).singleElement().satisfies(call -> assertThat(sent(call))
                .isEqualTo(json("{\"text\":\"Reviewed\",\"nvt\":\"" + OID
                        + "\",\"hosts\":\"178.151.13.5\",\"port\":8080,\"new_severity\":0}")));
        assertThat(after.text()).contains("Reviewed");
        assertThat(after.scope()).isEqualTo(ScanningScope.hostAndPort("178.151.13.5", 8080));
    }

    @Test
    void anUnchangedRuleIsNotSent() {
        String id = cg.add(stored(""));
        exceptions().edit(id, rule -> rule).execute();
        assertThat(cg.writes()).isEmpty();
    }

    /** No method drops a host from a rule: the scope is one value and is replaced as a whole. */
    @Test
    void theHostCannotBeLeftOut() {
        assertThat(Stream.of(ScanningExceptionRule.class.getMethods(), ScanningScope.class.getMethods())
                        .flatMap(Stream::of)
                        .map(method -> method.getName()))
                .contains("withScope")
                .doesNotContain("withHosts", "withPort", "withScan", "withoutHosts");
        String id = cg.add(stored(""));
        for (int i = 0; i < 3; i++) {
            int n = i;
            exceptions()
                    .edit(id, rule -> rule.withText("text " + n).withNewSeverity(java.math.BigDecimal.valueOf(n)))
                    .execute();
        }
        assertThat(updates()).hasSize(3).allSatisfy(call -> assertThat(
                        sent(call).path("hosts").asText())
                .isEqualTo("178.151.13.5"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ScanShape.class,
            names = {"TASK_TEXT", "TASK_OBJECT"})
    void aTaskWithoutAScanIsRefusedUnlessTheScanIsGiven(ScanShape shape) {
        String id = cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\",\"scan\":\"" + SCAN + "\"}");
        cg.behavior().scan(shape).updates(Updates.REPLACE);

        assertThatThrownBy(
                        () -> exceptions().edit(id, rule -> rule.withText("b")).execute())
                .isInstanceOf(LossyEditException.class)
                .hasMessageContaining("withScope");
        assertThat(cg.writes()).isEmpty();

        ScanningExceptionRule after = exceptions()
                .edit(id, rule -> rule.withText("b").withScope(ScanningScope.scan(SCAN)))
                .execute();
        assertThat(after.text()).contains("b");
        assertThat(sent(updates().get(0)).path("scan").asText()).isEqualTo(SCAN);
        assertThat(sent(updates().get(0)).has("task")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"general/tcp", "package"})
    void aPortThatIsAWordIsReadAndNotSentBack(String port) {
        String id = cg.add(stored(",\"port\":\"" + port + "\""));
        ScanningExceptionRule rule = exceptions().get(id).execute();
        assertThat(rule.scope().port()).hasValueSatisfying(p -> {
            assertThat(p.raw()).isEqualTo(port);
            assertThat(p.number()).isEmpty();
        });
        assertThatThrownBy(() -> exceptions().edit(id, r -> r.withText("b")).execute())
                .isInstanceOf(LossyEditException.class)
                .hasMessageContaining(port);
    }

    @Test
    void anUnknownScopeIsNotTakenForEverywhere() {
        String id = cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\"}");
        cg.behavior().omitsUnset(true).scan(ScanShape.SCAN_TEXT);
        assertThat(exceptions().get(id).execute().scope().kind()).isEqualTo(ScanningScope.Kind.UNKNOWN);
        assertThatThrownBy(() -> exceptions().edit(id, r -> r.withText("b")).execute())
                .isInstanceOf(LossyEditException.class);
        assertThat(cg.writes()).isEmpty();
    }

    @Test
    void aSeverityThatCannotBeReadIsNotLost() {
        String id = cg.add(stored(",\"new_severity\":\"High\""));
        assertThatThrownBy(() -> exceptions().edit(id, r -> r.withText("b")).execute())
                .isInstanceOf(LossyEditException.class)
                .hasMessageContaining("withNewSeverity");
    }

    @Test
    void aRuleThatCameBackWiderIsALoudError() {
        String id = cg.add(stored(""));
        cg.behavior().dropsScopeOnUpdate(true);
        AppliedButUnconfirmedException e = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions().edit(id, rule -> rule.withText("b")).execute());
        assertThat(e).hasMessageContaining("WIDER").hasMessageContaining("everywhere");
        assertThat(e.differences()).extracting(d -> d.path()).containsExactlyInAnyOrder("hosts", "port");
        assertThat(updates()).hasSize(1);
    }

    @Test
    void aScanThatWasLostIsWiderToo() {
        String id = cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\",\"scan\":\"" + SCAN + "\"}");
        cg.behavior().dropsScopeOnUpdate(true);
        assertThatThrownBy(
                        () -> exceptions().edit(id, rule -> rule.withText("b")).execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("WIDER");
    }

    @Test
    void aChangeThatWasNotTakenIsAnError() {
        String id = cg.add(stored(""));
        cg.behavior().updates(Updates.TEXT_AND_NVT);
        AppliedButUnconfirmedException e = catchThrowableOfType(AppliedButUnconfirmedException.class, () -> exceptions()
                .edit(id, rule -> rule.withScope(ScanningScope.hosts("10.0.0.1")))
                .execute());
        assertThat(e.differences()).extracting(d -> d.path()).containsExactlyInAnyOrder("hosts", "port");
    }

    @Test
    void aVulnerabilityThatTheChangePutsThereIsChecked() {
        String id = cg.add(stored(""));
        assertThatThrownBy(() ->
                        exceptions().edit(id, r -> r.withNvt("CVE-2024-1")).execute())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("nvt:");
        assertThat(cg.writes()).isEmpty();
    }

    @Test
    void aReplacementIsReadBack() {
        String id = cg.add(stored(""));
        ScanningExceptionRule wanted = ScanningExceptionRule.forHosts("10.0.0.1")
                .nvt(OID)
                .text("b")
                .newSeverity(2)
                .build();
        cg.behavior().updates(Updates.REPLACE);
        ScanningExceptionRule after = exceptions().replace(id, wanted).execute();
        assertThat(after.id()).isEqualTo(id);
        assertThat(after.scope()).isEqualTo(ScanningScope.hosts("10.0.0.1"));

        assertThatThrownBy(() -> exceptions().replace("99", wanted).execute()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aFailedReadBackNeverLooksLikeARefusedUpdate() {
        String id = cg.add(stored(""));
        ScanningExceptions exceptions = exceptions();
        cg.faults().when("GET", "/exceptions/").always(Fault.retryAfter(429, "600"));
        assertThatThrownBy(() -> exceptions.replace(id, rule()).execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasCauseInstanceOf(dev.waiver.core.error.RateLimitException.class);
    }

    @Test
    void aRuleThatCannotBeWrittenIsRefusedAtTheCallSite() {
        ScanningExceptionRule taskOnly = ScanningExceptionRule.rawBuilder()
                .scope(ScanningScope.read("", null, null, "t"))
                .nvt(OID)
                .text("b")
                .build();
        assertThatThrownBy(() -> exceptions().replace("1", taskOnly))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scope:");
    }

    /** Unknown members are not sent, so that NaN in one is no obstacle; one in a field that is sent is. */
    @Test
    void aRuleWithNaNIsRead() {
        String id = cg.add(stored(""));
        String item = stored(",\"id\":\"" + id + "\",\"risk\":NaN");
        for (String text : new String[] {item, item.replace("\"new_severity\":0", "\"new_severity\":Infinity")}) {
            cg.faults()
                    .when("GET", "/exceptions")
                    .next(
                            Fault.status(200, Map.of("Content-Type", "application/json"), "[" + text + "]"),
                            Fault.status(200, Map.of("Content-Type", "application/json"), text));
            assertThat(exceptions().list().stream().findFirst().orElseThrow().text())
                    .contains("Behind the WAF");
            if (text.equals(item)) {
                assertThat(exceptions()
                                .edit(id, rule -> rule.withText("Reviewed"))
                                .execute()
                                .text())
                        .contains("Reviewed");
            } else {
                assertThatThrownBy(() -> exceptions()
                                .edit(id, rule -> rule.withText("Again"))
                                .execute())
                        .isInstanceOf(LossyEditException.class)
                        .hasMessageContaining("newSeverity: the response has Infinity");
            }
        }
        assertThat(updates()).hasSize(1);
    }
}
