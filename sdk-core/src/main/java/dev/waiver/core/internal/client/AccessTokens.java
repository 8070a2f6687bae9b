/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Checks and properties of access tokens that a service returned. */
public final class AccessTokens {
    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    private AccessTokens() {}

    /** Returns whether a text can be sent as a token: it has visible ASCII characters only, and at least one. */
    public static boolean isSendable(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) <= ' ' || token.charAt(i) > '~') {
                return false;
            }
        }
        return !token.isEmpty();
    }

    /**
     * Returns the lifetime of a JWT, by the service's own clock if the token has its time of issue. Empty if the text
     * is no JWT, or if it has no expiry, has expired or would last longer than a day, which is more likely a mistake.
     *
     * @param token the text
     * @param now the time of issue of a token that does not have it
     */
    public static Optional<Duration> jwtLifetime(String token, Instant now) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            JsonNode claims = JsonCodec.strictNames().read(JsonNode.class, json);
            Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong(now.getEpochSecond()));
            Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
            return Optional.of(Duration.between(issued, expires))
                    .filter(life -> !life.isNegative() && !life.isZero() && life.compareTo(MAX_LIFETIME) <= 0);
        } catch (RuntimeException e) {
            return Optional.empty(); // whatever the service sent instead of a JWT
        }
    }
}
