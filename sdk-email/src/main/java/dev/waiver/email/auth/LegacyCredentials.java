package dev.waiver.email.auth;

import dev.waiver.core.Secret;
import java.util.Objects;

/**
 * A key of the legacy Avanan deployment, given out by the vendor's support. Its secret never travels: requests are
 * signed with it.
 *
 * @see <a
 *     href="https://sc1.checkpoint.com/documents/Avanan_API_Reference/Topics-Common-for-HEC/API-Authentication.htm">API
 *     authentication</a>
 */
public final class LegacyCredentials implements EmailCredentials {
    private final String appId;
    private final Secret secret;

    private LegacyCredentials(String appId, Secret secret) {
        this.appId = appId;
        this.secret = secret;
    }

    /**
     * A key.
     *
     * @param appId the application id, such as {@code US:myapp29}; sent as {@code x-av-app-id}
     * @param secret the secret
     * @throws IllegalArgumentException if one is blank or holds a line break
     */
    public static LegacyCredentials of(String appId, String secret) {
        return new LegacyCredentials(
                Secret.of("appId", Objects.requireNonNull(appId, "appId")).reveal(),
                Secret.of("secret", Objects.requireNonNull(secret, "secret")));
    }

    /** The application id. */
    public String appId() {
        return appId;
    }

    /** The secret. */
    public Secret secret() {
        return secret;
    }

    /** The application id only. */
    @Override
    public String toString() {
        return "LegacyCredentials[" + appId + "]";
    }
}
