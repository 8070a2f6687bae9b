package dev.waiver.detection.auth;

import dev.waiver.core.Secret;

/**
 * An access token that somebody else obtained, such as a multi-tenant console. It is used until the service refuses it;
 * to replace it while the client lives, give the client a supplier.
 */
public final class BearerToken implements DetectionCredentials {
    private final Secret token;

    private BearerToken(Secret token) {
        this.token = token;
    }

    /**
     * A token.
     *
     * @param token the token, without the word {@code Bearer}
     * @throws IllegalArgumentException if it is blank or cannot stand in a header
     */
    public static BearerToken of(String token) {
        return new BearerToken(Secret.of("bearerToken", token));
    }

    /** The token. */
    public Secret token() {
        return token;
    }

    @Override
    public String toString() {
        return "BearerToken[***]";
    }
}
