/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.SdkException;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningSimulator.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.PUT;

class AuthenticationTest extends ScanningFixture {

    @Test
    void aUserAuthenticatesBesideV2AndItsTokenIsABearer() {
        ScanningClient client = closing(settings().credentials(user()).build());
        client.exceptions().list().toList();
        client.exceptions().list().toList();

        RecordedRequest signIn = cg.requests().get(0);
        assertThat(signIn.target()).isEqualTo("/auth/sign_in"); // no password in the URL
        assertThat(signIn.header("x-api-key")).contains("simulated-api-key");
        assertThat(signIn.header("Authorization")).isEmpty();
        assertThat(json(signIn.body()))
                .isEqualTo(json("{\"username\":\"simulated-user\",\"password\":\"simulated-password\"}"));
        assertThat(cg.requests("GET", "/exceptions")).isNotEmpty().allSatisfy(call -> {
            assertThat(call.header("x-api-key")).contains("simulated-api-key");
            assertThat(call.header("Authorization").orElse("")).startsWith("Bearer session-");
            assertThat(call.header("Accept")).contains("application/json");
        });
        assertThat(cg.tokensIssued()).isEqualTo(1);
    }

    @Test
    void anAccessTokenGoesOutAsItIs() {
        exceptions().list().toList();
        assertThat(cg.requests()).allSatisfy(call -> {
            assertThat(call.header("Authorization")).contains("Basic simulated-access-token");
            assertThat(call.header("x-api-key")).contains("simulated-api-key");
        });
        assertThat(cg.tokensIssued()).isZero();
    }

    @Test
    void aRefusedTokenCostsOneMoreAuthentication() {
        ScanningClient client = closing(settings().credentials(user()).build());
        client.exceptions().list().toList();
        cg.revokeTokens();
        client.exceptions().list().toList();
        assertThat(cg.tokensIssued()).isEqualTo(2);

        cg.faults().always(Fault.status(401));
        assertThatThrownBy(() -> client.exceptions().list().toList()).isInstanceOf(AuthenticationException.class);
        assertThat(cg.tokensIssued()).isEqualTo(3);
    }

    @Test
    void theSupplierIsCalledForEachAuthenticationAndTheKeyBelongsToItsToken() {
        cg.addUser(new Credentials("other-key", "other", "other-password"));
        AtomicReference<ScanningCredentials> current = new AtomicReference<>(user());
        ScanningClient client = closing(settings().credentials(current::get).build());
        client.exceptions().list().toList();
        current.set(PasswordCredentials.of("other-key", "other", "other-password"));
        client.exceptions().list().toList();
        assertThat(cg.requests().get(cg.requests().size() - 1).header("x-api-key"))
                .contains("simulated-api-key"); // the token in use belongs to this key

        cg.revokeTokens();
        client.exceptions().list().toList();
        assertThat(cg.requests().get(cg.requests().size() - 1).header("x-api-key"))
                .contains("other-key");
    }

    @ParameterizedTest
    @CsvSource({"200, false", "401, false", "202, true"})
    void theSecondStepIsMadeWithTheCallersCode(int status, boolean passwordAgain) {
        cg.behavior().oneTimePassword("123456", status, passwordAgain);
        PasswordCredentials credentials = user().withOneTimePassword(() -> "123456");
        ScanningClient client = closing(settings()
                .credentials(passwordAgain ? credentials.withPasswordInSecondStep() : credentials)
                .build());

        assertThat(client.exceptions().list().toList()).isEmpty();
        assertThat(cg.tokensIssued()).isEqualTo(1);
        var second = json(cg.requests().get(1).body());
        assertThat(second.path("otp_attempt").asText()).isEqualTo("123456");
        assertThat(second.path("otp_session_state").asText()).isNotBlank();
        assertThat(second.has("password")).isEqualTo(passwordAgain);
    }

