/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.time;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A clock for a service and several callers of it that advances only when all callers wait, to the end of the first
 * wait: results do not depend on the speed of the machine, and waits of different callers overlap as in real time. A
 * delay of less than a day is a wait; a longer one is a limit on running work, see {@link #LIMITS}, which never passes.
 * Threads that sleep wait in any case.
 */
public final class SharedTime extends Clock implements SdkClock {
    /** Limits that are no waits. Asynchronous calls on this clock need them. */
    public static final CallOptions LIMITS = NoWaiting.LIMITS;

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final long DAY = Duration.ofDays(1).toNanos();

    private static final class Wait {
        final long due;
        final Runnable end;
        boolean over;

        Wait(long due, Runnable end) {
            this.due = due;
            this.end = end;
        }
    }

    private final boolean async;
    private final List<Wait> waits = new ArrayList<>();
    private long nanos;
    private int callers;

    /**
     * Creates a clock.
     *
     * @param async whether the callers' calls are asynchronous; if not, only threads wait
     */
    public SharedTime(boolean async) {
        this.async = async;
    }

    /** Adds callers. Call before the first of them starts. */
    public synchronized void begin(int more) {
        callers += more;
    }

    /** Removes a caller that is done. */
    public void end() {
        advance(-1);
    }

    private void advance(int change) {
        List<Wait> due;
        synchronized (this) {
            callers += change;
            if (waits.isEmpty() || waits.size() < callers) {
                return;
            }
            long first = waits.stream().mapToLong(wait -> wait.due).min().getAsLong();
            nanos = Math.max(nanos, first);
            due = waits.stream()
                    .filter(wait -> wait.due <= nanos)
                    .sorted(Comparator.comparingLong(wait -> wait.due))
                    .toList();
            waits.removeAll(due);
            due.forEach(wait -> wait.over = true);
            notifyAll();
        }
        due.forEach(wait -> wait.end.run());
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(long length) throws InterruptedException {
        Wait wait = add(length, () -> {});
        synchronized (this) {
            while (!wait.over) {
                wait();
            }
        }
    }

    private Wait add(long length, Runnable end) {
        Wait wait;
        synchronized (this) {
            wait = new Wait(nanos + length, end);
            waits.add(wait);
        }
        advance(0);
        return wait;
    }

    @Override
    public Runnable schedule(Runnable task, long length) {
        if (!async || length >= DAY) {
            return SdkClock.system().schedule(task, length);
        }
        Wait wait = add(length, () -> {
            Runnable unused = SdkClock.system().schedule(task, 0);
        });
        return () -> {
            synchronized (this) {
                waits.remove(wait);
            }
        };
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
