/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that shares access tokens between JVMs, for example through a cache or a database. Without one, tokens are
 * kept in memory. Stored tokens are credentials: protect them as such. Methods are called on threads of the SDK, so
 * they may block. Their exceptions are logged and otherwise ignored, since the client can always authenticate instead.
 */
public interface TokenStore {
    /**
     * Returns a stored token, if there is one.
     *
     * @param key service and credential, without anything secret
     */
    Optional<StoredToken> load(String key);

    /**
     * Stores a new token.
     *
     * @param key service and credential, without anything secret
     * @param token the token
     */
    void save(String key, StoredToken token);

    /** An access token and its expiry time. */
    final class StoredToken {
        private final Secret value;
        private final @Nullable Instant expiresAt;

        /**
         * Creates a stored token.
         *
         * @param value the token
         * @param expiresAt the expiry time; {@code null} if it is unknown
         */
        public StoredToken(Secret value, @Nullable Instant expiresAt) {
            this.value = Objects.requireNonNull(value, "value");
            this.expiresAt = expiresAt;
        }

        /** Returns the token. */
        public Secret value() {
            return value;
        }

        /** Returns the expiry time; empty if it is unknown. */
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(expiresAt);
        }
    }
}
