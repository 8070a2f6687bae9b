/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.call.ScopedCall;
import dev.waiver.core.internal.client.Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests when the lookups for the effect of a write start, and which one is the last. */
class LookupScheduleTest {
    private final Clock clock = new Clock();
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> last = new ArrayList<>();

    /** A clock that advances when somebody waits. It starts shortly before its numbers overflow. */
    private static final class Clock implements SdkClock {
        private final long start = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
        private long nanos = start;

        long millis() {
            return Duration.ofNanos(nanos - start).toMillis();
        }

        void advance(long millis) {
            nanos += Duration.ofMillis(millis).toNanos();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(long wait) {
            nanos += wait;
        }

        @Override
        public Runnable schedule(Runnable task, long wait) {
            throw new UnsupportedOperationException();
        }
    }

    /** Returns a call of a client with the clock. */
    private <T> ApiCall<T> clientCall(ApiCall<T> call) {
        CallRuntime runtime = new CallRuntime(clock, () -> "1", CallOptions.none(), Runnable::run, null);
        return new ScopedCall<>(runtime, "lookups", UnaryOperator.identity(), AbstractCall.of(call));
    }

    /** Lookups that take so many milliseconds each and find nothing, but for the one with this number. */
    private ApiCall<String> lookups(int found, List<Long> millis) {
        return clientCall(LookupSchedule.until(
                clock,
                isLast -> Calls.defer(() -> {
                    int number = starts.size();
                    starts.add(clock.millis());
                    if (isLast) {
                        last.add(clock.millis());
                    }
                    clock.advance(millis.get(number));
                    return ApiCall.of(number + 1 == found ? Optional.of("lookup " + found) : Optional.empty());
                }),
                () -> ApiCall.of("nothing")));
    }

    private static List<Long> numbers(String text) {
        return Stream.of(text.split(" ")).map(Long::valueOf).toList();
    }

    @ParameterizedTest(name = "lookups of {0} ms: {1}")
    @CsvSource({
        // each takes, they start
        "0 0 0 0,             0 1000 2000 4000",
        "300 300 300 300,     0 1000 2000 4000",
        // one after the other, and not earlier than
        "1500 0 0 0,          0 1500 2000 4000",
        "3000 0 0 0,          0 3000 3000 4000",
        "4000 4000 4000 4000, 0 4000 8000 12000",
        // a long one is the last
        "4001,                0",
        "0 4001,              0 1000",
        "0 0 60000,           0 1000 2000",
        "0 0 0 60000,         0 1000 2000 4000"
    })
    void startsOfLookupsThatFindNothing(String each, String expected) {
        assertThat(lookups(0, numbers(each)).execute()).isEqualTo("nothing");
        assertThat(starts).isEqualTo(numbers(expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0 1000", "3, 0 1000 2000", "4, 0 1000 2000 4000"})
    void whatIsFoundEndsTheLookups(int found, String expected) {
        assertThat(lookups(found, numbers("0 0 0 0")).execute()).isEqualTo("lookup " + found);
        assertThat(starts).isEqualTo(numbers(expected));
    }

    @Test
    void whatALongLookupFindsCounts() {
        assertThat(lookups(1, numbers("60000")).execute()).isEqualTo("lookup 1");
    }

    @Test
    void onlyTheFourthLookupIsToldThatItIsTheLast() {
        assertThat(lookups(0, numbers("0 0 0 0")).execute()).isEqualTo("nothing");
        assertThat(last).containsExactly(4000L);
    }

    /** The call may have been created long before the write. */
    @Test
    void theTimeCountsFromTheExecution() {
        ApiCall<String> lookups = lookups(0, numbers("0 0 0 0 0 0 0 0"));
        clock.advance(5000);
        assertThat(lookups.execute()).isEqualTo("nothing");
        assertThat(lookups.execute()).isEqualTo("nothing");
        assertThat(starts).containsExactly(5000L, 6000L, 7000L, 9000L, 9000L, 10_000L, 11_000L, 13_000L);
    }

    @Test
    void aLookupThatWouldStartAfterTheDeadlineIsNotWaitedFor() {
        ApiCall<String> lookups = lookups(0, numbers("0 0 0 0"))
                .with(CallOptions.builder().deadline(Duration.ofMillis(1500)).build());
        assertThatThrownBy(lookups::execute).isInstanceOf(DeadlineExceededException.class);
        assertThat(starts).containsExactly(0L, 1000L);
        assertThat(clock.millis()).isEqualTo(1000);
    }
}
