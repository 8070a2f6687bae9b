/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.RequestLimits;
import dev.waiver.core.internal.exchange.LearnedLimits.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what is learned from 429 responses alone: pauses, turns, the rate and how it grows back. */
class LearnedLimitsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final String RULES = "rules";

    private LearnedLimits limits = new LearnedLimits();
    private long now = -17;

    private Turn turn() {
        return Objects.requireNonNull(limits.turn(RULES, now));
    }

    private Turn refused(Turn sent, long asked) {
        return limits.refused(RULES, sent, now, asked, () -> 1);
    }

    private Turn firstRefusal(long asked) {
        return limits.refused(RULES, null, now, asked, () -> 1);
    }

    private Duration wait(Turn turn) {
        return Duration.ofNanos(Math.max(0, limits.due(turn) - now));
    }

    /** Waits for the turn, and takes it. Returns how long it waited. */
    private Duration take(Turn turn) {
        long start = now;
        for (long wait = limits.take(turn, now); wait > 0; wait = limits.take(turn, now)) {
            now += wait;
        }
        return Duration.ofNanos(now - start);
    }

    private void succeed(Turn turn) {
        limits.passed(turn, now);
    }

    // ------------------------------------------------------------------ pauses

    @Test
    void nothingIsLimitedBeforeThe429() {
        assertThat(limits.isActive()).isFalse();
        assertThat(limits.turn(RULES, now)).isNull();
    }

    @Test
    void everybodyWaitsAsLongAsTheServiceAsked() {
        Turn again = firstRefusal(7 * SECOND);
        Turn other = turn();
        assertThat(wait(again)).isEqualTo(Duration.ofSeconds(7));
        now += 3 * SECOND;
        assertThat(wait(again)).isEqualTo(Duration.ofSeconds(4));
        assertThat(wait(other)).isEqualTo(Duration.ofSeconds(5));
        assertThat(wait(turn())).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void theFirstRequestAfterThePauseTestsTheServiceForTheOthers() {
        Turn probe = firstRefusal(7 * SECOND);
        List<Turn> others = List.of(turn(), turn());
        assertThat(take(probe)).isEqualTo(Duration.ofSeconds(7));
        Turn again = refused(probe, 7 * SECOND);
        assertThat(wait(again)).isEqualTo(Duration.ofSeconds(7));
        // Half the rate, in the old order.
        assertThat(others.stream().map(this::wait)).containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(11));
    }

    @Test
    void thePausesOfTheSdksChoiceGrowUpToAMinute() {
        Turn turn = firstRefusal(-1);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(wait(turn).toSeconds());
            Duration unused = take(turn);
            turn = refused(turn, -1);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        Duration unused = take(turn);
        succeed(turn);
        assertThat(take(turn())).isEqualTo(Duration.ofMinutes(1)); // the rate is still low
    }

    @Test
    void aSuccessEndsTheGrowthOfThePauses() {
        Turn turn = firstRefusal(-1);
        for (int i = 0; i < 4; i++) {
            Duration unused = take(turn);
            turn = refused(turn, -1);
        }
        Duration unused = take(turn);
        succeed(turn);
        turn = turn();
        unused = take(turn);
        now += 3600 * SECOND; // the interval is over
        assertThat(wait(refused(turn, -1))).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "0.5, 750", "1, 1000"})
    void thePausesOfTheSdksChoiceAreSpread(double jitter, long millis) {
        assertThat(wait(limits.refused(RULES, null, now, -1, () -> jitter))).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void anAbsurdPauseDoesNotBlockTheKeyForGood() {
        assertThat(wait(firstRefusal(Long.MAX_VALUE / 4))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aPauseOfZeroNeedsNoWait() {
        Turn again = firstRefusal(0);
        assertThat(take(again)).isZero();
        assertThat(wait(turn())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void requestsThatWereSentBeforeThePauseCountOnce() {
        Turn probe = firstRefusal(SECOND);
        for (int i = 1; i < 20; i++) {
            assertThat(wait(firstRefusal(-1))).isEqualTo(Duration.ofSeconds(1 + i));
        }
        assertThat(wait(probe)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aLateResponseMayLengthenThePause() {
        Turn probe = firstRefusal(SECOND);
        Turn second = firstRefusal(5 * SECOND);
        assertThat(wait(probe)).isEqualTo(Duration.ofSeconds(5));
        assertThat(wait(second)).isEqualTo(Duration.ofSeconds(6));
    }

    // ------------------------------------------------------------------ families

    @Test
    void anotherFamilyGoesOnUntilItGetsA429Itself() {
        Turn probe = firstRefusal(5 * SECOND);
        assertThat(limits.turn("scopes", now)).isNull();
        assertThat(limits.limited()).contains("rules");
        Turn other = limits.refused("scopes", null, now, 9 * SECOND, () -> 1);
        assertThat(wait(other)).isEqualTo(Duration.ofSeconds(9));
        assertThat(wait(probe)).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
        assertThat(limits.turn("third", now)).isNotNull();
        assertThat(limits.limited()).isEqualTo("several resources");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/app/hec-api/v1.0/, https://a.example/app/hec-api/v1.0/exceptions/blacklist/7, exceptions",
        "https://a.example/app/hec-api/v1.0/, https://a.example/app/hec-api/v1.0/scopes, scopes",
        "https://a.example/app/hec-api/v1.0/, https://a.example/auth/external, auth",
        "https://a.example/, https://a.example/v2/exceptions/7/details, exceptions",
        "https://a.example/, https://a.example/v2/vulnerabilities?page=2, vulnerabilities",
        "https://a.example/, https://a.example/auth/sign_in, auth",
        "https://a.example/, https://a.example/exceptions/v2/7, exceptions",
        "https://a.example/, https://a.example/rulesets/v2, rulesets",
        "https://a.example/, https://b.example/rulesets/v2, b.example/rulesets",
        "https://a.example/x/, https://a.example/, ''",
        "https://a.example/x/y/, https://a.example/x, x",
        "https://a.example/, https://a.example/v2, v2"
    })
    void theFamilyIsTheResource(String base, String url, String family) {
        assertThat(LearnedLimits.family(HttpUrl.get(base), HttpUrl.get(url))).isEqualTo(family);
    }

    // ------------------------------------------------------------------ rate

    @Test
    void anUnknownRateDoublesQuickly() {
        Turn turn = firstRefusal(SECOND);
        Duration unused = take(turn);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            succeed(turn);
            turn = turn();
            millis.add(take(turn).toMillis());
        }
        assertThat(millis).containsExactly(1_000L, 1_000L, 500L, 333L, 250L, 200L);
    }

    @Test
    void aRateThatWasTooHighIsHalvedAndGrowsBackSlowly() {
        Turn turn = firstRefusal(SECOND);
        Duration unused = take(turn);
        turn = refused(turn, SECOND); // one per second is too much
        unused = take(turn);
        List<Duration> intervals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            succeed(turn);
            turn = turn();
            intervals.add(take(turn));
        }
        assertThat(intervals.get(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(intervals).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(intervals.get(11)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_100));
    }

    /** Another 429 would cost as much again. */
    @Test
    void theRateIsKeptForAsLongAsThePauseWas() {
        Turn turn = firstRefusal(60 * SECOND);
        for (int i = 0; i < 61; i++) {
            Duration unused = take(turn);
            succeed(turn);
            turn = turn();
            assertThat(wait(turn)).isEqualTo(Duration.ofSeconds(1));
        }
        Duration unused = take(turn);
        succeed(turn);
        assertThat(take(turn())).isEqualTo(Duration.ofMillis(500));
    }

    /** A rate that nobody uses is not known to be right. */
    @Test
    void theRateGrowsOnlyWhereItLimits() {
        Turn turn = firstRefusal(SECOND);
        Duration unused = take(turn);
        succeed(turn);
        for (int i = 0; i < 10; i++) {
            now += 50 * SECOND;
            turn = turn();
            assertThat(take(turn)).isZero();
            succeed(turn);
        }
        assertThat(take(turn())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void everythingIsForgottenTenMinutesAfterTheLast429() {
        Turn turn = firstRefusal(SECOND);
        Duration unused = take(turn);
        succeed(turn);
        now += 9 * 60 * SECOND;
        assertThat(limits.turn(RULES, now)).isNotNull();
        now += 2 * 60 * SECOND;
        assertThat(limits.turn(RULES, now)).isNull();
        assertThat(limits.isActive()).isFalse();
        assertThat(wait(firstRefusal(-1))).isEqualTo(Duration.ofSeconds(1));
    }

    // ------------------------------------------------------------------ turns

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void turnsThatAreGivenBackAreTheNextCalls(boolean lastFirst) {
        Turn probe = firstRefusal(SECOND);
        List<Turn> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(turn());
        }
        assertThat(wait(turn())).isEqualTo(Duration.ofSeconds(502));
        if (lastFirst) {
            Collections.reverse(many);
        }
        many.forEach(limits::giveBack);
        many.forEach(limits::giveBack); // twice is once
        assertThat(wait(turn())).isEqualTo(Duration.ofSeconds(2));
        assertThat(wait(turn())).isEqualTo(Duration.ofSeconds(3));
        limits.giveBack(probe);
        assertThat(wait(turn())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTurnThatWasTakenIsNotGivenBack() {
        Turn probe = firstRefusal(SECOND);
        Duration unused = take(probe);
        limits.giveBack(probe);
        assertThat(wait(turn())).isEqualTo(Duration.ofSeconds(1));
    }

    /** The clocks of tests end a wait at once and let no time pass. */
    @Test
    void theEndOfAWaitCountsAsItsTime() {
        Turn probe = firstRefusal(60 * SECOND);
        assertThat(limits.waitNanos(probe, now)).isEqualTo(60 * SECOND);
        assertThat(limits.take(probe, now)).isZero();
        assertThat(limits.waitNanos(turn(), now)).isEqualTo(61 * SECOND);
    }

    @Test
    void aTurnThatComesALittleLateDoesNotDelayTheNextOne() {
        Turn probe = firstRefusal(SECOND);
        Turn second = turn();
        assertThat(limits.waitNanos(probe, now)).isEqualTo(SECOND);
        now += SECOND + SECOND / 100;
        assertThat(limits.take(probe, now)).isZero();
        assertThat(wait(second)).isEqualTo(Duration.ofMillis(990));
    }

    /** No two requests start closer to each other than the interval, an eighth of it excepted. */
    @Property(tries = 300)
    void requestsKeepTheirDistance(
            @ForAll @IntRange(min = 1, max = 40) int calls,
            @ForAll @LongRange(min = 0, max = 3_000_000_000L) long pause,
            @ForAll @IntRange(min = 0, max = 10) int gaveUp) {
        limits = new LearnedLimits();
        List<Turn> waiting = new ArrayList<>();
        waiting.add(firstRefusal(pause));
        for (int i = 1; i < calls; i++) {
            waiting.add(turn());
        }
        for (int i = 0; i < gaveUp && waiting.size() > 1; i++) {
            limits.giveBack(waiting.remove(waiting.size() / 2));
        }
        double interval = SECOND / Math.min(10, Math.max(1, (double) SECOND / Math.max(1, pause)));
        long before = now - 2 * SECOND;
        while (!waiting.isEmpty()) {
            Turn next = null;
            long least = Long.MAX_VALUE;
            for (Turn turn : waiting) {
                long wait = wait(turn).toNanos();
                if (wait < least) {
                    least = wait;
                    next = turn;
                }
            }
            now += least;
            if (limits.take(Objects.requireNonNull(next), now) == 0) {
                waiting.remove(next);
                assertThat(now - before).isGreaterThanOrEqualTo((long) (interval * 7 / 8));
                before = now;
            }
        }
    }

    // ------------------------------------------------------------------ keys

    @Test
    void whatIsLearnedBelongsToTheKeyWhateverTheLimits() {
        Object key = new Object();
        RequestLimiter unlimited = RequestLimiter.shared(key, RequestLimits.unlimited());
        RequestLimiter limited = RequestLimiter.shared(key, RequestLimits.of(1, 1));
        assertThat(unlimited.learned()).isSameAs(limited.learned());
        assertThat(RequestLimiter.shared(new Object(), RequestLimits.unlimited())
                        .learned())
                .isNotSameAs(unlimited.learned());
    }
}
