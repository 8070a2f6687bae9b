/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Secret;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.exchange.ManualClock;
import dev.waiver.core.exchange.TestProtocol;
import dev.waiver.core.internal.call.FutureCall;
import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a call that ends before its request is sent gives back what it has of the request limits. */
@Timeout(60)
class RequestLimiterCallsTest {
    private static final RequestLimits ONE_AT_A_TIME = RequestLimits.of(1, Double.POSITIVE_INFINITY);

    private final MockWebServer server = new MockWebServer();
    private final ManualClock clock = new ManualClock();
    private final Object credential = new Object();
    /** Shared limiters live as long as they are in use. */
    private final List<RequestLimiter> limiters = new ArrayList<>();

    private Runnable beforeRequest = () -> {};

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url() {
        return server.url("/").toString();
    }

    /** Returns the limiter of the client, to act as other calls of its credential. */
    private RequestLimiter limiter(RequestLimits limits) {
        RequestLimiter shared = RequestLimiter.shared(List.of(url(), credential, clock), limits);
        limiters.add(shared);
        return shared;
    }

    /** Returns a builder whose request ids, which are generated just before a request, first run an action. */
    private TestProtocol.Builder builder(RequestLimits limits) {
        return new TestProtocol.Builder()
                .credential(credential)
                .requestLimits(limits)
                .clock(clock)
                .callbackExecutor(Runnable::run)
                .requestIdSupplier(() -> {
                    beforeRequest.run();
                    return "id";
                });
    }

    private static ApiCall<?> call(TestProtocol.Builder builder, String url) {
        return builder.build(url).builtInApi(TestProtocol.Api.class).get("x");
    }

    private void assertThatThePermitIsFree() {
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
        assertThat(server.getRequestCount()).isZero();
    }

    // ------------------------------------------------------------------ requests per second

    private static final RequestLimits ONE_PER_SECOND = RequestLimits.of(10, 1, 1);

    private TestProtocol.Api paced() {
        return builder(ONE_PER_SECOND).build(url()).builtInApi(TestProtocol.Api.class);
    }

    private void assertThatTheNextStartIsIn(Duration wait) {
        assertThat(limiter(ONE_PER_SECOND).reserveStart(clock.nanoTime()) - clock.nanoTime())
                .isEqualTo(wait.toNanos());
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aCanceledWaitGivesItsStartBack() {
        assertThat(limiter(ONE_PER_SECOND).reserveStart(0)).isZero();
        CompletableFuture<?> waiting = paced().get("x").executeAsync();
        assertThat(clock.scheduled()).isEqualTo(1);
        assertThat(waiting.cancel(true)).isTrue();
        assertThatTheNextStartIsIn(Duration.ofSeconds(1));
    }

    @ParameterizedTest(name = "asynchronous: {0}")
    @ValueSource(booleans = {true, false})
    void aWaitThatTheDeadlineDoesNotAllowTakesNoStart(boolean async) {
        assertThat(limiter(ONE_PER_SECOND).reserveStart(0)).isZero();
        ApiCall<?> call = paced().get("x")
                .with(CallOptions.builder().deadline(Duration.ofSeconds(1)).build());
        if (async) {
            assertThatThrownBy(() -> call.executeAsync().get()).hasCauseInstanceOf(DeadlineExceededException.class);
        } else {
            assertThatThrownBy(call::execute).isInstanceOf(DeadlineExceededException.class);
        }
        assertThat(clock.waits()).isEmpty();
        assertThatTheNextStartIsIn(Duration.ofSeconds(1));
    }

    @Test
    void anInterruptedWaitGivesItsStartBack() {
        assertThat(limiter(ONE_PER_SECOND).reserveStart(0)).isZero();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> paced().get("x").execute()).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatTheNextStartIsIn(Duration.ofSeconds(1));
    }

