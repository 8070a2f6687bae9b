/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.json.JsonCodec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RegisterTest {
    static final String HASH = "0000000000000000000000000000000000000000000000000000000000000001";
    static final String NUMBER_LIKE_HASH = "1e10000000000000000000000000000000000000000000000000000000000000";

    static Path resource(String name) {
        try {
            return Path.of(RegisterTest.class.getResource("/registers/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Register whole() throws IOException {
        return Register.read(resource("waivers.yaml"));
    }

    @Test
    void readsTheHead() throws IOException {
        Register register = whole();

        assertThat(register.id()).isEqualTo("k7q2m4x9");
        assertThat(register.scope().email().orElseThrow().tenants()).containsExactly("@gold", "!mt-prod-3:initech");
        assertThat(register.scope().email().orElseThrow().tables()).containsExactly("whitelist", "blacklist");
        assertThat(register.scope().scanning()).isTrue();
        assertThat(register.scope().detection()).isTrue();
        assertThat(register.tenantGroups())
                .isEqualTo(Map.of("gold", List.of("mt-prod-3:acme", "mt-prod-3:globex", "mt-prod-3:initech")));
        assertThat(register.policy())
                .isEqualTo(RegisterPolicy.builder()
                        .maxLifetime(Period.ofDays(365))
                        .addRequire("owner", "reason", "ticket", "approvedBy")
                        .baselineUntil(LocalDate.of(2027, 6, 30))
                        .build());
        assertThat(register.expectUnavailable())
                .containsExactly(ExpectedUnavailable.builder()
                        .tenant("mt-prod-3:acme")
                        .table("url-reputation")
                        .why("not licensed")
                        .until(LocalDate.of(2027, 6, 30))
                        .build());
    }

    @Test
    void readsEntriesAndWhereTheyStand() throws IOException {
        RegisterEntry evil = whole().entries().get(0);

        assertThat(evil.key()).isEqualTo("evil-example");
        assertThat(evil.reason()).contains("Invoice fraud wave");
        assertThat(evil.approvedBy()).contains("bob@acme.example");
        assertThat(evil.ruleText()).contains("TICKET-4711");
        assertThat(evil.file().orElseThrow()).endsWith("waivers.yaml");
        assertThat(evil.line()).isEqualTo(OptionalInt.of(15));
        assertThat(evil.lineOf("email.actionNeeded")).isEqualTo(OptionalInt.of(23));
        assertThat(evil.lineOf("scanning")).isEqualTo(OptionalInt.of(15));
        EmailTarget target = (EmailTarget) evil.targets().get(0);
        assertThat(target.table()).isEqualTo("blacklist");
        assertThat(target.domain()).contains("evil.example");
        assertThat(target.rule().text()).isEqualTo("{\"actionNeeded\":\"phishing\"}");
    }

    @Test
    void keepsEveryScalarAsWritten() throws IOException {
        Register register = whole();

        EmailTarget mail = (EmailTarget) register.entries().get(1).targets().get(0);
        assertThat(mail.rule().text()).contains("\"ignoringSpfCheck\":\"true\"");
        assertThat(mail.unchecked().text()).isEqualTo("{\"priority\":5,\"note\":\"5\"}");
        ScanningTarget scan =
                (ScanningTarget) register.entries().get(2).targets().get(0);
        assertThat(scan.rule().text())
                .isEqualTo("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\",\"hosts\":\"178.151.13.5\",\"port\":\"8080\","
                        + "\"new_severity\":\"0\"}");
        DetectionTarget agent =
                (DetectionTarget) register.entries().get(3).targets().get(0);
        assertThat(agent.when())
                .isEqualTo(Map.of(
                        "instigatingImageSha256", List.of(HASH, NUMBER_LIKE_HASH),
                        "instigatingCommandLine", List.of("agent.exe --ci")));
    }

    @Test
    void isInForceToTheEndOfTheDayInUtcOrToTheInstant() throws IOException {
        Register register = whole();

        RegisterEntry day = register.entries().get(0);
        assertThat(day.isInForce(Instant.parse("2027-03-01T23:59:59.999Z"))).isTrue();
        assertThat(day.isInForce(Instant.parse("2027-03-02T00:00:00Z"))).isFalse();
        RegisterEntry instant = register.entries().get(1);
        assertThat(instant.isInForce(Instant.parse("2027-03-01T10:59:59Z"))).isTrue();
        assertThat(instant.isInForce(Instant.parse("2027-03-01T11:00:00Z"))).isFalse();
        RegisterEntry endless = register.entries().get(4);
        assertThat(endless.isBaseline()).isTrue();
        assertThat(endless.isInForce(Instant.MAX)).isTrue();
    }

    @Test
    void equalsARegisterThatIsBuiltInCode() throws IOException {
        assertThat(inCode()).isEqualTo(whole()).hasSameHashCodeAs(whole());
    }

    static Register inCode() {
        JsonCodec json = JsonCodec.strictNames();
        RegisterEntry.Builder evil = RegisterEntry.builder("evil-example")
                .reason("Invoice fraud wave")
                .ticket("TICKET-4711")
                .owner("alice@acme.example")
                .approvedBy("bob@acme.example")
                .created(LocalDate.of(2026, 11, 28))
                .reviewBy(LocalDate.of(2027, 1, 15))
                .expires(LocalDate.of(2027, 3, 1))
                .target(EmailTarget.ofDomain("blacklist", "evil.example").withMember("actionNeeded", "phishing"));
        RegisterEntry.Builder partner = RegisterEntry.builder("partner-mail")
                .reason("Invoices of a partner, which spoof checks reject: see the ticket")
                .ticket("TICKET-4712")
                .owner("alice@acme.example")
                .approvedBy("bob@acme.example")
                .text("TICKET-4712: invoices")
                .created(LocalDate.of(2026, 11, 28))
                .expires(OffsetDateTime.parse("2027-03-01T12:00:00+01:00"))
                .target(EmailTarget.ofMembers(
                                "whitelist",
                                json.document(
                                        "{\"senderDomain\":\"partner.example\",\"senderDomainMatching\":\"exact\","
                                                + "\"recipient\":\"ap@acme.example\",\"recipientMatching\":\"exact\","
                                                + "\"ignoringSpfCheck\":true}"))
                        .withTenants("@all", "!mt-prod-3:globex")
                        .withUnchecked(json.document("{\"priority\":5,\"note\":\"5\"}")));
        RegisterEntry.Builder waf = RegisterEntry.builder("waf-tls")
                .reason("The application firewall ends TLS")
                .ticket("TICKET-4713")
                .owner("carol@acme.example")
                .approvedBy("bob@acme.example")
                .created(LocalDate.of(2026, 11, 28))
                .expires(LocalDate.of(2027, 11, 28))
                .target(ScanningTarget.ofMembers(json.document("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\","
                        + "\"hosts\":\"178.151.13.5\",\"port\":8080,\"new_severity\":0}")));
        RegisterEntry.Builder agent = RegisterEntry.builder("build-agent")
                .reason("Our own build agent")
                .ticket("TICKET-4714")
                .owner("carol@acme.example")
                .approvedBy("bob@acme.example")
                .created(LocalDate.of(2026, 11, 28))
                .expires(LocalDate.of(2027, 5, 28))
                .target(DetectionTarget.windows(
                                "Signed build agent",
                                Map.of(
                                        "instigatingImageSha256", List.of(HASH, NUMBER_LIKE_HASH),
                                        "instigatingCommandLine", List.of("agent.exe --ci")))
                        .withEnabled(EnabledRules.of("Default", List.of("Suspicious PowerShell"))));
        RegisterEntry.Builder legacy = RegisterEntry.builder("legacy-scanner")
                .ticket("TICKET-17")
                .baseline(true)
                .target(DetectionTarget.ofMembers(json.document("""
                                {"Name": "Legacy scanner", "ObjectType": "ExceptionRule",
                                 "OperatingSystems": [{"Name": "Windows"}], "Plugin": {"Name": "OpticsDetector"},
                                 "Product": {"Name": "CylanceOPTICS"}, "SchemaVersion": 1,
                                 "States": [{"Name": "Exception", "Scope": "Global", "Function": "a",
                                   "FieldOperators": {"a": {"Type": "EqualsAny", "OperandType": "String", "Operands": [
                                     {"Source": "InstigatingProcessImageFile", "Data": ["Path"]},
                                     {"Source": "LiteralSet", "Data": ["C:\\\\scanner\\\\scan.exe"]}],
                                     "Options": {"IgnoreCase": true}}},
                                   "Actions": [{"Type": "NoteArtifact", "ItemName": "InstigatingProcess",
                                     "Position": "PostActivation"}]}]}
                                """)).withEnabled(EnabledRules.allOf("Default")));
        return Register.builder("k7q2m4x9")
                .scope(RegisterScope.builder()
                        .email(RegisterScope.Email.builder()
                                .addTenants("@gold", "!mt-prod-3:initech")
                                .addTables("whitelist", "blacklist")
                                .build())
                        .scanning(true)
                        .detection(true)
                        .build())
                .tenantGroup("gold", List.of("mt-prod-3:acme", "mt-prod-3:globex", "mt-prod-3:initech"))
                .policy(RegisterPolicy.builder()
                        .maxLifetime(Period.ofDays(365))
                        .addRequire("owner", "reason", "ticket", "approvedBy")
                        .baselineUntil(LocalDate.of(2027, 6, 30))
                        .build())
                .expectUnavailable(ExpectedUnavailable.builder()
                        .tenant("mt-prod-3:acme")
                        .table("url-reputation")
                        .why("not licensed")
                        .until(LocalDate.of(2027, 6, 30))
                        .build())
                .entry(evil.build())
                .entry(partner.build())
                .entry(waf.build())
                .entry(agent.build())
                .entry(legacy.build())
                .build();
    }

    @Test
    void readsADirectoryAndSkipsWhatIsHidden() throws IOException {
        Register register = Register.read(resource("directory"));

        assertThat(register.entries())
                .extracting(RegisterEntry::key, RegisterEntry::file, RegisterEntry::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "evil-example", Optional.of("teams/mail.json"), OptionalInt.of(3)),
                        org.assertj.core.groups.Tuple.tuple(
                                "waf-tls", Optional.of("teams/network.yml"), OptionalInt.of(2)));
    }

    @Test
    void resolvesTenants() throws IOException {
        Register register = whole();
        List<String> seen = List.of("mt-prod-3:globex", "mt-prod-3:acme", "mt-prod-3:initech", "mt-prod-3:other");

        EmailTarget inScope = (EmailTarget) register.entries().get(0).targets().get(0);
        EmailTarget without = (EmailTarget) register.entries().get(1).targets().get(0);
        assertThat(register.tenants(inScope).select(seen)).containsExactly("mt-prod-3:globex", "mt-prod-3:acme");
        assertThat(register.tenants(without).select(seen)).containsExactly("mt-prod-3:acme");
    }

    @Test
    void rulesThatDifferInWhatIsUncheckedAreNotTheSame() {
        String head = "apiVersion: waiver.dev/v1\nid: k7q2m4x9\nscope: {email: {}}\nexceptions:\n";

        Register register = Register.parse(
                "r.yaml",
                head + "- {key: a, email: {list: whitelist, rule: {unchecked: {headers: x}}}}\n"
                        + "- {key: b, email: {list: whitelist, rule: {unchecked: {headers: y}}}}\n");

        assertThat(register.entries()).hasSize(2);
    }
}
