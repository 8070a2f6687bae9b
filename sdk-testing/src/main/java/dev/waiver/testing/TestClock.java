package dev.waiver.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. Given to a simulator (and to the code under test), it makes tokens
 * expire and lagging lists catch up without waiting. Safe for use by several threads.
 */
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private TestClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock that stands at an instant, in UTC.
     *
     * @param start the instant
     * @return the clock
     */
    public static TestClock at(Instant start) {
        return new TestClock(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    /**
     * A clock that stands at the present second, in UTC.
     *
     * @return the clock
     */
    public static TestClock atNow() {
        return at(Instant.ofEpochSecond(Clock.systemUTC().instant().getEpochSecond()));
    }

    /**
     * Moves the clock.
     *
     * @param step how far; negative moves it back
     * @return the instant it shows now
     */
    public Instant advance(Duration step) {
        return now.updateAndGet(instant -> instant.plus(step));
    }

    /**
     * Sets the clock.
     *
     * @param instant the instant it shows from now on
     */
    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * The same clock seen in another zone: moving one moves both.
     *
     * @param other the zone
     * @return the clock in that zone
     */
    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(now, other);
    }

    @Override
    public String toString() {
        return "TestClock[" + now.get() + "]";
    }
}
