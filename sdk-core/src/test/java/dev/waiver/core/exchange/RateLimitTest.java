/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** Tests calls at a service that responds with 429, and calls that get no turn. */
@Timeout(60)
class RateLimitTest {
    interface Others {
        @ReadOnly
        @GET("scopes")
        ApiCall<JsonNode> scopes();

        @POST("auth/token")
        ApiCall<JsonNode> token();
    }

    private static final CallOptions ONCE = CallOptions.builder().maxRetries(0).build();

    private final MockWebServer server = new MockWebServer();
    private final ManualClock clock = new ManualClock();
    private final SdkTransport transport = SdkTransport.create();
    private final Object credential = new Object();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private ClientCore client(RequestLimits limits) {
        return new TestProtocol.Builder()
                .transport(transport)
                .credential(credential)
                .requestLimits(limits)
                .clock(clock)
                .jitter(() -> 1)
                .callbackExecutor(Runnable::run)
                .build(server.url("/").toString());
    }

    private TestProtocol.Api api() {
        return client(RequestLimits.unlimited()).builtInApi(TestProtocol.Api.class);
    }

    private void respond(int... statuses) {
        for (int status : statuses) {
            MockResponse.Builder response =
                    new MockResponse.Builder().code(status).body("{\"code\":200,\"data\":{}}");
            server.enqueue((status == 429 ? response.addHeader("Retry-After", "7") : response).build());
        }
    }

    private static CallOptions deadline(int seconds) {
        return CallOptions.builder().deadline(Duration.ofSeconds(seconds)).build();
    }

    private void awaitEndOfExchange(int requests) {
        while (server.getRequestCount() < requests
                || transport.http().dispatcher().runningCallsCount() > 0) {
            Thread.onSpinWait();
        }
    }

    // ------------------------------------------------------------------ configured limits

