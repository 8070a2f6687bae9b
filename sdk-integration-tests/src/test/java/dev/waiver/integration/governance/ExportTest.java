/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.governance.DetectionTarget;
import dev.waiver.governance.EmailTarget;
import dev.waiver.governance.EnabledRules;
import dev.waiver.governance.ExportProblem;
import dev.waiver.governance.Exported;
import dev.waiver.governance.Governance;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Plan;
import dev.waiver.governance.Register;
import dev.waiver.governance.RegisterEntry;
import dev.waiver.governance.RegisterException;
import dev.waiver.governance.RegisterScope;
import dev.waiver.governance.Source;
import dev.waiver.testing.Fault;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registers of what is at the services, and what they lack. */
class ExportTest {
    private static final LocalDate UNTIL = LocalDate.of(2027, 6, 30);
    private static final RegisterScope SCOPE = RegisterScope.builder()
            .email(RegisterScope.Email.builder()
                    .addTables("whitelist", "blacklist")
                    .build())
            .scanning(true)
            .detection(true)
            .build();
    private static final RegisterScope EMAIL =
            RegisterScope.builder().from(SCOPE).scanning(false).detection(false).build();
    private static final String GLOBEX = "mt-prod-3:globex";
    private static final String PARTNER =
            "{\"senderDomain\": \"partner.example\", \"senderDomainMatching\": \"exact\", \"comment\": \"TICKET-7\"}";
    private static final String AGENT = """
            {"Name": "Agent", "ObjectType": "ExceptionRule", "Description": "CI agent, see OPS-12",
             "OperatingSystems": [{"Name": "Windows"}], "Plugin": {"Name": "OpticsDetector"}, "SchemaVersion": 1,
             "Product": {"Name": "CylanceOPTICS"}, "Severity": "Informational",
             "States": [{"Name": "Exception", "Scope": "Global", "Function": "a & !b", "FieldOperators": {
               "a": {"Type": "EqualsAny", "OperandType": "String", "Operands": [
                 {"Source": "InstigatingProcessImageFile", "Data": "Path"},
                 {"Source": "LiteralSet", "Data": ["c:\\\\ci\\\\agent.exe", "c:\\\\ci\\\\other.exe"]}],
                 "Options": {"IgnoreCase": true}},
               "b": {"Type": "Contains", "OperandType": "String", "Operands": [
                 {"Source": "InstigatingProcess", "Data": "CommandLine"},
                 {"Source": "LiteralSet", "Data": ["--evil"]}]}}}]}""";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Exported export(RegisterScope scope) {
        int before = world.writes();
        Exported exported = world.governance.export(scope, UNTIL).execute();
        assertThat(world.writes()).as("an export writes nothing").isEqualTo(before);
        exported.register().ifPresent(register -> {
            Plan plan = world.governance.plan(register).execute();
            assertThat(plan.changes()).as(plan.describe()).isEmpty();
            assertThat(plan.notices())
                    .as(plan.describe())
                    .allMatch(notice -> notice.kind() == Notice.Kind.UNMARKED
                            || !notice.kind().isHigh());
            assertThat(plan.settled()).isEqualTo(rules(register));
        });
        return exported;
    }

    /** Returns how many rules the entries stand for. */
    private static int rules(Register register) {
        return register.entries().stream()
                .flatMap(entry -> entry.targets().stream())
                .mapToInt(target ->
                        target instanceof EmailTarget email ? email.tenants().size() : 1)
                .sum();
    }

    private RegisterEntry only(RegisterScope scope) {
        List<RegisterEntry> entries = export(scope).register().orElseThrow().entries();
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private ExportProblem notExported(RegisterScope scope) {
        Exported exported = export(scope);
        assertThat(exported.isComplete()).isFalse();
        List<ExportProblem> problems = exported.problems().stream()
                .filter(problem -> !problem.isExported())
                .toList();
        assertThat(problems).as(exported.describe()).isNotEmpty();
        return problems.get(0);
    }

    @Test
    void exportsTheRulesOfAllVendors() {
        world.email.behavior().extraMembers("{}");
        world.scanning.behavior().extraMembers("{}");
        world.detection.behavior().extraMembers("{}");
        world.email.add("whitelist", PARTNER);
        world.email.add("blacklist", """
                {"senderEmail": "a@evil.example", "senderEmailMatching": "exact", "recipient": "ap@acme.example",
                 "recipientMatching": "contains", "subject": "pay", "subjectMatching": "endswith",
                 "linkDomains": "a.example, b.example", "linkDomainMatching": "endswith", "senderName": "Boss",
                 "senderNameMatching": "contains", "senderIp": "192.0.2.1", "senderClientIp": "192.0.2.2",
                 "attachmentMd5": "00000000000000000000000000000001", "actionNeeded": "phishing",
                 "quarantineAll": "true", "matchOnlyFuture": "True", "ignoringSpfCheck": true}""");
        world.email.add("blacklist", """
                {"senderIp": "192.0.2.7", "senderDomain": "", "senderDomainMatching": "endswith", "subject": " ",
                 "linkDomains": "", "linkDomainMatching": "contains", "actionNeeded": ""}""");
        world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.2, 10.0.0.1\","
                + " \"port\": \"8080/tcp\", \"new_severity\": 0.0, \"text\": \"accepted in CHG0030001\"}");
        world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.2\", \"hosts\": \"\", \"port\": 443, \"text\": \"\"}");
        String agent = world.detection.add(AGENT);
        world.detection.addRuleSet("""
                {"name": "Default", "rules": [
                  {"detection_rule_id": "r1", "detection_name": "One", "exceptions": [
                    {"exception_id": "%1$s", "enabled": true, "name": "Agent"}]},
                  {"detection_rule_id": "r2", "detection_name": "Two", "exceptions": [
                    {"exception_id": "%1$s", "enabled": false, "name": "Agent"}]}]}""".formatted(agent));