    @Test
    void aSecondStepWithoutACallbackSaysWhatToDo() {
        cg.behavior().oneTimePassword("123456", 200, false);
        ScanningClient client = closing(settings().credentials(user()).build());
        assertThatThrownBy(() -> client.exceptions().list().toList())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("withOneTimePassword");
    }

    @Test
    void aCallbackThatFailsOrGivesNothingIsAnAuthenticationError() {
        cg.behavior().oneTimePassword("123456", 200, false);
        ScanningClient blank = closing(
                settings().credentials(user().withOneTimePassword(() -> " ")).build());
        assertThatThrownBy(() -> blank.exceptions().list().toList())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("gave none");
        ScanningClient failing = closing(settings()
                .credentials(user().withOneTimePassword(() -> {
                    throw new IllegalStateException("the phone is off, the code was 123456");
                }))
                .build());
        assertThatThrownBy(() -> failing.exceptions().list().toList())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("callback")
                .hasMessageNotContaining("123456");
    }

    @Test
    void aWrongCodeIsSentOnce() {
        cg.behavior().oneTimePassword("123456", 200, false);
        cg.faults().authentication().next(Fault.none(), Fault.status(500));
        ScanningClient client = closing(settings()
                .credentials(user().withOneTimePassword(() -> "654321"))
                .build());
        assertThatThrownBy(() -> client.exceptions().list().toList()).isInstanceOf(SdkException.class);
        assertThat(cg.requests()).hasSize(2);
    }

    @Test
    void aSecondStepThatFailsLooksLikeNoChange() {
        cg.behavior().oneTimePassword("123456", 200, false);
        ScanningClient client = closing(settings()
                .credentials(user().withOneTimePassword(() -> "123456"))
                .build());
        for (Fault trouble : List.of(
                Fault.status(200, Map.of("Content-Type", "application/json"), "{}"),
                Fault.status(401),
                Fault.status(500),
                Fault.closeAfterApplying())) {
            cg.faults().authentication().next(Fault.none(), trouble);
            assertThatThrownBy(() -> client.exceptions().remove("1").execute())
                    .as("%s", trouble)
                    .isInstanceOf(SdkException.class)
                    .satisfies(error -> {
                        for (Throwable e = error; e != null; e = e.getCause()) {
                            assertThat(e).isNotInstanceOf(AppliedButUnconfirmedException.class);
                            if (e instanceof SdkException ours) {
                                assertThat(ours.mayHaveBeenApplied()).isFalse();
                            }
                        }
                    });
        }
        cg.faults()
                .authentication()
                .next(Fault.none(), Fault.status(200, Map.of("Content-Type", "application/json"), "{}"));
        assertThatThrownBy(() -> client.exceptions().list().toList()).isInstanceOf(AuthenticationException.class);
    }

    /** The system clock, which counts how often a waiting call looks at it. */
    private static final class CountingClock implements SdkClock {
        final Thread caller = Thread.currentThread();
        final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant now() {
            return SdkClock.system().now();
        }

        @Override
        public long nanoTime() {
            Thread thread = Thread.currentThread();
            if (thread.equals(caller) || thread.getName().equals("waiver-timer")) {
                looks.incrementAndGet();
            }
            return SdkClock.system().nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            SdkClock.system().sleep(nanos);
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            return SdkClock.system().schedule(task, nanos);
        }
    }

