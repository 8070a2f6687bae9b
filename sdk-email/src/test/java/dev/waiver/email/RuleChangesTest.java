/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the {@code with} methods: what they refuse, what they keep, and what goes out. */
class RuleChangesTest extends EmailFixture {
    /** A rule with shapes that a builder refuses, as a service may have stored it. */
    private static final String ODD = "{\"entityId\":\"17\",\"senderName\":\" \",\"linkDomainMatching\":\"contains\","
            + "\"subject\":\"Invoice\",\"matchOnlyFuture\":\"False\",\"futureMember\":[1.50]}";

    private static final EmailExceptionRule READ = JsonCodec.strictNames().read(EmailExceptionRule.class, ODD);

    private static final Map<String, BiFunction<EmailExceptionRule, @Nullable String, EmailExceptionRule>> FIELDS =
            Map.of(
                    "attachmentMd5", EmailExceptionRule::withAttachmentMd5,
                    "recipient", EmailExceptionRule::withRecipient,
                    "senderClientIp", EmailExceptionRule::withSenderClientIp,
                    "senderDomain", EmailExceptionRule::withSenderDomain,
                    "senderEmail", EmailExceptionRule::withSenderEmail,
                    "senderIp", EmailExceptionRule::withSenderIp,
                    "senderName", EmailExceptionRule::withSenderName,
                    "subject", EmailExceptionRule::withSubject,
                    "linkDomains", EmailExceptionRule::withLinkDomains);

    private static final Map<String, BiFunction<EmailExceptionRule, Optional<String>, EmailExceptionRule>> OPTIONALS =
            Map.of(
                    "attachmentMd5", EmailExceptionRule::withAttachmentMd5,
                    "recipient", EmailExceptionRule::withRecipient,
                    "senderClientIp", EmailExceptionRule::withSenderClientIp,
                    "senderDomain", EmailExceptionRule::withSenderDomain,
                    "senderEmail", EmailExceptionRule::withSenderEmail,
                    "senderIp", EmailExceptionRule::withSenderIp,
                    "senderName", EmailExceptionRule::withSenderName,
                    "subject", EmailExceptionRule::withSubject,
                    "linkDomains", (rule, text) -> rule.withLinkDomains(text.map(LinkDomains::of)));

    private static final Map<String, Function<EmailExceptionRule, EmailExceptionRule>> PAIRS = Map.of(
            "senderDomain", rule -> rule.withSenderDomain(" ", MatchMode.ENDS_WITH),
            "senderEmail", rule -> rule.withSenderEmail("", MatchMode.CONTAINS),
            "senderName", rule -> rule.withSenderName("", MatchMode.CONTAINS),
            "recipient", rule -> rule.withRecipient("\t", MatchMode.MATCH),
            "subject", rule -> rule.withSubject("", MatchMode.CONTAINS),
            "linkDomains", rule -> rule.withLinkDomains(" , ", MatchMode.CONTAINS));

