package dev.waiver.detection.auth;

import dev.waiver.core.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An application of a tenant, as the console shows it under Settings, Integrations. Immutable.
 *
 * <p>The client signs a short-lived token with the secret and exchanges it for an access token. The secret is used as
 * the text that it is: it is never decoded.
 */
public final class ApplicationCredentials implements DetectionCredentials {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration USUAL = Duration.ofMinutes(15);

    private final String tenantId;
    private final String applicationId;
    private final Secret applicationSecret;
    private final List<String> scopes;
    private final @Nullable String source;
    private final Duration lifetime;

    private ApplicationCredentials(
            String tenantId,
            String applicationId,
            Secret applicationSecret,
            List<String> scopes,
            @Nullable String source,
            Duration lifetime) {
        this.tenantId = tenantId;
        this.applicationId = applicationId;
        this.applicationSecret = applicationSecret;
        this.scopes = scopes;
        this.source = source;
        this.lifetime = lifetime;
    }

    /**
     * An application.
     *
     * @param tenantId the tenant's id
     * @param applicationId the application's id
     * @param applicationSecret its secret
     * @throws IllegalArgumentException if one of them is blank, or the secret holds a line break
     */
    public static ApplicationCredentials of(String tenantId, String applicationId, String applicationSecret) {
        return new ApplicationCredentials(
                present("tenantId", tenantId),
                present("applicationId", applicationId),
                Secret.of("applicationSecret", applicationSecret),
                List.of(),
                null,
                USUAL);
    }

    /**
     * Asks for these scopes only. Default: none named, which most clients do and which gives what the application was
     * granted (seen in practice). Sent as one text joined by commas.
     *
     * @param values such as {@code opticsexception:list}
     * @throws IllegalArgumentException if one is blank or holds a comma
     */
    public ApplicationCredentials withScopes(String... values) {
        List<String> checked = new ArrayList<>();
        for (String scope : values) {
            if (present("scope", scope).indexOf(',') >= 0) {
                throw new IllegalArgumentException("scope: '" + scope + "' holds a comma; give each scope by itself");
            }
            checked.add(scope);
        }
        return new ApplicationCredentials(
                tenantId, applicationId, applicationSecret, List.copyOf(checked), source, lifetime);
    }

    /**
     * Names where requests come from, for the vendor's audit log. Default: nothing.
     *
     * @param value a host name, an IP address or an application's id
     * @throws IllegalArgumentException if it is blank
     */
    public ApplicationCredentials withSource(String value) {
        return new ApplicationCredentials(
                tenantId, applicationId, applicationSecret, scopes, present("source", value), lifetime);
    }

    /**
     * How long a signed token may be exchanged for an access token. Default: 15 minutes; each is used once, so a longer
     * one only helps against clocks that differ.
     *
     * @param value whole seconds, at most 30 minutes
     * @throws IllegalArgumentException if it is under a second or over 30 minutes, which the service refuses
     */
    public ApplicationCredentials withTokenLifetime(Duration value) {
        Objects.requireNonNull(value, "tokenLifetime");
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "tokenLifetime: must be 1 second to 30 minutes, which is the most that the service accepts, not "
                            + value);
        }
        return new ApplicationCredentials(tenantId, applicationId, applicationSecret, scopes, source, value);
    }

    private static String present(String field, String value) {
        Objects.requireNonNull(value, field);
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + ": must not be blank; the vendor's console shows it");
        }
        return value.strip();
    }

    /** The tenant's id. */
    public String tenantId() {
        return tenantId;
    }

    /** The application's id. */
    public String applicationId() {
        return applicationId;
    }

    /** The secret that the application signs with. */
    public Secret applicationSecret() {
        return applicationSecret;
    }

    /** The scopes to ask for; empty for none named. */
    public List<String> scopes() {
        return scopes;
    }

    /** Where requests come from, if it was named. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** How long a signed token may be exchanged. */
    public Duration tokenLifetime() {
        return lifetime;
    }

    /** Tenant and application; never the secret. */
    @Override
    public String toString() {
        return "DetectionCredentials[tenant=" + tenantId + ", application=" + applicationId + ", secret=***]";
    }
}
