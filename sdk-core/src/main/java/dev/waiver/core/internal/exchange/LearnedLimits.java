/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.error.SdkException;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What the 429 responses of a service have shown about one credential: a pause, and a rate of requests after it. They
 * hold for the family of resources that got the 429, and for everything once a second family gets one.
 *
 * <p>After a pause, requests start one at a time, in the order of their turns, so that the first one tests the service
 * for the others. Each 429 halves the rate; successes let it grow back.
 */
final class LearnedLimits {
    private static final Map<Object, WeakReference<LearnedLimits>> SHARED = new HashMap<>();

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_BACKOFF = SECOND;
    private static final long LONGEST_BACKOFF = TimeUnit.MINUTES.toNanos(1);

    /** Bounds a pause, so that one absurd {@code Retry-After} does not block a key for good. */
    private static final long LONGEST_PAUSE = TimeUnit.HOURS.toNanos(1);

    /** The rates are in requests per second. The first one is unknown: one request per pause, within these bounds. */
    private static final double LOWEST_FIRST_RATE = 1;

    private static final double HIGHEST_FIRST_RATE = 10;
    private static final double LOWEST_RATE = 1 / 60.0;

    /** The rate at which nothing is limited any more. */
    private static final double HIGHEST_RATE = 1_000;

    /** How long after the last 429 everything is forgotten. */
    private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);

    /**
     * In how many steps the rate grows by the one that was too high. A step is a success, or a second if that is
     * longer. Until a rate is known to be too high, each success adds one request per second.
     */
    private static final double GROWTH_STEPS = 20;

    private volatile boolean active;

    // All that follows is guarded by "this".

    /** The family that is limited; null for all. */
    private @Nullable String family;

    /** Counts the occasions on which the rate was lowered. */
    private int epoch;

    private int failuresInARow;
    private long lastRefusal;
    private long pausedUntil;

    /** The rate does not grow before this time: after a long pause, another 429 would cost as much again. */
    private long keptUntil;

    private double rate;

    /** The last rate that was too high; 0 if unknown. */
    private double tooHigh;

    /** The time before which no request starts, because of the last one. */
    private long gate;

    /** Turns are numbers: {@code first} is due at {@code origin}, the following ones at the current rate. */
    private long first;

    private long origin;

    /** The number that was not given to any call yet. */
    private long next;

    private final PriorityQueue<Long> givenBack = new PriorityQueue<>();

    /** A place in the order of the requests, used by one call at a time. */
    static final class Turn {
        private final long number;

        /** The time at which the call was told that its turn comes; before it was told so, when it got the turn. */
        private long due;

        private boolean waited;
        private boolean taken;
        private int epoch;

        /** What the call failed with before it got this turn. */
        @Nullable
        SdkException refusal;

        private Turn(long number, long now) {
            this.number = number;
            this.due = now;
        }

        /** Returns whether the turn was used or given back. */
        boolean isTaken() {
            return taken;
        }
    }

    /** Returns what everything with the same key learns in this JVM. It is kept as long as it is in use. */
    static LearnedLimits shared(Object key) {
        synchronized (SHARED) {
            WeakReference<LearnedLimits> known = SHARED.get(key);
            LearnedLimits limits = known == null ? null : known.get();
            if (limits == null) {
                SHARED.values().removeIf(other -> other.get() == null);
                limits = new LearnedLimits();
                SHARED.put(key, new WeakReference<>(limits));
            }
            return limits;
        }
    }

    /**
     * Returns the family of resources of a URL: the first segment of its path below the base URL that is not a version,
     * such as {@code exceptions} of {@code v2/exceptions/7}. Services count requests by resource, and every vendor
     * names the resource there; sign-ins have another one.
     */
    static String family(HttpUrl base, HttpUrl url) {
        List<String> segments = url.pathSegments();
        List<String> shared = base.pathSegments();
        int from = shared.size() - 1; // the last one of the base is empty
        if (segments.size() <= from || !segments.subList(0, from).equals(shared.subList(0, from))) {
            from = 0;
        }
        while (from < segments.size() - 1 && isVersion(segments.get(from))) {
            from++;
        }
        String name = segments.get(from);
        return url.host().equals(base.host()) ? name : url.host() + "/" + name;
    }

    /** Returns whether a segment is a version, such as {@code v2} or {@code V1.0}. */
    private static boolean isVersion(String segment) {
        boolean number = false;
        for (int i = 1; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c >= '0' && c <= '9') {
                number = true;
            } else if (c == '.' && number) {
                number = false;
            } else {
                return false;
            }
        }
        return number && (segment.charAt(0) == 'v' || segment.charAt(0) == 'V');
    }

    /** Returns whether there is anything that a request may have to wait for. */
    boolean isActive() {
        return active;
    }

    /** Returns the family that is limited, for messages. */
    synchronized String limited() {
        return family == null ? "several resources" : "'" + family + "'";
    }

    /** Returns the next turn of a family, or null if it is not limited. The call must take it or give it back. */
    synchronized @Nullable Turn turn(String of, long now) {
        if (!isLimited(of)) {
            return null;
        }
        boolean idle = dueTime(next) - now <= 0 && pausedUntil - now <= 0;
        if (idle && (now - lastRefusal > MEMORY || rate > HIGHEST_RATE)) {
            active = false;
            return null;
        }
        return newTurn(now);
    }

    private boolean isLimited(String of) {
        return active && (family == null || family.equals(of));
    }

    private Turn newTurn(long now) {
        Long unused;
        while ((unused = givenBack.poll()) != null) {
            if (unused >= first && dueTime(unused) - now >= 0) {
                return new Turn(unused, now);
            }
        }
        if (dueTime(next) - now < 0) { // nobody waits
            first = next;
            origin = now;
        }
        return new Turn(next++, now);
    }

    /** Gives a turn back, for the next call, unless it was taken. */
    synchronized void giveBack(Turn turn) {
        if (turn.taken || turn.number < first) {
            return;
        }
        turn.taken = true;
        if (turn.number == next - 1) {
            next--;
        } else {
            givenBack.add(turn.number);
        }
    }

    /**
     * Returns how long the call has to wait for its turn, in nanoseconds; 0 if it may {@link #take} it. To call it
     * again means that this wait is over, whatever the clock says: those of tests may end it at once.
     */
    synchronized long waitNanos(Turn turn, long now) {
        long due = due(turn);
        if (turn.taken || due - later(now, turn.due) <= 0) {
            return 0;
        }
        turn.due = due;
        turn.waited = true;
        return due - now;
    }

    /** Takes the turn if it has come: the request starts. Returns how long the call has to wait otherwise. */
    synchronized long take(Turn turn, long now) {
        long wait = waitNanos(turn, now);
        if (wait == 0 && !turn.taken) {
            turn.taken = true;
            turn.epoch = epoch;
            long due = due(turn);
            long start = later(now, turn.due);
            // What is a little late, as timers are, does not delay the next one.
            gate = (start - due <= interval() / 8 ? due : start) + interval();
        }
        return wait;
    }

    /** Returns the time of a turn as it is known now. */
    synchronized long due(Turn turn) {
        return later(later(dueTime(turn.number), pausedUntil), gate);
    }

    /** Learns from a response other than 429. */
    synchronized void passed(Turn turn, long now) {
        if (turn.epoch != epoch) {
            return; // sent before the last 429
        }
        failuresInARow = 0;
        boolean tried = turn.waited; // otherwise this rate was not needed
        if (tried && later(now, turn.due) - keptUntil >= 0) {
            skipPast(now);
            rate += tooHigh == 0 ? 1 : tooHigh / GROWTH_STEPS * Math.min(1, 1 / rate);
        }
    }

    /**
     * Learns from a 429.
     *
     * @param of the family of the request
     * @param sent the turn of the request that was refused; null if it needed none
     * @param now the time of the monotonic clock, in nanoseconds
     * @param asked how long the service asked to wait, in nanoseconds; negative if it did not say
     * @param jitter returns a number from 0 to 1, for a pause of the SDK's choice
     * @return the turn of the request's next attempt
     */
    synchronized Turn refused(String of, @Nullable Turn sent, long now, long asked, DoubleSupplier jitter) {
        long time = sent == null ? now : later(now, sent.due);
        if (isLimited(of) && (sent == null || sent.epoch != epoch)) { // sent before the pause, which is known
            if (asked > 0) {
                pause(time, time + Math.min(asked, LONGEST_PAUSE));
            }
            return newTurn(time);
        }
        if (!active) {
            failuresInARow = 0;
        }
        long backoff = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF << Math.min(failuresInARow, 10));
        long pause = asked < 0 ? (long) (backoff / 2.0 * (1 + jitter.getAsDouble())) : Math.min(asked, LONGEST_PAUSE);
        if (active) {
            family = isLimited(of) ? family : null;
            tooHigh = rate;
            rate = Math.max(LOWEST_RATE, rate / 2);
        } else {
            begin(of, time, pause);
        }
        epoch++;
        failuresInARow++;
        lastRefusal = time;
        pause(time, time + pause);
        keptUntil = time + 2 * pause;
        first--; // ahead of those that wait: its call was there before them
        return new Turn(first, time);
    }

    private void begin(String of, long now, long pause) {
        family = of;
        tooHigh = 0;
        rate = Math.min(HIGHEST_FIRST_RATE, Math.max(LOWEST_FIRST_RATE, (double) SECOND / Math.max(1, pause)));
        pausedUntil = now;
        gate = now;
        origin = now;
        first = next;
        givenBack.clear();
        active = true;
    }

    /** Pauses. Those that wait follow in their order. */
    private void pause(long now, long until) {
        skipPast(now);
        pausedUntil = later(pausedUntil, until);
        origin = later(origin, pausedUntil);
    }

    /** Counts from the first turn that is not due yet. */
    private void skipPast(long now) {
        long past = now - origin < 0 ? 0 : Math.min(next - first, (now - origin) / interval() + 1);
        origin = dueTime(first + past);
        first += past;
    }

    private long interval() {
        return (long) (SECOND / rate);
    }

    private long dueTime(long number) {
        return origin + (number - first) * interval();
    }

    private static long later(long some, long other) {
        return some - other > 0 ? some : other;
    }
}
