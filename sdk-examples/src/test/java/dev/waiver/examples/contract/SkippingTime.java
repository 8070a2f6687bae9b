package dev.waiver.examples.contract;

import dev.waiver.core.spi.Timekeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still unless somebody waits: a wait moves it at once. How fast the machine is changes nothing, then. What is scheduled in
 * half seconds is a wait (no time-out in these tests is a multiple of that); all the rest bounds what is under way, and is met when the clock
 * was moved so far.
 */
final class SkippingTime extends Clock implements Timekeeper {
    private static final long HALF_SECOND = Duration.ofMillis(500).toNanos();
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicLong passed = new AtomicLong();

    void advance(Duration step) {
        passed.addAndGet(step.toNanos());
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
        boolean skip = nanos > 0 && nanos % HALF_SECOND == 0;
        if (skip) {
            passed.addAndGet(nanos);
        }
        return Timekeeper.system().schedule(task, skip ? 0 : nanos);
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
