/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.SdkException;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.EmailBehavior.LegacyToken;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tests of both authentication schemes. */
class AuthenticationTest extends EmailFixture {
    private EmailClient legacy() {
        return closing(settings().credentials(legacyKey()).build());
    }

    private static void use(EmailClient client) {
        client.exceptions(EmailList.WHITELIST).list().toList();
    }

    private List<RecordedRequest> authentications() {
        return hec.requests().stream().filter(RecordedRequest::authentication).toList();
    }

    @Test
    void infinityAuthenticatesUnderTheGatewayAndWorksBelowTheService() {
        use(client());
        RecordedRequest signIn = hec.requests().get(0);
        assertThat(signIn.target()).isEqualTo("/auth/external");
        assertThat(body(signIn))
                .isEqualTo(object("{\"clientId\":\"simulated-client\",\"accessKey\":\"simulated-access-key\"}"));
        assertThat(signIn.header("Content-Type")).contains("application/json");
        assertThat(signIn.header("Authorization")).isEmpty();
        RecordedRequest data = hec.requests().get(1);
        assertThat(data.target()).isEqualTo("/app/hec-api/v1.0/exceptions/whitelist");
        assertThat(data.header("Authorization").orElseThrow()).startsWith("Bearer hec-");
        assertThat(data.header("Accept")).contains("application/json");
        assertThat(data.header("x-av-req-id")).isPresent();
    }

    @Test
    void aGatewayBehindAPathIsFollowed() {
        EmailClient client = closing(settings()
                .baseUrl(hec.baseUrl() + "/proxy/hec/")
                .credentials(key())
                .build());
        assertThatThrownBy(() -> use(client)).isInstanceOf(SdkException.class);
        assertThat(hec.requests().get(0).target()).isEqualTo("/proxy/hec/auth/external");
    }

