/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.time;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock for concurrent calls on which waits end immediately, and the monotonic time advances by them. A delay of less
 * than a day is a wait (lookups, {@code Retry-After}, turns after a 429); a longer one is a limit on running work, see
 * {@link #LIMITS}, which never passes: otherwise the waits of one call would end the others.
 */
public final class NoWaiting implements SdkClock {
    /** Limits that are no waits. Clients on this clock need them. */
    public static final CallOptions LIMITS = CallOptions.builder()
            .attemptTimeout(Duration.ofDays(100))
            .deadline(Duration.ofDays(100))
            .build();

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Clock wall;
    private final AtomicLong waited = new AtomicLong();

    /**
     * Creates a clock.
     *
     * @param wall the source of the time of day
     */
    public NoWaiting(Clock wall) {
        this.wall = wall;
    }

    @Override
    public Instant now() {
        return wall.instant();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + waited.get();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waited.addAndGet(nanos);
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        boolean wait = nanos < DAY;
        if (wait) {
            waited.addAndGet(nanos);
        }
        return SdkClock.system().schedule(task, wait ? 0 : nanos);
    }
}