    /** A person takes longer than an attempt may; only the deadline bounds that. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPersonHasUntilTheDeadlineAndIsAskedOnce(boolean async) throws Exception {
        cg.behavior().oneTimePassword("123456", 200, false);
        AtomicInteger asked = new AtomicInteger();
        CountingClock counting = new CountingClock();
        ScanningClient client = closing(settings()
                .clock(counting)
                .credentials(user().withOneTimePassword(() -> {
                    asked.incrementAndGet();
                    int looks = counting.looks.get();
                    while (counting.looks.get() < looks + 2) {
                        Thread.onSpinWait(); // until the call's attempt timeout has passed
                    }
                    return "123456";
                }))
                .build());
        ApiCall<List<ScanningExceptionRule>> call = client.exceptions()
                .list()
                .all()
                .with(CallOptions.builder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .maxRetries(0)
                        .build());
        assertThat(async ? call.executeAsync().get() : call.execute()).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(cg.tokensIssued()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"false, 200", "true, 200", "false, 401", "true, 401"})
    void aPersonIsNotAskedAgainWhileARefusalHolds(boolean async, int status) {
        cg.behavior().oneTimePassword("123456", status, false);
        AtomicInteger asked = new AtomicInteger();
        ScanningClient client = closing(settings()
                .credentials(user().withOneTimePassword(() -> {
                    asked.incrementAndGet();
                    if (status == 200) {
                        throw new IllegalStateException("the dialog was closed");
                    }
                    return "654321";
                }))
                .build());
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> {
                        if (async) {
                            client.exceptions().list().all().executeAsync().get();
                        } else {
                            client.exceptions().list().toList();
                        }
                    })
                    .satisfies(e -> assertThat(async ? e.getCause() : e).isInstanceOf(AuthenticationException.class));
        }
        assertThat(asked).hasValue(1);
        assertThat(cg.requests()).hasSize(status == 200 ? 1 : 2);
    }

    @Test
    void wrongCredentialsCarryTheDocumentedErrorAndNoSecret() {
        ScanningClient client = closing(settings()
                .credentials(PasswordCredentials.of("simulated-api-key", "simulated-user", "wrong-password"))
                .build());
        assertThatThrownBy(() -> client.exceptions().get("1").execute())
                .isInstanceOfSatisfying(AuthenticationException.class, e -> {
                    assertThat(e.status()).isEqualTo(401);
                    assertThat(e.errors()).singleElement().satisfies(error -> {
                        assertThat(error.message()).isEqualTo("Invalid login credentials");
                        assertThat(error.code()).contains("unauthorized");
                        assertThat(error.details()).isEqualTo(Map.of("timestamp", "2026-11-20T16:41:35Z"));
                    });
                    assertThat(e.toString()).doesNotContain("wrong-password").doesNotContain("simulated-api-key");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token"})
    void anAccessTokenIsGeneratedAndRevoked(String member) {
        cg.behavior().accessTokenMember(member);
        ScanningClient client = closing(settings().credentials(user()).build());
        Secret token = client.user().generateAccessToken().execute();
        assertThat(cg.accepts(token.reveal())).isTrue();
        assertThat(token.toString()).isEqualTo("***");

        ScanningClient withToken = closing(settings()
                .credentials(AccessTokenCredentials.of("simulated-api-key", token.reveal()))
                .build());
        withToken.user().revokeAccessToken().execute();
        assertThat(cg.accepts(token.reveal())).isFalse();
        assertThatThrownBy(() -> withToken.exceptions().list().toList()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aResponseWithoutATokenIsNotShown() {
        cg.behavior().accessTokenMember("secret_value");
        assertThatThrownBy(() -> client().user().generateAccessToken().execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("access_token")
                .hasMessageNotContaining("access-");
    }

    interface OurUserApi extends ScanningUserApi {
        @Override
        @PUT("v2/user/access_token/revoke")
        dev.waiver.core.ApiCall<@Nullable Void> revokeAccessToken();
    }

    @Test
    void anInferredPathOfTheUserIsCorrectedWithoutAFork() {
        cg.stub("PUT", "/user/access_token/revoke", "{}");
        ScanningClient client = closing(settings().userApi(OurUserApi.class).build());
        client.user().revokeAccessToken().execute();
        assertThat(cg.requests("PUT", "/user/access_token/revoke")).hasSize(1);
    }

    @Test
    void noErrorShowsAPasswordThatTheAuthenticationRepeats() {
        cg.faults().authentication().always(Fault.echo(403));
        ScanningClient client = closing(settings().credentials(user()).build());
        assertThatThrownBy(() -> client.exceptions().list().toList())
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.rawBody() + e + e.headers())
                        .contains("simulated-user")
                        .doesNotContain("simulated-password", "simulated-api-key"));
    }
}