    @Test
    void aRequestThatIsSentKeepsItsStart() throws Exception {
        server.enqueue(
                new MockResponse.Builder().body("{\"code\":200,\"data\":{}}").build());
        server.enqueue(
                new MockResponse.Builder().body("{\"code\":200,\"data\":{}}").build());
        TestProtocol.Api api = paced();
        assertThat(api.get("x").execute()).isNotNull();
        assertThat(api.get("x").execute()).isNotNull();
        assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1));
        assertThat(limiter(ONE_PER_SECOND).reserveStart(clock.nanoTime()) - clock.nanoTime())
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    // ------------------------------------------------------------------ permits

    @Test
    void theCallThatEndsPassesItsPermitOn() throws Exception {
        server.enqueue(
                new MockResponse.Builder().body("{\"code\":200,\"data\":{}}").build());
        ApiCall<?> call = call(builder(ONE_AT_A_TIME), url());
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
        CompletableFuture<?> waiting = call.executeAsync();
        assertThat(waiting).isNotDone();
        limiter(ONE_AT_A_TIME).release();
        assertThat(waiting.get()).isNotNull();
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
    }

    /** The executor may be busy with the application's work, so nothing that releases a permit waits for it. */
    @ParameterizedTest(name = "canceled: {0}")
    @ValueSource(booleans = {true, false})
    void whoGivesUpLeavesTheQueueAtOnce(boolean canceled) {
        Queue<Runnable> busy = new ConcurrentLinkedQueue<>();
        ApiCall<?> call = call(builder(ONE_AT_A_TIME).callbackExecutor(busy::add), url());
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
        CompletableFuture<?> waiting = call.executeAsync();
        if (canceled) {
            assertThat(waiting.cancel(true)).isTrue();
        } else {
            clock.advance(Duration.ofMinutes(3));
        }
        limiter(ONE_AT_A_TIME).release();
        assertThatThePermitIsFree();
        assertThat(clock.scheduled()).isZero();
        do {
            Runnable task = busy.poll();
            if (task != null) {
                task.run();
            }
        } while (!waiting.isDone());
        if (!canceled) {
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(DeadlineExceededException.class);
        }
        assertThat(limiter(ONE_AT_A_TIME).acquire()).as("not released twice").isNotNull();
    }

    @Test
    void theDeadlineOfABlockingCallGivesUpItsPlace() {
        ApiCall<?> call = call(builder(ONE_AT_A_TIME), url())
                .with(CallOptions.builder().deadline(Duration.ofMillis(1)).build());
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
        assertThatThrownBy(call::execute).isInstanceOf(DeadlineExceededException.class);
        limiter(ONE_AT_A_TIME).release();
        assertThatThePermitIsFree();
    }

    @Test
    void anInterruptOfABlockingCallGivesUpItsPlace() throws Exception {
        ApiCall<?> call = call(builder(ONE_AT_A_TIME), url());
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                Object unused = call.execute();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedCallException.class);
        limiter(ONE_AT_A_TIME).release();
        assertThatThePermitIsFree();
    }

    @Test
    void anInterruptBetweenPermitAndRequestReleasesThePermit() {
        beforeRequest = () -> Thread.currentThread().interrupt();
        assertThatThrownBy(() -> call(builder(ONE_AT_A_TIME), url()).execute())
                .isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatThePermitIsFree();
    }

    @Test
    void aCancellationBetweenPermitAndRequestReleasesThePermit() throws Exception {
        ApiCall<?> call = call(builder(ONE_AT_A_TIME), url());
        assertThat(limiter(ONE_AT_A_TIME).acquire()).isNull();
        CompletableFuture<?> waiting = call.executeAsync();
        CountDownLatch canceled = new CountDownLatch(1);
        beforeRequest = () -> {
            try {
                canceled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        limiter(ONE_AT_A_TIME).release(); // granted: the request is prepared in a thread of the SDK
        assertThat(waiting.cancel(true)).isTrue();
        canceled.countDown();
        CompletableFuture<?> permit = limiter(ONE_AT_A_TIME).acquire();
        if (permit != null) {
            permit.get(10, TimeUnit.SECONDS);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anExceptionBetweenPermitAndRequestReleasesThePermit() {
        beforeRequest = () -> {
            throw new IllegalStateException("no id today");
        };
        ApiCall<?> call = call(builder(ONE_AT_A_TIME), url());
        assertThatThrownBy(call::execute).isInstanceOf(TransportException.class).hasMessageContaining("no id today");
        assertThatThePermitIsFree();
        limiter(ONE_AT_A_TIME).release();
        assertThatThrownBy(() -> call.executeAsync().get()).hasMessageContaining("no id today");
        assertThatThePermitIsFree();

        CompletableFuture<?> waiting = call.executeAsync();
        limiter(ONE_AT_A_TIME).release();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no id today");
        assertThatThePermitIsFree();
    }

    /** Without limits the request is prepared where the token arrives. */
    @Test
    void anExceptionAfterAuthenticationEndsAnAsynchronousCall() {
        beforeRequest = () -> {
            throw new IllegalStateException("no id today");
        };
        CompletableFuture<AccessToken> token = new CompletableFuture<>();
        CompletableFuture<?> waiting = builder(RequestLimits.unlimited())
                .build(url(), () -> new FutureCall<>(token))
                .builtInApi(TestProtocol.Api.class)
                .get("x")
                .executeAsync();
        assertThat(token.complete(AccessToken.untilRefused(Secret.of("token", "t1"))))
                .isTrue();
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no id today");
    }
}
