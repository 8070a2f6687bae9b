/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.exchange.ManualClock;
import dev.waiver.core.exchange.TestProtocol;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests what ends an exchange in flight: attempt timeout, deadline, interrupt; and that no exchange is watched longer.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // the tests spin
class WatchdogTest {
    private static final OkHttpClient HTTP = new OkHttpClient();
    private static final long LIMIT = Duration.ofSeconds(5).toNanos();

    private final ManualClock clock = new ManualClock();

    private static Call call(OkHttpClient http) {
        return http.newCall(new Request.Builder().url("http://localhost/").build());
    }

    /** Returns when the watchdog has looked at all exchanges since this was called. */
    private static void aLookAtAll() {
        for (int i = 0; i < 2; i++) { // the first one may be a look that had begun before
            Watchdog.Guard probe = Watchdog.start(call(HTTP), null, new ManualClock(), 0);
            while (!probe.expired()) {
                Thread.onSpinWait();
            }
            Watchdog.end(probe);
        }
    }

    // ------------------------------------------------------------------ the watchdog alone

    @ParameterizedTest(name = "a clock that begins at {0}")
    @ValueSource(longs = {0, Long.MAX_VALUE - 1_000_000_000L})
    void anExchangeIsCanceledWhenItsTimeIsUpAndNotBefore(long begin) {
        clock.advance(Duration.ofNanos(begin));
        Call call = call(HTTP);
        Watchdog.Guard guard = Watchdog.start(call, null, clock, LIMIT);
        aLookAtAll();
        clock.advance(Duration.ofNanos(LIMIT - 1));
        aLookAtAll();
        assertThat(call.isCanceled()).isFalse();
        assertThat(guard.expired()).isFalse();
        clock.advance(Duration.ofNanos(1));
        aLookAtAll();
        assertThat(call.isCanceled()).isTrue();
        assertThat(guard.expired()).isTrue();
        Watchdog.end(guard);
    }

    @Test
    void eachExchangeHasItsOwnTime() {
        Call early = call(HTTP);
        Call late = call(HTTP);
        Watchdog.Guard first = Watchdog.start(early, null, clock, LIMIT);
        Watchdog.Guard second = Watchdog.start(late, null, clock, 2 * LIMIT);
        clock.advance(Duration.ofNanos(LIMIT));
        aLookAtAll();
        assertThat(early.isCanceled()).isTrue();
        assertThat(late.isCanceled()).isFalse();
        Watchdog.end(first);
        Watchdog.end(second);
    }

