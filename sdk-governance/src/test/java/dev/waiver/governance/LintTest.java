/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static dev.waiver.governance.LintFinding.Kind.APPROVAL_OUTDATED;
import static dev.waiver.governance.LintFinding.Kind.IGNORES_SPF;
import static dev.waiver.governance.LintFinding.Kind.NO_OWNER;
import static dev.waiver.governance.LintFinding.Kind.NO_TICKET;
import static dev.waiver.governance.LintFinding.Kind.REVIEW_OVERDUE;
import static dev.waiver.governance.LintFinding.Kind.TOO_BROAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.governance.LintFinding.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of a register without the services. */
class LintTest {
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final String HEAD = """
            apiVersion: waiver.dev/v1
            id: k7q2m4x9
            scope: {email: {}, scanning: {}, detection: {}}
            exceptions:
            """;
    private static final String ENTRY = """
              - key: entry
                ticket: TICKET-1
                owner: alice@acme.example
                approvedBy: bob@acme.example
                created: 2026-11-01
                expires: 2027-03-01
            """;

    private static Register register(String entries) {
        return Register.parse("waivers.yaml", HEAD + entries);
    }

    private static List<LintFinding> lint(String target) {
        return Lint.offline(register(ENTRY + "    " + target + "\n"), NOW).findings();
    }

