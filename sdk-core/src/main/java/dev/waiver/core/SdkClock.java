/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.internal.exchange.SystemClock;
import java.time.Instant;

/** The SDK's source of time and of waits. Tests can provide their own, so that they never sleep. */
public interface SdkClock {
    /** Returns the wall-clock time, for expiry dates and dates in headers. */
    Instant now();

    /** Returns a monotonic time in nanoseconds, for deadlines and lifetimes. */
    long nanoTime();

    /**
     * Waits on the calling thread.
     *
     * @param nanos the time to wait, in nanoseconds
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(long nanos) throws InterruptedException;

    /**
     * Runs a task later without holding a thread.
     *
     * @param task the task; it must not block
     * @param nanos the delay, in nanoseconds
     * @return a function that cancels the task; it has no effect once the task has started
     */
    Runnable schedule(Runnable task, long nanos);

    /** Returns the system clocks. One daemon thread runs all scheduled tasks; it ends when idle. */
    static SdkClock system() {
        return SystemClock.INSTANCE;
    }
}
