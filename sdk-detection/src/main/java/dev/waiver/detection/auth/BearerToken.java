/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.auth;

import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;

/**
 * An access token that was obtained elsewhere, such as from a multi-tenant console. It is used until the service
 * refuses it. To replace it during the client's lifetime, give the client a supplier.
 */
public final class BearerToken implements DetectionCredentials {
    private final Secret token;

    private BearerToken(Secret token) {
        this.token = token;
    }

    /**
     * Creates credentials from a token.
     *
     * @param token the token, without the word {@code Bearer}
     * @throws IllegalArgumentException if it is blank or not valid in a header
     */
    public static BearerToken of(String token) {
        return new BearerToken(Secret.of("bearerToken", TextChecks.checkHeaderLine("bearerToken", token)));
    }

    /** Returns the token. */
    public Secret token() {
        return token;
    }

    @Override
    public String toString() {
        return "BearerToken[***]";
    }
}
