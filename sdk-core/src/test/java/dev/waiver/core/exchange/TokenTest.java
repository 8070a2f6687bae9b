/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Secret;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests tokens: one authentication for many callers, one renewal for a burst of refusals. */
class TokenTest {
    private final MockWebServer server = new MockWebServer();
    private final AtomicReference<String> accepted = new AtomicReference<>("t1");
    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (("Bearer " + accepted.get()).equals(request.getHeaders().get("Authorization"))) {
                    return new MockResponse.Builder()
                            .body("{\"code\":200,\"data\":{}}")
                            .build();
                }
                refusals.incrementAndGet();
                return new MockResponse.Builder().code(401).build();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ClientCore client(TestProtocol.Builder builder) {
        return builder.jitter(() -> 0).build(server.url("/").toString(), () -> {
            signIns.incrementAndGet();
            return ApiCall.of(AccessToken.of(Secret.of("token", accepted.get()), Duration.ofMinutes(30)));
        });
    }

    @Test
    void aThousandCallersCostOneAuthentication() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        TestProtocol.Api api = new TestProtocol.Builder()
                .build(server.url("/").toString(), () -> {
                    signIns.incrementAndGet();
                    return ApiCall.of(0).map(x -> {
                        awaitQuietly(asked);
                        return AccessToken.of(Secret.of("token", "t1"), Duration.ofMinutes(30));
                    });
                })
                .builtInApi(TestProtocol.Api.class);
        CompletableFuture<?> first =
                CompletableFuture.supplyAsync(() -> api.get("0").execute());
        List<CompletableFuture<?>> calls = new ArrayList<>();
        calls.add(first);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> started = new ArrayList<>();
        while (signIns.get() == 0) {
            Thread.onSpinWait();
        }
        for (int i = 1; i < 1_000; i++) {
            int n = i;
            started.add(threads.submit(() -> {
                CompletableFuture<?> call = api.get("n" + n).executeAsync();
                synchronized (calls) {
                    calls.add(call);
                }
            }));
        }
        for (Future<?> f : started) {
            f.get();
        }
        asked.countDown();
        CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(calls).hasSize(1_000);
        assertThat(signIns).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBurstOfRefusalsWithOneStaleTokenCostsOneMore() throws Exception {
        TestProtocol.Api api = client(new TestProtocol.Builder()).builtInApi(TestProtocol.Api.class);
        api.get("0").execute();
        accepted.set("t2");
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(threads.submit(() -> api.get("x").executeForResponse()));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();
        assertThat(signIns).hasValue(2);
        assertThat(refusals.get()).isBetween(1, 50);
    }

    @Test
    void theRequestIdStaysWhenATokenIsReplaced() throws Exception {
        TestProtocol.Api api = client(new TestProtocol.Builder()).builtInApi(TestProtocol.Api.class);
        api.get("0").execute();
        server.takeRequest();
        accepted.set("t2");
        var response = api.get("x").executeForResponse();
        assertThat(server.takeRequest().getHeaders().get("x-id"))
                .isEqualTo(server.takeRequest().getHeaders().get("x-id"))
                .isEqualTo(response.requestId());
    }

    @Test
    void aTokenThatIsRefusedAgainIsNotTriedForEver() {
        TestProtocol.Api api = client(new TestProtocol.Builder()).builtInApi(TestProtocol.Api.class);
        accepted.set("t1");
        api.get("0").execute();
        AtomicInteger n = new AtomicInteger();
        TestProtocol.Api wrong = new TestProtocol.Builder()
                .build(
                        server.url("/").toString(),
                        () -> ApiCall.of(AccessToken.untilRefused(Secret.of("token", "wrong" + n.incrementAndGet()))))
                .builtInApi(TestProtocol.Api.class);
        assertThatThrownBy(() -> wrong.get("x").execute()).isInstanceOfSatisfying(AuthenticationException.class, e -> {
            assertThat(e.attempts()).isEqualTo(2);
            assertThat(e.toString()).doesNotContain("wrong1").doesNotContain("wrong2");
        });
        assertThat(n).hasValue(2);
    }

    @Test
    void renewingATokenIsNoRetry() {
        TestProtocol.Api api = client(new TestProtocol.Builder()).builtInApi(TestProtocol.Api.class);
        CallOptions once = CallOptions.builder().maxRetries(0).build();
        api.get("0").execute();
        accepted.set("t2");
        assertThat(api.create(Map.of("a", 1)).with(once).executeForResponse().attempts())
                .isEqualTo(2);
        accepted.set("t3");
        assertThat(api.get("x").with(once).executeForResponse().attempts()).isEqualTo(2);
        assertThat(signIns).hasValue(3);
    }

