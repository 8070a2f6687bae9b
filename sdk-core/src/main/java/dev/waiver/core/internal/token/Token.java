package dev.waiver.core.internal.token;

import dev.waiver.core.spi.AccessToken;

/** A token in use, and until when it is fresh by the monotonic clock. */
public final class Token {
    static final long FOREVER = Long.MAX_VALUE;

    private final AccessToken token;
    private final long life;
    private final long obtained;

    Token(AccessToken token, long obtained) {
        this.token = token;
        this.obtained = obtained;
        this.life = token.lifetime()
                .map(d -> d.compareTo(java.time.Duration.ofDays(365)) > 0 ? FOREVER : d.toNanos())
                .orElse(FOREVER);
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