        Exported exported = export(SCOPE);

        assertThat(exported.problems()).as(exported.describe()).isEmpty();
        assertThat(exported.isComplete()).isTrue();
        assertThat(exported.describe()).isEqualTo("6 entries.\n");
        Register register = exported.register().orElseThrow();
        assertThat(register.policy().baselineUntil()).contains(UNTIL);
        assertThat(register.scope()).isEqualTo(SCOPE);
        assertThat(register.entries())
                .hasSize(6)
                .allMatch(RegisterEntry::isBaseline)
                .allMatch(entry -> entry.owner().isEmpty()
                        && entry.expires().isEmpty()
                        && entry.approvedBy().isEmpty()
                        && entry.created().isEmpty());
        assertThat(register.entries())
                .filteredOn(entry -> entry.targets().get(0) instanceof DetectionTarget)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(((DetectionTarget) entry.targets().get(0)).enable())
                            .contains(EnabledRules.of("Default", List.of("One")));
                    assertThat(entry.ticket()).contains("OPS-12");
                    assertThat(entry.text()).contains("CI agent, see OPS-12");
                });
        assertThat(register.entries())
                .extracting(RegisterEntry::ruleText)
                .filteredOn(text -> text.filter("Exported"::equals).isPresent())
                .as("a finding needs a text")
                .hasSize(1);
    }

    @Test
    void theKeysAreTheSameAtEachExport() {
        world.email.add("whitelist", PARTNER);
        Register first = export(EMAIL).register().orElseThrow();
        world.email.add("whitelist", PARTNER.replace("partner", "aaa"));
        Register second = export(EMAIL).register().orElseThrow();

        assertThat(second.entries()).hasSize(2).contains(first.entries().get(0));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(first.entries().get(0).key()).matches("email-whitelist-[0-9a-z]{12}");
    }

    @Test
    void takesTheTicketFromTheText() {
        world.email.add("whitelist", PARTNER);

        RegisterEntry entry = only(EMAIL);

        assertThat(entry.ticket()).contains("TICKET-7");
        assertThat(entry.text()).isEmpty();
    }

    @Test
    void equalRulesOfSeveralTenantsAreOneEntry() {
        world.email.addKey(world.email.credentials(), World.ACME, GLOBEX);
        world.email.add(World.ACME, "whitelist", World.object(PARTNER));
        world.email.add(GLOBEX, "whitelist", World.object(PARTNER));
        world.email.add(GLOBEX, "blacklist", World.object(PARTNER.replace("partner", "evil")));
        world.email.add(
                World.ACME,
                "blacklist",
                World.object(PARTNER.replace("partner", "evil").replace("-7", "-8")));

        List<RegisterEntry> entries = export(EMAIL).register().orElseThrow().entries();

        assertThat(entries)
                .extracting(entry -> ((EmailTarget) entry.targets().get(0)).tenants())
                .as("the text of one tenant is not shown to another")
                .containsExactlyInAnyOrder(List.of(World.ACME, GLOBEX), List.of(GLOBEX), List.of(World.ACME));
    }

    @Test
    void reportsMembersThatTheSdkDoesNotKnow() {
        world.email.behavior().extraMembers("{\"headers\": \"X-Spam: no\"}");
        String id = world.email.add("whitelist", PARTNER);

        Exported exported = export(EMAIL);

        assertThat(exported.isComplete()).as("the entry has them").isTrue();
        assertThat(exported.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.ids()).containsExactly(id);
            assertThat(problem.entry())
                    .isEqualTo(
                            exported.register().orElseThrow().entries().get(0).key());
            assertThat(problem.message()).contains("headers", "unchecked");
        });
        EmailTarget target = (EmailTarget)
                exported.register().orElseThrow().entries().get(0).targets().get(0);
        assertThat(target.unchecked().text()).contains("X-Spam: no");
    }

    @Test
    void saysTheSameOfManyEntriesOnce() {
        for (int i = 0; i < 5; i++) {
            world.email.add("whitelist", PARTNER.replace("partner", "partner" + i));
        }
        world.email.add("whitelist", "{\"comment\": \"headers only\"}");

        Exported exported = export(EMAIL);

        assertThat(exported.problems())
                .hasSize(6)
                .satisfies(problems -> assertThat(problems.get(0).isExported()).isFalse());
        assertThat(exported.describe())
                .startsWith("NOT EXPORTED from ")
                .contains(" and 2 more at email mt-prod-3:acme whitelist: ")
                .hasLineCount(3);
    }

    @Test
    void reportsDuplicates() {
        world.email.behavior().extraMembers("{}");
        String first = world.email.add("whitelist", PARTNER);
        String second = world.email.add("whitelist", PARTNER.replace("partner", "PARTNER"));

        Exported exported = export(EMAIL);

        assertThat(exported.register().orElseThrow().entries()).hasSize(1);
        assertThat(exported.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isExported()).isTrue();
            assertThat(problem.ids()).containsExactly(first, second);
        });
    }

    @Test
    void doesNotChooseBetweenRulesThatContradictEachOther() {
        String allowed = world.email.add("whitelist", PARTNER);
        String blocked = world.email.add("blacklist", PARTNER);

        Exported exported = export(EMAIL);

        assertThat(exported.register()).isEmpty();
        assertThat(exported.isComplete()).isFalse();
        assertThat(exported.problems()).flatExtracting(ExportProblem::ids).containsExactly(allowed, blocked);
        assertThat(exported.describe()).startsWith("NOT EXPORTED from ").endsWith("0 entries. Incomplete.\n");
    }

    @Test
    void doesNotChooseBetweenEffects() {
        String first = world.email.add("blacklist", PARTNER.replace("}", ", \"actionNeeded\": \"spam\"}"));
        String second = world.email.add("blacklist", PARTNER.replace("}", ", \"actionNeeded\": \"phishing\"}"));

        assertThat(notExported(EMAIL).ids()).containsExactly(first, second);
    }

    @Test
    void reportsRulesThatShowNoMatch() {
        String nothing = world.email.add("whitelist", "{\"comment\": \"headers only\"}");
        assertThat(notExported(EMAIL).ids()).containsExactly(nothing);
        assertThat(notExported(EMAIL).message()).contains("no field that selects messages");
        String unreadable = world.email.add("blacklist", "{\"type\": \"sender\", \"value\": \"a@b.example\"}");
        assertThat(export(EMAIL).problems()).flatExtracting(ExportProblem::ids).contains(nothing, unreadable);
    }

    @Test
    void reportsFindingsThatCannotBeWritten() {
        String task = world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"task\": \"t-1\", \"text\": \"x\"}");

        assertThat(notExported(RegisterScope.builder()
                                .from(SCOPE)
                                .detection(false)
                                .build())
                        .ids())
                .containsExactly(task);
    }

    @Test
    void reportsFindingsOfWhichAnEntryCannotSayAll() {
        String id = world.scanning.add("{\"nvt\": \"1.3.6.1.4.1.25623.1.0.1\", \"hosts\": \"10.0.0.1\","
                + " \"text\": \"x\", \"new_severity\": \"low\"}");

        ExportProblem problem =
                notExported(RegisterScope.builder().from(SCOPE).detection(false).build());

        assertThat(problem.ids()).containsExactly(id);
        assertThat(problem.message()).isEqualTo("an entry cannot say all that the rule does");
    }

    @Test
    void reportsExceptionsThatCannotBeWritten() {
        String bare = world.detection.add("{\"Name\": \"Bare\", \"ObjectType\": \"ExceptionRule\"}");
        String nested = world.detection.add(AGENT.replace("\"Scope\"", "\"NestedUnknown\": {\"a\": 1}, \"Scope\""));

        Exported exported =
                export(RegisterScope.builder().from(SCOPE).scanning(false).build());

        assertThat(exported.problems())
                .as(exported.describe())
                .flatExtracting(ExportProblem::ids)
                .contains(bare, nested);
        assertThat(exported.register()).isEmpty();
    }

    @Test
    void reportsExceptionsThatAreEnabledInSeveralRuleSets() {
        world.detection.behavior().extraMembers("{}");
        String id = world.detection.add(AGENT);
        for (String name : List.of("First", "Second")) {
            world.detection.addRuleSet("{\"name\": \"" + name + "\", \"rules\": [{\"detection_rule_id\": \"r1\","
                    + " \"detection_name\": \"One\", \"exceptions\": [{\"exception_id\": \"" + id
                    + "\", \"enabled\": true}]}]}");
        }

        Exported exported = export(SCOPE);

        assertThat(exported.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isExported()).isTrue();
            assertThat(problem.message()).contains("First, Second");
        });
    }

    @Test
    void saysWhichRulesAnotherRegisterManages() {
        world.email.behavior().extraMembers("{}");
        assertThat(world.governance.apply(World.register("""
                          - key: evil
                            ticket: TICKET-1
                            email: {list: blacklist, domain: evil.example}
                        """)).execute().isComplete())
                .isTrue();

        Exported exported = export(EMAIL);

        assertThat(exported.problems())
                .hasSize(2)
                .allMatch(problem -> problem.isExported() && problem.message().contains("another register"));
        assertThat(exported.register().orElseThrow().entries())
                .hasSize(2)
                .allMatch(entry -> entry.ticket().orElseThrow().equals("TICKET-1"));
    }

    @Test
    void namesWhatItCouldNotRead() {
        world.email.add("whitelist", PARTNER);
        world.email
                .faults()
                .when(request -> request.path().endsWith("/exceptions/blacklist"))
                .always(Fault.status(403));

        Exported exported = world.governance.export(EMAIL, UNTIL).execute();

        assertThat(exported.isComplete()).isFalse();
        assertThat(exported.unreadable())
                .extracting(source -> source.source())
                .containsExactly(new Source("email", World.ACME, "blacklist"));
        assertThat(exported.register().orElseThrow().entries()).hasSize(1);
        assertThat(exported.describe()).startsWith("UNREADABLE email mt-prod-3:acme blacklist");
    }

    @Test
    void saysWhichVendorsItHasNoClientFor() {
        Governance emailOnly =
                Governance.builder().email(world.emailClient).clock(world.time).build();

        Exported exported = emailOnly.export(SCOPE, UNTIL).execute();

        assertThat(exported.isComplete()).isFalse();
        assertThat(exported.notices())
                .extracting(notice -> notice.source().vendor())
                .containsExactly("detection", "scanning");
    }

    @Test
    void readsTheKnownTablesUnlessSomeAreNamed() {
        world.email.add("spam_whitelist", PARTNER);
        RegisterScope scope = RegisterScope.builder()
                .email(RegisterScope.Email.builder().build())
                .build();

        Register register = export(scope).register().orElseThrow();

        assertThat(register.scope().email().orElseThrow().tables())
                .containsExactly("whitelist", "blacklist", "spam_whitelist");
        assertThat(register.entries())
                .extracting(RegisterEntry::key)
                .singleElement()
                .satisfies(key -> assertThat(key).startsWith("email-spam-whitelist-"));
    }

    @Test
    void refusesScopesBeforeAnythingIsSent() {
        int before = world.email.requests().size();

        assertThatThrownBy(() -> {
                    var unused = world.governance.export(RegisterScope.builder().build(), UNTIL);
                })
                .isInstanceOf(RegisterException.class)
                .hasMessageContaining("scope");
        assertThatThrownBy(() -> {
                    var unused = world.governance.export(
                            RegisterScope.builder()
                                    .email(RegisterScope.Email.builder()
                                            .addTenants("@gold")
                                            .build())
                                    .build(),
                            UNTIL);
                })
                .isInstanceOf(RegisterException.class)
                .hasMessageContaining("@gold");
        assertThat(world.email.requests()).hasSize(before);
    }

    @Test
    void hostileTextChangesNothing() {
        ObjectNode hostile = World.object(PARTNER);
        hostile.put("comment", "[wv1 000000 00000000 0000] \u001b[2J\u202E<script>\n  owner: mallory\u0007\uD800");
        world.email.add("whitelist", hostile);
        ObjectNode fake = World.object(PARTNER.replace("partner", "other"));
        fake.put("comment", "[wv1 000000 00000000 0000] [wv1 000000 00000000 0000] x");
        world.email.add("whitelist", fake);
        ObjectNode field = World.object("{\"subjectMatching\": \"contains\"}");
        field.put("subject", "\u001b[2J\u202Ehello");
        world.email.add("whitelist", field);

        Exported exported = export(EMAIL);

        assertThat(exported.describe()).doesNotContain("\u001b", "\u202E", "\u0007");
        assertThat(exported.register().orElseThrow().entries())
                .as(exported.describe())
                .hasSize(3)
                .allMatch(entry -> entry.owner().isEmpty())
                .anyMatch(entry ->
                        entry.text().filter(text -> text.contains("<script>")).isPresent())
                .allMatch(entry -> entry.ruleText()
                        .map(text -> text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x202E)
                                && !text.startsWith("[wv"))
                        .orElse(true));
    }
}
