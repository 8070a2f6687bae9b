/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.auth;

import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.client.BaseUrl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of the Infinity Portal, created there under API keys for the service "Email &amp; Collaboration". It expires
 * after three months by default.
 *
 * @see <a href="../doc-files/vendor-pages.html#authentication">API authentication</a>
 */
public final class InfinityCredentials implements EmailCredentials {
    private final String clientId;
    private final Secret accessKey;
    private final @Nullable String authenticationUrl;

    private InfinityCredentials(String clientId, Secret accessKey, @Nullable String authenticationUrl) {
        this.clientId = clientId;
        this.accessKey = accessKey;
        this.authenticationUrl = authenticationUrl;
    }

    /**
     * Creates credentials. Inferred: the response to the authentication request. A token without a lifetime is assumed
     * to last 30 minutes.
     *
     * @param clientId the portal's "Client ID"
     * @param accessKey the portal's "Secret Key"
     * @throws IllegalArgumentException if one is blank or contains a line break
     */
    @Inferred("The response to the authentication request, and the lifetime of a token that has none.")
    public static InfinityCredentials of(String clientId, String accessKey) {
        return new InfinityCredentials(
                TextChecks.checkLine("clientId", clientId), Secret.of("accessKey", accessKey), null);
    }

    /**
     * Returns these credentials with the address to authenticate at, which the portal shows as "Authentication URL"
     * next to the key. By default, it is {@code /auth/external} at the client's base URL. The key is sent to this
     * address only, the tokens to the base URL only. Inferred: request and response are those of the default address.
     *
     * @param url the whole address, such as {@code https://cloudinfra-gw-us.portal.checkpoint.com/auth/external};
     *     {@code https}, unless the host is this machine or the client's builder allows plain HTTP
     * @throws IllegalArgumentException if it has no scheme or host, or has a query, a fragment or credentials
     */
    @Inferred("The address that the portal shows with a key takes the same request as the one under the gateway and "
            + "returns the same response.")
    public InfinityCredentials withAuthenticationUrl(String url) {
        return new InfinityCredentials(
                clientId, accessKey, BaseUrl.checked("authenticationUrl", url).toString());
    }

    /** Returns the client id. */
    public String clientId() {
        return clientId;
    }

    /** Returns the access key. */
    public Secret accessKey() {
        return accessKey;
    }

    /** Returns the address to authenticate at; empty if it is the client's base URL that decides. */
    public Optional<String> authenticationUrl() {
        return Optional.ofNullable(authenticationUrl);
    }

    /** Returns a text with the client id and the authentication URL, without the access key. */
    @Override
    public String toString() {
        return "InfinityCredentials[" + clientId + (authenticationUrl == null ? "" : ", " + authenticationUrl) + "]";
    }
}
