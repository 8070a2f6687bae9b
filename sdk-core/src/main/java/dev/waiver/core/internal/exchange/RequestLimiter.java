/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.RequestLimits;
import dev.waiver.core.internal.call.CallRuntime;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A limiter that enforces {@link RequestLimits} for everything that uses one credential. */
public final class RequestLimiter {
    private static final Map<Object, WeakReference<RequestLimiter>> SHARED = new HashMap<>();

    /** Caps intervals, so that sums of them do not overflow; longer than any deadline. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private static final int MAX_USEFUL = 32;

    private final LearnedLimits learned;
    private final int maxConcurrent;
    private final long intervalNanos;

    /** How far ahead of its place in an evenly spaced schedule a request may start. */
    private final long burstNanos;

    private final Object lock = new Object();
    private final ArrayDeque<CompletableFuture<@Nullable Void>> waiting = new ArrayDeque<>();
    /** The starts that were given back, earliest first. */
    private final PriorityQueue<Long> canceled = new PriorityQueue<>((a, b) -> Long.signum(a - b));

    private int inFlight;
    private long full;
    private boolean used;

    private RequestLimiter(RequestLimits limits, LearnedLimits learned) {
        this.learned = learned;
        double perSecond = limits.requestsPerSecond();
        this.maxConcurrent = limits.maxConcurrentRequests();
        // Rounded up: three intervals of 333,333,333 ns would let four requests start within a second.
        this.intervalNanos = (long) Math.min((double) LONGEST_NANOS, Math.ceil(1_000_000_000L / perSecond));
        this.burstNanos = (long) Math.min((double) LONGEST_NANOS, (limits.burst() - 1) * (double) intervalNanos);
    }

    /** Returns a new limiter, shared with nobody. */
    public static RequestLimiter of(RequestLimits limits) {
        return new RequestLimiter(limits, new LearnedLimits());
    }

    /**
     * Returns the limiter that everything with the same key shares in this JVM. It lives as long as it is in use. What
     * is learned from 429 responses is shared by all limiters of a key, whatever their limits.
     *
     * @param key identifies the credential, for instance by the service's base URL and the client id
     * @param limits the limits, part of the key
     */
    public static RequestLimiter shared(Object key, RequestLimits limits) {
        // Not the record itself: its hashCode is linked when it is first called, which is 3 % of a cold start.
        Object whole = List.of(key, limits.maxConcurrentRequests(), limits.requestsPerSecond(), limits.burst());
        synchronized (SHARED) {
            WeakReference<RequestLimiter> known = SHARED.get(whole);
            RequestLimiter limiter = known == null ? null : known.get();
            if (limiter == null) {
                SHARED.values().removeIf(other -> other.get() == null);
                limiter = new RequestLimiter(limits, LearnedLimits.shared(key));
                SHARED.put(whole, new WeakReference<>(limiter));
            }
            return limiter;
        }
    }

    /** Returns what the service's 429 responses have shown. */
    LearnedLimits learned() {
        return learned;
    }

    /**
     * Returns how many calls make use of the limits if they run at once, at most 32: with more, each would only wait
     * longer for its turn, and might not get it before its deadline.
     */
    public int usefulConcurrency() {
        long started = intervalNanos == 0 ? MAX_USEFUL : CallRuntime.ATTEMPT_TIMEOUT.toNanos() / intervalNanos;
        return (int) Math.max(1, Math.min(Math.min(MAX_USEFUL, maxConcurrent), started));
    }

    /** Returns whether there are no limits, so that nothing has to be acquired. */
    public boolean isUnlimited() {
        return maxConcurrent == Integer.MAX_VALUE && intervalNanos == 0;
    }

    /**
     * Acquires a permit for one request in flight.
     *
     * @return {@code null} if a permit was free; otherwise a future that completes when one is granted. Cancel it to
     *     give up; if it had completed by then, {@link #release} must be called
     */
    public @Nullable CompletableFuture<@Nullable Void> acquire() {
        synchronized (lock) {
            if (inFlight < maxConcurrent) {
                inFlight++;
                return null;
            }
            CompletableFuture<@Nullable Void> permit = new CompletableFuture<>();
            waiting.add(permit);
            return permit;
        }
    }

    /** Releases a permit, to the next waiter if there is one. */
    public void release() {
        while (true) {
            CompletableFuture<@Nullable Void> next;
            synchronized (lock) {
                next = waiting.poll();
                if (next == null) {
                    inFlight--;
                    return;
                }
            }
            if (next.complete(null)) {
                return;
            }
        }
    }

    /**
     * Reserves the next start of a request.
     *
     * @param now the time of the monotonic clock, in nanoseconds
     * @return the time before which the request must not start; give it to {@link #cancelStart} if none is sent
     */
    public long reserveStart(long now) {
        if (intervalNanos == 0) {
            return now;
        }
        synchronized (lock) {
            Long unused;
            while ((unused = canceled.poll()) != null) {
                if (unused + burstNanos - now >= 0) { // otherwise the token bucket has been refilled since
                    return unused;
                }
            }
            // "full" is the time when the token bucket is full again; each request moves it by one interval.
            if (!used || full - now < 0) {
                full = now;
                used = true;
            }
            long start = full - burstNanos;
            full = now + Math.min(full - now + intervalNanos, 2 * LONGEST_NANOS);
            return start;
        }
    }

    /** Gives back a start that {@link #reserveStart} returned, for the next request. */
    public void cancelStart(long start) {
        if (intervalNanos != 0) {
            synchronized (lock) {
                canceled.add(start);
            }
        }
    }
}
