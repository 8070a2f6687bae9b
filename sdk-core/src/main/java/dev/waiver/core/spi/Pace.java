package dev.waiver.core.spi;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast one credential may ask: calls in flight and requests per second. Belongs to the credential, not to the
 * client: everything that acts under one key shares it.
 */
public final class Pace {
    private static final Map<Object, WeakReference<Pace>> SHARED = new HashMap<>();

    private final int mostInFlight;
    private final long intervalNanos;
    private final int burst;
    private final Object lock = new Object();
    private final ArrayDeque<CompletableFuture<@Nullable Void>> waiting = new ArrayDeque<>();
    private int inFlight;
    private long full;
    private boolean used;

    private Pace(int mostInFlight, double perSecond, int burst) {
        this.mostInFlight = mostInFlight;
        this.intervalNanos = perSecond == Double.POSITIVE_INFINITY ? 0 : (long) (1_000_000_000L / perSecond);
        this.burst = burst;
    }

    /**
     * A pace.
     *
     * @param mostInFlight how many requests may be under way at once
     * @param perSecond how many requests may start per second; a second's worth may start at once after a pause
     * @throws IllegalArgumentException if one of them is not positive
     */
    public static Pace of(int mostInFlight, double perSecond) {
        return of(mostInFlight, perSecond, (int) Math.max(1, Math.min(Integer.MAX_VALUE, perSecond)));
    }

    /**
     * A pace for a service that counts strictly: with a burst of 1, requests start evenly spaced, and no second has more
     * of them than allowed.
     *
     * @param mostInFlight how many requests may be under way at once
     * @param perSecond how many requests may start per second
     * @param burst how many may start at once after a pause
     * @throws IllegalArgumentException if one of them is not positive
     */
    public static Pace of(int mostInFlight, double perSecond, int burst) {
        if (mostInFlight < 1 || !(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("pace: calls in flight and requests per second must be positive, not "
                    + mostInFlight + " and " + perSecond + ", and the burst at least 1, not " + burst);
        }
        return new Pace(mostInFlight, perSecond, burst);
    }

    /**
     * The pace that everything under one key shares in this JVM. It lives as long as somebody uses it.
     *
     * @param key tells credentials apart: the service's base URL and the client id, for instance
     * @param first makes the pace when the key is new
     */
    public static Pace shared(Object key, Supplier<Pace> first) {
        synchronized (SHARED) {
            WeakReference<Pace> known = SHARED.get(key);
            Pace pace = known == null ? null : known.get();
            if (pace == null) {
                SHARED.values().removeIf(other -> other.get() == null);
                pace = first.get();
                SHARED.put(key, new WeakReference<>(pace));
            }
            return pace;
        }
    }

    /** No limit. */
    public static Pace unlimited() {
        return new Pace(Integer.MAX_VALUE, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
    }

    /** Whether there is anything to ask. */
    public boolean isUnlimited() {
        return mostInFlight == Integer.MAX_VALUE && intervalNanos == 0;
    }

    /**
     * Takes a place among the calls in flight.
     *
     * @return {@code null} if there was one free; else a future that completes when one is handed over. Cancel it to
     *     give up; if it had completed by then, {@link #leave} must be called
     */
    public @Nullable CompletableFuture<@Nullable Void> enter() {
        synchronized (lock) {
            if (inFlight < mostInFlight) {
                inFlight++;
                return null;
            }
            CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
            waiting.add(turn);
            return turn;
        }
    }

    /** Gives the place back, to the next who waits if there is one. */
    public void leave() {
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
     * Reserves the next moment to start a request.
     *
     * @param now the monotonic clock
     * @return how many nanoseconds to wait first; 0 to start at once
     */
    public long reserve(long now) {
        if (intervalNanos == 0) {
            return 0;
        }
        synchronized (lock) {
            // "full" is when the bucket is full again; each request moves it on by one interval.
            if (!used || full - now < 0) {
                full = now;
                used = true;
            }
            long wait = full - now - (burst - 1) * intervalNanos;
            full += intervalNanos;
            return Math.max(0, wait);
        }
    }

    @Override
    public String toString() {
        return "Pace[inFlight=" + mostInFlight + ", perSecond="
                + (intervalNanos == 0 ? "unlimited" : 1e9 / intervalNanos) + "]";
    }
}
