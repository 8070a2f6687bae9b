/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.detection.auth.DetectionCredentials;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of application credentials and bearer tokens. */
class AuthenticationTest {
    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    private DetectionClient client(DetectionCredentials signIn) {
        return DetectionFixture.client(f.service)
                .credentials(signIn)
                .clock(f.time)
                .jitter(() -> 0)
                .requestLimits(RequestLimits.unlimited())
                .build();
    }

    private List<RecordedRequest> authentications() {
        return f.service.requests("POST", "/auth/v2/token");
    }

    private static JsonNode part(RecordedRequest signIn, int index) {
        String token = JsonCodec.strictNames()
                .read(JsonNode.class, signIn.body())
                .path("auth_token")
                .asText();
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return JsonCodec.strictNames().read(JsonNode.class, new String(json, StandardCharsets.UTF_8));
    }

    @Test
    void theTokenIsSignedAsDocumented() {
        f.client.exceptions().summaries().toList();
        JsonNode claims = part(authentications().get(0), 1);
        long now = f.clock.instant().getEpochSecond();
        assertThat(part(authentications().get(0), 0).path("alg").asText()).isEqualTo("HS256");
        assertThat(part(authentications().get(0), 0).path("typ").asText()).isEqualTo("JWT");
        assertThat(claims.path("iss").asText()).isEqualTo("http://cylance.com");
        assertThat(claims.path("sub").asText())
                .isEqualTo(f.service.credentials().applicationId());
        assertThat(claims.path("tid").asText())
                .isEqualTo(f.service.credentials().tenantId());
        assertThat(claims.path("iat").isIntegralNumber()).isTrue();
        assertThat(claims.path("iat").asLong()).isEqualTo(now);
        assertThat(claims.path("exp").isIntegralNumber()).isTrue();
        assertThat(claims.path("exp").asLong()).isEqualTo(now + 900);
        assertThat(claims.has("scp")).isFalse();
        assertThat(claims.has("src")).isFalse();
    }

    @Test
    void scopesSourceAndLifetimeIfAsked() {
        try (DetectionClient client = client(DetectionFixture.credentials(f.service)
                .withScopes("opticsexception:list", "opticsexception:read")
                .withSource("ci-7")
                .withTokenLifetime(Duration.ofMinutes(30)))) {
            client.exceptions().summaries().toList();
            JsonNode claims = part(authentications().get(0), 1);
            assertThat(claims.path("scp").asText()).isEqualTo("opticsexception:list,opticsexception:read");
            assertThat(claims.path("src").asText()).isEqualTo("ci-7");
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(1800);
        }
    }

    @Test
    void oneTokenServesUntilItEndsAndEachAuthenticationHasAnIdOfItsOwn() {
        for (int i = 0; i < 3; i++) {
            f.client.exceptions().summaries().toList();
            f.client.exceptions().summaries().toList();
            f.time.advance(Duration.ofMinutes(31));
        }
        assertThat(f.service.tokensIssued()).isEqualTo(3);
        Set<String> ids = new HashSet<>();
        authentications().forEach(call -> ids.add(part(call, 1).path("jti").asText()));
        assertThat(ids).hasSize(3).doesNotContain("");
        assertThat(f.service.requests()).noneMatch(call -> call.status() == 401);
    }

