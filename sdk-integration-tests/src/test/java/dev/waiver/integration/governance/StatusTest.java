/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailList;
import dev.waiver.governance.Governance;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Register;
import dev.waiver.governance.Source;
import dev.waiver.governance.Status;
import dev.waiver.governance.StatusFinding;
import dev.waiver.governance.StatusFinding.Kind;
import dev.waiver.governance.StatusOptions;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code Governance.status} reports, and what it does not. Today is 2026-11-22. */
class StatusTest {
    private static final String EMAIL = """
              - key: evil
                ticket: TICKET-1
                created: 2026-11-01
                expires: 2026-12-31
                email: {list: blacklist, rule: {senderDomain: evil.example, senderDomainMatching: exact, actionNeeded: spam}}
            """;
    private static final String SCANNING = """
              - key: waf-tls
                ticket: TICKET-2
                created: 2026-11-01
                expires: 2026-12-31
                scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.815255, hosts: 178.151.13.5, port: 8080, new_severity: 0}}
            """;
    private static final String DETECTION = """
              - key: build-agent
                ticket: TICKET-3
                created: 2026-11-01
                expires: 2026-12-31
                detection:
                  windows: Signed build agent
                  when: {instigatingImagePath: ['c:\\ci\\agent.exe']}
                  enable: {ruleSet: Default, rules: [Suspicious PowerShell]}
            """;
    private static final String RULE_SET = """
            {"name": "Default", "rules": [
              {"detection_rule_id": "r1", "detection_name": "Suspicious PowerShell", "enabled": true, "exceptions": []}]}""";
    private static final String EQUAL = "{\"senderDomain\": \"evil.example\", \"senderDomainMatching\": \"exact\","
            + " \"actionNeeded\": \"spam\", \"comment\": \"by hand\"}";
    private static final Source BLACKLIST = new Source("email", World.ACME, "blacklist");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private void apply(Register register) {
        assertThat(world.governance.apply(register).execute().isComplete()).isTrue();
    }

    private Status status(Register register) {
        int before = world.writes();
        Status status = world.governance.status(register).execute();
        assertThat(world.writes()).as("status writes nothing").isEqualTo(before);
        return status;
    }

    private static List<Kind> kinds(Status status) {
        return status.findings().stream().map(StatusFinding::kind).toList();
    }

    private StatusFinding only(Register register, Kind kind) {
        Status status = status(register);
        assertThat(kinds(status)).as(status.describe()).containsExactly(kind);
        assertThat(status.count(kind)).isEqualTo(1);
        return status.findings().get(0);
    }

    @Test
    void findsNothingWhereTheServicesAreAsTheRegisterSays() {
        world.detection.addRuleSet(RULE_SET);
        Register register = World.register(EMAIL + SCANNING + DETECTION);
        apply(register);

        Status status = status(register);

        assertThat(status.findings()).as(status.describe()).isEmpty();
        assertThat(status.notices()).isEmpty();
        assertThat(status.inForce()).isEqualTo(3);
        assertThat(status.isComplete()).isTrue();
        assertThat(status.isOverdue()).isFalse();
        assertThat(status.describe()).isEqualTo("3 in force.\n");
    }

    @Test
    void readsEachListOnce() {
        Register register = World.register(EMAIL + SCANNING + DETECTION);
        int before = world.email.requests().size();

        Status unused = status(register);

        assertThat(world.email.requests().subList(before, world.email.requests().size()))
                .filteredOn(request -> request.path().contains("/exceptions/blacklist"))
                .hasSize(1);
    }

    @Test
    void findsRulesPastTheirEndAtAllVendors() {
        world.detection.addRuleSet(RULE_SET);
        Register register = World.register(EMAIL + SCANNING + DETECTION);
        apply(register);
        world.time.advance(Duration.ofDays(60));

        Status status = status(register);

        assertThat(kinds(status)).containsOnly(Kind.IN_FORCE_PAST_END).hasSize(3);
        assertThat(status.findings())
                .extracting(StatusFinding::entry)
                .containsExactlyInAnyOrder("evil", "waf-tls", "build-agent");
        assertThat(status.isOverdue()).isTrue();
        apply(register);
        assertThat(status(register).findings()).isEmpty();
    }

    @Test
    void findsAnEqualRuleOfSomebodyElsePastTheEnd() {
        String id = world.email.add("blacklist", EQUAL);
        world.time.advance(Duration.ofDays(60));

        StatusFinding finding = only(World.register(EMAIL), Kind.IN_FORCE_PAST_END);

        assertThat(finding.ids()).containsExactly(id);
        assertThat(finding.source()).contains(BLACKLIST);
    }

