package dev.waiver.testing;

import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How much a simulator takes on at once: nothing is limited unless asked for. A request beyond a limit gets a 429 and
 * does not take effect; sign-ins do not count. Safe for use by several threads.
 */
public final class Limits {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final Deque<Instant> taken = new ArrayDeque<>();
    private int perSecond = Integer.MAX_VALUE;
    private int inFlight = Integer.MAX_VALUE;
    private @Nullable String retryAfter;
    private int current;
    private int most;

    Limits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes so many requests in any second of the simulator's clock.
     *
     * @param requests how many; any number by default
     * @return this
     */
    public synchronized Limits perSecond(int requests) {
        perSecond = requests;
        return this;
    }

    /**
     * Takes so many requests at a time.
     *
     * @param requests how many; any number by default
     * @return this
     */
    public synchronized Limits inFlight(int requests) {
        inFlight = requests;
        return this;
    }

    /**
     * What a 429 says in {@code Retry-After}; nothing unless set.
     *
     * @param value the header's value
     * @return this
     */
    public synchronized Limits retryAfter(String value) {
        retryAfter = value;
        return this;
    }

    /**
     * The largest number of requests that were in flight together since the last reset, refused ones included.
     *
     * @return their number
     */
    public synchronized int mostInFlight() {
        return most;
    }

    synchronized void reset() {
        perSecond = Integer.MAX_VALUE;
        inFlight = Integer.MAX_VALUE;
        retryAfter = null;
        most = current;
        taken.clear();
    }

    /** Counts a request in; to be followed by {@link #leave()}. */
    synchronized boolean enter() {
        current++;
        most = Math.max(most, current);
        if (current > inFlight) {
            return false;
        }
        if (perSecond == Integer.MAX_VALUE) {
            return true;
        }
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peek().plus(SECOND).isAfter(now)) {
            taken.remove();
        }
        if (taken.size() >= perSecond) {
            return false;
        }
        taken.add(now);
        return true;
    }

    synchronized void leave() {
        current--;
    }

    synchronized ServerResponse refuse(ServerResponse plain) {
        return plain.header("Retry-After", retryAfter);
    }
}
