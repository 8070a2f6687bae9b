package dev.waiver.scanning;

import dev.waiver.core.SdkClock;
import dev.waiver.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that advances only when code sleeps or the test advances it, together with the simulator's clock. */
final class ManualClock implements SdkClock {
    private record Task(Runnable work, long due) {}

    private final TestClock clock;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;

    ManualClock(TestClock clock) {
        this.clock = clock;
    }

    /** Returns the length of each sleep. */
    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    /** Returns the number of tasks that are due within this time. */
    synchronized long scheduledWithin(Duration time) {
        return tasks.stream()
                .filter(task -> task.due() - nanos <= time.toNanos())
                .count();
    }

    void advance(Duration step) {
        List<Task> due;
        synchronized (this) {
            nanos += step.toNanos();
            due = tasks.stream()
                    .filter(task -> task.due() - nanos <= 0)
                    .sorted(Comparator.comparingLong(Task::due))
                    .toList();
            tasks.removeAll(due);
            clock.advance(step);
        }
        due.forEach(task -> task.work().run());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(long length) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            sleeps.add(Duration.ofNanos(length));
        }
        advance(Duration.ofNanos(length));
    }

    @Override
    public synchronized Runnable schedule(Runnable work, long length) {
        Task task = new Task(work, nanos + length);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }
}
