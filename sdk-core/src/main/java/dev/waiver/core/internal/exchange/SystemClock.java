/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.SdkClock;
import dev.waiver.core.internal.call.SdkThreads;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system clocks. */
public final class SystemClock implements SdkClock {
    public static final SystemClock INSTANCE = new SystemClock();

    private SystemClock() {}

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
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        Future<?> scheduled = Scheduler.SCHEDULER.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** The timer thread, created when the first call waits without a thread. */
    private static final class Scheduler {
        static final ScheduledThreadPoolExecutor SCHEDULER =
                new ScheduledThreadPoolExecutor(1, task -> SdkThreads.daemon(task, "waiver-timer"));

        static {
            SCHEDULER.setRemoveOnCancelPolicy(true);
            SCHEDULER.setKeepAliveTime(SdkThreads.KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
            SCHEDULER.allowCoreThreadTimeOut(true);
        }
    }
}
