package dev.waiver.core.exchange;

import dev.waiver.core.SdkClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that advances when a caller sleeps, or on {@link #advance}. */
final class ManualClock implements SdkClock {
    private final List<Duration> waits = new ArrayList<>();
    private long nanos;

    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    synchronized void advance(Duration d) {
        nanos += d.toNanos();
    }

    @Override
    public synchronized Instant now() {
        return Instant.parse("2026-11-22T10:00:00Z").plusNanos(nanos);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void sleep(long wait) {
        waits.add(Duration.ofNanos(wait));
        nanos += wait;
    }

    @Override
    public Runnable schedule(Runnable task, long wait) {
        // Scheduled tasks only bound work in progress, and never run in tests that use this clock.
        return () -> {};
    }
}
