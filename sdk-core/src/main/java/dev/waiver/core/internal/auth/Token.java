/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.auth;

import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** An access token in use, with its remaining lifetime by the monotonic clock. */
public final class Token {
    static final long FOREVER = Long.MAX_VALUE;

    private static final Duration LONG = Duration.ofDays(365);

    private final AccessToken token;
    private final long life;
    private final long obtained;
    private volatile Set<String> notFound = Set.of();

    Token(AccessToken token, long obtained) {
        this.token = token;
        this.obtained = obtained;
        Duration lifetime = token.lifetime().orElse(null);
        this.life = lifetime == null || lifetime.compareTo(LONG) > 0 ? FOREVER : lifetime.toNanos();
    }

    /** Returns the access token. */
    public AccessToken access() {
        return token;
    }

    /** Returns when the token was obtained, by the monotonic clock. */
    long obtained() {
        return obtained;
    }

    /** Returns the nanoseconds until the token expires, negative once it has expired. */
    long left(long now) {
        return life == FOREVER ? FOREVER : life - (now - obtained);
    }

    /** Returns the lifetime that the service granted, in nanoseconds. */
    long life() {
        return life;
    }

    /** Records that an operation got a 404 with this token when it was new, so that its 404s are not about tokens. */
    public synchronized void notFound(String operation) {
        Set<String> more = new HashSet<>(notFound);
        more.add(operation);
        notFound = more;
    }

    /** Returns whether an operation got a 404 with this token when it was new. */
    public boolean hasNotFound(String operation) {
        return notFound.contains(operation);
    }
}