    @Test
    void aTokenThatDoesNotSayWhenItEndsIsRenewedBeforeHalfAnHour() {
        f.service.behavior().opaqueTokens(true).tokenLifetime(Duration.ofHours(2));
        f.client.exceptions().summaries().toList();
        f.time.advance(Duration.ofMinutes(20));
        f.client.exceptions().summaries().toList();
        assertThat(f.service.tokensIssued()).isEqualTo(1);
        f.time.advance(Duration.ofMinutes(6));
        f.client.exceptions().summaries().toList();
        assertThat(f.service.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aRevokedTokenIsReplacedOnce() {
        f.client.exceptions().summaries().toList();
        f.service.revokeTokens();
        assertThat(f.client.exceptions().summaries().toList()).isEmpty();
        assertThat(f.service.tokensIssued()).isEqualTo(2);
    }

    @Test
    void aWrongSecretIsAnAuthenticationErrorWithoutTheSecret() {
        try (DetectionClient client = client(ApplicationCredentials.of(
                f.service.credentials().tenantId(), f.service.credentials().applicationId(), "wrong-secret-1234"))) {
            assertThatThrownBy(() -> client.exceptions().get("x").execute())
                    .isInstanceOfSatisfying(AuthenticationException.class, e -> {
                        assertThat(e.status()).isEqualTo(401);
                        assertThat(e.operation()).isEqualTo("DetectionExceptions.get");
                        assertThat(e).hasMessageContaining("Invalid credentials");
                        assertThat(e.toString()).doesNotContain("wrong-secret-1234");
                    });
        }
    }

    @Test
    void anySecretIsUsedAsTheTextThatItIs() {
        for (String secret :
                List.of("s", "YWJj", "abababab-cdcd-4efe-8f0f-121212121212", "0123456789abcdef", "sécret✓")) {
            f.service.addApplication(new DetectionSimulator.Credentials("t", "a", secret));
            try (DetectionClient client = client(ApplicationCredentials.of("t", "a", secret))) {
                assertThat(client.exceptions().summaries().toList()).isEmpty();
            }
        }
    }

    @Test
    void theClockThatWasGivenIsTheOneThatCounts() {
        f.service.faults().authentication().next(Fault.none());
        f.time.advance(Duration.ofDays(400));
        f.client.exceptions().summaries().toList();
        assertThat(part(authentications().get(0), 1).path("iat").asLong())
                .isEqualTo(f.clock.instant().getEpochSecond());
    }

    @Test
    void anExchangeWhoseResponseGotLostIsRepeatedWithANewlySignedToken() {
        try (DetectionSimulator service = DetectionSimulator.create();
                DetectionClient client = DetectionFixture.client(service).build()) {
            service.faults().authentication().next(Fault.closeAfterApplying(), Fault.status(503));
            assertThat(client.exceptions().summaries().toList()).isEmpty();
            Set<String> ids = new HashSet<>();
            service.requests("POST", "/auth/v2/token")
                    .forEach(call -> ids.add(part(call, 1).path("jti").asText()));
            assertThat(ids).hasSize(3);
        }
    }

    /** On a reused connection, where a request with a lost response is sent again at once. */
    @Test
    void noSignedTokenIsSentTwice() {
        f.client.exceptions().summaries().toList();
        f.time.advance(Duration.ofMinutes(31));
        f.service.faults().authentication().next(Fault.closeAfterApplying());
        f.client.exceptions().summaries().toList();
        assertThat(authentications())
                .extracting(call -> part(call, 1).path("jti").asText())
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void anAuthenticationWithoutATokenIsAnError() {
        for (String body : List.of("{}", "{\"access_token\": \"a\\nb\"}", "{\"access_token\": \"\u00e9\"}")) {
            f.service
                    .faults()
                    .authentication()
                    .always(Fault.status(200, Map.of("Content-Type", "application/json"), body));
            assertThatThrownBy(() -> f.client.exceptions().summaries().toList())
                    .isInstanceOf(SdkException.class)
                    .hasCauseInstanceOf(DecodeException.class)
                    .hasRootCauseInstanceOf(DecodeException.class)
                    .hasMessageContaining("access_token");
        }
    }

    @Test
    void a201IsASuccessToo() {
        f.service.behavior().authenticationStatus(201);
        assertThat(f.client.exceptions().summaries().toList()).isEmpty();
    }

    @Test
    void aBearerTokenFromTheCallerIsUsedAsItIs() {
        f.client.exceptions().summaries().toList();
        String token = f.service
                .requests("GET", "/exceptions/v2")
                .get(0)
                .header("Authorization")
                .orElse("")
                .substring(7);
        int before = f.service.tokensIssued();
        try (DetectionClient client = client(BearerToken.of(token))) {
            assertThat(client.exceptions().summaries().toList()).isEmpty();
            f.service.revokeTokens();
            assertThatThrownBy(() -> client.exceptions().summaries().toList())
                    .isInstanceOf(AuthenticationException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(token));
        }
        assertThat(f.service.tokensIssued()).isEqualTo(before);
    }

    @Test
    void credentialsCanBeSwappedWhileTheClientLives() {
        f.service.addApplication(new DetectionSimulator.Credentials("t", "a", "new"));
        AtomicReference<DetectionCredentials> current = new AtomicReference<>(DetectionFixture.credentials(f.service));
        try (DetectionClient client = DetectionFixture.client(f.service)
                .credentials(current::get)
                .clock(f.time)
                .build()) {
            client.exceptions().summaries().toList();
            current.set(ApplicationCredentials.of("t", "a", "new"));
            f.time.advance(Duration.ofMinutes(31));
            client.exceptions().summaries().toList();
        }
        assertThat(authentications())
                .extracting(call -> part(call, 1).path("sub").asText())
                .containsExactly(f.service.credentials().applicationId(), "a");
    }

    @Test
    void a429IsWaitedOutForAMinute() {
        f.service.faults().when("GET", "/exceptions/v2").next(Fault.status(429));
        f.client.exceptions().summaries().toList();
        assertThat(f.time.sleeps()).containsExactly(Duration.ofSeconds(60));
        f.service.faults().when("GET", "/exceptions/v2").always(Fault.status(429));
        assertThatThrownBy(() -> f.client.exceptions().summaries().toList()).isInstanceOf(RateLimitException.class);
    }

    @Test
    void twentyRequestsASecondForAllClientsOfACredential() {
        try (DetectionSimulator service = DetectionSimulator.create();
                DetectionClient one = DetectionFixture.client(service).build();
                DetectionClient two = DetectionFixture.client(service).build();
                DetectionClient fast = DetectionFixture.client(service)
                        .requestLimits(RequestLimits.unlimited())
                        .build()) {
            // 25% above the client's limit: evenly spaced requests may arrive less evenly on a busy machine.
            service.limits().requestsPerSecond(25);
            for (int i = 0; i < 15; i++) {
                one.exceptions().summaries().toList();
                two.exceptions().summaries().toList();
            }
            assertThat(service.requests()).noneMatch(call -> call.status() == 429);
            CallOptions hasty = CallOptions.builder().maxRetries(0).build();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 60; i++) {
                            fast.exceptions().summaries().with(hasty).toList();
                        }
                    })
                    .isInstanceOf(RateLimitException.class);
        }
    }

    @Test
    void noErrorShowsTheSignedTokenThatTheAuthenticationRepeats() {
        f.service.faults().authentication().always(Fault.echo(403));
        assertThatThrownBy(() -> f.client.exceptions().summaries().toList())
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.rawBody() + e + e.headers())
                        .contains("auth_token")
                        .doesNotContain("eyJ"));
    }
}
