package dev.waiver.examples.contract;

import dev.waiver.core.spi.Timekeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The machine's clock, but a wait is skipped: the clock moves on by it at once. What is scheduled in whole seconds is a wait (nothing else in these
 * tests is set to whole seconds); all the rest bounds something that is really under way, and keeps to real time.
 */
final class SkippingTime extends Clock implements Timekeeper {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();

    /** How long was waited in all. */
    Duration waited() {
        return Duration.ofNanos(waited.get());
    }

    void advance(Duration step) {
        skipped.addAndGet(step.toNanos());
    }

    @Override
    public Instant now() {
        return Instant.now().plusNanos(skipped.get());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + skipped.get();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waited.addAndGet(nanos);
        skipped.addAndGet(nanos);
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        boolean skip = nanos > 0 && nanos % SECOND == 0 && nanos <= 10 * SECOND;
        if (skip) {
            waited.addAndGet(nanos);
            skipped.addAndGet(nanos);
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