    @Test
    void whatComesAfterARenewalIsNotTheRefusalAnyMore() {
        server.setDispatcher(new QueueDispatcher());
        for (boolean async : new boolean[] {false, true}) {
            TestProtocol.Api api = new TestProtocol.Builder()
                    .jitter(() -> 0)
                    .build(
                            server.url("/").toString(),
                            () -> ApiCall.of(
                                    AccessToken.untilRefused(Secret.of("token", "token " + signIns.incrementAndGet()))))
                    .builtInApi(TestProtocol.Api.class);
            for (int status : new int[] {401, 503, 500, 500}) {
                server.enqueue(new MockResponse.Builder().code(status).build());
            }
            ApiCall<?> removal = api.remove("7");
            assertThatThrownBy(() -> {
                        if (async) {
                            Object unused = removal.executeAsync().join();
                        } else {
                            removal.execute();
                        }
                    })
                    .satisfies(e -> assertThat(e instanceof CompletionException ? e.getCause() : e)
                            .isInstanceOfSatisfying(ServerException.class, error -> {
                                assertThat(error.attempts()).isEqualTo(4);
                                assertThat(error.mayHaveBeenApplied()).isTrue();
                            }));
        }
    }

    @Test
    void aFailedAuthenticationIsForgotten() {
        AtomicInteger asked = new AtomicInteger();
        TestProtocol.Api api = new TestProtocol.Builder()
                .build(server.url("/").toString(), () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("no credentials yet");
                    }
                    return ApiCall.of(AccessToken.of(Secret.of("token", "t1"), Duration.ofMinutes(30)));
                })
                .builtInApi(TestProtocol.Api.class);
        assertThatThrownBy(() -> api.get("x").execute()).hasMessageContaining("authentication failed");
        api.get("x").execute();
        assertThat(asked).hasValue(2);
    }

    @Test
    void renewedAheadOfItsEndAndNeverUsedAfterIt() {
        ManualClock time = new ManualClock();
        ClientCore client = client(new TestProtocol.Builder().clock(time));
        TestProtocol.Api api = client.builtInApi(TestProtocol.Api.class);
        api.get("a").execute();
        Object first = client.currentToken();
        time.advance(Duration.ofMinutes(27));
        api.get("b").execute();
        assertThat(signIns).hasValue(1);
        time.advance(Duration.ofSeconds(90));
        api.get("c").execute(); // valid enough to use, old enough to renew
        while (Objects.equals(client.currentToken(), first)) {
            Thread.onSpinWait(); // the renewal runs aside
        }
        assertThat(signIns).hasValue(2);
        time.advance(Duration.ofHours(2));
        api.get("d").execute();
        assertThat(signIns).hasValue(3);
    }

    @Test
    void theDeadlineBoundsTheAuthentication() {
        TestProtocol.Api api = new TestProtocol.Builder()
                .defaults(dev.waiver.core.CallOptions.builder()
                        .deadline(Duration.ofMillis(100))
                        .build())
                .build(
                        server.url("/").toString(),
                        () -> dev.waiver.core.internal.client.Calls.delay(
                                Duration.ofSeconds(30),
                                () -> ApiCall.of(AccessToken.untilRefused(Secret.of("token", "t1")))))
                .builtInApi(TestProtocol.Api.class);
        assertThatThrownBy(() -> api.get("x").execute()).isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> api.get("x").executeAsync().get()).hasCauseInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void aFleetSharesOneTokenThroughAStore() {
        java.util.Map<String, dev.waiver.core.TokenStore.StoredToken> kept =
                new java.util.concurrent.ConcurrentHashMap<>();
        dev.waiver.core.TokenStore store = new dev.waiver.core.TokenStore() {
            @Override
            public java.util.Optional<StoredToken> load(String key) {
                return java.util.Optional.ofNullable(kept.get(key));
            }

            @Override
            public void save(String key, StoredToken token) {
                kept.put(key, token);
            }
        };
        for (int jvm = 0; jvm < 3; jvm++) {
            client(new TestProtocol.Builder().tokenStore(store))
                    .builtInApi(TestProtocol.Api.class)
                    .get("a")
                    .execute();
            while (!holds(kept, accepted.get())) {
                Thread.onSpinWait(); // nobody waits until a token is stored
            }
        }
        assertThat(signIns).hasValue(1);
        assertThat(kept.keySet()).singleElement().asString().endsWith(" tester");
        // The shared token is revoked: the first client to notice authenticates, the others reuse its token.
        accepted.set("t2");
        for (int jvm = 0; jvm < 3; jvm++) {
            client(new TestProtocol.Builder().tokenStore(store))
                    .builtInApi(TestProtocol.Api.class)
                    .get("a")
                    .execute();
            while (!holds(kept, accepted.get())) {
                Thread.onSpinWait(); // nobody waits until a token is stored
            }
        }
        assertThat(signIns).hasValue(2);
    }

    private static boolean holds(Map<String, dev.waiver.core.TokenStore.StoredToken> kept, String token) {
        return kept.values().stream().anyMatch(stored -> stored.value().reveal().equals(token));
    }

    @Test
    void aStoreThatFailsCostsAnAuthentication() {
        dev.waiver.core.TokenStore broken = new dev.waiver.core.TokenStore() {
            @Override
            public java.util.Optional<StoredToken> load(String key) {
                throw new IllegalStateException("down");
            }

            @Override
            public void save(String key, StoredToken token) {
                throw new IllegalStateException("down");
            }
        };
        client(new TestProtocol.Builder().tokenStore(broken))
                .builtInApi(TestProtocol.Api.class)
                .get("a")
                .execute();
        assertThat(signIns).hasValue(1);
    }
}
