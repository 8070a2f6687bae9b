package dev.waiver.examples.time;

import dev.waiver.core.SdkClock;
import java.time.Clock;
import java.time.Instant;

/**
 * A clock that nobody's waits move, for calls that do not know of each other: a wait is over at once. What is scheduled
 * in half seconds is a wait (look-ups, {@code Retry-After}, a service's own pause); anything else, see
 * {@link SkippingTime#LIMITS}, bounds what is really under way.
 */
public final class NoWaiting implements SdkClock {
    private final Clock wall;

    /**
     * A clock.
     *
     * @param wall the time of day
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
        return SdkClock.system().schedule(task, SkippingTime.isWait(nanos) ? 0 : nanos);
    }
}