    @Test
    void aThousandCallersWithoutATokenCostOneAuthenticationAndABurstOfRefusalsOneMore() {
        EmailClient client = client();
        for (int round = 1; round <= 2; round++) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                all.add(client.scopes().executeAsync());
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
            assertThat(authentications()).hasSize(round);
            hec.revokeTokens();
        }
    }

    @Test
    void theLifetimeIsTakenFromSecondsElseFromTheDateElseHalfAnHour() {
        record Case(boolean expires, boolean expiresIn, Duration life) {}
        for (Case one : List.of(
                new Case(true, true, Duration.ofMinutes(10)),
                new Case(false, true, Duration.ofMinutes(10)),
                new Case(true, false, Duration.ofMinutes(10)),
                new Case(false, false, Duration.ofMinutes(30)))) {
            hec.reset();
            hec.behavior().tokenLifetime(one.life()).includesExpiry(one.expires(), one.expiresIn());
            EmailClient client = client();
            use(client);
            time.advance(one.life().minusMinutes(8)); // the token is still used well before its end
            hec.behavior().tokenLifetime(Duration.ofHours(10));
            use(client);
            assertThat(authentications()).hasSize(1);
            hec.revokeTokens(); // a request with the old token would get a 401
            time.advance(Duration.ofMinutes(8).minusSeconds(5));
            use(client);
            assertThat(authentications()).as("%s", one).hasSize(2);
            assertThat(hec.requests()).as("%s", one).noneMatch(call -> call.status() == 401);
        }
    }

    @Test
    void wrongCredentialsAreRefusedByStatusOrInsideA200() {
        EmailClient client = closing(settings()
                .credentials(InfinityCredentials.of("simulated-client", "wrong-access-key"))
                .build());
        for (boolean with200 : new boolean[] {false, true}) {
            hec.behavior().refusesAuthenticationWith200(with200);
            assertThatThrownBy(() -> use(client)).isInstanceOfSatisfying(AuthenticationException.class, e -> {
                assertThat(e).hasMessageContaining("Invalid client credentials");
                assertThat(e.status()).isEqualTo(with200 ? 200 : 401);
                assertThat(e.toString()).doesNotContain("wrong-access-key");
                assertThat(e.operation()).isEqualTo("EmailExceptions.list");
            });
            assertThatThrownBy(() -> use(client))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("not sent: refused at");
            time.advance(Duration.ofSeconds(2));
        }
        assertThat(hec.requests()).hasSize(2).allMatch(RecordedRequest::authentication);
    }

    @Test
    void aResponseWithoutATokenIsAnError() {
        for (String body : List.of("{\"success\":true,\"data\":{}}", "<html>", "{\"data\":{\"token\":\"a b\"}}", "")) {
            hec.faults()
                    .authentication()
                    .next(Fault.body(200, "application/json", body.getBytes(StandardCharsets.UTF_8)));
            assertThatThrownBy(() -> use(client()))
                    .isInstanceOf(SdkException.class)
                    .hasMessageContaining("authentication");
        }
    }

    @Test
    void theSupplierIsCalledForEachAuthentication() {
        AtomicReference<InfinityCredentials> current = new AtomicReference<>(key());
        EmailClient client = closing(settings().credentials(current::get).build());
        use(client);
        hec.addKey(new EmailSimulator.Credentials("second-client", "second-key"));
        current.set(InfinityCredentials.of("second-client", "second-key"));
        hec.revokeTokens();
        use(client);
        assertThat(body(authentications().get(1)).get("clientId").asText()).isEqualTo("second-client");
    }

    @Test
    void aReplayUnderANewTokenKeepsTheRequestId() {
        EmailClient client = client();
        use(client);
        hec.revokeTokens();
        client.scopes().execute();
        List<Optional<String>> ids = hec.requests("GET", "/scopes").stream()
                .map(call -> call.header("x-av-req-id"))
                .toList();
        assertThat(ids).hasSize(3).satisfies(all -> assertThat(all.get(2)).isEqualTo(all.get(1)));
    }

    @Test
    void legacyCallsAreSigned() {
        EmailClient client = legacy();
        client.exceptions(EmailList.BLACKLIST).create(RULE).execute();
        RecordedRequest signIn = hec.requests().get(0);
        assertThat(signIn.target()).isEqualTo("/v1.0/auth");
        assertThat(signIn.header("x-av-app-id")).contains("US:simulated");
        assertThat(signIn.header("x-av-token")).contains("");
        assertThat(signIn.header("x-av-date").orElseThrow()).isEqualTo("2026-11-20T16:41:35.000");
        RecordedRequest create = creates().get(0);
        assertThat(create.target()).isEqualTo("/v1.0/exceptions/blacklist");
        assertThat(create.header("Authorization")).isEmpty();
        assertThat(hec.rules("blacklist")).hasSize(1);
        assertThat(hec.requests()).allMatch(call -> call.status() == 200);
    }

    @Test
    void aLegacyCallIsSignedOverWhatGoesOutAlsoBehindAnInterceptor() {
        try (SdkTransport transport = SdkTransport.builder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .url(chain.request()
                                .url()
                                .newBuilder()
                                .addQueryParameter("trace", "a b:c/d")
                                .build())
                        .build()))
                .build()) {
            EmailClient client = closing(settings()
                    .transport(transport)
                    .credentials(legacyKey())
                    .tenantScope(EmailSimulator.DEFAULT_SCOPE)
                    .build());
            use(client);
            RecordedRequest list = hec.requests("GET", "/exceptions/whitelist").get(0);
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.parameter("trace")).contains("a b:c/d");
            assertThat(list.parameter("scope")).contains(EmailSimulator.DEFAULT_SCOPE);
        }
    }

    @Test
    void eachAttemptIsSignedAnew() {
        EmailClient client = legacy();
        use(client);
        hec.faults().when("GET", "/exceptions/whitelist").next(Fault.retryAfter(503, "5"));
        use(client);
        List<RecordedRequest> lists = hec.requests("GET", "/exceptions/whitelist");
        assertThat(lists.get(1).header("x-av-date")).isNotEqualTo(lists.get(2).header("x-av-date"));
        assertThat(lists.get(1).header("x-av-req-id")).isEqualTo(lists.get(2).header("x-av-req-id"));
        assertThat(lists.get(2).status()).isEqualTo(200);
        hec.faults().authentication().next(Fault.retryAfter(503, "0"));
        hec.revokeTokens();
        use(client);
        assertThat(lists).isNotEmpty();
    }

    @Test
    void theLegacyTokenIsReadInEachForm() {
        hec.behavior().legacyToken(LegacyToken.QUOTED);
        use(legacy());
        String token =
                hec.requests("GET", "/exceptions").get(0).header("x-av-token").orElseThrow();
        assertThat(token).doesNotContain("\"").startsWith("ey");
        for (String body : List.of(
                "\n  some-token \r\n",
                "{\"token\":\"some-token\"}",
                "{\"data\":{\"access_token\":\"some-token\"}}",
                "{\"responseData\":\"some-token\"}")) {
            hec.faults().authentication().next(Fault.body(200, "text/plain", body.getBytes(StandardCharsets.UTF_8)));
            hec.faults()
                    .when("GET", "/exceptions")
                    .next(Fault.body(
                            200, "application/json", "{\"responseData\":[]}".getBytes(StandardCharsets.UTF_8)));
            use(legacy());
            List<RecordedRequest> lists = hec.requests("GET", "/exceptions");
            assertThat(lists.get(lists.size() - 1).header("x-av-token")).contains("some-token");
        }
    }

    @Test
    void theLegacyTokenLivesAsLongAsItSays() {
        hec.behavior().tokenLifetime(Duration.ofMinutes(10));
        EmailClient client = legacy();
        use(client);
        time.advance(Duration.ofMinutes(2));
        use(client);
        assertThat(authentications()).hasSize(1);
        time.advance(Duration.ofMinutes(8).minusSeconds(5));
        use(client);
        assertThat(authentications()).hasSize(2);
    }

    @Test
    void legacyRefusalsAreAuthenticationErrors() {
        EmailClient unknownApp = closing(settings()
                .credentials(LegacyCredentials.of("US:nobody", "simulated-secret"))
                .build());
        assertThatThrownBy(() -> use(unknownApp))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("could not find app");
        EmailClient wrongSecret = closing(settings()
                .credentials(LegacyCredentials.of("US:simulated", "wrong-secret"))
                .build());
        assertThatThrownBy(() -> use(wrongSecret))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Unauthorized");
        assertThat(authentications()).hasSize(2);
    }

    @Test
    void swappedLegacyKeysSignTheirOwnTokens() {
        AtomicReference<LegacyCredentials> current = new AtomicReference<>(legacyKey());
        EmailClient client = closing(settings().credentials(current::get).build());
        use(client);
        hec.addLegacyKey(new EmailSimulator.LegacyCredentials("US:second", "second-secret"));
        current.set(LegacyCredentials.of("US:second", "second-secret"));
        use(client); // the old token belongs to the old key
        hec.revokeTokens();
        use(client);
        List<RecordedRequest> lists = hec.requests("GET", "/exceptions/whitelist");
        assertThat(lists).extracting(RecordedRequest::status).containsExactly(200, 200, 401, 200);
        assertThat(lists.get(3).header("x-av-app-id")).contains("US:second");
    }

    @Test
    void aRequestUnderWayWhileKeysAreSwappedIsSignedWithTheKeyOfItsToken() {
        hec.addLegacyKey(new EmailSimulator.LegacyCredentials("US:second", "second-secret"));
        AtomicReference<LegacyCredentials> current = new AtomicReference<>(legacyKey());
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        try (SdkTransport transport = SdkTransport.builder()
                .addInterceptor(chain -> {
                    meanwhile.getAndSet(() -> {}).run();
                    return chain.proceed(chain.request());
                })
                .build()) {
            EmailClient client = closing(
                    settings().transport(transport).credentials(current::get).build());
            use(client);
            hec.faults().when("GET", "/scopes").next(Fault.status(401));
            meanwhile.set(() -> {
                current.set(LegacyCredentials.of("US:second", "second-secret"));
                client.scopes().execute(); // gets a 401: authenticates with the second key
            });
            client.exceptions(EmailList.BLACKLIST).list().toList();
            assertThat(authentications()).hasSize(2);
            assertThat(hec.requests("GET", "/exceptions/blacklist"))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.status()).isEqualTo(200);
                        assertThat(call.header("x-av-app-id")).contains("US:simulated");
                    });
        }
    }

    @Test
    void noErrorShowsAKeyThatTheAuthenticationRepeats() {
        hec.faults().authentication().always(Fault.echo(403));
        assertThatThrownBy(() -> exceptions(EmailList.BLACKLIST).list().toList())
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.rawBody() + e + e.headers())
                        .contains("\"clientId\":\"simulated-client\"")
                        .doesNotContain("simulated-access-key"));
    }

    @Test
    void aSupplierOfTheOtherKindIsAnErrorThatSaysWhatToDo() {
        AtomicReference<EmailCredentials> current = new AtomicReference<>(key());
        EmailClient client = closing(settings().credentials(() -> current.get()).build());
        use(client);
        current.set(legacyKey());
        hec.revokeTokens();
        assertThatThrownBy(() -> use(client))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("the supplier returned LegacyCredentials")
                .hasMessageContaining("built for InfinityCredentials; build another client");
    }

    @Test
    void aRegionTellsTheKindOfASuppliersCredentialsBeforeItIsCalled() {
        AtomicInteger calls = new AtomicInteger();
        EmailClient client = closing(settings()
                .legacyRegion(LegacyEmailRegion.of(hec.baseUrl()))
                .credentials(() -> {
                    calls.incrementAndGet();
                    return legacyKey();
                })
                .build());
        assertThat(calls).hasValue(0);
        use(client);
        assertThat(calls).hasValue(1);
    }
}
