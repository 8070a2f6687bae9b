package dev.waiver.integration.time;

import dev.waiver.core.SdkClock;
import java.time.Clock;
import java.time.Instant;

/**
 * A clock on which waits end immediately and do not advance the time, for concurrent calls. A delay of whole half
 * seconds is a wait (lookups, {@code Retry-After}, rate limit pauses); any other delay is a limit on running work, see
 * {@link SkippingTime#LIMITS}, and passes in real time.
 */
public final class NoWaiting implements SdkClock {
    private final Clock wall;

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
