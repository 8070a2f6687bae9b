/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.SdkException;
import dev.waiver.email.auth.InfinityCredentials;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests keys with an authentication URL of their own: where credentials go, and where they do not. */
@Timeout(60)
class AuthenticationUrlTest extends EmailFixture {
    private final MockWebServer portal = new MockWebServer();
    private final MockWebServer gateway = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        for (MockWebServer server : List.of(portal, gateway)) {
            QueueDispatcher responses = new QueueDispatcher();
            responses.setFailFast(true);
            server.setDispatcher(responses);
            server.start();
        }
    }

    @AfterEach
    void stop() {
        portal.close();
        gateway.close();
    }

    private String authenticationUrl() {
        return portal.url("/app/hec-api/v1.0/auth/v2/external").toString();
    }

    private static InfinityCredentials portalKey() {
        return InfinityCredentials.of("portal-client", "portal-key");
    }

    private EmailClient client(InfinityCredentials key) {
        return closing(settings()
                .baseUrl(gateway.url("/").toString())
                .tenantScope("farm:acme")
                .credentials(key)
                .build());
    }

    private static void token(MockWebServer server, String token) {
        server.enqueue(new MockResponse.Builder()
                .body("{\"success\":true,\"data\":{\"token\":\"" + token + "\",\"expiresIn\":1800}}")
                .build());
    }

    private void scopes() {
        gateway.enqueue(new MockResponse.Builder()
                .body("{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[\"farm:acme\"]}")
                .build());
    }

    private static RecordedRequest request(MockWebServer server) throws InterruptedException {
        return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS));
    }

    @Test
    void theKeyGoesToItsUrlAndTheTokenToTheBaseUrl() throws Exception {
        token(portal, "portal-token");
        scopes();
        client(portalKey().withAuthenticationUrl(authenticationUrl())).scopes().execute();

        RecordedRequest signIn = request(portal);
        assertThat(signIn.getRequestLine()).isEqualTo("POST /app/hec-api/v1.0/auth/v2/external HTTP/1.1");
        assertThat(Objects.requireNonNull(signIn.getBody()).utf8())
                .contains("\"clientId\":\"portal-client\"")
                .contains("\"accessKey\":\"portal-key\"");
        assertThat(signIn.getHeaders().get("Authorization")).isNull();
        assertThat(signIn.getHeaders().get("scopes")).isNull();
        RecordedRequest data = request(gateway);
        assertThat(data.getUrl().encodedPath()).isEqualTo("/app/hec-api/v1.0/scopes");
        assertThat(data.getHeaders().get("Authorization")).isEqualTo("Bearer portal-token");
        assertThat(portal.getRequestCount()).isEqualTo(1);
        assertThat(gateway.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRefusedTokenIsRenewedAtTheSameUrl() throws Exception {
        token(portal, "first");
        token(portal, "second");
        gateway.enqueue(new MockResponse.Builder().code(401).body("{}").build());
        scopes();
        client(portalKey().withAuthenticationUrl(authenticationUrl()))
                .scopes()
                .executeAsync()
                .get();
        assertThat(request(portal).getTarget()).isEqualTo(request(portal).getTarget());
        assertThat(request(gateway).getHeaders().get("Authorization")).isEqualTo("Bearer first");
        assertThat(request(gateway).getHeaders().get("Authorization")).isEqualTo("Bearer second");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectCarriesNoCredentialsElsewhere(int status) {
        for (MockWebServer server : List.of(portal, gateway)) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", hec.baseUrl() + "/auth/external")
                    .build());
        }
        assertThatThrownBy(() -> client(portalKey().withAuthenticationUrl(authenticationUrl()))
                        .scopes()
                        .execute())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(String.valueOf(status))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("portal-key"));
        token(portal, "portal-token");
        assertThatThrownBy(() -> client(portalKey().withAuthenticationUrl(authenticationUrl()))
                        .scopes()
                        .execute())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("is not followed: credentials go to the configured address only");
        assertThat(hec.requests()).isEmpty();
    }

    @Test
    void aRefusalAtTheUrlIsAnAuthenticationErrorWithoutTheKey() {
        portal.enqueue(new MockResponse.Builder()
                .code(401)
                .body("{\"Message\":\"no such key portal-key\"}")
                .build());
        assertThatThrownBy(() -> client(portalKey().withAuthenticationUrl(authenticationUrl()))
                        .scopes()
                        .execute())
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.rawBody() + e)
                        .contains("no such key ***")
                        .doesNotContain("portal-key"));
        assertThat(gateway.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portal.example/auth",
                "ftp://portal.example/auth",
                "https://portal.example/auth?x=1",
                "https://portal.example/auth#x",
                "https://me:pw@portal.example/auth",
                ""
            })
    void anUrlThatCannotBe(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> portalKey().withAuthenticationUrl(url))
                .withMessageStartingWith("authenticationUrl: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
    }

    @Test
    void plainHttpIsRefusedAsForTheBaseUrl() {
        InfinityCredentials key = portalKey().withAuthenticationUrl("http://portal.example/auth");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(key))
                .withMessageStartingWith(
                        "authenticationUrl: http to portal.example would send the credentials readable");
        EmailClient later = closing(settings().credentials(() -> key).build());
        assertThatThrownBy(() -> later.scopes().execute())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("authenticationUrl: http to portal.example");
        assertThatCode(() ->
                        closing(settings().allowPlainHttp().credentials(key).build()))
                .doesNotThrowAnyException();
    }

    @Test
    void theSetting() throws Exception {
        token(portal, "portal-token");
        scopes();
        Map<String, String> environment = Map.of(
                "WAIVER_EMAIL_BASE_URL",
                gateway.url("/").toString(),
                "WAIVER_EMAIL_CLIENT_ID",
                "portal-client",
                "WAIVER_EMAIL_ACCESS_KEY",
                "portal-key",
                "WAIVER_EMAIL_AUTHENTICATION_URL",
                authenticationUrl());
        EmailClient client = closing(EmailClient.builder()
                .settings(Settings.environment(environment::get))
                .build());
        assertThat(client.scopes().execute()).containsExactly("farm:acme");
        assertThat(request(portal).getTarget()).isEqualTo("/app/hec-api/v1.0/auth/v2/external");
    }

    @Test
    void theSettingIsNeverIgnored() {
        Map<String, String> legacy = Map.of(
                "WAIVER_EMAIL_APP_ID", "US:app",
                "WAIVER_EMAIL_APP_SECRET", "secret",
                "WAIVER_EMAIL_AUTHENTICATION_URL", authenticationUrl());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailClient.builder().settings(Settings.environment(legacy::get)))
                .withMessageContaining(
                        "email.authentication-url: goes with client-id and access-key, and app-id is set")
                .withMessageContaining("WAIVER_EMAIL_AUTHENTICATION_URL");
        Map<String, String> alone = Map.of("WAIVER_EMAIL_AUTHENTICATION_URL", authenticationUrl());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailClient.builder().settings(Settings.environment(alone::get)))
                .withMessageContaining("client-id is not set");
    }

    /** Clients with the same key and URL share their limits; with another URL, it is another key. */
    @Test
    void requestLimitsTellUrlsApart() {
        limited(authenticationUrl()).execute(); // the sign-in and the read take the whole burst
        limited(portal.url("/other").toString()).execute();
        assertThatThrownBy(() -> limited(authenticationUrl()).execute()).isInstanceOf(DeadlineExceededException.class);
    }

    private ApiCall<List<String>> limited(String url) {
        token(portal, "portal-token");
        scopes();
        return closing(settings()
                        .baseUrl(gateway.url("/").toString())
                        .requestLimits(RequestLimits.of(1, 0.001, 2))
                        .credentials(portalKey().withAuthenticationUrl(url))
                        .build())
                .scopes();
    }

    @Test
    void theAccessorAndTheText() {
        InfinityCredentials key = portalKey().withAuthenticationUrl("https://portal.example/auth/v2");
        assertThat(key.authenticationUrl()).contains("https://portal.example/auth/v2");
        assertThat(portalKey().authenticationUrl()).isEmpty();
        assertThat(key.clientId()).isEqualTo("portal-client");
        assertThat(key).hasToString("InfinityCredentials[portal-client, https://portal.example/auth/v2]");
    }
}
