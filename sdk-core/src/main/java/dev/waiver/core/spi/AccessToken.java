/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An access token and its lifetime, which starts when the authentication request is sent. */
public final class AccessToken {
    private final Secret value;
    private final @Nullable Duration lifetime;
    private final String bearer;

    private AccessToken(Secret value, @Nullable Duration lifetime) {
        this.value = value;
        this.lifetime = lifetime;
        this.bearer = "Bearer " + value.reveal();
    }

    /**
     * Creates a token with a known lifetime.
     *
     * @param value the token
     * @param lifetime the lifetime, from when the authentication request was sent
     */
    public static AccessToken of(Secret value, Duration lifetime) {
        return new AccessToken(value, Objects.requireNonNull(lifetime, "lifetime"));
    }

    /**
     * Creates a token of unknown lifetime, which is used until the service refuses it.
     *
     * @param value the token
     */
    public static AccessToken untilRefused(Secret value) {
        return new AccessToken(value, null);
    }

    /** Returns the token. */
    public Secret value() {
        return value;
    }

    /**
     * Returns the value of the {@code Authorization} header for the scheme {@code Bearer}; a secret like the token
     * itself.
     */
    public String bearer() {
        return bearer;
    }

    /** Returns the lifetime; empty if it is unknown. */
    public Optional<Duration> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    @Override
    public String toString() {
        return "AccessToken[" + value + ", lifetime=" + lifetime + "]";
    }
}
