/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.governance.Governance;
import dev.waiver.governance.LintFinding;
import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;
import dev.waiver.governance.LintReport;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Register;
import dev.waiver.governance.Source;
import dev.waiver.testing.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code Governance.lint} finds at the services, and what it does not. */
class LintTest {
    private static final String EMAIL = """
              - key: partner
                owner: alice@acme.example
                ticket: TICKET-1
                created: 2026-11-01
                email: {list: whitelist, rule: {senderDomain: partner.example, senderDomainMatching: exact}}
            """;
    private static final String SCANNING = """
              - key: waf-tls
                owner: alice@acme.example
                ticket: TICKET-2
                created: 2026-11-01
                scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.815255, hosts: 178.151.13.5, port: 8080, new_severity: 0}}
            """;
    private static final String DETECTION = """
              - key: build-agent
                owner: alice@acme.example
                ticket: TICKET-3
                created: 2026-11-01
                detection:
                  windows: Signed build agent
                  when: {instigatingImageSha256: 0000000000000000000000000000000000000000000000000000000000000001}
                  enable: {ruleSet: Default, rules: [Suspicious PowerShell]}
            """;
    private static final String RULE_SET = """
            {"name": "Default", "rules": [
              {"detection_rule_id": "r1", "detection_name": "Suspicious PowerShell", "enabled": true, "exceptions": [%s]}]}""";
    private static final String PARTNER =
            "{\"senderDomain\": \"partner.example\", \"senderDomainMatching\": \"exact\"}";
    private static final String BY_PATH = """
            {"Name": "By path", "ObjectType": "ExceptionRule", "OperatingSystems": [{"Name": "Windows"}],
             "States": [{"Name": "Exception", "Scope": "Global", "Function": "a", "FieldOperators": {"a": {
               "Type": "EqualsAny", "OperandType": "String", "Operands": [
                 {"Source": "InstigatingProcessImageFile", "Data": "Path"},
                 {"Source": "LiteralSet", "Data": ["c:\\\\tmp\\\\x.exe"]}]}}}]}""";
    private static final Source WHITELIST = new Source("email", World.ACME, "whitelist");

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private LintReport lint(Register register) {
        int before = world.writes();
        LintReport report = world.governance.lint(register).execute();
        assertThat(world.writes()).as("lint writes nothing").isEqualTo(before);
        return report;
    }

