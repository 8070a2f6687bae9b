/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.SdkClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock for simulators and the command line that advances only by waits, and immediately. A delay of half an hour or
 * more is a limit on running work, and passes as the system's time does: clients on this clock need limits as
 * {@link #LIMITS} has them.
 */
final class WaitingTime extends Clock implements SdkClock {
    /** Settings of a client whose limits are not taken for waits, for each service. */
    static final Map<String, String> LIMITS = Map.of(
            "WAIVER_EMAIL_ATTEMPT_TIMEOUT", "PT40M",
            "WAIVER_EMAIL_DEADLINE", "PT1H",
            "WAIVER_SCANNING_ATTEMPT_TIMEOUT", "PT40M",
            "WAIVER_SCANNING_DEADLINE", "PT1H",
            "WAIVER_DETECTION_ATTEMPT_TIMEOUT", "PT40M",
            "WAIVER_DETECTION_DEADLINE", "PT1H");

    private static final long SHORT = Duration.ofMinutes(30).toNanos();
    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

    private final AtomicLong passed = new AtomicLong();

    Duration passed() {
        return Duration.ofNanos(passed.get());
    }

    @Override
    public Instant now() {
        return START.plusNanos(passed.get());
    }

    @Override
    public long nanoTime() {
        return passed.get();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        passed.addAndGet(nanos);
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        boolean wait = nanos < SHORT;
        if (wait) {
            passed.addAndGet(Math.max(0, nanos));
        }
        return SdkClock.system().schedule(task, wait ? 0 : nanos);
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
