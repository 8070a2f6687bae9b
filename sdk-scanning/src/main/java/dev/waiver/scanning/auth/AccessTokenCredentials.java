/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.auth;

import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;

/**
 * Credentials with an access token. They need no authentication request. The token does not expire until it is revoked:
 * store it like a password.
 *
 * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
 */
public final class AccessTokenCredentials implements ScanningCredentials {
    private final Secret apiKey;
    private final Secret accessToken;

    private AccessTokenCredentials(Secret apiKey, Secret accessToken) {
        this.apiKey = apiKey;
        this.accessToken = accessToken;
    }

    /**
     * Creates credentials from an access token. Inferred: the API key is sent along with the token, as in version 1.
     *
     * @param apiKey the account's API key
     * @param accessToken the raw token as it was generated, not base64
     * @throws IllegalArgumentException if one of them is blank or cannot be sent
     */
    @Inferred("That the API key is sent along with an access token is inferred from version 1 of the API.")
    public static AccessTokenCredentials of(String apiKey, String accessToken) {
        return new AccessTokenCredentials(
                Secret.of("apiKey", TextChecks.checkHeaderLine("apiKey", apiKey)),
                Secret.of("accessToken", TextChecks.checkHeaderLine("accessToken", accessToken)));
    }

    @Override
    public Secret apiKey() {
        return apiKey;
    }

    /** Returns the access token. */
    public Secret accessToken() {
        return accessToken;
    }

    @Override
    public String toString() {
        return "AccessTokenCredentials[]";
    }
}
