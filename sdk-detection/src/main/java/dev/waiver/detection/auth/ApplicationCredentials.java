/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.auth;

import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a tenant's application, as shown in the console under Settings, Integrations. Immutable.
 *
 * <p>The client signs a short-lived token with the secret and exchanges it for an access token.
 */
public final class ApplicationCredentials implements DetectionCredentials {
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(30);
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(15);

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
     * Creates the credentials of an application.
     *
     * <p>Inferred: the secret is used as text and never decoded.
     *
     * @param tenantId the tenant's id
     * @param applicationId the application's id
     * @param applicationSecret the application's secret
     * @throws IllegalArgumentException if one of them is blank or contains a control character, such as a line break
     */
    @Inferred("The secret is used as text and never decoded, as in public clients.")
    public static ApplicationCredentials of(String tenantId, String applicationId, String applicationSecret) {
        return new ApplicationCredentials(
                present("tenantId", tenantId),
                present("applicationId", applicationId),
                Secret.of("applicationSecret", applicationSecret),
                List.of(),
                null,
                DEFAULT_LIFETIME);
    }

    /**
     * Returns credentials that request these scopes only, sent as one string joined by commas. Default: none. Inferred:
     * the service still reads the scopes, which only an older edition of the documentation names; a token without them
     * has all that the application was granted. Most clients request none.
     *
     * @param values the scopes, such as {@code opticsexception:list}
     * @throws IllegalArgumentException if one is blank or contains a comma or a control character
     */
    @Inferred("The service still reads the claim scp, which only an older edition of the documentation has; a token "
            + "without it has all scopes that the application was granted.")
    public ApplicationCredentials withScopes(String... values) {
        List<String> checked = new ArrayList<>();
        for (String scope : values) {
            if (present("scope", scope).indexOf(',') >= 0) {
                throw new IllegalArgumentException("scope: '" + scope + "' holds a comma; give each scope separately");
            }
            checked.add(scope);
        }
        return new ApplicationCredentials(
                tenantId, applicationId, applicationSecret, List.copyOf(checked), source, lifetime);
    }

    /**
     * Returns credentials that name the source of the requests, for the vendor's audit log. None by default.
     *
     * @param value a host name, an IP address or an application's id
     * @throws IllegalArgumentException if it is blank or contains a control character
     */
    public ApplicationCredentials withSource(String value) {
        return new ApplicationCredentials(
                tenantId, applicationId, applicationSecret, scopes, present("source", value), lifetime);
    }

    /**
     * Returns credentials whose signed tokens can be exchanged for an access token for the given time. Default: 15
     * minutes. Each token is used once, so a longer lifetime only helps against clock skew.
     *
     * @param value the lifetime in whole seconds, at most 30 minutes
     * @throws IllegalArgumentException if it is less than a second, or more than 30 minutes, which the service refuses
     */
    public ApplicationCredentials withTokenLifetime(Duration value) {
        Objects.requireNonNull(value, "tokenLifetime");
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "tokenLifetime: must be 1 second to 30 minutes, which is the most that the service accepts, not "
                            + value);
        }
        return new ApplicationCredentials(tenantId, applicationId, applicationSecret, scopes, source, value);
    }

    private static String present(String field, String value) {
        return TextChecks.checkLine(field, Objects.requireNonNull(value, field).strip());
    }

    /** Returns the tenant's id. */
    public String tenantId() {
        return tenantId;
    }

    /** Returns the application's id. */
    public String applicationId() {
        return applicationId;
    }

    /** Returns the secret that tokens are signed with. */
    public Secret applicationSecret() {
        return applicationSecret;
    }

    /** Returns the scopes to request; empty if none are set. */
    public List<String> scopes() {
        return scopes;
    }

    /** Returns the source of the requests, if one is set. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** Returns how long a signed token can be exchanged. */
    public Duration tokenLifetime() {
        return lifetime;
    }

    /** Returns the tenant and the application; never the secret. */
    @Override
    public String toString() {
        return "ApplicationCredentials[tenant=" + tenantId + ", application=" + applicationId + ", secret=***]";
    }
}
