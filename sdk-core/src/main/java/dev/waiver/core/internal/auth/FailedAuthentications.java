/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.auth;

import dev.waiver.core.SdkClock;
import dev.waiver.core.error.ApiException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The memory of failed authentications with the same credentials at the same service: after a refusal, they are not
 * sent for one second, doubled with each further refusal up to a minute, so that a wrong password does not lock the
 * account. After any other error response with {@code Retry-After}, they are not sent for that long.
 */
final class FailedAuthentications {
    private static final Map<Object, WeakReference<FailedAuthentications>> SHARED = new HashMap<>();
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int BIGGEST_SHIFT = 6;

    /** Bounds a wait that a service asked for, which may be a mistake: the client is not lost for ever. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final SdkClock clock;
    private int refusals;
    private @Nullable ApiException failure;
    private Instant failedAt = Instant.EPOCH;
    private long until;

    FailedAuthentications(SdkClock clock) {
        this.clock = clock;
    }

    /**
     * Returns the memory that everything with the same key and clock shares in this JVM. It lives as long as it is in
     * use.
     *
     * @param key the service's base URL and the credentials
     */
    static FailedAuthentications shared(Object key, SdkClock clock) {
        Map.Entry<Object, SdkClock> whole = Map.entry(key, clock);
        synchronized (SHARED) {
            WeakReference<FailedAuthentications> known = SHARED.get(whole);
            FailedAuthentications memory = known == null ? null : known.get();
            if (memory == null) {
                SHARED.values().removeIf(other -> other.get() == null);
                memory = new FailedAuthentications(clock);
                SHARED.put(whole, new WeakReference<>(memory));
            }
            return memory;
        }
    }

    /** Returns how long to wait after this many failures in succession: one second, doubled each time, to a minute. */
    static long backoffNanos(int failures) {
        return Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failures - 1, BIGGEST_SHIFT));
    }

    /**
     * Checks that these credentials may be sent now.
     *
     * @throws NotSentException if they may not
     */
    synchronized void check() {
        ApiException last = failure;
        long left = until - clock.nanoTime();
        if (last != null && left > 0) {
            throw new NotSentException(last, failedAt, Duration.ofNanos(left));
        }
    }

    synchronized void succeeded() {
        refusals = 0;
        failure = null;
    }

    synchronized void failed(Throwable e) {
        if (!(e instanceof ApiException error)) {
            return;
        }
        Duration asked = retryAfter(error);
        long wait;
        if (isRefusal(error)) {
            refusals++;
            wait = backoffNanos(refusals);
        } else if (asked != null) {
            wait = (asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER).toNanos();
        } else {
            return;
        }
        failedAt = clock.now();
        until = clock.nanoTime() + wait;
        failure = error;
    }

    /** Returns whether an error says that the service does not accept the credentials. */
    private static boolean isRefusal(ApiException e) {
        int code = e.response().effectiveStatus();
        return code == 400 || code == 401 || code == 403;
    }

    /** Returns how long a caller has to wait after an authentication that failed; null if waiting does not help. */
    static @Nullable Duration retryAfter(Throwable e) {
        if (e instanceof NotSentException notSent) {
            return isRefusal(notSent.failure()) ? null : notSent.left();
        }
        return e instanceof ApiException error && !isRefusal(error)
                ? error.response().retryAfter().orElse(null)
                : null;
    }
}
