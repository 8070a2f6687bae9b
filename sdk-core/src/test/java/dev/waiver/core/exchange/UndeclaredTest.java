/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.client.Calls;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that what the application's parts in a call throw leaves it as an SDK exception, and takes no place with it.
 */
@Timeout(60)
class UndeclaredTest {
    private static final CallOptions QUICK = CallOptions.builder()
            .attemptTimeout(Duration.ofMillis(500))
            .maxRetries(0)
            .build();

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile MockResponse response = ok();

    enum Way {
        BLOCKING,
        ASYNC;

        /** Executes a call and returns what it failed with. */
        @Nullable
        Throwable failure(ApiCall<?> call) {
            try {
                Object unused = this == BLOCKING
                        ? call.execute()
                        : call.executeAsync().orTimeout(10, TimeUnit.SECONDS).join();
                return null;
            } catch (CompletionException e) {
                return e.getCause();
            } catch (Throwable e) {
                return e;
            }
        }
    }

    private static MockResponse ok() {
        return new MockResponse.Builder()
                .body("{\"code\":200,\"data\":{\"n\":1}}")
                .build();
    }

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                (request.getMethod().equals("GET") ? reads : writes).incrementAndGet();
                return response;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static TestProtocol.Builder builder() {
        return new TestProtocol.Builder()
                .defaults(QUICK)
                .requestLimits(RequestLimits.of(1, 1e9))
                .jitter(() -> 0);
    }

    private TestProtocol.Api api(TestProtocol.Builder builder) {
        return builder.build(server.url("/").toString()).builtInApi(TestProtocol.Api.class);
    }

    private static void assertFails(@Nullable Throwable thrown, boolean mayHaveBeenApplied) {
        assertThat(thrown).isInstanceOfSatisfying(TransportException.class, e -> {
            assertThat(e.mayHaveBeenApplied()).as(e.toString()).isEqualTo(mayHaveBeenApplied);
            assertThat(e.requestId()).isNotBlank();
        });
    }

