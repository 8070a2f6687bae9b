/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import retrofit2.http.POST;

/** Tests how long a call waits for an authentication, and what its error says if that is too long. */
@Timeout(60)
class AuthenticationWaitsTest {
    interface AuthApi {
        @ReadOnly
        @POST("sign-in")
        ApiCall<JsonNode> signIn();
    }

    /** The response to a sign-in that is not answered while the scenario runs. */
    private static final MockResponse STALLED = new MockResponse.Builder().build();

    private final CountDownLatch over = new CountDownLatch(1);
    private final ManualClock time = new ManualClock();
    private final Queue<MockResponse> signIns = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signInRequests = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    private interface Scenario {
        void run(TestProtocol.Api api) throws Exception;
    }

    private void with(boolean http2, SdkClock clock, Scenario scenario) throws Exception {
        OkHttpClient.Builder http = new OkHttpClient.Builder();
        try (MockWebServer server = new MockWebServer()) {
            if (http2) {
                server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
                http.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            }
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                    if (!request.getUrl().encodedPath().equals("/sign-in")) {
                        others.incrementAndGet();
                        return new MockResponse.Builder().body("{\"data\":{}}").build();
                    }
                    signInRequests.incrementAndGet();
                    MockResponse next = signIns.poll();
                    if (STALLED.equals(next)) {
                        over.await();
                    }
                    return next != null
                            ? next
                            : new MockResponse.Builder()
                                    .body("{\"data\":{\"token\":\"t\"}}")
                                    .build();
                }
            });
            server.start();
            String url = server.url("/").toString();
            SdkTransport transport = SdkTransport.using(http.build());
            AuthApi auth = new TestProtocol.Builder()
                    .transport(transport)
                    .clock(clock)
                    .jitter(() -> 0)
                    .build(url)
                    .builtInApi(AuthApi.class);
            TestProtocol.Api api = new TestProtocol.Builder()
                    .transport(transport)
                    .clock(clock)
                    .jitter(() -> 0)
                    .build(url, () -> auth.signIn()
                            .map(json -> AccessToken.untilRefused(
                                    Secret.of("token", json.path("token").asText()))))
                    .builtInApi(TestProtocol.Api.class);
            try {
                scenario.run(api);
            } finally {
                over.countDown();
            }
        }
    }

    private static SdkException failure(ApiCall<?> call, boolean async) {
        Throwable e = catchThrowable(() ->
                assertThat(async ? call.executeAsync().get() : call.execute()).isNull());
        return (SdkException) Objects.requireNonNull(e instanceof ExecutionException ? e.getCause() : e);
    }

    private static CallOptions deadline(Duration value) {
        return CallOptions.builder()
                .deadline(value)
                .attemptTimeout(Duration.ofHours(1))
                .build();
    }

    private static MockResponse.Builder status(int status) {
        return new MockResponse.Builder().code(status).body("{\"message\":\"no\"}");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aPauseThatTheDeadlineDoesNotAllowFailsAtOnceWithTheSignInsError(boolean async, boolean http2)
            throws Exception {
        with(http2, time, api -> {
            signIns.add(status(503).addHeader("Retry-After", "60").build());
            CallOptions few = deadline(Duration.ofSeconds(5));
            SdkException first = failure(api.create(Map.of("a", 1)).with(few), async);
            assertThat(first)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("authentication was refused: 503 no");
            assertThat(first.getCause()).isInstanceOfSatisfying(ServerException.class, e -> {
                assertThat(e.status()).isEqualTo(503);
                assertThat(e.operation()).isEqualTo("AuthApi.signIn");
            });
            time.advance(Duration.ofSeconds(10));
            SdkException second = failure(api.get("1").with(few), async);
            assertThat(second)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining(
                            "authentication was not sent: failed at 2026-11-22T10:00:00Z, next try in 50 s: 503 no")
                    .hasCause(first.getCause());
            assertThat(second.attempts()).isZero();
            assertThat(time.waits()).isEmpty();
            assertThat(signInRequests).hasValue(1);

            ApiCall<?> patient = api.get("1").with(deadline(Duration.ofMinutes(2)));
            if (async) {
                CompletableFuture<?> waiting = patient.executeAsync();
                while (time.scheduledWithin(Duration.ofSeconds(50)) == 0) {
                    Thread.onSpinWait();
                }
                assertThat(time.scheduledWithin(Duration.ofSeconds(49))).isZero();
                time.advance(Duration.ofSeconds(50));
                waiting.get();
            } else {
                patient.execute();
                assertThat(time.waits()).containsExactly(Duration.ofSeconds(50));
            }
            assertThat(signInRequests).hasValue(2);
            assertThat(others).hasValue(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aRefusalIsNotRepeatedForAWhile(boolean async, boolean http2) throws Exception {
        with(http2, time, api -> {
            for (int i = 0; i < 2; i++) {
                signIns.add(status(401).build());
            }
            SdkException first = failure(api.get("1"), async);
            for (int i = 0; i < 99; i++) {
                SdkException e = failure(i % 2 == 0 ? api.get("1") : api.remove("1"), async);
                assertThat(e)
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("authentication was not sent: refused at 2026-11-22T10:00:00Z,"
                                + " next try in 1 s: 401 no")
                        .hasCause(first.getCause());
                assertThat(((ApiException) e).status()).isEqualTo(401);
                assertThat(e.attempts()).isZero();
                assertThat(e.exchanges()).isEmpty();
            }
            assertThat(signInRequests).hasValue(1);
            time.advance(Duration.ofSeconds(1));
            assertThat(failure(api.get("1"), async)).hasMessageContaining("authentication was refused: 401 no");
            assertThat(failure(api.get("1"), async)).hasMessageContaining("next try in 2 s");
            assertThat(signInRequests).hasValue(2);
            time.advance(Duration.ofSeconds(2));
            assertThat(api.get("1").execute()).isNotNull();
            assertThat(signInRequests).hasValue(3);
        });
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void theAttemptTimeoutBoundsTheWaitAndTheNextCallStartsAnother(boolean async, boolean http2) throws Exception {
        with(http2, SdkClock.system(), api -> {
            CallOptions.Builder brief = CallOptions.builder().attemptTimeout(Duration.ofMillis(200));
            signIns.add(STALLED);
            SdkException e =
                    failure(api.create(Map.of("a", 1)).with(brief.maxRetries(0).build()), async);
            assertThat(e)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("the authentication took longer than 200 ms");
            assertThat(e.mayHaveBeenApplied()).isFalse();
            assertThat(api.get("1").execute()).isNotNull();
            assertThat(signInRequests).hasValue(2);
            assertThat(others).hasValue(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aCallWithRetriesStartsAnotherItself(boolean async, boolean http2) throws Exception {
        with(http2, SdkClock.system(), api -> {
            signIns.add(STALLED);
            ApiCall<JsonNode> call = api.create(Map.of("a", 1))
                    .with(CallOptions.builder()
                            .attemptTimeout(Duration.ofMillis(300))
                            .build());
            assertThat(async ? call.executeAsync().get() : call.execute()).isNotNull();
            assertThat(signInRequests).hasValue(2);
        });
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void theDeadlineBoundsTheWaitAndTheAuthenticationGoesOn(boolean async, boolean http2) throws Exception {
        with(http2, SdkClock.system(), api -> {
            signIns.add(new MockResponse.Builder()
                    .body("{\"data\":{\"token\":\"t\"}}")
                    .headersDelay(1, TimeUnit.SECONDS)
                    .build());
            SdkException e = failure(api.get("1").with(deadline(Duration.ofMillis(100))), async);
            assertThat(e)
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("during the authentication");
            assertThat(api.get("1").execute()).isNotNull();
            assertThat(signInRequests).hasValue(1);
        });
    }
}
