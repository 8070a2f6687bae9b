package dev.waiver.scanning.auth;

import dev.waiver.core.Secret;

/**
 * An access token, which needs no authentication request and does not expire until it is revoked: treat it as a
 * password.
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
     * Creates credentials from an access token.
     *
     * @param apiKey the account's API key
     * @param accessToken the raw token, as it was generated; never base64
     * @throws IllegalArgumentException if one of them is blank or cannot be sent
     */
    public static AccessTokenCredentials of(String apiKey, String accessToken) {
        return new AccessTokenCredentials(
                HeaderSecret.of("apiKey", apiKey), HeaderSecret.of("accessToken", accessToken));
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
