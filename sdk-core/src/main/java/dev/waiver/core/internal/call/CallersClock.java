package dev.waiver.core.internal.call;

import dev.waiver.core.SdkClock;
import java.time.Instant;

/** The caller's clock. What it throws is recognized in every part of a call. */
record CallersClock(SdkClock clock) implements SdkClock {
    /** Thrown when the caller's clock throws. */
    static final class ClockException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClockException(Throwable cause) {
            super("the clock failed: " + cause, cause);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
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
        try {
            return clock.schedule(task, nanos);
        } catch (RuntimeException | Error e) {
            throw new ClockException(e);
        }
    }
}