    @Test
    void anInterruptOfTheCallerCancelsItsExchangeAndLeavesTheFlag() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
            while (!over.isDone()) {
                Thread.onSpinWait(); // does not react to the interrupt
            }
        });
        caller.setDaemon(true);
        caller.start();
        Call its = call(HTTP);
        Call another = call(HTTP);
        Watchdog.Guard guard = Watchdog.start(its, caller, clock, LIMIT);
        Watchdog.Guard withoutCaller = Watchdog.start(another, null, clock, LIMIT);
        aLookAtAll();
        assertThat(its.isCanceled()).isFalse();
        caller.interrupt();
        aLookAtAll();
        assertThat(its.isCanceled()).isTrue();
        assertThat(guard.expired()).as("its time is not up").isFalse();
        assertThat(caller.isInterrupted()).isTrue();
        assertThat(another.isCanceled()).isFalse();
        Watchdog.end(guard);
        Watchdog.end(withoutCaller);
        assertThat(over.complete(null)).isTrue();
    }

    @Test
    void anExchangeThatHasEndedIsNotWatched() {
        Call call = call(HTTP);
        Watchdog.Guard guard = Watchdog.start(call, Thread.currentThread(), clock, LIMIT);
        Watchdog.end(guard);
        Watchdog.end(guard);
        clock.advance(Duration.ofNanos(LIMIT));
        aLookAtAll();
        assertThat(call.isCanceled()).isFalse();
        assertThat(guard.expired()).isFalse();
    }

    /** All clients in the JVM share the watchdog, so it must survive what one application's listener throws. */
    @Test
    void aListenerThatThrowsDoesNotEndTheWatchdog() {
        AtomicInteger canceled = new AtomicInteger();
        OkHttpClient http = HTTP.newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void canceled(Call call) {
                        canceled.incrementAndGet();
                        throw new IllegalStateException("a listener with a bug");
                    }
                })
                .build();
        Watchdog.Guard guard = Watchdog.start(call(http), null, clock, 0);
        while (canceled.get() == 0) {
            Thread.onSpinWait();
        }
        aLookAtAll();
        Watchdog.end(guard);
    }

    @Test
    void theWatchdogIsADaemon() {
        aLookAtAll();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("waiver-watch"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    // ------------------------------------------------------------------ calls

    /** A manual clock that counts how often the watchdog reads it. */
    private final class WatchedClock implements SdkClock {
        final AtomicInteger looks = new AtomicInteger();

        @Override
        public long nanoTime() {
            if (Thread.currentThread().getName().equals("waiver-watch")) {
                looks.incrementAndGet();
            }
            return clock.nanoTime();
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            clock.sleep(nanos);
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            return clock.schedule(task, nanos);
        }
    }

    private final MockWebServer server = new MockWebServer();
    private final WatchedClock watched = new WatchedClock();
    private final TestProtocol.Api api;

    WatchdogTest() throws Exception {
        server.start();
        api = new TestProtocol.Builder()
                .clock(watched)
                .callbackExecutor(Runnable::run)
                .jitter(() -> 0)
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void respond(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    /** Lets the server take a request and not respond. */
    private void silence() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
    }

    private void untilTheWatchdogLooks() {
        int before = watched.looks.get();
        while (watched.looks.get() == before) {
            Thread.onSpinWait();
        }
    }

    /** How a call ends. */
    enum End {
        RESPONSE,
        ASYNC_RESPONSE,
        REFUSAL,
        ASYNC_REFUSAL,
        UNREADABLE,
        ASYNC_UNREADABLE,
        BROKEN,
        ASYNC_BROKEN,
        CANCELED,
        STREAM_READ,
        STREAM_CLOSED,
        STREAM_BROKEN
    }

    private void endsWith(End end) throws Exception {
        switch (end) {
            case RESPONSE, ASYNC_RESPONSE -> respond("{\"code\":200,\"data\":{}}");
            case REFUSAL, ASYNC_REFUSAL ->
                server.enqueue(new MockResponse.Builder().code(400).build());
            case UNREADABLE, ASYNC_UNREADABLE -> respond("{");
            case BROKEN, ASYNC_BROKEN ->
                server.enqueue(new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build());
            case CANCELED -> silence();
            case STREAM_READ, STREAM_CLOSED -> respond("{\"code\":200,\"data\":[{},{},{}]}");
            case STREAM_BROKEN -> respond("{\"code\":200,\"data\":[{},{},{}");
        }
        ApiCall<JsonNode> get = api.get("x").with(options(60, 5));
        switch (end) {
            case RESPONSE -> assertThat(get.execute()).isNotNull();
            case ASYNC_RESPONSE -> assertThat(get.executeAsync().get()).isNotNull();
            case REFUSAL, UNREADABLE, BROKEN -> assertThatThrownBy(get::execute).isNotNull();
            case ASYNC_REFUSAL, ASYNC_UNREADABLE, ASYNC_BROKEN ->
                assertThatThrownBy(() -> get.executeAsync().get()).isInstanceOf(ExecutionException.class);
            case CANCELED -> {
                CompletableFuture<JsonNode> running = get.executeAsync();
                untilTheWatchdogLooks();
                assertThat(running.cancel(true)).isTrue();
            }
            case STREAM_READ -> {
                try (ItemStream<JsonNode> stream = api.stream().execute()) {
                    while (stream.next(2) != null) {
                        Thread.onSpinWait();
                    }
                }
            }
            case STREAM_CLOSED -> {
                try (ItemStream<JsonNode> stream = api.stream().execute()) {
                    assertThat(stream.next(1)).hasSize(1);
                }
            }
            case STREAM_BROKEN -> {
                try (ItemStream<JsonNode> stream = api.stream().execute()) {
                    assertThatThrownBy(() -> stream.next(10)).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void howeverACallEndsItIsNotWatchedAfterwards(End end) throws Exception {
        endsWith(end);
        // A call that is canceled, or whose result is complete, may end its exchange a moment later.
        int looks = -1;
        for (int i = 0; i < 100 && watched.looks.get() != looks; i++) {
            looks = watched.looks.get();
            aLookAtAll();
        }
        aLookAtAll();
        assertThat(watched.looks).hasValue(looks);
        assertThat(clock.scheduled()).isZero();
    }

    private Thread advancing(Duration by) {
        Thread thread = new Thread(() -> {
            untilTheWatchdogLooks();
            clock.advance(by);
        });
        thread.start();
        return thread;
    }

    private static CallOptions options(long deadlineSeconds, long attemptSeconds) {
        return CallOptions.builder()
                .deadline(Duration.ofSeconds(deadlineSeconds))
                .attemptTimeout(Duration.ofSeconds(attemptSeconds))
                .maxRetries(0)
                .build();
    }

    @Test
    void theAttemptTimeoutEndsABlockingCall() throws Exception {
        silence();
        Thread time = advancing(Duration.ofSeconds(5));
        assertThatThrownBy(() -> api.get("x").with(options(60, 5)).execute())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the attempt took longer than 5000 ms");
        time.join();
    }

    @Test
    void theDeadlineEndsABlockingCall() throws Exception {
        silence();
        Thread time = advancing(Duration.ofSeconds(60));
        assertThatThrownBy(() -> api.get("x").with(options(60, 300)).execute())
                .isInstanceOf(DeadlineExceededException.class);
        time.join();
    }

    /** The time of an attempt is what is left until the deadline, if that is less. */
    @Test
    void theNextAttemptHasItsOwnTime() throws Exception {
        silence();
        respond("{\"code\":200,\"data\":{}}");
        Thread time = advancing(Duration.ofSeconds(5));
        assertThat(api.get("x")
                        .with(options(60, 5))
                        .with(CallOptions.builder().maxRetries(1).build())
                        .execute())
                .isNotNull();
        time.join();
    }

    @Test
    void anInterruptEndsABlockingCall() throws Exception {
        silence();
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            untilTheWatchdogLooks();
            caller.interrupt();
        });
        other.start();
        assertThatThrownBy(() -> api.get("x").execute()).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        other.join();
    }

    @Test
    void theTimeOfAListThatArrivesEndsWithItsParts() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body("{\"code\":200,\"data\":[{}," + " ".repeat(100_000) + "{}]}")
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build());
        try (ItemStream<JsonNode> stream = api.stream().with(options(60, 5)).execute()) {
            assertThat(stream.next(1)).hasSize(1);
            clock.advance(Duration.ofSeconds(50)); // the application takes its time
            Thread time = advancing(Duration.ofSeconds(5));
            assertThatThrownBy(() -> stream.next(1))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("the list took too long to arrive");
            time.join();
        }
    }
}
