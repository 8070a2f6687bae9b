package dev.waiver.examples.trust;

import dev.waiver.core.spi.Timekeeper;
import dev.waiver.testing.TestClock;
import java.time.Duration;
import java.time.Instant;

/** The time of a service's clock, off by a skew; waits move that clock. What is scheduled keeps to real time. */
final class MovedTime implements Timekeeper {
    private final TestClock clock;
    private final Duration skew;

    MovedTime(TestClock clock, Duration skew) {
        this.clock = clock;
        this.skew = skew;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(skew);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + clock.instant().toEpochMilli() * 1_000_000;
    }

    @Override
    public void sleep(long nanos) {
        Instant unused = clock.advance(Duration.ofNanos(nanos));
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        return Timekeeper.system().schedule(task, nanos);
    }
}
