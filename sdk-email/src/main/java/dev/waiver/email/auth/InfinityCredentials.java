package dev.waiver.email.auth;

import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;

/**
 * A key of the Infinity Portal, created there under API keys for the service "Email &amp; Collaboration". It expires
 * after three months by default.
 *
 * @see <a href="../doc-files/vendor-pages.html#authentication">API authentication</a>
 */
public final class InfinityCredentials implements EmailCredentials {
    private final String clientId;
    private final Secret accessKey;

    private InfinityCredentials(String clientId, Secret accessKey) {
        this.clientId = clientId;
        this.accessKey = accessKey;
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
        return new InfinityCredentials(TextChecks.checkLine("clientId", clientId), Secret.of("accessKey", accessKey));
    }

    /** Returns the client id. */
    public String clientId() {
        return clientId;
    }

    /** Returns the access key. */
    public Secret accessKey() {
        return accessKey;
    }

    /** Returns a text with the client id only. */
    @Override
    public String toString() {
        return "InfinityCredentials[" + clientId + "]";
    }
}