    private List<LintFinding> findings(Register register, Kind kind) {
        return lint(register).findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    private LintFinding only(Register register, Kind kind) {
        List<LintFinding> findings = findings(register, kind);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void findsNothingInRulesThatAreInOrder() {
        world.detection.addRuleSet(RULE_SET.formatted(""));
        Register register = World.register(EMAIL + SCANNING + DETECTION);
        assertThat(world.governance.apply(register).execute().isComplete()).isTrue();

        LintReport report = lint(register);

        assertThat(report.isClean()).as(report.describe()).isTrue();
        assertThat(report.checked()).isEqualTo(3);
        assertThat(report.describe()).isEqualTo("3 rules checked.\n");
    }

    @Test
    void findsRulesInNoRegister() {
        String email = world.email.add("whitelist", PARTNER.replace("partner", "other"));
        String scanning = world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.1\"}");
        world.email.add("whitelist", PARTNER);

        assertThat(findings(World.register(EMAIL), Kind.UNREGISTERED))
                .as("an equal rule counts for its entry")
                .allMatch(finding -> finding.severity() == Severity.LOW)
                .flatExtracting(LintFinding::ids)
                .containsExactly(email, scanning);
    }

    @Test
    void findsDuplicates() {
        String first = world.email.add("whitelist", PARTNER);
        String second = world.email.add(
                "whitelist", PARTNER.replace("partner", "Partner").replace("}", ", \"comment\": \"again\"}"));
        world.email.add("whitelist", PARTNER.replace("partner", "other"));

        LintFinding finding = only(World.register(EMAIL), Kind.DUPLICATE);

        assertThat(finding.ids()).containsExactlyInAnyOrder(first, second);
        assertThat(finding.severity()).isEqualTo(Severity.LOW);
        assertThat(finding.source()).contains(WHITELIST);
        assertThat(finding.rule()).startsWith("sender domain exact ");
        assertThat(finding.entry()).isEqualTo("partner");
    }

    @Test
    void findsDuplicatesWithDifferentEffects() {
        world.scanning.add(
                "{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.1,10.0.0.2\", \"new_severity\": 0}");
        world.scanning.add(
                "{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.2, 10.0.0.1\", \"new_severity\": 5}");

        assertThat(only(World.register(EMAIL), Kind.DUPLICATE).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void findsContradictions() {
        String allowed = world.email.add("whitelist", PARTNER);
        String blocked = world.email.add("blacklist", PARTNER);
        world.email.add("blacklist", PARTNER.replace("partner", "other"));

        LintFinding finding = only(World.register(EMAIL), Kind.CONTRADICTION);

        assertThat(finding.ids()).containsExactly(allowed, blocked);
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(findings(World.register(EMAIL), Kind.DUPLICATE)).isEmpty();
    }

    @Test
    void findsForeignRulesThatAreTooBroad() {
        String domain = world.email.add(
                "whitelist", "{\"senderDomain\": \"foreign.example\", \"senderDomainMatching\": \"endswith\"}");
        String nothing = world.email.add("whitelist", "{\"comment\": \"no field\"}");
        String everywhere =
                world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"\", \"port\": null}");
        String path = world.detection.add(BY_PATH);
        world.email.add("whitelist", PARTNER);

        assertThat(findings(World.register(EMAIL), Kind.TOO_BROAD))
                .flatExtracting(LintFinding::ids)
                .containsExactlyInAnyOrder(domain, nothing, everywhere, path);
    }

    @Test
    void findsWhatIsTooBroadInTheRegisterAndAtTheServiceOnce() {
        Register register = World.register(EMAIL.replace("Matching: exact", "Matching: endswith"));

        LintFinding missing = only(register, Kind.TOO_BROAD);
        assertThat(missing.ids()).isEmpty();
        assertThat(missing.entry()).isEqualTo("partner");
        assertThat(world.governance.apply(register).execute().isComplete()).isTrue();
        assertThat(only(register, Kind.TOO_BROAD).ids()).hasSize(1);
        assertThat(only(register, Kind.TOO_BROAD).entry()).isEqualTo("partner");
    }

    @Test
    void findsAllowRulesThatIgnoreSpf() {
        String id = world.email.add("whitelist", PARTNER.replace("}", ", \"ignoringSpfCheck\": \"True\"}"));
        world.email.add("blacklist", PARTNER.replace("}", ", \"ignoringSpfCheck\": true}"));

        assertThat(only(World.register(EMAIL), Kind.IGNORES_SPF).ids()).containsExactly(id);
    }

    @Test
    void findsWhatIsOnlyRequested() {
        world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.1\", \"status\": \"approved\"}");
        String id = world.scanning.add(
                "{\"nvt\": \"1.3.6.1.4.1.25623.1.0.2\", \"hosts\": \"10.0.0.1\", \"status\": \"requested\"}");

        assertThat(only(World.register(EMAIL), Kind.ONLY_REQUESTED).ids()).containsExactly(id);
    }

    @Test
    void findsExceptionsThatAreNotEnabled() {
        String none = world.detection.add(BY_PATH.replace("By path", "None"));
        String disabled = world.detection.add(BY_PATH.replace("By path", "Disabled"));
        String enabled = world.detection.add(BY_PATH.replace("By path", "Enabled"));
        world.detection.addRuleSet(RULE_SET.formatted("{\"exception_id\": \"" + disabled
                + "\", \"enabled\": false}, {\"exception_id\": \"" + enabled + "\", \"enabled\": true}"));
        world.detection.addRuleSet(RULE_SET.replace("Default", "Second")
                .formatted("{\"exception_id\": \"" + enabled + "\", \"enabled\": false}"));

        List<LintFinding> findings = findings(World.register(EMAIL), Kind.NOT_ENABLED);

        assertThat(findings).flatExtracting(LintFinding::ids).containsExactlyInAnyOrder(none, disabled);
        assertThat(findings)
                .extracting(LintFinding::why)
                .anyMatch(why -> why.contains("in no rule set"))
                .anyMatch(why -> why.contains("disabled in every rule set"));
    }

    @Test
    void findsWhatIsMissingInTheRegister() {
        Register register = World.register("""
                  - key: bare
                    text: accepted
                    reviewBy: 2026-11-21
                    email: {list: whitelist, rule: {senderDomain: partner.example, senderDomainMatching: exact}}
                """);

        assertThat(lint(register).findings())
                .extracting(LintFinding::kind)
                .containsExactly(Kind.NO_OWNER, Kind.REVIEW_OVERDUE, Kind.NO_TICKET);
    }

    @Test
    void namesWhatItCouldNotRead() {
        world.email.add("blacklist", PARTNER);
        world.email
                .faults()
                .when(request -> request.path().endsWith("/exceptions/whitelist"))
                .always(Fault.status(403));

        LintReport report = lint(World.register(EMAIL));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.isClean()).isFalse();
        assertThat(report.unreadable()).extracting(source -> source.source()).containsExactly(WHITELIST);
        assertThat(report.describe())
                .startsWith("UNREADABLE email mt-prod-3:acme whitelist")
                .endsWith("Incomplete.\n");
    }

    @Test
    void saysWhichEntriesItHasNoClientFor() {
        Governance emailOnly =
                Governance.builder().email(world.emailClient).clock(world.time).build();

        LintReport report = emailOnly.lint(World.register(EMAIL + SCANNING)).execute();

        assertThat(report.isComplete()).isFalse();
        assertThat(report.notices())
                .extracting(Notice::message)
                .containsExactly(
                        "nothing was looked at: there is no client for detection",
                        "1 entries were not looked at: there is no client for scanning");
    }

    @Test
    void hostileTextChangesNothing() {
        assertThat(world.governance.apply(World.register(EMAIL)).execute().isComplete())
                .isTrue();
        ObjectNode fake = World.object("{\"senderDomainMatching\": \"endswith\"}");
        fake.put("senderDomain", "\u001b[2J<b>\u202Ebad.example\n0 rules checked.");
        String own = world.email.rules("whitelist").get(0).path("comment").asText();
        fake.put("comment", own.replaceFirst("\\[wv1 (\\w+) \\w+", "[wv1 $1 00000000") + "\u0007");
        String id = world.email.add("whitelist", fake);

        LintReport report = lint(World.register(EMAIL));

        assertThat(report.findings())
                .as(report.describe())
                .extracting(LintFinding::kind)
                .containsExactly(Kind.TOO_BROAD, Kind.UNREGISTERED);
        assertThat(report.findings()).allMatch(finding -> finding.ids().equals(List.of(id)));
        assertThat(report.describe())
                .doesNotContain("\u001b", "\u202E", "\u0007")
                .hasLineCount(3);
    }
}