    private static final Map<String, BiFunction<EmailExceptionRule, MatchMode, EmailExceptionRule>> MODES = Map.of(
            "senderDomain", EmailExceptionRule::withSenderDomainMatching,
            "senderEmail", EmailExceptionRule::withSenderEmailMatching,
            "senderName", EmailExceptionRule::withSenderNameMatching,
            "recipient", EmailExceptionRule::withRecipientMatching,
            "subject", EmailExceptionRule::withSubjectMatching,
            "linkDomains", EmailExceptionRule::withLinkDomainMatching);

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void aMatchFieldThatLostItsValueIsRefused() {
        EmailExceptionRule rule = EmailExceptionRule.builder().comment("x").build();
        FIELDS.forEach((field, with) -> {
            assertThatNullPointerException()
                    .isThrownBy(() -> with.apply(rule, null))
                    .withMessage(field);
            refused(field, "don't set it", () -> with.apply(rule, ""));
            refused(field, "don't set it", () -> with.apply(rule, " "));
        });
        OPTIONALS.forEach((field, with) -> refused(field, "don't set it", () -> with.apply(rule, Optional.of(" "))));
        PAIRS.forEach((field, with) -> refused(field, "don't set it", () -> with.apply(rule)));
        assertThatNullPointerException()
                .isThrownBy(() -> rule.withSubject("Invoice", null))
                .withMessage("subjectMatching");
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void aRuleFromSettingsThatLackAValueIsRefused() {
        Properties settings = new Properties();
        settings.setProperty("blank", " ");
        assertThatNullPointerException()
                .isThrownBy(() ->
                        EmailExceptionRule.builder().senderDomain(settings.getProperty("missing"), MatchMode.ENDS_WITH))
                .withMessage(
                        "senderDomain: must not be null, or the rule would match more; to match any, don't set it");
        refused("senderDomain", "don't set it", () -> EmailExceptionRule.builder()
                .senderDomain(settings.getProperty("blank"), MatchMode.ENDS_WITH));
        refused(
                "domain",
                "such as evil.example",
                () -> EmailExceptionRule.domainAndSubdomains(settings.getProperty("blank")));
    }

    @Test
    void aModeWithoutItsFieldIsRefused() {
        EmailExceptionRule rule = EmailExceptionRule.builder().comment("x").build();
        MODES.forEach(
                (field, with) -> refused(field, "allowModeWithoutField()", () -> with.apply(rule, MatchMode.CONTAINS)));
        assertThat(rule.withSubject("Invoice")
                        .withSubjectMatching(MatchMode.CONTAINS)
                        .subjectMatching())
                .contains(MatchMode.CONTAINS);
    }

    @Test
    void aFieldIsClearedWithItsMode() {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .subject("Invoice", MatchMode.CONTAINS)
                .linkDomains("a.example", MatchMode.CONTAINS)
                .senderIp("192.0.2.1")
                .build();
        EmailExceptionRule rest =
                EmailExceptionRule.builder().senderIp("192.0.2.1").build();
        assertThat(rule.withSubject(Optional.empty()).withLinkDomains(Optional.empty()))
                .isEqualTo(rest);
        assertThat(rule.withSubject(Optional.of("Invoice 17")).subjectMatching())
                .contains(MatchMode.CONTAINS);
        assertThat(READ.withLinkDomains(Optional.empty()).linkDomainMatching()).isEmpty();
    }

    @Test
    void pairsAndFlags() {
        EmailExceptionRule rule =
                EmailExceptionRule.builder().senderIp("192.0.2.1").build();
        assertThat(rule.withSenderDomain("a.example", MatchMode.CONTAINS)
                        .withSenderEmail("a@a.example", MatchMode.MATCH)
                        .withSenderName("A", MatchMode.CONTAINS)
                        .withRecipient("b@b.example", MatchMode.MATCH)
                        .withSubject("Invoice", MatchMode.CONTAINS)
                        .withLinkDomains("c.example", MatchMode.CONTAINS)
                        .withQuarantineAll(true)
                        .withMatchOnlyFuture(false)
                        .withIgnoringSpfCheck(true))
                .isEqualTo(EmailExceptionRule.builder()
                        .senderIp("192.0.2.1")
                        .senderDomain("a.example", MatchMode.CONTAINS)
                        .senderEmail("a@a.example", MatchMode.MATCH)
                        .senderName("A", MatchMode.CONTAINS)
                        .recipient("b@b.example", MatchMode.MATCH)
                        .subject("Invoice", MatchMode.CONTAINS)
                        .linkDomains("c.example", MatchMode.CONTAINS)
                        .quarantineAll(true)
                        .matchOnlyFuture(false)
                        .ignoringSpfCheck(true)
                        .build());
    }

    @Test
    void aFlagKeepsTheFormInWhichItWasRead() {
        assertThat(READ.withMatchOnlyFuture(true).matchOnlyFuture()).contains(EmailFlag.text(true));
        EmailExceptionRule sent = READ.withMatchOnlyFuture(EmailFlag.of(false));
        assertThat(sent.withMatchOnlyFuture(true).matchOnlyFuture()).contains(EmailFlag.of(true));
        assertThat(sent.toBuilder().matchOnlyFuture(true).build().matchOnlyFuture())
                .contains(EmailFlag.of(true));
    }

    @Test
    void aRuleThatWasReadPassesThroughEdit() {
        for (UnaryOperator<EmailExceptionRule> change : List.<UnaryOperator<EmailExceptionRule>>of(
                rule -> rule.withComment("Reviewed"),
                rule -> rule.withSenderName(" ").withComment("Reviewed"),
                rule -> rule.withSenderName(rule.senderName()).withComment("Reviewed"),
                rule -> rule.withLinkDomainMatching(MatchMode.CONTAINS).withComment("Reviewed"),
                rule -> rule.toBuilder().comment("Reviewed").build())) {
            hec.reset();
            String id = hec.add("whitelist", ODD);
            EmailExceptionRule edited =
                    exceptions(EmailList.WHITELIST).edit(id, change).execute();
            assertThat(edited.comment()).contains("Reviewed");
            ObjectNode sent = requestData(hec.writes().get(0));
            ObjectNode expected = object(ODD).put("comment", "Reviewed");
            expected.remove("entityId");
            sent.remove(List.of("ignoringSpfCheck", "revision")); // the simulator adds them to every rule
            assertThat(sent).isEqualTo(expected);
        }
    }

    @Test
    void aNewShapeOfARuleThatWasReadIsRefused() {
        refused("senderName", "don't set it", () -> READ.withSenderName(""));
        refused("subject", "don't set it", () -> READ.withSubject(" "));
        refused("linkDomains", "set both", () -> READ.withLinkDomainMatching(MatchMode.MATCH));
    }

    @Test
    void aDomainAndItsSubdomainsAreTwoRules() {
        List<EmailExceptionRule> rules = EmailExceptionRule.domainAndSubdomains(" evil.example ").stream()
                .map(rule -> rule.withComment("TICKET-4711"))
                .toList();
        List<EmailExceptionRule> created =
                exceptions(EmailList.BLACKLIST).createAll(rules).execute().rules();
        assertThat(created).hasSize(2).allMatch(EmailExceptionRule::hasId);
        assertThat(creates())
                .extracting(call -> requestData(call).toString())
                .containsExactly(
                        "{\"comment\":\"TICKET-4711\",\"senderDomain\":\"evil.example\","
                                + "\"senderDomainMatching\":\"exact\"}",
                        "{\"comment\":\"TICKET-4711\",\"senderDomain\":\".evil.example\","
                                + "\"senderDomainMatching\":\"endswith\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".evil.example",
                "evil.example.",
                "evil..example",
                "com",
                "https://evil.example",
                "*.evil.example",
                "a@evil.example",
                "evil.example,b.example",
                "evil.example b.example"
            })
    void whatIsNoDomainIsRefused(String domain) {
        refused("domain", "such as evil.example", () -> EmailExceptionRule.domainAndSubdomains(domain));
    }

    private static void refused(String field, String fix, ThrowingCallable code) {
        assertThatIllegalArgumentException()
                .isThrownBy(code)
                .withMessageStartingWith(field + ": ")
                .withMessageContaining(fix);
    }
}
