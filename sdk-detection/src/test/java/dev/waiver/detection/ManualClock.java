package dev.waiver.detection;

import dev.waiver.core.SdkClock;
import dev.waiver.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock that advances when a call waits, together with the simulator's clock. Scheduled tasks run when they are due.
 */
final class ManualClock implements SdkClock {
    private record Task(Runnable run, long due) {}

    final TestClock clock;
    private final Instant start;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    ManualClock(TestClock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Returns the duration of each wait. */
    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public long nanoTime() {
        return Duration.between(start, clock.instant()).toNanos();
    }

    @Override
    public void sleep(long nanos) {
        synchronized (this) {
            waits.add(Duration.ofNanos(nanos));
        }
        advance(Duration.ofNanos(nanos));
    }

    void advance(Duration step) {
        clock.advance(step);
        List<Task> due = new ArrayList<>();
        synchronized (this) {
            tasks.removeIf(task -> task.due() <= nanoTime() && due.add(task));
        }
        due.forEach(task -> task.run().run());
    }

    /** Keeps the task until it is due; only advancing the clock runs it. */
    @Override
    public Runnable schedule(Runnable task, long nanos) {
        Task entry = new Task(task, nanoTime() + nanos);
        synchronized (this) {
            tasks.add(entry);
        }
        return () -> {
            synchronized (this) {
                tasks.remove(entry);
            }
        };
    }
}
