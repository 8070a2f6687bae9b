/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.auth;

import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;

/**
 * A key of the legacy Avanan deployment, issued by the vendor's support. The secret is never sent: it signs the
 * requests.
 *
 * @see <a href="../doc-files/vendor-pages.html#legacy-authentication">API authentication</a>
 */
public final class LegacyCredentials implements EmailCredentials {
    private final String appId;
    private final Secret secret;

    private LegacyCredentials(String appId, Secret secret) {
        this.appId = appId;
        this.secret = secret;
    }

    /**
     * Creates credentials. Inferred: the signature of all requests but the one for the token, the date without a zone,
     * and the response to the token request. A token without a lifetime is assumed to last one hour.
     *
     * @param appId the application id, such as {@code US:myapp29}; sent as {@code x-av-app-id}
     * @param secret the secret
     * @throws IllegalArgumentException if one is blank or contains a line break, or the id is not ASCII
     */
    @Inferred("The signature of all requests but the one for the token, the date without a zone, the response to the "
            + "token request, and the lifetime of a token that has none.")
    public static LegacyCredentials of(String appId, String secret) {
        return new LegacyCredentials(TextChecks.checkHeaderLine("appId", appId), Secret.of("secret", secret));
    }

    /** Returns the application id. */
    public String appId() {
        return appId;
    }

    /** Returns the secret. */
    public Secret secret() {
        return secret;
    }

    /** Returns a text with the application id only. */
    @Override
    public String toString() {
        return "LegacyCredentials[" + appId + "]";
    }
}
