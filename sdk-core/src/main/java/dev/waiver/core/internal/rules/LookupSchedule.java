/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.internal.call.ChainedCall;
import dev.waiver.core.internal.client.Calls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The lookups for the effect of a write. They start not earlier than 0, 1, 2 and 4 seconds after it, one after the
 * other; one that takes longer than 4 seconds is the last. A list that is incomplete is read again by the next lookup.
 */
final class LookupSchedule {
    /** A lookup for the effect of a write. */
    interface Lookup<T> {
        /**
         * Returns the call that looks; its value is empty if nothing was found.
         *
         * @param last whether this is the last lookup
         */
        ApiCall<Optional<T>> at(boolean last);
    }

    private static final List<Duration> AFTER =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    private static final long LONG_NANOS = Duration.ofSeconds(4).toNanos();

    private final SdkClock clock;
    private final long write;

    private LookupSchedule(SdkClock clock) {
        this.clock = clock;
        this.write = clock.nanoTime();
    }

    /**
     * Returns a call that looks until something is found. Executed right after the write.
     *
     * @param look the lookup
     * @param nothing the call to make when the last lookup found nothing
     */
    static <T> ApiCall<T> until(SdkClock clock, Lookup<T> look, Supplier<ApiCall<T>> nothing) {
        return Calls.defer(() -> new LookupSchedule(clock).look(0, look, nothing));
    }

    private <T> ApiCall<T> look(int number, Lookup<T> look, Supplier<ApiCall<T>> nothing) {
        long wait = write + AFTER.get(number).toNanos() - clock.nanoTime();
        return Calls.delay(Duration.ofNanos(Math.max(0, wait)), () -> {
            long start = clock.nanoTime();
            AbstractCall<Optional<T>> now = AbstractCall.of(look.at(number + 1 == AFTER.size()));
            return new ChainedCall<>(
                    now,
                    (found, context) -> {
                        if (found.isPresent()) {
                            return ApiCall.of(found.get());
                        }
                        return isLast(number, start) ? nothing.get() : look(number + 1, look, nothing);
                    },
                    (error, context) -> error instanceof IncompleteListException && !isLast(number, start)
                            ? look(number + 1, look, nothing)
                            : null);
        });
    }

    private boolean isLast(int number, long start) {
        return number + 1 == AFTER.size() || clock.nanoTime() - start > LONG_NANOS;
    }
}
