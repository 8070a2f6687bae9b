/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waiver.core.RequestLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the limiter alone: permits and their order, starts per second, bursts. */
class RequestLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    // ------------------------------------------------------------------ requests per second

    private static long waitNanos(RequestLimiter limiter, long now) {
        return Math.max(0, limiter.reserveStart(now) - now);
    }

    @Test
    void aSecondsWorthAtOnceAndThenOneByOne() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 4));
        long now = -17;
        for (int i = 0; i < 4; i++) {
            assertThat(waitNanos(limiter, now)).isZero();
        }
        assertThat(waitNanos(limiter, now)).isEqualTo(SECOND / 4);
        assertThat(waitNanos(limiter, now)).isEqualTo(SECOND / 2);
        assertThat(waitNanos(limiter, now + SECOND)).isZero();
        assertThat(waitNanos(limiter, now + 60 * SECOND)).isZero();
    }

    @Test
    void anIdlePeriodSavesNoMoreThanTheBurst() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 1, 3));
        for (long now : new long[] {0, 3_600 * SECOND}) {
            for (int i = 0; i < 3; i++) {
                assertThat(waitNanos(limiter, now)).isZero();
            }
            assertThat(waitNanos(limiter, now)).isEqualTo(SECOND);
        }
    }

    @Test
    void aBurstOfOneSpacesRequestsEvenly() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 3, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(waitNanos(limiter, 0)).isLessThan(SECOND);
        }
        assertThat(waitNanos(limiter, 0)).as("the fourth start").isGreaterThanOrEqualTo(SECOND);
    }

    @ParameterizedTest(name = "{0} per second")
    @ValueSource(doubles = {1e-3, 0.1, 0.15, 0.2, 0.25, 1, 1_000, 1e9, Double.MAX_VALUE})
    void aHugeBurstNeverWaits(double perSecond) {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, perSecond, Integer.MAX_VALUE));
        assertThat(waitNanos(limiter, 0)).isZero();
        assertThat(waitNanos(limiter, 0)).isZero();
        assertThat(waitNanos(limiter, SECOND)).isZero();
    }

    @ParameterizedTest(name = "{0} per second")
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-15, 1e-9})
    void aRateOfNextToNothingLetsOneRequestStart(double perSecond) {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, perSecond));
        assertThat(waitNanos(limiter, 0)).isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(waitNanos(limiter, i))
                    .isGreaterThan(Duration.ofDays(3650).toNanos());
        }
    }

    @Test
    void theNumberOfAMonotonicClockMayOverflow() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 1, 2));
        long now = Long.MAX_VALUE - SECOND / 2;
        assertThat(waitNanos(limiter, now)).isZero();
        assertThat(waitNanos(limiter, now)).isZero();
        assertThat(waitNanos(limiter, now)).isEqualTo(SECOND);
        assertThat(waitNanos(limiter, now + SECOND)).isEqualTo(SECOND);
        assertThat(waitNanos(limiter, now + 10 * SECOND)).isZero();
    }

    /** However requests arrive, no period has more starts than allowed, and none waits longer than that takes. */
    @Property(tries = 300)
    void noPeriodHasMoreStartsThanAllowedAndNoneWaitsLonger(
            @ForAll @DoubleRange(min = 0.01, max = 1_000) double perSecond,
            @ForAll @IntRange(min = 1, max = 12) int burst,
            @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 400_000_000_000L) Long> steps) {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, perSecond, burst));
        long interval = (long) Math.ceil(SECOND / perSecond);
        List<Long> starts = new ArrayList<>();
        long now = -5;
        for (long step : steps) {
            now += step % 3 == 0 ? 0 : (long) (step / 1e11 * interval);
            long wait = waitNanos(limiter, now);
            starts.add(now + wait);
            assertThat(allowed(starts, interval, burst)).isTrue();
            if (wait > 0) {
                List<Long> sooner = new ArrayList<>(starts);
                sooner.set(sooner.size() - 1, now + wait - 1);
                assertThat(allowed(sooner, interval, burst)).isFalse();
            }
        }
    }

    @Test
    void theNextRequestGetsACanceledStart() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 1, 1));
        assertThat(waitNanos(limiter, 0)).isZero();
        long[] later = new long[4];
        for (int i = 0; i < later.length; i++) {
            later[i] = limiter.reserveStart(0);
            assertThat(later[i]).isEqualTo((i + 1) * SECOND);
        }
        limiter.cancelStart(later[2]);
        limiter.cancelStart(later[0]);
        assertThat(limiter.reserveStart(0)).isEqualTo(later[0]);
        assertThat(limiter.reserveStart(0)).isEqualTo(later[2]);
        assertThat(limiter.reserveStart(0)).isEqualTo(5 * SECOND);
    }

    @Test
    void aCanceledStartOfABurstIsNotLost() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 1, 3));
        assertThat(waitNanos(limiter, 0)).isZero();
        assertThat(waitNanos(limiter, 0)).isZero();
        long third = limiter.reserveStart(0);
        limiter.cancelStart(third);
        assertThat(waitNanos(limiter, 10)).isZero();
        assertThat(waitNanos(limiter, 10)).isEqualTo(SECOND - 10);
    }

    @Test
    void aStartThatIsCanceledAfterItsTimeIsNotUsedAgain() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 1, 1));
        long first = limiter.reserveStart(0);
        assertThat(waitNanos(limiter, SECOND)).isZero();
        limiter.cancelStart(first);
        assertThat(waitNanos(limiter, SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aCanceledStartWithoutARateIsNothing() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(1, Double.POSITIVE_INFINITY));
        limiter.cancelStart(limiter.reserveStart(7));
        assertThat(limiter.reserveStart(8)).isEqualTo(8);
    }

    /** Whatever is canceled, no period has more starts than allowed. */
    @Property(tries = 300)
    void noPeriodHasMoreStartsThanAllowedWhenSomeAreCanceled(
            @ForAll @IntRange(min = 1, max = 4) int burst,
            @ForAll @Size(max = 60) List<@IntRange(max = 400) Integer> steps) {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 1e7, burst)); // one each 100 ns
        List<Long> starts = new ArrayList<>();
        ArrayDeque<Long> reserved = new ArrayDeque<>();
        long now = 0;
        for (int step : steps) {
            now += step % 2 == 0 ? 0 : step / 2;
            long start = limiter.reserveStart(now);
            reserved.add(start);
            starts.add(Math.max(now, start));
            if (step % 3 == 0) {
                boolean last = step % 5 == 0;
                limiter.cancelStart(last ? reserved.removeLast() : reserved.removeFirst());
                starts.remove(last ? starts.size() - 1 : starts.size() - 1 - reserved.size());
            }
        }
        for (int i = 1; i <= starts.size(); i++) {
            assertThat(allowed(starts.subList(0, i), 100, burst)).isTrue();
        }
    }

    private static boolean allowed(List<Long> starts, long interval, int burst) {
        List<Long> sorted = starts.stream().sorted().toList();
        int last = sorted.size() - 1;
        for (int first = 0; first <= last; first++) {
            if (last - first + 1 > burst + (sorted.get(last) - sorted.get(first)) / interval) {
                return false;
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ concurrent requests

    @Test
    void placesAreHandedOverInOrder() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(1, 1_000));
        assertThat(limiter.acquire()).isNull();
        var second = Objects.requireNonNull(limiter.acquire());
        var third = limiter.acquire();
        assertThat(second).isNotDone();
        second.cancel(false);
        limiter.release();
        assertThat(third).isCompleted();
        limiter.release();
        assertThat(limiter.acquire()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "3, 10", "3, 1000"})
    void waitersAreServedFirstComeFirstServed(int permits, int waiters) {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(permits, Double.POSITIVE_INFINITY));
        for (int i = 0; i < permits; i++) {
            assertThat(limiter.acquire()).isNull();
        }
        ArrayDeque<CompletableFuture<@Nullable Void>> waiting = new ArrayDeque<>();
        for (int i = 0; i < waiters; i++) {
            waiting.add(Objects.requireNonNull(limiter.acquire()));
        }
        while (!waiting.isEmpty()) {
            limiter.release();
            assertThat(waiting.poll()).isCompleted();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            // A newcomer does not overtake those who wait.
            assertThat(Objects.requireNonNull(limiter.acquire()).cancel(false)).isTrue();
        }
    }

    @Test
    void aPermitPassesOverAllWhoGaveUp() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(1, Double.POSITIVE_INFINITY));
        assertThat(limiter.acquire()).isNull();
        for (int i = 0; i < 100_000; i++) {
            assertThat(Objects.requireNonNull(limiter.acquire()).cancel(false)).isTrue();
        }
        var last = limiter.acquire();
        limiter.release();
        assertThat(last).isCompleted();
        limiter.release();
        assertThat(limiter.acquire()).isNull();
        assertThat(limiter.acquire()).as("there is still one permit only").isNotNull();
    }

    @Test
    @Timeout(60)
    void manyThreadsNeverHoldMorePermitsThanThereAre() throws Exception {
        int permits = 3;
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(permits, Double.POSITIVE_INFINITY));
        AtomicInteger holding = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> workers = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int number = t;
            workers.add(threads.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    CompletableFuture<@Nullable Void> permit = limiter.acquire();
                    if (permit != null && (i + number) % 5 == 0 && permit.cancel(false)) {
                        continue; // gave up
                    }
                    if (permit != null) {
                        permit.get(30, TimeUnit.SECONDS);
                    }
                    most.accumulateAndGet(holding.incrementAndGet(), Math::max);
                    holding.decrementAndGet();
                    limiter.release();
                }
                return null;
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        threads.shutdown();
        assertThat(most.get()).isBetween(1, permits);
        for (int i = 0; i < permits; i++) {
            assertThat(limiter.acquire()).as("permit %d is free again", i).isNull();
        }
        assertThat(limiter.acquire()).isNotNull();
    }

    // ------------------------------------------------------------------ which limits, whose limits

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(1, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(1, 1, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(1, Double.NaN)));
    }

    @Test
    void isUnlimitedOnlyWithoutAnyLimit() {
        double always = Double.POSITIVE_INFINITY;
        assertThat(RequestLimiter.of(RequestLimits.unlimited()).isUnlimited()).isTrue();
        assertThat(RequestLimiter.of(RequestLimits.of(1, always)).isUnlimited()).isFalse();
        assertThat(RequestLimiter.of(RequestLimits.of(Integer.MAX_VALUE, 1)).isUnlimited())
                .isFalse();
        RequestLimiter concurrency = RequestLimiter.of(RequestLimits.of(1, always, 1));
        assertThat(waitNanos(concurrency, 0)).isZero();
        assertThat(waitNanos(concurrency, 0)).isZero();
    }

    @Test
    void clientsWithOneKeyShareOneLimiter() {
        RequestLimiter limiter = RequestLimiter.shared("a key", RequestLimits.of(1, 1));
        assertThat(RequestLimiter.shared("a key", RequestLimits.of(1, 1))).isSameAs(limiter);
        assertThat(RequestLimiter.shared("a key", RequestLimits.of(2, 2))).isNotSameAs(limiter);
        assertThat(RequestLimiter.shared("another key", RequestLimits.of(1, 1))).isNotSameAs(limiter);
    }
}
