package dev.waiver.core;

import dev.waiver.core.internal.exchange.SystemClock;
import java.time.Instant;

/** Where the engine takes time from and how it waits; a test hands in one of its own and never sleeps. */
public interface SdkClock {
    /** The wall clock, for expiry dates and dates in headers. */
    Instant now();

    /** A clock that only goes forward, in nanoseconds, for deadlines and lifetimes. */
    long nanoTime();

    /**
     * Waits in the caller's thread.
     *
     * @param nanos how long
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(long nanos) throws InterruptedException;

    /**
     * Runs something later without holding a thread.
     *
     * @param task what to run; it must not block
     * @param nanos when, from now
     * @return takes the task back; without effect if it has started
     */
    Runnable schedule(Runnable task, long nanos);

    /** The machine's clocks, one daemon thread for everything scheduled, gone when idle. */
    static SdkClock system() {
        return SystemClock.INSTANCE;
    }
}
