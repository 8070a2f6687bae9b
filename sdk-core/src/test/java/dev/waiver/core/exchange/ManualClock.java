/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import dev.waiver.core.SdkClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that advances when a caller sleeps, or on {@link #advance}. Tasks that are then due run in that thread. */
public final class ManualClock implements SdkClock {
    private record Task(Runnable action, long due) {}

    private final List<Duration> waits = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private Duration wallClockShift = Duration.ZERO;
    private long nanos;

    /** Returns how long callers slept, in order. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    /** Returns how many tasks are scheduled. */
    public synchronized int scheduled() {
        return tasks.size();
    }

    /** Returns how many tasks are due within this time. */
    public synchronized long scheduledWithin(Duration time) {
        return tasks.stream()
                .filter(task -> task.due() - nanos <= time.toNanos())
                .count();
    }

    /** Sets the wall clock forward, or back, while the monotonic time goes on as before. */
    public synchronized void shiftWallClock(Duration by) {
        wallClockShift = wallClockShift.plus(by);
    }

    public void advance(Duration d) {
        advance(d.toNanos());
    }

    private void advance(long by) {
        List<Task> due;
        synchronized (this) {
            nanos += by;
            due = tasks.stream()
                    .filter(task -> task.due - nanos <= 0)
                    .sorted(Comparator.comparingLong(Task::due))
                    .toList();
            tasks.removeAll(due);
        }
        due.forEach(task -> task.action.run());
    }

    @Override
    public synchronized Instant now() {
        return Instant.parse("2026-11-22T10:00:00Z").plusNanos(nanos).plus(wallClockShift);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(long wait) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            waits.add(Duration.ofNanos(wait));
        }
        advance(wait);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // equal tasks may be scheduled several times
    public synchronized Runnable schedule(Runnable action, long wait) {
        Task task = new Task(action, nanos + wait);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.removeIf(other -> other == task);
            }
        };
    }
}
