/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.detection.model.DetectionRuleSet;
import dev.waiver.testing.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that enabling and disabling an exception changes its entries in a rule set and nothing else. */
class RuleSetsTest {
    private static final String KNOWN = "9f12a426-a956-4f4e-a698-df732ba1b295";

    private final DetectionFixture f = new DetectionFixture();
    private final String set = f.service.addRuleSet(DetectionFixture.text("ruleset.json"));

    @AfterEach
    void close() {
        f.close();
    }

    private String sent() {
        return GeneratedDocuments.compact(
                f.service.requests("PUT", "/rulesets/v2/").get(0).body());
    }

    private static String before() {
        return GeneratedDocuments.compact(DetectionFixture.text("ruleset.json"));
    }

    @Test
    void listAndRead() {
        assertThat(f.client.ruleSets().list().toList()).singleElement().satisfies(summary -> {
            assertThat(summary.id()).contains(set);
            assertThat(summary.name()).contains("Workstations");
        });
        DetectionRuleSet read = f.client.ruleSets().get(set).execute();
        assertThat(read.rules())
                .extracting(rule -> rule.name().orElse(""))
                .containsExactly("Gatekeeper Bypass (MITRE)", "Unsigned Child");
        assertThat(f.client.ruleSets().getDefault().execute()).isEqualTo(read);
    }

    @Test
    void anEntryThatIsThereIsSwitchedOnAndOff() {
        f.service.add("{\"Id\":\"" + KNOWN + "\",\"Version\":1,\"Name\":\"AO Exception\"}");
        DetectionRuleSet after = f.client
                .ruleSets()
                .enable(set, KNOWN, RuleSelection.named("Gatekeeper Bypass (MITRE)"))
                .execute();
        assertThat(sent())
                .isEqualTo(before().replace(
                                "\"exception_id\":\"" + KNOWN + "\",\"enabled\":false",
                                "\"exception_id\":\"" + KNOWN + "\",\"enabled\":true"));
        assertThat(after.rules().get(0).exceptions().get(0).enabled()).contains(true);
        f.client
                .ruleSets()
                .disable(set, KNOWN, RuleSelection.ids("998ece50-49af-472a-b0d8-3c3700883736"))
                .execute();
        assertThat(GeneratedDocuments.compact(f.ruleSet(set))).isEqualTo(before());
    }

    @Test
    void aMissingEntryIsAddedForTheNamedRulesOnly() {
        String id = f.service.add("{\"Name\":\"New one\"}");
        f.client
                .ruleSets()
                .enable(set, id, RuleSelection.named("Unsigned Child"))
                .execute();
        assertThat(sent())
                .isEqualTo(before().replace(
                                "\"exceptions\":[]",
                                "\"exceptions\":[{\"exception_id\":\"" + id
                                        + "\",\"enabled\":true,\"name\":\"New one\"}]"));
    }

    @Test
    void allRulesByThatWord() {
        String id = f.service.add("{\"Name\":\"New one\"}");
        DetectionRuleSet after =
                f.client.ruleSets().enable(set, id, RuleSelection.allRules()).execute();
        assertThat(after.rules()).allSatisfy(rule -> assertThat(rule.exceptions())
                .anySatisfy(entry -> assertThat(entry.exceptionId()).contains(id)));
    }

