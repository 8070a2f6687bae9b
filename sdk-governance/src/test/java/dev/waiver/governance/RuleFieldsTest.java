/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.model.Condition;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.detection.model.FieldOperator;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import dev.waiver.governance.internal.DetectionRuleFields;
import dev.waiver.governance.internal.DetectionRuleKind;
import dev.waiver.governance.internal.EmailRuleFields;
import dev.waiver.governance.internal.EmailRuleKind;
import dev.waiver.governance.internal.RuleFields;
import dev.waiver.governance.internal.RuleKind;
import dev.waiver.governance.internal.ScanningRuleFields;
import dev.waiver.governance.internal.ScanningRuleKind;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How targets become the rules of the vendors, and which rules are the same. */
class RuleFieldsTest {
    private static final JsonCodec JSON = JsonCodec.strictNames();
    private static final Optional<String> TEXT = Optional.of("TICKET-1");

    private static <T extends Target, R> List<R> rules(RuleFields<T, R> fields, T target) {
        return fields.rules(target, TEXT, (path, message) -> {
            throw new AssertionError(path + ": " + message);
        });
    }

    private static <T> T target(Class<T> type, int entry) throws IOException {
        return type.cast(RegisterTest.whole().entries().get(entry).targets().get(0));
    }

    @Test
    void aDomainIsTwoRulesWithTheEffectsBesideIt() throws IOException {
        assertThat(rules(new EmailRuleFields(), target(EmailTarget.class, 0)))
                .containsExactly(
                        EmailExceptionRule.builder()
                                .senderDomain("evil.example", MatchMode.EXACT)
                                .actionNeeded(ActionNeeded.of("phishing"))
                                .comment("TICKET-1")
                                .build(),
                        EmailExceptionRule.builder()
                                .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                                .actionNeeded(ActionNeeded.of("phishing"))
                                .comment("TICKET-1")
                                .build());
    }

    @Test
    void anEmailRuleHasTheMembersAndWhatIsMergedUnchecked() throws IOException {
        assertThat(rules(new EmailRuleFields(), target(EmailTarget.class, 1)))
                .containsExactly(EmailExceptionRule.builder()
                        .senderDomain("partner.example", MatchMode.EXACT)
                        .recipient("ap@acme.example", MatchMode.EXACT)
                        .ignoringSpfCheck(true)
                        .putAdditionalProperty("priority", JSON.read(JsonNode.class, "5"))
                        .putAdditionalProperty("note", JSON.read(JsonNode.class, "\"5\""))
                        .comment("TICKET-1")
                        .build());
    }

    @Test
    void anEmailRuleSurvivesTheWayThroughATarget() {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("0x10", MatchMode.CONTAINS)
                .senderEmail("a@b.example", MatchMode.MATCH)
                .senderName("no", MatchMode.MATCHING)
                .recipient("c@d.example", MatchMode.EXACT)
                .subject("007", MatchMode.of("another"))
                .linkDomains(LinkDomains.listOf(List.of("a.example", "b.example")))
                .linkDomainMatching(MatchMode.ENDS_WITH)
                .senderIp("2001:db8::1")
                .senderClientIp("192.0.2.1")
                .attachmentMd5("00000000000000000000000000000000")
                .actionNeeded(ActionNeeded.of("spam"))
                .ignoringSpfCheck(true)
                .matchOnlyFuture(false)
                .quarantineAll(true)
                .comment("TICKET-1")
                .build();

        assertThat(rules(new EmailRuleFields(), EmailTarget.of(EmailList.BLACKLIST, rule)))
                .containsExactly(rule);
    }

    @Test
    void aScanningRuleSurvivesTheWayThroughATarget() {
        for (ScanningScope scope : List.of(
                ScanningScope.hosts("a.example", "192.0.2.0/24"),
                ScanningScope.hostAndPort("a.example", 443),
                ScanningScope.port(80),
                ScanningScope.scan("7"),
                ScanningScope.everywhere())) {
            ScanningExceptionRule rule = ScanningExceptionRule.everywhere()
                    .scope(scope)
                    .nvt("1.3.6.1.4.1.25623.1.0.815255")
                    .text("TICKET-1")
                    .newSeverity(4.5)
                    .build();

            assertThat(rules(new ScanningRuleFields(), ScanningTarget.of(rule))).containsExactly(rule);
        }
    }

    @Test
    void aScanningRuleHasTheMembers() throws IOException {
        assertThat(rules(new ScanningRuleFields(), target(ScanningTarget.class, 2)))
                .containsExactly(ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
                        .nvt("1.3.6.1.4.1.25623.1.0.815255")
                        .text("TICKET-1")
                        .newSeverity(0)
                        .build());
    }

    @Test
    void conditionsAreJoinedByAndInTheOrderOfTheirNames() throws IOException {
        assertThat(rules(new DetectionRuleFields(), target(DetectionTarget.class, 3)))
                .containsExactly(DetectionExceptionRule.windows("Signed build agent")
                        .when(Facet.INSTIGATING_COMMAND_LINE.isAnyOf("agent.exe --ci"))
                        .and(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(RegisterTest.HASH, RegisterTest.NUMBER_LIKE_HASH))
                        .description("TICKET-1")
                        .build());
    }

    @Test
    void aDocumentIsReadWhole() throws IOException {
        DetectionExceptionRule rule = rules(new DetectionRuleFields(), target(DetectionTarget.class, 4))
                .get(0);

        FieldOperator operator =
                List.copyOf(rule.states().get(0).fieldOperators().values()).get(0);
        assertThat(rule.schemaVersion()).hasValue(1);
        assertThat(operator.options().orElseThrow().ignoreCase()).contains(true);
        assertThat(operator.operands().get(1).texts()).containsExactly("C:\\scanner\\scan.exe");
        assertThat(rule.description()).contains("TICKET-1");
    }

