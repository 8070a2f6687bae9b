/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.auth;

import dev.waiver.core.SdkClock;
import dev.waiver.core.TokenStore;
import dev.waiver.core.TokenStore.StoredToken;
import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of one credential that several JVMs share through a {@link TokenStore}. If the store fails, the
 * failure is logged and the client authenticates instead. A store may block.
 */
public final class SharedTokens {
    private static final System.Logger LOG = System.getLogger("dev.waiver.tokens");
    private static final Duration MIN_REMAINING_LIFETIME = Duration.ofSeconds(30);

    private final TokenStore store;
    private final String key;
    private final SdkClock clock;

    public SharedTokens(TokenStore store, String key, SdkClock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Returns a stored token that is still usable and is not the last one of this client, which was refused or is about
     * to expire, or {@code null} if there is none.
     */
    @Nullable
    AccessToken load(@Nullable Token last) {
        try {
            StoredToken stored = store.load(key).orElse(null);
            if (stored == null
                    || (last != null && stored.value().equals(last.access().value()))) {
                return null;
            }
            Instant end = stored.expiresAt().orElse(null);
            if (end == null) {
                return AccessToken.untilRefused(stored.value());
            }
            Duration left = Duration.between(clock.now(), end);
            return left.compareTo(MIN_REMAINING_LIFETIME) > 0 ? AccessToken.of(stored.value(), left) : null;
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the token store cannot be read: " + e.getClass().getName());
            return null;
        }
    }

    /** Stores a new token for other JVMs. */
    void save(StoredToken token) {
        try {
            store.save(key, token);
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the token store cannot be written: " + e.getClass().getName());
        }
    }

    /** Returns a new token as it is stored, with its expiry counted from now. */
    StoredToken stored(AccessToken token) {
        return new StoredToken(
                token.value(),
                token.lifetime().map(life -> clock.now().plus(life)).orElse(null));
    }
}