    @Test
    void callsThatGiveUpDoNotBlockTheKey() throws Exception {
        respond(200, 200);
        TestProtocol.Api api = client(RequestLimits.of(10, 10, 1)).builtInApi(TestProtocol.Api.class);
        assertThat(api.get("first").execute()).isNotNull();
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            CompletableFuture<?> call = api.get("x").with(deadline(3)).executeAsync();
            if (!call.isDone()) {
                waiting.add(call);
                continue;
            }
            assertThatThrownBy(call::get).cause().isInstanceOfSatisfying(DeadlineExceededException.class, e -> {
                assertThat(e.mayHaveBeenApplied()).isFalse();
                assertThat(e.attempts()).isZero();
                assertThat(e)
                        .hasMessageContaining("not sent: the request limits of this key have no turn before the"
                                + " deadline: the next one is in 3000 ms, and 3000 ms are left")
                        .hasMessageNotContaining("with 429");
            });
        }
        assertThat(waiting).hasSize(29);
        waiting.forEach(call -> call.cancel(true));
        assertThat(api.get("last").with(deadline(10)).execute()).isNotNull();
        assertThat(clock.waits()).containsExactly(Duration.ofMillis(100));
    }

    @ParameterizedTest(name = "asynchronous: {0}")
    @ValueSource(booleans = {true, false})
    void aCallWithoutAPlaceSaysSo(boolean async) throws Exception {
        TestProtocol.Api api = client(RequestLimits.of(1, 1e9)).builtInApi(TestProtocol.Api.class);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build();
            }
        });
        CompletableFuture<?> holder = api.get("slow").executeAsync();
        ApiCall<?> call = api.get("x")
                .with(CallOptions.builder().deadline(Duration.ofMillis(1)).build());
        if (async) {
            CompletableFuture<?> result = call.executeAsync();
            clock.advance(Duration.ofMillis(1));
            assertThatThrownBy(result::get)
                    .hasCauseInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("not sent: the request limits of this key had no free place");
        } else {
            assertThatThrownBy(call::execute)
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("not sent: the request limits of this key had no free place");
        }
        holder.cancel(true);
    }

    // ------------------------------------------------------------------ 429

    @Test
    void allCallsOfTheKeyPauseAndGiveTheirTurnsBack() throws Exception {
        respond(429, 200, 200);
        assertThatThrownBy(() -> api().get("x").with(ONCE).execute()).isInstanceOf(RateLimitException.class);
        List<CompletableFuture<?>> canceled = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            canceled.add(api().get("x").executeAsync());
        }
        assertThat(clock.scheduled()).isEqualTo(50);
        canceled.forEach(call -> call.cancel(true));
        assertThat(clock.scheduled()).isZero();
        assertThatThrownBy(() -> api().create(Map.of()).with(deadline(5)).execute())
                .isInstanceOfSatisfying(DeadlineExceededException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse())
                .hasMessageContaining("the next one is in 7000 ms, and 5000 ms are left; the service has responded to"
                        + " 'rules' with 429");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> api().get("x").execute()).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);

        assertThat(api().get("x").execute()).isNotNull();
        assertThat(api().get("x").execute()).isNotNull();
        assertThat(clock.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    void a429InTheEnvelopePausesAsWell() {
        server.enqueue(new MockResponse.Builder().body("{\"code\":429}").build());
        assertThatThrownBy(() -> api().get("x").with(ONCE).execute()).isInstanceOf(RateLimitException.class);
        respond(200);
        assertThat(api().get("x").execute()).isNotNull();
        assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void more429ThanRetriesAndTheWriteIsDoneOnce() {
        for (int i = 0; i < 5; i++) {
            server.enqueue(new MockResponse.Builder().code(429).build());
        }
        respond(200);
        assertThat(api().create(Map.of()).execute()).isNotNull();
        assertThat(clock.waits())
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(16));
    }

    @Test
    void a429WithoutEndEndsAtTheDeadline() {
        for (int i = 0; i < 20; i++) {
            server.enqueue(new MockResponse.Builder().code(429).build());
        }
        assertThatThrownBy(() -> api().create(Map.of()).execute())
                .isInstanceOfSatisfying(RateLimitException.class, e -> {
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                    assertThat(e.attempts()).isEqualTo(7);
                });
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofSeconds(63).toNanos()); // another minute would be too long
    }

    /** Their times cannot be compared; a service that is started again, as in tests, may have the same URL. */
    @Test
    void aClientOnAnotherClockDoesNotPause() {
        respond(429, 200);
        assertThatThrownBy(() -> api().get("x").with(ONCE).execute()).isInstanceOf(RateLimitException.class);
        ManualClock other = new ManualClock();
        assertThat(new TestProtocol.Builder()
                        .transport(transport)
                        .credential(credential)
                        .clock(other)
                        .build(server.url("/").toString())
                        .builtInApi(TestProtocol.Api.class)
                        .get("x")
                        .execute())
                .isNotNull();
        assertThat(other.waits()).isEmpty();
    }

    @Test
    void anotherFamilyGoesOnAndThePauseHoldsNoPlace() throws Exception {
        respond(429, 200, 200);
        ClientCore client = client(RequestLimits.of(1, 1e9));
        CompletableFuture<?> paused =
                client.builtInApi(TestProtocol.Api.class).get("x").executeAsync();
        awaitEndOfExchange(1);
        assertThat(client.builtInApi(Others.class).scopes().execute()).isNotNull();
        assertThat(paused).isNotDone();
        assertThat(clock.waits()).isEmpty();
        clock.advance(Duration.ofSeconds(7));
        assertThat(paused.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aSignInThatIsRefusedWaitsWithoutAPlace() throws Exception {
        respond(429, 200, 200, 200);
        ClientCore client = client(RequestLimits.of(1, 1e9))
                .authenticatedWith(core -> new TestProtocol.Bearer(() -> core.builtInApi(Others.class)
                        .token()
                        .map(json -> AccessToken.untilRefused(Secret.of("token", "t")))));
        TestProtocol.Api api = client.builtInApi(TestProtocol.Api.class);
        CompletableFuture<?> call = api.get("x").executeAsync();
        awaitEndOfExchange(1);
        while (clock.scheduledWithin(Duration.ofSeconds(7)) == 0) {
            Thread.onSpinWait(); // until the caller waits
        }
        assertThat(call).isNotDone();
        clock.advance(Duration.ofSeconds(7));
        assertThat(call.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(api.get("y").execute()).isNotNull();
        assertThat(clock.waits()).isEmpty(); // rules were not refused
    }
}