    @Test
    void aDetectionExceptionSurvivesTheWayThroughATarget() {
        DetectionExceptionRule rule = DetectionExceptionRule.linux("Agent")
                .when(Facet.TARGET_FILE_PATH.containsAny("/opt/agent").caseSensitive())
                .or(Condition.not(Facet.TARGET_FILE_MD5.isAnyOf("00000000000000000000000000000001")))
                .description("TICKET-1")
                .build();

        assertThat(rules(new DetectionRuleFields(), DetectionTarget.of(rule))).containsExactly(rule);
    }

    @Test
    void everyConstantOfFacetHasAWord() throws ReflectiveOperationException {
        for (Field constant : Facet.class.getFields()) {
            String[] parts = constant.getName().toLowerCase(Locale.ROOT).split("_");
            String word = parts[0]
                    + Stream.of(parts)
                            .skip(1)
                            .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                            .collect(Collectors.joining());
            List<String> values = List.of(
                    constant.getName().contains("SHA256")
                            ? RegisterTest.HASH
                            : constant.getName().contains("MD5") ? "00000000000000000000000000000001" : "x");
            Facet facet = (Facet) constant.get(null);

            assertThat(rules(new DetectionRuleFields(), DetectionTarget.macOs("a", Map.of(word, values))))
                    .containsExactly(DetectionExceptionRule.macOs("a")
                            .when(facet.isAnyOf(values))
                            .description("TICKET-1")
                            .build());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"senderDomain\":\"Evil.Example.\",\"senderDomainMatching\":\"ends_with\"}"
                        + "|{\"senderDomain\":\" evil.example\",\"senderDomainMatching\":\"endswith\"}",
                "{\"senderDomain\":\"bücher.example\"}|{\"senderDomain\":\"xn--bcher-kva.example\"}",
                "{\"senderIp\":\"2001:DB8:0::1\"}|{\"senderIp\":\"2001:db8::1\"}",
                "{\"linkDomains\":\"b.example, A.example\"}|{\"linkDomains\":[\"a.example\",\"b.example\"]}",
                "{\"recipient\":\"A@B.example\"}|{\"recipient\":\"a@b.example\"}"
            })
    void emailRulesThatSelectTheSameAreEqual(String pair) {
        EmailRuleKind kind = new EmailRuleKind();
        List<String> digests = new ArrayList<>();
        for (String rule : pair.split("\\|", -1)) {
            digests.add(kind.digest(JSON.read(EmailExceptionRule.class, rule)));
        }

        assertThat(digests.get(0)).isEqualTo(digests.get(1)).isNotEmpty();
    }

    @Test
    void freeTextIsNeitherMatchNorEffect() throws IOException {
        assertSame(
                new EmailRuleKind(),
                rules(new EmailRuleFields(), target(EmailTarget.class, 0)).get(0));
        assertSame(
                new ScanningRuleKind(),
                rules(new ScanningRuleFields(), target(ScanningTarget.class, 2)).get(0));
        assertSame(
                new DetectionRuleKind(),
                rules(new DetectionRuleFields(), target(DetectionTarget.class, 3))
                        .get(0));
    }

    private static <R extends ExceptionRule> void assertSame(RuleKind<R> kind, R before) {
        R after = kind.withText(before, "other");
        assertThat(kind.text(before)).contains("TICKET-1");
        assertThat(kind.text(after)).contains("other");
        assertThat(kind.digest(after)).isEqualTo(kind.digest(before)).isNotNull();
    }

    @Test
    void effectsHaveOneForm() {
        EmailRuleKind email = new EmailRuleKind();
        EmailExceptionRule bare =
                EmailExceptionRule.builder().senderDomain("a.example").build();
        assertThat(email.digest(bare.withQuarantineAll(false))).isEqualTo(email.digest(bare));
        assertThat(email.digest(JSON.read(
                        EmailExceptionRule.class, "{\"senderDomain\":\"a.example\",\"quarantineAll\":\"True\"}")))
                .isEqualTo(email.digest(bare.withQuarantineAll(true)))
                .isNotEqualTo(email.digest(bare));
        ScanningRuleKind scanning = new ScanningRuleKind();
        ScanningExceptionRule.Builder rule =
                ScanningExceptionRule.everywhere().nvt("1.2.3").text("x");
        assertThat(scanning.digest(
                        rule.newSeverity(new java.math.BigDecimal("0.0")).build()))
                .isEqualTo(scanning.digest(rule.newSeverity(0).build()));
    }

    @Test
    void theServicesFormOfADetectionExceptionHasTheSameEffect() {
        DetectionRuleKind detection = new DetectionRuleKind();
        DetectionExceptionRule sent = DetectionExceptionRule.windows("Agent")
                .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(RegisterTest.HASH, "b".repeat(64)))
                .build();
        String stored = JSON.write(sent)
                .replace("\"Windows\"", "\"windows\"")
                .replace("\"CylanceOPTICS\"", "\"Optics\"")
                .replace(RegisterTest.HASH + "\",\"" + "b".repeat(64), "B".repeat(64) + "\",\"" + RegisterTest.HASH)
                .replace("\"Scope\":\"Global\"", "\"Scope\":\"global\",\"Filters\":[],\"ActivationTimeLimit\":null");
        DetectionExceptionRule read = JsonCodec.anyCase()
                .read(
                        DetectionExceptionRule.class,
                        stored.replace("{\"Name\":\"Agent\"", "{\"Id\":\"7\",\"Name\":\"Agent\""));

        assertThat(stored).isNotEqualTo(JSON.write(sent));
        assertThat(detection.digest(read)).isEqualTo(detection.digest(sent));
    }
}
