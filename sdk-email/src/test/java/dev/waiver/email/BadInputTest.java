package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waiver.core.CallOptions;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is refused before anything is sent, by an error that names the field. */
class BadInputTest extends EmailFixture {
    private static final EmailExceptionRule EMPTY =
            EmailExceptionRule.builder().comment("matches nothing").subject(" ").build();

    @AfterEach
    void nothingWasSent() {
        assertThat(hec.requests()).isEmpty();
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(field + ": ");
    }

    private static void notNull(String field, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(field);
    }

    @Test
    void anEmptyId() {
        EmailExceptions exceptions = exceptions();
        for (String id : List.of("", " ", ".", "..", "a\uD800", "\uDC00a")) {
            refused("id", () -> exceptions.get(EmailList.WHITELIST, id));
            refused("id", () -> exceptions.replace(EmailList.WHITELIST, id, RULE));
            refused("id", () -> exceptions.edit(EmailList.WHITELIST, id, rule -> rule));
            refused("id", () -> exceptions.remove(EmailList.WHITELIST, id));
        }
        refused("list", () -> EmailList.of(" "));
        refused("list", () -> EmailList.of(".."));
        refused("list", () -> EmailList.of("a\uD800"));
    }

    @Test
    void aRuleThatMatchesNothing() {
        EmailExceptions exceptions = exceptions();
        refused("rule", () -> exceptions.create(EmailList.WHITELIST, EMPTY));
        refused("rule", () -> exceptions.createAll(EmailList.WHITELIST, List.of(RULE, EMPTY)));
        refused("rule", () -> exceptions.replace(EmailList.WHITELIST, "1", EMPTY));
        refused("rule", () -> exceptions.ensure(EmailList.WHITELIST, EMPTY));
        EmailExceptionRule modeOnly = EmailExceptionRule.builder()
                .senderDomainMatching(MatchMode.ENDS_WITH)
                .build();
        refused("rule", () -> exceptions.create(EmailList.WHITELIST, modeOnly));
    }

    @Test
    void aModeWithoutItsFieldIsNotRefused() {
        EmailExceptionRule rule = RULE.withLinkDomainMatching(MatchMode.CONTAINS);
        assertThat(exceptions().create(EmailList.WHITELIST, rule)).isNotNull();
        assertThat(exceptions().ensure(EmailList.WHITELIST, rule)).isNotNull();
    }

    @Test
    void whatWasReadFromTheServiceMayReplace() {
        assertThat(exceptions().replace(EmailList.WHITELIST, "1", EMPTY.withEntityId("1")))
                .isNotNull();
    }

    @Test
    @SuppressWarnings("NullAway") // callers without a null checker
    void nulls() {
        EmailExceptions exceptions = exceptions();
        notNull("list", () -> exceptions.list(null));
        notNull("id", () -> exceptions.get(EmailList.WHITELIST, null));
        notNull("rule", () -> exceptions.create(EmailList.WHITELIST, null));
        notNull("rule", () -> exceptions.replace(EmailList.WHITELIST, "1", null));
        notNull("change", () -> exceptions.edit(EmailList.WHITELIST, "1", null));
        notNull("onDifference", () -> exceptions.ensure(EmailList.WHITELIST, RULE, null));
        notNull("clientId", () -> InfinityCredentials.of(null, "x"));
        notNull("secret", () -> LegacyCredentials.of("x", null));
    }

    @Test
    void credentials() {
        refused("accessKey", () -> InfinityCredentials.of("id", " "));
        refused("accessKey", () -> InfinityCredentials.of("id", "key\n"));
        refused("clientId", () -> InfinityCredentials.of("", "key"));
        refused("appId", () -> LegacyCredentials.of("US:app\r\n", "key"));
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
        refused("tenantScope", () -> client().forTenant(" "));
        refused("tenantScope", () -> EmailClient.builder().tenantScope("a\nb"));
        refused("header x-note", () -> CallOptions.builder().header("x-note", "a\r\nb"));
    }

    @Test
    void aSupplierThatAnswersNothingIsAnErrorOfTheCall() {
        EmailClient client =
                closing(settings().infinityCredentialsFrom(() -> null).build());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.scopes().execute())
                .isNotInstanceOf(AuthenticationException.class)
                .isInstanceOf(dev.waiver.core.error.SdkException.class)
                .hasMessageContaining("credentials: the supplier answered null");
    }
}
