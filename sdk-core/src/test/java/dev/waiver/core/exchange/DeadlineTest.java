/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests deadlines, and waits before the next attempt. */
@Timeout(60)
class DeadlineTest extends SlowServiceFixture {
    private static CallOptions deadline(int millis) {
        return CallOptions.builder().deadline(Duration.ofMillis(millis)).build();
    }

    @Test
    void oneDeadlineForAllExchangesOfAComposedCall() {
        ApiCall<?> chain = api.get("slow1").flatMap(x -> api.get("slow2")).flatMap(x -> api.get("slow3"));
        long start = System.nanoTime();
        assertThatThrownBy(() -> chain.with(deadline(700)).execute()).isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> chain.with(deadline(700)).executeAsync().get())
                .hasCauseInstanceOf(DeadlineExceededException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theAttemptsTimeIsBoundedBesideTheDeadline() {
        CallOptions options = CallOptions.builder()
                .attemptTimeout(Duration.ofMillis(100))
                .maxRetries(1)
                .build();
        assertThatThrownBy(() -> api.get("silent").with(options).execute())
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.attempts()).isEqualTo(2))
                .hasMessageContaining("100 ms");
        assertThatThrownBy(() -> api.get("drip").with(options).executeAsync().get())
                .hasCauseInstanceOf(TransportException.class);
    }

    /** The timer that ends an attempt must not look like a stale connection, of which a read would be repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"silent", "drip"})
    void anAttemptThatTakesTooLongOnAReusedConnectionIsSentOnce(String path) {
        CallOptions once = CallOptions.builder()
                .attemptTimeout(Duration.ofMillis(100))
                .maxRetries(0)
                .build();
        for (int i = 0; i < 2; i++) {
            api.get("warm-up").execute();
            reached.set(0);
            assertThatThrownBy(() -> api.get(path).with(once).executeAsync().get())
                    .cause()
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("the attempt took longer than 100 ms");
            assertThat(reached).hasValue(1);
            api.get("warm-up").execute();
            reached.set(0);
            assertThatThrownBy(() -> api.get(path).with(once).execute())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("the attempt took longer than 100 ms");
            assertThat(reached).hasValue(1);
            api.get("warm-up").execute();
            reached.set(0);
            assertThatThrownBy(() ->
                            api.get(path).with(deadline(100)).executeAsync().get())
                    .hasCauseInstanceOf(DeadlineExceededException.class);
            assertThat(reached).hasValue(1);
        }
    }

    /** A clock that stands still, so that only the timer ends an attempt, before the watchdog does. */
    private static final class StandingClock implements SdkClock {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void sleep(long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            return SdkClock.system().schedule(task, nanos);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "drip"})
    void theTimerMarksAnAttemptBeforeItIsCanceled(String path) {
        TestProtocol.Api timed = api(new TestProtocol.Builder().clock(new StandingClock()));
        timed.get("warm-up").execute();
        reached.set(0);
        CallOptions once = CallOptions.builder()
                .attemptTimeout(Duration.ofMillis(100))
                .maxRetries(0)
                .build();
        assertThatThrownBy(() -> timed.get(path).with(once).executeAsync().get())
                .cause()
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("the attempt took longer than 100 ms");
        assertThat(reached).hasValue(1);
    }

    @Test
    void aWaitThatTheDeadlineDoesNotAllowIsNotStarted() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> api.get("busy").with(deadline(5_000)).execute())
                .hasMessageContaining("503");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(reached).hasValue(1);
    }

    @Test
    void retryAfterIsWaitedForAndNeverLess() throws Exception {
        ManualClock time = new ManualClock();
        try (MockWebServer limited = new MockWebServer()) {
            limited.start();
            TestProtocol.Api manual = manual(limited, time);
            limited.enqueue(new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "7")
                    .build());
            limited.enqueue(new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "Sun, 22 Nov 2026 10:00:27 GMT")
                    .build());
            limited.enqueue(new MockResponse.Builder()
                    .code(200)
                    .body("{\"code\":200,\"data\":{}}")
                    .build());
            manual.create(Map.of()).execute();
            assertThat(time.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20));
            limited.enqueue(new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "99999999999999999")
                    .build());
            assertThatThrownBy(() -> manual.create(Map.of()).execute())
                    .isInstanceOfSatisfying(RateLimitException.class, e -> {
                        assertThat(e.mayHaveBeenApplied()).isFalse();
                        assertThat(e.retryAfter()).isPresent();
                    });
            limited.enqueue(new MockResponse.Builder()
                    .code(429)
                    .addHeader("Retry-After", "soon")
                    .build());
            limited.enqueue(new MockResponse.Builder()
                    .code(200)
                    .body("{\"code\":200,\"data\":{}}")
                    .build());
            manual(limited, time).create(Map.of()).execute();
            assertThat(time.waits())
                    .containsExactly(
                            Duration.ofSeconds(7),
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(2), // the rate is still lower
                            Duration.ofMillis(750));
        }
    }

    /** The local clock is wrong, in both directions; the date is relative to the service's clock, if that is known. */
    @ParameterizedTest
    @CsvSource({
        "PT10M, 'Sun, 22 Nov 2026 10:00:00 GMT', PT30S",
        "PT-10M, 'Sun, 22 Nov 2026 10:00:00 GMT', PT30S",
        "PT10M, 'Sun, 22 Nov 2026 10:00:30 GMT', PT1S",
        "PT10M, 'Sun, 22 Nov 2026 10:05:00 GMT', PT1S",
        "PT10M, , PT1S",
        "PT10M, yesterday, PT1S",
        "PT0S, , PT30S",
        "PT-20S, , PT50S"
    })
    void aRetryAfterDateIsRelativeToTheServicesClock(Duration skew, @Nullable String date, Duration wait)
            throws Exception {
        ManualClock time = new ManualClock();
        time.shiftWallClock(skew);
        try (MockWebServer limited = new MockWebServer()) {
            limited.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    MockResponse.Builder response = new MockResponse.Builder()
                            .code(503)
                            .addHeader("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT");
                    if (date != null) {
                        response.addHeader("Date", date);
                    }
                    return response.build();
                }
            });
            limited.start();
            TestProtocol.Api manual = new TestProtocol.Builder()
                    .clock(time)
                    .build(limited.url("/").toString())
                    .builtInApi(TestProtocol.Api.class);
            CallOptions options = CallOptions.builder().maxRetries(1).build();
            assertThatThrownBy(() -> manual.get("7").with(options).execute())
                    .isInstanceOfSatisfying(ServerException.class, e -> assertThat(
                                    e.response().retryAfter().orElseThrow())
                            .isLessThanOrEqualTo(wait));
            assertThat(time.waits()).containsExactly(wait);
            assertThat(limited.getRequestCount()).isEqualTo(2);
            CompletableFuture<?> async = manual.get("7").with(options).executeAsync();
            eventually(() -> limited.getRequestCount() == 3 && time.scheduledWithin(Duration.ofSeconds(60)) > 0);
            assertThat(async).isNotDone();
            async.cancel(true);
        }
    }

    private static TestProtocol.Api manual(MockWebServer server, ManualClock time) {
        return new TestProtocol.Builder()
                .clock(time)
                .jitter(() -> 0.5)
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
    }

    @Test
    void fiveHundredCallsInBackOffHoldNoThreadAndNoSlot() throws Exception {
        OkHttpClient http = new OkHttpClient();
        TestProtocol.Api many = api(new TestProtocol.Builder().transport(SdkTransport.using(http)));
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(many.get("busy" + i).executeAsync());
        }
        eventually(() -> reached.get() == 500 && http.dispatcher().runningCallsCount() == 0);
        assertThat(http.dispatcher().queuedCallsCount()).isZero();
        assertThat(Thread.getAllStackTraces().entrySet().stream()
                        .filter(e -> !e.getKey().getName().startsWith("waiver-"))
                        .filter(e -> e.getKey() != Thread.currentThread())
                        .filter(e -> List.of(e.getValue()).stream()
                                .anyMatch(frame -> frame.getClassName().startsWith("dev.waiver.core."))))
                .isEmpty();
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        calls.forEach(call -> call.cancel(true));
    }

    @Test
    void aCallThatWaitsForASlotEndsInTimeAndIsNeverSent() throws Exception {
        OkHttpClient http = new OkHttpClient();
        http.dispatcher().setMaxRequestsPerHost(1);
        TestProtocol.Api own = api(new TestProtocol.Builder().transport(SdkTransport.using(http)));
        CompletableFuture<?> first = own.get("silent").executeAsync();
        eventually(() -> reached.get() == 1);
        assertThatThrownBy(() ->
                        own.create(Map.of()).with(deadline(100)).executeAsync().get())
                .cause()
                .isInstanceOfSatisfying(DeadlineExceededException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse());
        first.cancel(true);
        eventually(() ->
                http.dispatcher().runningCallsCount() == 0 && http.dispatcher().queuedCallsCount() == 0);
        assertThat(reached).hasValue(1);
    }
}
