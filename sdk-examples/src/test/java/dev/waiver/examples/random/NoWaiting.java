package dev.waiver.examples.random;

import dev.waiver.core.spi.Timekeeper;
import java.time.Duration;
import java.time.Instant;

/**
 * The machine's clocks, but a wait is over at once. What is scheduled in whole seconds is a wait (look-ups, {@code Retry-After}, a service's own pause);
 * anything else bounds what is really under way, and the time limits that a gateway sets are not whole.
 */
final class NoWaiting implements Timekeeper {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        boolean wait = nanos % SECOND == 0;
        return Timekeeper.system().schedule(task, wait ? 0 : nanos);
    }
}
