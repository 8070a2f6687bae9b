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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock for a service and its clients that advances only by waits, and immediately, so that results do not depend on
 * the speed of the machine. A delay of whole half seconds or of less than five seconds is a wait, unless it is a
 * millisecond off a second. Any other delay, see {@link #LIMITS}, is a limit on running work and passes when the clock
 * has advanced so far.
 */
public final class SkippingTime extends Clock implements SdkClock {
    /** An attempt timeout that does not count as a wait. */
    public static final Duration ATTEMPT = Duration.ofMillis(29_999);

    /** A deadline that does not count as a wait. */
    public static final Duration DEADLINE = Duration.ofMillis(119_999);

    /** The default limits in values that are distinguished from waits. Clients on this clock need them. */
    public static final CallOptions LIMITS =
            CallOptions.builder().attemptTimeout(ATTEMPT).deadline(DEADLINE).build();

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
    private static final long HALF_SECOND = Duration.ofMillis(500).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long SHORT = Duration.ofSeconds(5).toNanos();
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicLong passed;
    private final Duration skew;
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    /** Creates a clock. */
    public SkippingTime() {
        this(new AtomicLong(), Duration.ZERO);
    }

    private SkippingTime(AtomicLong passed, Duration skew) {
        this.passed = passed;
        this.skew = skew;
    }

    /** Returns a view of this clock that is wrong by a fixed amount. */
    public SkippingTime skewed(Duration by) {
        return new SkippingTime(passed, by);
    }

    /** Advances the clock. */
    public void advance(Duration step) {
        passed.addAndGet(step.toNanos());
    }

    @Override
    public Instant now() {
        return START.plus(skew).plusNanos(passed.get());
    }

    @Override
    public long nanoTime() {
        return passed.get();
    }

    /** Returns the waits so far, by whichever way. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(Duration.ofNanos(nanos));
        passed.addAndGet(nanos);
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        boolean skip = isWait(nanos);
        if (skip) {
            waits.add(Duration.ofNanos(nanos));
            passed.addAndGet(nanos);
        }
        return SdkClock.system().schedule(task, skip ? 0 : nanos);
    }

    private static boolean isWait(long nanos) {
        long off = nanos % SECOND;
        boolean limit = nanos > SECOND && (off == MILLISECOND || off == SECOND - MILLISECOND);
        return nanos > 0 && !limit && (nanos % HALF_SECOND == 0 || nanos < SHORT);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
