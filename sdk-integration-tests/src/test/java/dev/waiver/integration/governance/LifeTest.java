/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.governance.ApplyResult;
import dev.waiver.governance.Change;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Plan;
import dev.waiver.governance.PlanOptions;
import dev.waiver.governance.Register;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of entries at all vendors: created, drifted, restored, changed, expired, gone. */
class LifeTest {
    private static final String EMAIL = """
              - key: evil-example
                ticket: TICKET-1
                created: 2026-11-01
                expires: 2026-12-01
                email: {list: blacklist, domain: evil.example, actionNeeded: phishing}
            """;
    private static final String SCANNING = """
              - key: waf-tls
                ticket: TICKET-2
                created: 2026-11-01
                expires: 2026-12-01
                scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.815255, hosts: 178.151.13.5, port: 8080, new_severity: 0}}
            """;
    private static final String DETECTION = """
              - key: build-agent
                ticket: TICKET-3
                created: 2026-11-01
                expires: 2026-12-01
                detection:
                  windows: Signed build agent
                  when: {instigatingImagePath: ['c:\\ci\\agent.exe']}
                  enable: {ruleSet: Default, rules: [Suspicious PowerShell]}
            """;
    private static final String RULE_SET = """
            {"name": "Default", "rules": [
              {"detection_rule_id": "r1", "detection_name": "Suspicious PowerShell", "enabled": true, "exceptions": []},
              {"detection_rule_id": "r2", "detection_name": "Other", "enabled": true, "exceptions": []}]}""";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @CanIgnoreReturnValue
    private ApplyResult apply(Register register) {
        ApplyResult result = world.governance.apply(register).execute();
        assertThat(result.failures()).as(result.describe()).isEmpty();
        return result;
    }

    private ObjectNode ruleSet(String id) {
        return World.object(Objects.requireNonNull(world.detection.ruleSets().get(id)));
    }

    private Plan plan(Register register) {
        int before = world.writes();
        Plan plan = world.governance.plan(register).execute();
        assertThat(world.writes()).as("a plan writes nothing").isEqualTo(before);
        return plan;
    }

    @Test
    void livesFromItsPlanToItsExpiry() {
        String ruleSet = world.detection.addRuleSet(RULE_SET);
        Register register = World.register(EMAIL + SCANNING + DETECTION);

        Plan first = plan(register);
        assertThat(first.isComplete()).as(first.describe()).isTrue();
        assertThat(first.changes())
                .as(first.describe())
                .extracting(Change::kind)
                .containsExactly(
                        Change.Kind.CREATE,
                        Change.Kind.CREATE,
                        Change.Kind.CREATE,
                        Change.Kind.CREATE,
                        Change.Kind.ENABLE);

        ApplyResult applied = world.governance.apply(first).execute();
        assertThat(applied.isComplete()).as(applied.describe()).isTrue();
        assertThat(world.comments("blacklist"))
                .hasSize(2)
                .allMatch(comment -> comment.startsWith("[wv1 ") && comment.endsWith("] TICKET-1"));
        assertThat(world.scanning.rules()).hasSize(1);
        assertThat(world.detection.exceptions()).hasSize(1);
        String exception = world.detection.exceptions().keySet().iterator().next();
        assertThat(ruleSet(ruleSet).at("/rules/0/exceptions/0"))
                .isEqualTo(World.object("{\"exception_id\": \"" + exception
                        + "\", \"enabled\": true, \"name\": \"Signed build agent\"}"));
        assertThat(ruleSet(ruleSet).at("/rules/1/exceptions")).isEmpty();

        Plan settled = plan(register);
        assertThat(settled.isEmpty()).as(settled.describe()).isTrue();
        assertThat(settled.settled()).isEqualTo(4);

        world.time.advance(Duration.ofDays(30));
        Plan expired = plan(register);
        assertThat(expired.changes())
                .as(expired.describe())
                .extracting(Change::kind)
                .containsOnly(Change.Kind.REMOVE, Change.Kind.RESAVE)
                .hasSize(5);
        apply(register);
        assertThat(world.email.rules("blacklist")).isEmpty();
        assertThat(world.scanning.rules()).isEmpty();
        assertThat(ruleSet(ruleSet).at("/rules/0/exceptions/0/enabled").asBoolean())
                .isFalse();
        Plan gone = plan(register);
        assertThat(gone.isEmpty()).as(gone.describe()).isTrue();
    }

    @Test
    void reportsDriftAndRestoresIt() {
        Register register = World.register(EMAIL + SCANNING);
        apply(register);
        String id = world.email.rules("blacklist").get(0).path("entityId").asText();
        var unusedE = world.emailClient
                .exceptions(dev.waiver.email.model.EmailList.BLACKLIST)
                .edit(id, rule -> rule.withActionNeeded(dev.waiver.email.model.ActionNeeded.SPAM))
                .execute();
        String finding = world.scanning.rules().get(0).path("id").asText();
        var unusedS = world.scanningClient
                .exceptions()
                .edit(finding, rule -> rule.withNewSeverity(5))
                .execute();

        Plan drifted = plan(register);
        assertThat(drifted.isEmpty()).as(drifted.describe()).isTrue();
        assertThat(drifted.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.DRIFT, Notice.Kind.DRIFT);

        ApplyResult restored = world.governance
                .apply(register, PlanOptions.defaults().restore())
                .execute();
        assertThat(restored.isComplete()).as(restored.describe()).isTrue();
        assertThat(world.email.rules("blacklist").get(0).path("actionNeeded").asText())
                .isEqualTo("phishing");
        assertThat(plan(register).notices()).isEmpty();
    }

    @Test
    void writesWhatTheRegisterChanges() {
        apply(World.register(EMAIL + SCANNING + DETECTION.replaceAll(" *enable: .*\n", "")));

        Register changed = World.register(EMAIL.replace("evil.example", "worse.example")
                + SCANNING.replace("new_severity: 0", "new_severity: 2.5")
                + DETECTION.replaceAll(" *enable: .*\n", "").replace("agent.exe", "agent2.exe"));
        Plan plan = plan(changed);
        assertThat(plan.changes())
                .as(plan.describe())
                .extracting(Change::kind)
                .containsOnly(Change.Kind.UPDATE)
                .hasSize(4);
        apply(changed);

        assertThat(world.email.rules("blacklist"))
                .extracting(rule -> rule.path("senderDomain").asText())
                .containsExactlyInAnyOrder("worse.example", ".worse.example");
        assertThat(world.scanning.rules().get(0).path("new_severity").asDouble())
                .isEqualTo(2.5);
        assertThat(world.detection.received().values().iterator().next()).contains("agent2.exe");
        Plan settled = plan(changed);
        assertThat(settled.isEmpty()).as(settled.describe()).isTrue();
        assertThat(settled.settled()).isEqualTo(4);
    }

    @Test
    void removesWhatIsNoLongerInTheRegister() {
        apply(World.register(EMAIL + SCANNING));
        String unusedId =
                world.email.add("blacklist", "{\"senderDomain\": \"foreign.example\", \"comment\": \"by hand\"}");

        apply(World.register(SCANNING));

        assertThat(world.comments("blacklist")).containsExactly("by hand");
        assertThat(world.scanning.rules()).hasSize(1);
    }
}
