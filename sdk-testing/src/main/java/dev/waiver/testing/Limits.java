/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The request limits that a simulator enforces. Nothing is limited by default. A request beyond a limit gets a 429 and
 * does not take effect; authentication requests do not count. Thread-safe.
 */
public final class Limits {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Clock clock;
    private final Deque<Instant> taken = new ArrayDeque<>();
    private int requestsPerSecond = Integer.MAX_VALUE;
    private int concurrentRequests = Integer.MAX_VALUE;
    private @Nullable String retryAfter;
    private int current;
    private int most;

    Limits(Clock clock) {
        this.clock = clock;
    }

    /** Sets the maximum number of requests in any one second of the simulator's clock. Default: unlimited. */
    public synchronized Limits requestsPerSecond(int requests) {
        requestsPerSecond = requests;
        return this;
    }

    /** Sets the maximum number of concurrent requests. Default: unlimited. */
    public synchronized Limits concurrentRequests(int requests) {
        concurrentRequests = requests;
        return this;
    }

    /**
     * Sets the {@code Retry-After} header of a 429. None by default.
     *
     * @param value the header's value
     */
    public synchronized Limits retryAfter(String value) {
        retryAfter = value;
        return this;
    }

    /** Returns the maximum number of concurrent requests since the last reset, including refused ones. */
    public synchronized int maxConcurrentRequests() {
        return most;
    }

    synchronized void reset() {
        requestsPerSecond = Integer.MAX_VALUE;
        concurrentRequests = Integer.MAX_VALUE;
        retryAfter = null;
        most = current;
        taken.clear();
    }

    /**
     * Counts a request and returns whether it is within the limits. Call {@link #release()} after it in either case.
     */
    synchronized boolean acquire() {
        current++;
        most = Math.max(most, current);
        if (current > concurrentRequests) {
            return false;
        }
        if (requestsPerSecond == Integer.MAX_VALUE) {
            return true;
        }
        Instant now = clock.instant();
        while (!taken.isEmpty() && !taken.peek().plus(SECOND).isAfter(now)) {
            taken.remove();
        }
        if (taken.size() >= requestsPerSecond) {
            return false;
        }
        taken.add(now);
        return true;
    }

    synchronized void release() {
        current--;
    }

    synchronized ServerResponse refuse(ServerResponse plain) {
        return plain.header("Retry-After", retryAfter);
    }
}
