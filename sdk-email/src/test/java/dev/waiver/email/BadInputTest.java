/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of input that is refused before anything is sent, by an error that names the field. */
class BadInputTest extends EmailFixture {
    private static final EmailExceptionRule EMPTY = JsonCodec.strictNames()
            .read(EmailExceptionRule.class, "{\"comment\":\"matches nothing\",\"subject\":\" \"}");

    @AfterEach
    void nothingWasSent() {
        assertThat(hec.requests()).isEmpty();
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(field + ": ");
    }

    private static void notNull(String field, ThrowingCallable call) {
        assertThatNullPointerException()
                .isThrownBy(call)
                .withMessageMatching(field + "(: must not be null, .*don't set it)?");
    }

    @Test
    void aRuleThatWasNotReadHasNoId() {
        ExceptionRule rule = RULE;
        assertThat(rule.hasId()).isFalse();
        assertThatThrownBy(rule::id).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("id: ");
        ExceptionRule read =
                EmailExceptionRule.rawBuilder().from(RULE).entityId("17").build();
        assertThat(read.hasId()).isTrue();
        assertThat(read.id()).isEqualTo("17");
    }

    @Test
    void aRuleThatMatchesNothing() {
        EmailClient email = client();
        refused("rule", () -> email.exceptions(EmailList.WHITELIST).create(EMPTY));
        refused("rules[1]", () -> email.exceptions(EmailList.WHITELIST).createAll(List.of(RULE, EMPTY)));
        refused("rules[1]", () -> email.exceptions(EmailList.WHITELIST).ensureAll(List.of(RULE, EMPTY)));
        refused("rule", () -> email.exceptions(EmailList.WHITELIST).replace("1", EMPTY));
        refused("rule", () -> email.exceptions(EmailList.WHITELIST).ensure(EMPTY));
        EmailExceptionRule modeOnly = EmailExceptionRule.builder()
                .senderDomainMatching(MatchMode.ENDS_WITH)
                .allowModeWithoutField()
                .build();
        refused("rule", () -> email.exceptions(EmailList.WHITELIST).create(modeOnly));
    }

    private static final Map<String, BiConsumer<EmailExceptionRule.Builder, @Nullable String>> MATCH_FIELDS = Map.of(
            "attachmentMd5", EmailExceptionRule.Builder::attachmentMd5,
            "recipient", EmailExceptionRule.Builder::recipient,
            "senderClientIp", EmailExceptionRule.Builder::senderClientIp,
            "senderDomain", EmailExceptionRule.Builder::senderDomain,
            "senderEmail", EmailExceptionRule.Builder::senderEmail,
            "senderIp", EmailExceptionRule.Builder::senderIp,
            "senderName", EmailExceptionRule.Builder::senderName,
            "subject", EmailExceptionRule.Builder::subject,
            "linkDomains", EmailExceptionRule.Builder::linkDomains);

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void aMatchFieldThatLostItsValue() {
        MATCH_FIELDS.forEach((field, setter) -> {
            EmailExceptionRule.Builder builder = EmailExceptionRule.builder().senderDomain("evil.example");
            notNull(field, () -> setter.accept(builder, null));
            refused(field, () -> setter.accept(builder, ""));
            refused(field, () -> setter.accept(builder, " "));
        });
        refused("linkDomains", () -> EmailExceptionRule.builder().linkDomains(", ", MatchMode.CONTAINS));
        refused("linkDomains", () -> EmailExceptionRule.builder().linkDomains(LinkDomains.listOf(List.of())));
        refused("senderDomain", () -> EmailExceptionRule.builder().senderDomain("", MatchMode.ENDS_WITH));
        notNull("subjectMatching", () -> EmailExceptionRule.builder().subjectMatching(null));
    }

    @Test
    void aModeWithoutItsField() {
        MatchMode mode = MatchMode.CONTAINS;
        for (EmailExceptionRule.Builder builder : List.of(
                EmailExceptionRule.builder().senderDomainMatching(mode),
                EmailExceptionRule.builder().senderEmailMatching(mode),
                EmailExceptionRule.builder().senderNameMatching(mode),
                EmailExceptionRule.builder().recipientMatching(mode),
                EmailExceptionRule.builder().subjectMatching(mode),
                EmailExceptionRule.builder().linkDomainMatching(mode))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageContaining(": is not set, but its mode is")
                    .withMessageContaining("allowModeWithoutField()");
            assertThat(builder.allowModeWithoutField().build().matchesNothing()).isTrue();
        }
        refused("subject", () -> RULE.withSubject(Optional.empty()).toBuilder()
                .subjectMatching(mode)
                .build());
    }