    @Test
    void findsAChangedRulePastItsEndThoughApplyWouldKeepIt() {
        Register register = World.register(EMAIL);
        apply(register);
        drift();
        world.time.advance(Duration.ofDays(60));

        Status status = status(register);

        assertThat(kinds(status)).containsExactly(Kind.IN_FORCE_PAST_END);
        assertThat(status.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.ORPHAN);
    }

    @Test
    void findsReviewsThatAreDueFromTheNextDayOn() {
        world.email.add("blacklist", EQUAL);
        Register today = World.register(EMAIL.replace("    expires", "    reviewBy: 2026-11-22\n    expires"));
        Register yesterday = World.register(EMAIL.replace("    expires", "    reviewBy: 2026-11-21\n    expires"));

        assertThat(kinds(status(today))).containsExactly(Kind.UNMARKED);
        Status status = status(yesterday);
        assertThat(kinds(status)).containsExactly(Kind.REVIEW_DUE, Kind.UNMARKED);
        assertThat(status.isOverdue()).isTrue();
        world.time.advance(Duration.ofDays(60));
        assertThat(kinds(status(yesterday)))
                .as("an expired entry needs no review")
                .containsExactly(Kind.IN_FORCE_PAST_END);
    }

    @Test
    void findsWhatExpiresSoon() {
        Register register = World.register(EMAIL.replace("2026-12-31", "2026-12-01"));
        apply(register);

        assertThat(only(register, Kind.EXPIRING_SOON).entry()).isEqualTo("evil");
        assertThat(status(register).isOverdue()).isFalse();
        assertThat(world.governance
                        .status(register, StatusOptions.defaults().expiringWithin(Period.ofDays(5)))
                        .execute()
                        .findings())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusOptions.defaults().expiringWithin(Period.ofDays(-1)))
                .withMessageContaining("period");
    }

    @Test
    void findsMissingRules() {
        StatusFinding finding = only(World.register(EMAIL), Kind.NOT_IN_FORCE);

        assertThat(finding.entry()).isEqualTo("evil");
        assertThat(finding.source()).contains(BLACKLIST);
        assertThat(finding.message()).isEqualTo("there is no such rule");
    }

    @Test
    void findsRulesThatSomebodyChanged() {
        Register register = World.register(EMAIL);
        apply(register);
        drift();

        assertThat(only(register, Kind.NOT_IN_FORCE).message()).startsWith("somebody changed the rule: ");
    }

    private void drift() {
        String id = world.email.rules("blacklist").get(0).path("entityId").asText();
        var unused = world.emailClient
                .exceptions(EmailList.BLACKLIST)
                .edit(id, rule -> rule.withActionNeeded(ActionNeeded.PHISHING))
                .execute();
    }

    @Test
    void findsRulesThatTheRegisterChanged() {
        apply(World.register(EMAIL));

        assertThat(only(World.register(EMAIL.replace("spam", "phishing")), Kind.NOT_IN_FORCE)
                        .message())
                .startsWith("the register changed since the rule was written: ");
    }

    @Test
    void findsRulesThatTheServiceDoesNotApplyYet() {
        world.scanning.behavior().createsRequested(true);
        var unused = world.governance.apply(World.register(SCANNING)).execute();

        assertThat(only(World.register(SCANNING), Kind.NOT_IN_FORCE).message()).contains("does not apply it yet");
    }

    @Test
    void findsExceptionsThatAreNotEnabled() {
        apply(World.register(DETECTION.replaceAll(" *enable: .*\n", "")));
        world.detection.addRuleSet(RULE_SET);

        assertThat(only(World.register(DETECTION), Kind.NOT_IN_FORCE).message())
                .isEqualTo("not enabled for rules [Suspicious PowerShell] of the rule set Default");
    }

    @Test
    void findsEqualRulesWithoutAMarker() {
        String id = world.email.add("blacklist", EQUAL);

        assertThat(only(World.register(EMAIL), Kind.UNMARKED).ids()).containsExactly(id);
        assertThat(status(World.register(EMAIL)).inForce()).isEqualTo(1);
    }

    @Test
    void findsRulesThatBelongToNoEntry() {
        Register register = World.register(EMAIL + SCANNING + DETECTION.replaceAll(" *enable: .*\n", ""));
        apply(register);
        String allowed = world.email.add("whitelist", "{\"senderDomain\": \"partner.example\"}");
        String twice = world.email.add("blacklist", EQUAL);
        String finding = world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.1\"}");
        String exception = world.detection.add("{\"Name\": \"Foreign\", \"ObjectType\": \"ExceptionRule\"}");
        int before = world.detection.requests().size();

        Status status = status(register);

        assertThat(kinds(status)).as(status.describe()).containsOnly(Kind.UNREGISTERED);
        assertThat(status.findings())
                .flatExtracting(StatusFinding::ids)
                .containsExactlyInAnyOrder(allowed, twice, finding, exception);
        assertThat(world.detection
                        .requests()
                        .subList(before, world.detection.requests().size()))
                .as("a listing shows enough of an exception")
                .noneMatch(request -> request.path().contains(exception));
        assertThat(status.isOverdue()).isFalse();
    }

    @Test
    void findsRulesWhoseEntryIsGone() {
        apply(World.register(EMAIL + SCANNING));

        assertThat(only(World.register(SCANNING), Kind.UNREGISTERED).message()).contains("marker of this register");
    }

    @Test
    void saysWhichRulesAreOfAnotherRegister() {
        Register other = Register.parse("other.yaml", """
                apiVersion: waiver.dev/v1
                id: aaaaaaaa
                scope: {email: {tables: [whitelist, blacklist]}}
                exceptions:
                """ + EMAIL.replace("evil.example", "worse.example"));
        apply(other);
        apply(World.register(EMAIL));

        assertThat(only(World.register(EMAIL), Kind.UNREGISTERED).message()).contains("marker of another register");
    }

    @Test
    void namesWhatItCouldNotRead() {
        world.email
                .faults()
                .when(request -> request.path().endsWith("/exceptions/blacklist"))
                .always(Fault.status(403));

        Status status = status(World.register(EMAIL + SCANNING));

        assertThat(status.isComplete()).isFalse();
        assertThat(status.unreadable()).extracting(source -> source.source()).containsExactly(BLACKLIST);
        assertThat(status.describe()).startsWith("UNREADABLE email mt-prod-3:acme blacklist");
        assertThat(kinds(status)).as("nothing is said about what was not read").containsExactly(Kind.NOT_IN_FORCE);
        assertThat(status.findings().get(0).entry()).isEqualTo("waf-tls");
    }

    @Test
    void saysWhichEntriesItHasNoClientFor() {
        Governance emailOnly =
                Governance.builder().email(world.emailClient).clock(world.time).build();

        Status status = emailOnly.status(World.register(EMAIL + SCANNING)).execute();

        assertThat(status.isComplete()).isFalse();
        assertThat(status.notices())
                .extracting(Notice::message)
                .containsExactly(
                        "nothing was looked at: there is no client for detection",
                        "1 entries were not looked at: there is no client for scanning");
    }

    @Test
    void reportsManyChangesAtOnceInFull() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            many.append(EMAIL.replace("key: evil", "key: evil-" + i).replace("evil.example", "evil" + i + ".example"));
        }

        assertThat(status(World.register(many.toString())).count(Kind.NOT_IN_FORCE))
                .as("the limits of a plan are about writes")
                .isEqualTo(30);
    }

    @Test
    void aCopyOfAMarkerStandsForNothing() {
        Register register = World.register(EMAIL);
        apply(register);
        ObjectNode copy = world.email.rules("blacklist").get(0).deepCopy();
        copy.remove("entityId");
        String id = world.email.add("blacklist", copy.put("senderDomain", "copy.example"));

        assertThat(only(register, Kind.UNREGISTERED).ids()).containsExactly(id);
        Status status = status(register);
        assertThat(status.inForce()).isEqualTo(1);
        assertThat(status.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.COPIED);
    }

    @Test
    void hostileTextChangesNothing() {
        apply(World.register(EMAIL));
        ObjectNode fake = World.object(EQUAL);
        fake.put("senderDomain", "\u001b[2J\u202Eevil.example\n3 in force.");
        fake.put("comment", "[wv1 00000000 00000000 0000] <script>alert(1)</script>\u0007");
        world.email.add("blacklist", fake);

        Status status = status(World.register(EMAIL));

        assertThat(kinds(status)).as(status.describe()).containsExactly(Kind.UNREGISTERED);
        assertThat(status.inForce()).isEqualTo(1);
        assertThat(status.describe())
                .doesNotContain("\u001b", "\u202E", "\u0007")
                .hasLineCount(2);
        assertThat(status.findings().get(0).source()).isEqualTo(Optional.of(BLACKLIST));
    }
}
