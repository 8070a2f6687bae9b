/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.SdkClock;
import java.time.Instant;

/** The caller's clock. What it throws is recognized in every part of a call. */
record CallersClock(SdkClock clock) implements SdkClock {
    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");

    /** Thrown when the caller's clock throws. */
    static final class ClockException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClockException(Throwable cause) {
            super("the clock failed: " + cause, cause);
        }
    }

    @Override
    public Instant now() {
        try {
            return clock.now();
        } catch (RuntimeException | Error e) {
            throw new ClockException(e);
        }
    }

    @Override
    public long nanoTime() {
        try {
            return clock.nanoTime();
        } catch (RuntimeException | Error e) {
            throw new ClockException(e);
        }
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        try {
            clock.sleep(nanos);
        } catch (RuntimeException | Error e) {
            throw new ClockException(e);
        }
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        Runnable unschedule;
        try {
            unschedule = clock.schedule(task, nanos);
        } catch (RuntimeException | Error e) {
            throw new ClockException(e);
        }
        return () -> {
            try {
                unschedule.run();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.WARNING, "the clock cannot cancel a task", e); // which has no effect then
            }
        };
    }
}
