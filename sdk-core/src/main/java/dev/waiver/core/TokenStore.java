package dev.waiver.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets several JVMs share one token, by a cache or a database of yours. Without one, tokens live in memory. What is
 * stored is a credential: keep it where you keep secrets. Methods are called off the engine's threads and may block; an
 * exception from them is logged and otherwise ignored, since the client can always sign in itself.
 */
public interface TokenStore {
    /**
     * A token that somebody stored.
     *
     * @param key service and credential, without anything secret
     * @return the token, if there is one
     */
    Optional<StoredToken> load(String key);

    /**
     * Keeps a fresh token.
     *
     * @param key service and credential, without anything secret
     * @param token the token
     */
    void save(String key, StoredToken token);

    /** A token and when it ends. */
    final class StoredToken {
        private final Secret value;
        private final @Nullable Instant expiresAt;

        /**
         * A token.
         *
         * @param value the token
         * @param expiresAt when it ends; {@code null} if that is unknown
         */
        public StoredToken(Secret value, @Nullable Instant expiresAt) {
            this.value = Objects.requireNonNull(value, "value");
            this.expiresAt = expiresAt;
        }

        /** The token. */
        public Secret value() {
            return value;
        }

        /** When it ends, if that is known. */
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(expiresAt);
        }
    }
}
