package dev.waiver.email.auth;

import dev.waiver.core.Secret;
import java.util.Objects;

/**
 * A key of the Infinity Portal, made there under API keys for the service "Email &amp; Collaboration". It lasts three
 * months unless set otherwise.
 *
 * @see <a
 *     href="https://sc1.checkpoint.com/documents/Harmony_Email_and_Collaboration_API_Reference/Topics-Common-for-HEC/API-Authentication.htm">API
 *     authentication</a>
 */
public final class InfinityCredentials implements EmailCredentials {
    private final String clientId;
    private final Secret accessKey;

    private InfinityCredentials(String clientId, Secret accessKey) {
        this.clientId = clientId;
        this.accessKey = accessKey;
    }

    /**
     * A key.
     *
     * @param clientId the portal's "Client ID"
     * @param accessKey the portal's "Secret Key"
     * @throws IllegalArgumentException if one is blank or holds a line break
     */
    public static InfinityCredentials of(String clientId, String accessKey) {
        return new InfinityCredentials(
                Secret.of("clientId", Objects.requireNonNull(clientId, "clientId"))
                        .reveal(),
                Secret.of("accessKey", Objects.requireNonNull(accessKey, "accessKey")));
    }

    /** The client id. */
    public String clientId() {
        return clientId;
    }

    /** The access key. */
    public Secret accessKey() {
        return accessKey;
    }

    /** The client id only. */
    @Override
    public String toString() {
        return "InfinityCredentials[" + clientId + "]";
    }
}