    @Test
    void nothingIsSentIfNothingChanges() {
        f.client.ruleSets().disable(set, KNOWN, RuleSelection.allRules()).execute();
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).isEmpty();
    }

    @Test
    void saveAgainSendsWhatWasRead() {
        f.client.ruleSets().resave(set).execute();
        assertThat(f.service.requests("PUT", "/rulesets/v2/").get(0).body())
                .isEqualTo(DetectionFixture.text("ruleset.json"));
    }

    @Test
    void aRuleThatIsNotThereChangesNothing() {
        assertThatThrownBy(() -> f.client
                        .ruleSets()
                        .disable(set, KNOWN, RuleSelection.named("Unsigned Child", "No such rule"))
                        .execute())
                .isInstanceOf(AmbiguousMatchException.class)
                .hasMessageContaining("[No such rule]");
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).isEmpty();
    }

    @Test
    void anExceptionThatIsNotThereChangesNothing() {
        assertThatThrownBy(() -> f.client
                        .ruleSets()
                        .enable(set, "none", RuleSelection.allRules())
                        .execute())
                .isInstanceOf(NotFoundException.class);
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).isEmpty();
    }

    @Test
    void whatIsStoredOtherwiseIsALoudError() {
        f.service.behavior().storesDifferently(sent -> sent.put("category", "Other"));
        assertThatThrownBy(() -> f.client.ruleSets().resave(set).execute())
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.differences())
                        .singleElement()
                        .satisfies(d -> assertThat(d.path()).isEqualTo("category")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null"})
    void anUnreadableResponseAfterASaveIsUnconfirmed(String response) {
        f.service.add("{\"Id\":\"" + KNOWN + "\",\"Version\":1,\"Name\":\"AO Exception\"}");
        f.service
                .faults()
                .when(call -> call.method().equals("GET")
                        && !f.service.requests("PUT", "/rulesets/v2/").isEmpty())
                .always(Fault.status(200, Map.of("Content-Type", "application/json"), response));
        assertThatThrownBy(() -> f.client
                        .ruleSets()
                        .enable(set, KNOWN, RuleSelection.allRules())
                        .execute())
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).hasSize(1);
    }

    private ApiCall<DetectionRuleSet> enabling() {
        f.service.add("{\"Id\":\"" + KNOWN + "\",\"Version\":1,\"Name\":\"AO Exception\"}");
        return f.client.ruleSets().enable(set, KNOWN, RuleSelection.allRules());
    }

    private static Fault text() {
        return Fault.body(200, "text/plain", "Access denied by policy".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUnclearResponseToASaveIsSettledByReading() {
        f.service.faults().writes().next(text());
        assertThat(enabling().execute().rules()).allSatisfy(rule -> assertThat(rule.exceptions())
                .anySatisfy(entry -> assertThat(entry.enabled()).contains(true)));
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).hasSize(1);
    }

    @Test
    void anUnclearResponseToASaveThatWasNotAppliedIsAnError() {
        f.service.faults().writes().always(text().withoutApplying());
        for (ApiCall<?> save : List.of(enabling(), f.client.ruleSets().resave(set))) {
            assertThatThrownBy(save::execute)
                    .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue())
                    .hasMessageNotContaining("saved");
        }
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).hasSize(2);
    }

    /** Without the fix, the whole rule set was unreadable. */
    @Test
    void aRuleSetWithNaNIsReadAndNotSentBack() {
        f.service.add("{\"Id\":\"" + KNOWN + "\",\"Version\":1,\"Name\":\"AO Exception\"}");
        f.service
                .faults()
                .when("GET", "/rulesets/v2/" + set)
                .always(Fault.status(
                        200,
                        Map.of("Content-Type", "application/json"),
                        DetectionFixture.text("ruleset.json").replace("\"unknown\": -0.0", "\"unknown\": NaN")));
        DetectionRuleSets ruleSets = f.client.ruleSets();
        assertThat(ruleSets.get(set).execute().rules()).hasSize(2);
        for (ApiCall<DetectionRuleSet> call : List.of(
                ruleSets.enable(set, KNOWN, RuleSelection.named("Gatekeeper Bypass (MITRE)")), ruleSets.resave(set))) {
            assertThatThrownBy(call::execute)
                    .isInstanceOf(LossyEditException.class)
                    .hasMessageContaining("rules[1].unknown: NaN is not JSON and cannot be sent");
        }
        assertThat(f.service.requests("PUT", "/rulesets/v2/")).isEmpty();
    }
}
