/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.SdkClock;
import dev.waiver.core.internal.call.SdkThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that checks the exchanges in flight every ten milliseconds: attempt timeout, deadline, and callers
 * that were interrupted (a thread in a socket read does not react to an interrupt). It ends after ten seconds without
 * an exchange in flight.
 */
public final class Watchdog {
    private static final System.Logger LOG = System.getLogger("dev.waiver.watchdog");
    private static final long TICK_NANOS = 10_000_000L;
    private static final long IDLE_TICKS = 1_000;

    /** A watched exchange. */
    public static final class Guard {
        private final Call call;
        private final @Nullable Thread caller;
        private final SdkClock clock;
        private final long end;
        private volatile boolean expired;

        Guard(Call call, @Nullable Thread caller, SdkClock clock, long nanos) {
            this.call = call;
            this.caller = caller;
            this.clock = clock;
            this.end = clock.nanoTime() + nanos;
        }

        /** Returns whether the exchange was canceled because its time was up. */
        public boolean expired() {
            return expired;
        }

        /** Cancels the exchange because its time is up; what follows must not take that for a broken connection. */
        void expire() {
            expired = true;
            call.cancel();
        }
    }

    private static final Set<Guard> GUARDS = ConcurrentHashMap.newKeySet();
    private static volatile @Nullable Thread watcher;
    private static volatile boolean parked;

    private Watchdog() {}

    /**
     * Starts watching an exchange.
     *
     * @param call canceled when the time is up or the caller is interrupted
     * @param caller the thread that waits for the exchange, if one does
     * @param clock the clock that measures the time
     * @param nanos how long the exchange may take
     */
    public static Guard start(Call call, @Nullable Thread caller, SdkClock clock, long nanos) {
        Guard guard = new Guard(call, caller, clock, nanos);
        GUARDS.add(guard);
        Thread running = watcher;
        if (running == null) {
            startWatcher();
        } else if (parked) {
            LockSupport.unpark(running);
        }
        return guard;
    }

    /** Stops watching an exchange. */
    public static void end(Guard guard) {
        GUARDS.remove(guard);
    }

    private static synchronized void startWatcher() {
        if (watcher == null) {
            Thread thread = SdkThreads.daemon(Watchdog::look, "waiver-watch");
            watcher = thread;
            thread.start();
        }
    }

    private static void look() {
        long idle = 0;
        while (idle < IDLE_TICKS || !stop()) {
            if (GUARDS.isEmpty()) {
                parked = true;
                if (GUARDS.isEmpty()) {
                    LockSupport.parkNanos(TICK_NANOS * IDLE_TICKS);
                    idle = GUARDS.isEmpty() ? IDLE_TICKS : 0;
                }
                parked = false;
                continue;
            }
            idle = 0;
            LockSupport.parkNanos(TICK_NANOS);
            for (Guard guard : GUARDS) {
                try {
                    if (guard.end - guard.clock.nanoTime() <= 0) {
                        guard.expire();
                    } else if (guard.caller != null && guard.caller.isInterrupted()) {
                        guard.call.cancel();
                    }
                } catch (Throwable e) { // from a clock or a listener of one application: go on for all others
                    LOG.log(System.Logger.Level.WARNING, "an exchange cannot be watched, so it is canceled", e);
                    end(guard);
                    cancel(guard.call);
                }
            }
        }
    }

    private static void cancel(Call call) {
        try {
            call.cancel();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "a listener threw when its call was canceled", e);
        }
    }

    /** Ends this daemon, and returns true, unless an exchange has started meanwhile. */
    private static synchronized boolean stop() {
        watcher = null;
        if (GUARDS.isEmpty()) {
            return true;
        }
        watcher = Thread.currentThread();
        return false;
    }
}