    @Test
    void aRuleThatWasReadIsNotJudged() {
        EmailExceptionRule read = JsonCodec.strictNames()
                .read(
                        EmailExceptionRule.class,
                        "{\"entityId\":\"1\",\"senderName\":\" \",\"linkDomainMatching\":\"contains\","
                                + "\"subject\":\"Invoice\"}");
        assertThat(read.toBuilder().build()).isEqualTo(read);
        assertThat(read.toBuilder().senderName(" ").comment("Reviewed").build())
                .isEqualTo(read.withComment("Reviewed"));
        refused("senderName", () -> read.toBuilder().senderName(""));
        refused("subject", () -> read.toBuilder().subject(" "));
        refused(
                "linkDomains",
                () -> read.toBuilder().linkDomainMatching(MatchMode.MATCH).build());
    }

    @Test
    void aModeWithoutItsFieldIsAllowedByName() {
        EmailExceptionRule rule = RULE.toBuilder()
                .linkDomainMatching(MatchMode.CONTAINS)
                .allowModeWithoutField()
                .build();
        assertThat(exceptions(EmailList.WHITELIST).create(rule)).isNotNull();
        assertThat(exceptions(EmailList.WHITELIST).ensure(rule)).isNotNull();
    }

    @Test
    void whatWasReadFromTheServiceMayReplace() {
        assertThat(exceptions(EmailList.WHITELIST)
                        .replace(
                                "1",
                                EmailExceptionRule.rawBuilder().entityId("1").build()))
                .isNotNull();
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void nulls() {
        EmailClient email = client();
        notNull("list", () -> email.exceptions(null).list());
        notNull("rule", () -> email.exceptions(EmailList.WHITELIST).create(null));
        notNull("rule", () -> email.exceptions(EmailList.WHITELIST).replace("1", null));
        notNull("change", () -> email.exceptions(EmailList.WHITELIST).edit("1", null));
        notNull("onDifference", () -> email.exceptions(EmailList.WHITELIST).ensure(RULE, null));
        notNull("clientId", () -> InfinityCredentials.of(null, "x"));
        notNull("secret", () -> LegacyCredentials.of("x", null));
    }

    @Test
    void credentials() {
        refused("accessKey", () -> InfinityCredentials.of("id", " "));
        refused("accessKey", () -> InfinityCredentials.of("id", "key\n"));
        refused("clientId", () -> InfinityCredentials.of("", "key"));
        refused("appId", () -> LegacyCredentials.of("US:app\r\n", "key"));
        refused("appId", () -> LegacyCredentials.of("US:äpp", "key"));
        refused(
                "credentials",
                () -> EmailClient.builder().region(EmailRegion.US).build());
        assertThat(InfinityCredentials.of("id", "hidden").toString() + LegacyCredentials.of("id", "hidden"))
                .doesNotContain("hidden");
    }

    @Test
    void baseUrls() {
        refused("region", () -> EmailClient.builder().credentials(key()).build());
        for (String url : List.of(
                "gw.example",
                "https://",
                "https://gw.example/?a=b",
                "https://gw.example/#x",
                "https://user:pass@gw.example",
                "https://gw.example/app/hec-api/v1.0",
                "https://gw.example/v1.0/")) {
            refused("baseUrl", () -> EmailClient.builder().baseUrl(url));
        }
        refused("baseUrl", () -> EmailClient.builder()
                .baseUrl("http://gw.example")
                .credentials(key())
                .build());
        closing(EmailClient.builder()
                .baseUrl("http://gw.example")
                .allowPlainHttp()
                .credentials(key())
                .build());
    }

    @Test
    void aRegionAndCredentialsThatDoNotFit() {
        refused("region", () -> EmailClient.builder()
                .region(EmailRegion.US)
                .credentials(legacyKey())
                .build());
        refused("legacyRegion", () -> EmailClient.builder()
                .legacyRegion(LegacyEmailRegion.EU)
                .credentials(key())
                .build());
        EmailClient corrected = closing(EmailClient.builder()
                .region(EmailRegion.US)
                .baseUrl("https://gw.example/prefix")
                .credentials(legacyKey())
                .build());
        assertThat(corrected.toString()).isEqualTo("EmailClient[https://gw.example/prefix/v1.0/]");
    }

    @Test
    void scopesAndHeaders() {
        refused("tenantScope", () -> EmailClient.builder().tenantScope("a\nb"));
        refused("header x-note", () -> CallOptions.builder().header("x-note", "a\r\nb"));
    }

    @Test
    void aSupplierThatReturnsNothingIsAnErrorOfTheCall() {
        EmailClient client = closing(settings().credentials(() -> null).build());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.scopes().execute())
                .isNotInstanceOf(AuthenticationException.class)
                .isInstanceOf(dev.waiver.core.error.SdkException.class)
                .hasMessageContaining("credentials: the supplier returned null");
    }
}
