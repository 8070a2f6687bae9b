/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.spi.AccessToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.POST;

/**
 * Tests the error of a call whose authentication failed: the call's name, and the ids and attempts of what was sent.
 */
class AuthenticationErrorsTest {
    interface AuthApi {
        @ReadOnly
        @POST("sign-in")
        ApiCall<JsonNode> signIn();
    }

    private final MockWebServer server = new MockWebServer();
    private final Queue<MockResponse> signIns = new ConcurrentLinkedQueue<>();
    private final Queue<MockResponse> others = new ConcurrentLinkedQueue<>();
    private final Queue<String> signInIds = new ConcurrentLinkedQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private TestProtocol.Api api;

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                if (request.getUrl().encodedPath().equals("/sign-in")) {
                    signInIds.add(request.getHeaders().get("x-id"));
                    open.await();
                    return signIns.remove();
                }
                return others.remove();
            }
        });
        server.start();
        String url = server.url("/").toString();
        AuthApi auth = new TestProtocol.Builder().jitter(() -> 0).build(url).builtInApi(AuthApi.class);
        api = new TestProtocol.Builder()
                .jitter(() -> 0)
                .build(url, () -> auth.signIn()
                        .map(json -> AccessToken.untilRefused(
                                Secret.of("token", json.path("token").asText()))))
                .builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        open.countDown();
        server.close();
    }

    private static MockResponse response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static SdkException failure(ApiCall<?> call, boolean async) {
        Throwable e = catchThrowable(() ->
                assertThat(async ? call.executeAsync().get() : call.execute()).isNull());
        return (SdkException) Objects.requireNonNull(e instanceof ExecutionException ? e.getCause() : e);
    }

    private void showsTheSignIn(SdkException error, int attempts) {
        assertThat(error.requestId()).isEqualTo(signInIds.peek());
        assertThat(signInIds).containsOnly(error.requestId());
        assertThat(error.attempts()).isEqualTo(attempts);
        assertThat(error.getMessage()).contains("request id " + error.requestId() + ", attempts " + attempts);
        assertThat(error.getCause()).isInstanceOfSatisfying(SdkException.class, cause -> assertThat(cause.requestId())
                .isEqualTo(error.requestId()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusalHasTheNameOfTheCallAndTheIdOfTheSignIn(boolean async) {
        open.countDown();
        signIns.add(response(403, "{\"message\":\"no\"}"));
        SdkException error = failure(
                api.get("1").with(CallOptions.builder().requestId("mine").build()), async);
        assertThat(error).isInstanceOf(AuthenticationException.class);
        assertThat(error.operation()).isEqualTo("Api.get");
        assertThat(((AuthenticationException) error).status()).isEqualTo(403);
        assertThat(error.mayHaveBeenApplied()).isFalse();
        showsTheSignIn(error, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allAttemptsOfTheSignInAreShown(boolean async) {
        open.countDown();
        for (int i = 0; i < 3; i++) {
            signIns.add(response(503, ""));
        }
        SdkException error = failure(api.remove("1"), async);
        assertThat(error).isInstanceOf(ServerException.class);
        assertThat(error.exchanges()).extracting(Exchange::status).containsExactly(503, 503, 503);
        assertThat(error.exchanges()).extracting(Exchange::requestId).containsOnly(error.requestId());
        assertThat(error.mayHaveBeenApplied()).isFalse();
        showsTheSignIn(error, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostSignInHasItsIdToo(boolean async) {
        open.countDown();
        for (int i = 0; i < 3; i++) {
            signIns.add(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        }
        SdkException error = failure(api.get("1"), async);
        assertThat(error).isInstanceOf(TransportException.class);
        assertThat(error.exchanges()).isEmpty();
        showsTheSignIn(error, error.attempts());
        assertThat(error.attempts()).isEqualTo(signInIds.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAmbiguousWriteStaysAmbiguousAndItsExchangesComeFirst(boolean async) {
        open.countDown();
        signIns.add(response(200, "{\"data\":{\"token\":\"t\"}}"));
        signIns.add(response(503, ""));
        signIns.add(response(403, ""));
        others.add(response(503, ""));
        others.add(response(401, ""));
        SdkException error = failure(api.remove("1"), async);
        assertThat(error).isInstanceOf(AuthenticationException.class);
        assertThat(error.mayHaveBeenApplied()).isTrue();
        assertThat(error.exchanges()).extracting(Exchange::status).containsExactly(503, 401, 503, 403);
        assertThat(new ArrayList<>(signInIds).get(1)).isEqualTo(error.requestId());
        assertThat(error.exchanges().get(2).requestId()).isEqualTo(error.requestId());
        assertThat(error.attempts()).isEqualTo(2);
    }

    @Test
    void allThatWaitForOneSignInShowItsId() throws Exception {
        signIns.add(response(403, ""));
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            waiting.add(api.get("" + i).executeAsync());
        }
        CompletableFuture<SdkException> blocking = new CompletableFuture<>();
        Thread caller = new Thread(() -> blocking.complete(failure(api.create(java.util.Map.of()), false)));
        caller.start();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        open.countDown();
        showsTheSignIn(blocking.get(), 1);
        assertThat(blocking.get().operation()).isEqualTo("Api.create");
        for (CompletableFuture<?> each : waiting) {
            ExecutionException e = catchThrowableOfType(ExecutionException.class, each::get);
            showsTheSignIn((SdkException) Objects.requireNonNull(e.getCause()), 1);
        }
        assertThat(signInIds).hasSize(1);
    }
}
