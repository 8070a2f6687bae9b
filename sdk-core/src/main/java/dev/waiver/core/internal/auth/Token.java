package dev.waiver.core.internal.auth;

import dev.waiver.core.spi.AccessToken;
import java.time.Duration;

/** A token in use, and until when it is fresh by the monotonic clock. */
public final class Token {
    static final long FOREVER = Long.MAX_VALUE;

    private static final Duration LONG = Duration.ofDays(365);

    private final AccessToken token;
    private final long life;
    private final long obtained;

    Token(AccessToken token, long obtained) {
        this.token = token;
        this.obtained = obtained;
        Duration lifetime = token.lifetime().orElse(null);
        this.life = lifetime == null || lifetime.compareTo(LONG) > 0 ? FOREVER : lifetime.toNanos();
    }

    /** The token itself. */
    public AccessToken access() {
        return token;
    }

    /** Nanoseconds until the token ends; negative when it has. */
    long left(long now) {
        return life == FOREVER ? FOREVER : life - (now - obtained);
    }

    /** The whole life that the service gave it. */
    long life() {
        return life;
    }
}