    /** Checks that the client's only place is free. */
    private static void assertFree(TestProtocol.Api api) {
        for (Way way : Way.values()) {
            assertThat(way.failure(api.get("free"))).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOkHttpThrowsOfAHeader(Way way) {
        TestProtocol.Api api = api(builder());
        response = new MockResponse.Builder()
                .code(503)
                .addHeader("Retry-After", "99999999999")
                .build();
        List<ApiCall<?>> calls = List.of(
                api.create(Map.of("a", 1)), api.replace("7", Map.of()), api.remove("7"), api.activate("7"), api.list());
        for (ApiCall<?> call : calls) {
            assertThat(way.failure(call))
                    .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isEqualTo(!call.equals(calls.get(4))));
        }
        assertThat(writes).hasValue(4);
        response = ok();
        assertFree(api);
    }

    @ParameterizedTest
    @EnumSource
    void whatAnInterceptorThrows(Way way) {
        List<UnaryOperator<TestProtocol.Builder>> before = List.of(
                b -> b.transport(intercepted(true, chain -> {
                    throw new StackOverflowError("before");
                })),
                b -> b.transport(intercepted(false, chain -> {
                    throw new IllegalStateException("before");
                })));
        for (UnaryOperator<TestProtocol.Builder> with : before) {
            TestProtocol.Api api = api(with.apply(builder()));
            assertFails(way.failure(api.create(Map.of())), false);
            assertFails(way.failure(api.create(Map.of())), false); // the place is free
            assertFails(way.failure(api.get("7")), false);
        }
        assertThat(writes).hasValue(0);
        assertThat(reads).hasValue(0);
        for (boolean outer : new boolean[] {true, false}) {
            TestProtocol.Api api = api(builder().transport(intercepted(outer, chain -> {
                chain.proceed(chain.request());
                throw new NoClassDefFoundError("after");
            })));
            assertFails(way.failure(api.create(Map.of())), true);
            assertFails(way.failure(api.get("7")), false);
        }
        assertThat(writes).hasValue(2);
        assertThat(reads).hasValue(2); // a defect is not retried, nor taken for a stale connection
    }

    private static SdkTransport intercepted(boolean outer, Interceptor interceptor) {
        OkHttpClient.Builder http = new OkHttpClient.Builder();
        return SdkTransport.using(
                (outer ? http.addInterceptor(interceptor) : http.addNetworkInterceptor(interceptor)).build());
    }

    /** OkHttp reports the end of such a call to nobody. */
    @Test
    void aListenerThatThrowsAlsoWhenItsCallIsCanceled() {
        TestProtocol.Api api = api(builder()
                .transport(SdkTransport.builder()
                        .eventListenerFactory(call -> new EventListener() {
                            @Override
                            public void responseHeadersEnd(Call call, okhttp3.Response response) {
                                throw new IllegalStateException("at the response");
                            }

                            @Override
                            public void canceled(Call call) {
                                throw new IllegalStateException("at the cancellation");
                            }
                        })
                        .build()));
        for (Way way : Way.values()) {
            assertFails(way.failure(api.create(Map.of())), true);
            assertFails(way.failure(api.get("7")), false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSupplierThatThrows(Way way) {
        for (String id : new String[] {"throws", "null", "line\nbreak"}) {
            TestProtocol.Api api = api(builder().requestIdSupplier(() -> {
                if (id.equals("throws")) {
                    throw new IllegalStateException("no id");
                }
                return nullable(id);
            }));
            assertFails(way.failure(api.create(Map.of())), false);
            assertFails(way.failure(api.create(Map.of())), false);
        }
        assertThat(writes).hasValue(0);
        response = new MockResponse.Builder().code(503).build();
        TestProtocol.Api api = api(builder().defaults(CallOptions.none()).jitter(() -> {
            throw new IllegalStateException("no jitter");
        }));
        assertFails(way.failure(api.replace("7", Map.of())), true);
        response = ok();
        assertFree(api);
    }

    @SuppressWarnings("NullAway") // what the API forbids
    private static String nullable(String id) {
        return id.equals("null") ? null : id;
    }

    /** Lets a clock throw from its n-th use on, in every part of a call. */
    @ParameterizedTest
    @EnumSource
    void aClockThatThrows(Way way) {
        AtomicInteger uses = new AtomicInteger(Integer.MIN_VALUE);
        SdkClock clock = (SdkClock) Proxy.newProxyInstance(
                SdkClock.class.getClassLoader(), new Class<?>[] {SdkClock.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == SdkClock.class && uses.decrementAndGet() == -1) {
                        throw new IllegalStateException("the clock stopped");
                    }
                    return method.invoke(
                            method.getDeclaringClass() == SdkClock.class ? SdkClock.system() : "clock", arguments);
                });
        TestProtocol.Api api = api(builder().clock(clock));
        int failed = 0;
        for (int n = 0; n < 30; n++) {
            Object key = new Object();
            int before = writes.get();
            ApiCall<?> call = Calls.serialized(
                    key, api.create(Map.of()).flatMap(x -> Calls.delay(Duration.ofMillis(1), () -> api.get("x"))));
            uses.set(n);
            Throwable thrown = way.failure(call);
            uses.set(Integer.MIN_VALUE);
            if (thrown != null) {
                failed++;
                int sent = writes.get() - before;
                assertThat(thrown)
                        .isInstanceOfSatisfying(SdkException.class, e -> assertThat(sent == 0 || e.mayHaveBeenApplied())
                                .as(e.toString())
                                .isTrue());
            }
            assertFree(api);
            assertThat(way.failure(Calls.serialized(key, api.get("turn")))).isNull();
        }
        assertThat(failed).isGreaterThan(5);
    }

    /** On a busy machine the time of an attempt may be up before the caller of the timer goes on. */
    @Test
    void aTimerThatFiresAtOnce() {
        SdkClock system = SdkClock.system();
        SdkClock clock = (SdkClock) Proxy.newProxyInstance(
                SdkClock.class.getClassLoader(), new Class<?>[] {SdkClock.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("schedule")) {
                        ((Runnable) arguments[0]).run();
                        return (Runnable) () -> {};
                    }
                    return method.invoke(method.getDeclaringClass() == SdkClock.class ? system : "clock", arguments);
                });
        TestProtocol.Api api = api(builder().clock(clock));
        for (int i = 0; i < 2; i++) { // the place is free again
            Throwable thrown = Way.ASYNC.failure(api.create(Map.of()));
            assertFails(thrown, false);
            assertThat(thrown).hasMessageContaining("the attempt took longer than 500 ms");
        }
        assertThat(writes).hasValue(0);
        assertThat(Way.BLOCKING.failure(api.get("free"))).isNull();
    }

    // ------------------------------------------------------------------ executors

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExecutorThatRefuses(boolean shutDown) throws Exception {
        ExecutorService ended = Executors.newSingleThreadExecutor();
        ended.shutdown();
        Executor refusing = task -> {
            throw new RejectedExecutionException("full");
        };
        TestProtocol.Api api = api(builder().callbackExecutor(shutDown ? ended : refusing));
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                arrived.countDown();
                go.await();
                return ok();
            }
        });
        CompletableFuture<?> first = api.create(Map.of()).executeAsync();
        arrived.await();
        Object key = new Object();
        CompletableFuture<?>[] waiting = {
            api.get("permit").executeAsync(),
            Calls.serialized(key, api.get("turn")).executeAsync(),
            Calls.serialized(key, Calls.delay(Duration.ofMillis(5), () -> api.get("turn")))
                    .executeAsync()
        };
        go.countDown();
        first.get(10, TimeUnit.SECONDS);
        for (CompletableFuture<?> next : waiting) {
            next.get(10, TimeUnit.SECONDS);
        }
        assertFree(api);
    }
}