    private static List<LintFinding.Kind> kinds(String target) {
        return lint(target).stream().map(LintFinding::kind).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "senderDomain: partner.example, senderDomainMatching: endswith",
                "senderDomain: partner.example, senderDomainMatching: ends_with, recipient: ap@acme.example,"
                        + " recipientMatching: exact",
                "senderEmail: partner.example, senderEmailMatching: endswith",
                "linkDomains: [a.example, .b.example], linkDomainMatching: endswith",
                "senderDomain: .zip, senderDomainMatching: endswith",
                "senderDomain: zip, senderDomainMatching: endswith",
                "senderDomain: .zip, senderDomainMatching: contains",
                "subject: 'inv', subjectMatching: contains",
                "senderName: ' ab ', senderNameMatching: contains",
                "subject: 'inv', subjectMatching: contains, senderDomain: .zip, senderDomainMatching: endswith",
                "senderIp: 10.0.0.0/8"
            })
    void findsEmailRulesThatAreTooBroad(String rule) {
        for (LintFinding finding : lint("email: {list: whitelist, rule: {" + rule + "}}")) {
            assertThat(finding.kind()).isEqualTo(TOO_BROAD);
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.entry()).isEqualTo("entry");
            assertThat(finding.source()).contains(new Source("email", "", "whitelist"));
        }
        assertThat(kinds("email: {list: whitelist, rule: {" + rule + "}}")).isNotEmpty();
        assertThat(lint("email: {list: blacklist, rule: {" + rule + "}}"))
                .as("a block list lets nothing through")
                .isNotEmpty()
                .allMatch(finding -> finding.severity() == Severity.MEDIUM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "senderDomain: .partner.example, senderDomainMatching: endswith",
                "senderDomain: partner.example, senderDomainMatching: exact",
                "senderEmail: '@partner.example', senderEmailMatching: endswith",
                "senderEmail: billing@partner.example, senderEmailMatching: endswith",
                "linkDomains: [.a.example, .b.example], linkDomainMatching: endswith",
                "subject: invo, subjectMatching: contains",
                "subject: ice, subjectMatching: endswith",
                "subject: inv, subjectMatching: contains, senderDomain: partner.example, senderDomainMatching: exact",
                "senderDomain: zip, senderDomainMatching: exact",
                "senderIp: 10.1.0.0/16",
                "senderIp: 192.0.2.1",
                "attachmentMd5: 00000000000000000000000000000001"
            })
    void findsNothingInOtherEmailRules(String rule) {
        assertThat(lint("email: {list: whitelist, rule: {" + rule + "}}")).isEmpty();
    }

    @Test
    void findsNothingInADomainWithItsSubdomains() {
        assertThat(lint("email: {list: whitelist, domain: partner.example}")).isEmpty();
    }

    @Test
    void findsAllowRulesThatIgnoreSpf() {
        String rule = "rule: {senderDomain: partner.example, senderDomainMatching: exact, ignoringSpfCheck: %s}}";

        assertThat(kinds("email: {list: whitelist, " + rule.formatted(true))).containsExactly(IGNORES_SPF);
        assertThat(kinds("email: {list: whitelist, " + rule.formatted(false))).isEmpty();
        assertThat(kinds("email: {list: blacklist, " + rule.formatted(true))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everywhere: true",
                "port: 443",
                "hosts: 10.0.0.0/8",
                "hosts: 10.0.0.0/255.254.0.0",
                "hosts: '192.0.2.1,10.0.0.0/15'",
                "hosts: 10.0.0.1-10.9.0.1",
                "hosts: 10.0-9.*.*",
                "hosts: 2001:db8::/32"
            })
    void findsAcceptedFindingsThatAreTooBroad(String where) {
        assertThat(kinds("scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.815255, " + where + "}}"))
                .containsExactly(TOO_BROAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hosts: 178.151.13.5, port: 8080",
                "hosts: 10.1.0.0/16",
                "hosts: 10.0.0.0/255.255.0.0",
                "hosts: 10.0.0.0-10.0.255.255",
                "hosts: 10.0.0.1-250",
                "hosts: 'web-01.acme.example'",
                "hosts: 999.0.0.0/8x",
                "hosts: 2001:db8::/48",
                "scan: abc"
            })
    void findsNothingInOtherAcceptedFindings(String where) {
        assertThat(kinds("scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.815255, " + where + "}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instigatingImagePath: ['c:\\ci\\agent.exe']",
                "instigatingProcessName: agent.exe",
                "instigatingImageDirectory: 'c:\\ci', targetFilePath: 'c:\\x'"
            })
    void findsExceptionsForAPathOrANameAlone(String when) {
        assertThat(kinds("detection: {windows: Agent, when: {" + when + "}}")).containsExactly(TOO_BROAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instigatingImageSha256: 0000000000000000000000000000000000000000000000000000000000000001",
                "instigatingImagePath: 'c:\\ci\\agent.exe', instigatingImageSignatureStatus: Signed",
                "instigatingCommandLine: agent.exe --ci"
            })
    void findsNothingInExceptionsWithAnotherCondition(String when) {
        assertThat(kinds("detection: {windows: Agent, when: {" + when + "}}")).isEmpty();
    }

    @Test
    void readsTheConditionsOfAWholeDocument() throws IOException {
        assertThat(Lint.offline(RegisterTest.whole(), NOW).findings())
                .filteredOn(finding -> finding.entry().equals("legacy-scanner"))
                .extracting(LintFinding::kind)
                .containsExactly(TOO_BROAD, NO_OWNER);
    }

    @Test
    void findsEntriesWithoutOwnerTicketAndReview() {
        String target = "    email: {list: blacklist, domain: evil.example}\n";
        String bare = "  - key: bare\n    reviewBy: 2026-11-30\n" + target;

        List<LintFinding> findings = Lint.offline(register(bare), NOW).findings();

        assertThat(findings).extracting(LintFinding::kind).containsExactly(NO_OWNER, REVIEW_OVERDUE, NO_TICKET);
        assertThat(findings)
                .allMatch(finding -> finding.source().isEmpty()
                        && finding.entry().equals("bare")
                        && !finding.why().isEmpty()
                        && !finding.remedy().isEmpty());
        assertThat(Lint.offline(register(bare.replace("11-30", "12-01")), NOW).findings())
                .extracting(LintFinding::kind)
                .as("the day itself is in time")
                .containsExactly(NO_OWNER, NO_TICKET);
    }

    @Test
    void leavesExpiredEntriesAlone() {
        Register register = register("  - key: bare\n    expires: 2026-11-30\n    email: {list: whitelist, rule:"
                + " {senderDomain: zip, senderDomainMatching: endswith}}\n");

        LintReport report = Lint.offline(register, NOW);

        assertThat(report.isClean()).as(report.describe()).isTrue();
        assertThat(report.checked()).isZero();
        assertThat(report.describe()).isEqualTo("0 rules checked.\n");
        assertThat(Lint.offline(register, NOW.minusSeconds(100_000)).isClean()).isFalse();
    }

    @Test
    void describesFindingsForATerminal() {
        LintReport report = Lint.offline(
                register(ENTRY + "    email: {list: whitelist, rule: {subject: \"\\e\\u202E\", "
                        + "subjectMatching: contains}}\n"),
                NOW);

        assertThat(report.describe())
                .startsWith("HIGH TOO_BROAD entry at email whitelist: subject contains ")
                .endsWith("1 rules checked, 1 HIGH.\n")
                .doesNotContain("\u001b", "\u202E");
        assertThat(report.count(Severity.HIGH)).isEqualTo(1);
        assertThat(report.count(Severity.LOW)).isZero();
    }

    // ------------------------------------------------------------------ approvals

    private static final String APPROVED = """
            apiVersion: waiver.dev/v1
            id: k7q2m4x9
            scope: {email: {tenants: ["@gold"]}, scanning: {}}
            tenantGroups: {gold: ["mt:acme", "mt:globex"]}
            exceptions:
              - key: mail
                reason: Invoices
                approvedBy: bob@acme.example
                expires: 2027-03-01
                email: {list: whitelist, tenants: ["mt:acme"], rule: {senderEmail: a@p.example, senderEmailMatching: exact}}
              - key: everywhere
                text: accepted
                scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.815255, hosts: 192.0.2.1}}
              - key: gold
                expires: 2027-03-01
                email: {list: blacklist, domain: evil.example}
            """;

    private static List<LintFinding> approvals(UnaryOperator<String> change) {
        return Lint.approvals(
                        Register.parse("before.yaml", APPROVED), Register.parse("now.yaml", change.apply(APPROVED)))
                .findings();
    }

    private static void assertOutdated(String entry, String what, UnaryOperator<String> change) {
        assertThat(approvals(change)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(APPROVAL_OUTDATED);
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.entry()).isEqualTo(entry);
            assertThat(finding.source()).isEqualTo(Optional.empty());
            assertThat(finding.why()).endsWith("changed are " + what);
        });
    }

    @Test
    void findsChangesWithoutANewApproval() {
        assertOutdated("mail", "the rule", text -> text.replace("a@p", "b@p"));
        assertOutdated(
                "mail",
                "the rule",
                text -> text.replace("senderEmailMatching: exact", "senderEmailMatching: " + "contains"));
        assertOutdated("mail", "the tenants", text -> text.replace("[\"mt:acme\"], rule", "[\"@gold\"], rule"));
        assertOutdated(
                "mail",
                "expires (2027-03-01 before, 2027-03-02 now)",
                text -> text.replaceFirst("2027-03-01", "2027-03-02"));
        assertOutdated(
                "mail",
                "expires (2027-03-01 before, never now)",
                text -> text.replaceFirst("    expires: 2027-03-01\n", ""));
        assertOutdated("everywhere", "the rule", text -> text.replace("hosts: 192.0.2.1", "everywhere: true"));
    }

    @Test
    void findsTenantsThatAGroupBrings() {
        assertOutdated("gold", "the tenants", text -> text.replace("\"mt:globex\"]", "\"mt:globex\", \"mt:new\"]"));
    }

    @Test
    void leavesOtherChangesAlone() {
        assertThat(approvals(text -> text)).isEmpty();
        assertThat(approvals(text -> text.replace("a@p", "b@p").replace("bob@", "carol@")))
                .isEmpty();
        assertThat(approvals(text -> text.replace("reason: Invoices", "reason: Other")))
                .isEmpty();
        assertThat(approvals(text -> text.replace("key: mail", "key: new"))).isEmpty();
        assertThat(approvals(text -> text.replaceFirst("2027-03-01", "2027-03-02T00:00:00Z")))
                .as("the same instant, written differently")
                .isEmpty();
        assertThat(approvals(text -> text.replace("[\"mt:acme\"], rule", "[\"@all\", \"!mt:globex\"], rule")))
                .as("the same tenants, written differently")
                .isEmpty();
    }
}
