/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.Inferred;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.detection.auth.DetectionCredentials;
import dev.waiver.detection.internal.DetectionAuthScheme;
import dev.waiver.detection.internal.DetectionProtocol;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client for the detection exceptions API of Cylance / Aurora Endpoint Defense, which the vendor now calls legacy.
 * Thread-safe; create one per application, reuse it, and close it when done.
 */
public final class DetectionClient implements AutoCloseable {
    private final ClientCore core;
    private final DetectionExceptions exceptions;
    private final DetectionRuleSets ruleSets;

    private DetectionClient(ClientCore core, String csvPath) {
        this.core = core;
        this.exceptions = new DetectionExceptions(core, csvPath);
        this.ruleSets = new DetectionRuleSets(core);
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the operations on exceptions. */
    public DetectionExceptions exceptions() {
        return exceptions;
    }

    /** Returns the operations on rule sets, which enable and disable exceptions. */
    public DetectionRuleSets ruleSets() {
        return ruleSets;
    }

    /**
     * Returns a view of this client with other defaults for its calls. It shares authentication, connections and
     * request limits; closing it does nothing.
     *
     * @param defaults the defaults, such as a deadline or timeouts
     */
    public DetectionClient with(CallOptions defaults) {
        return new DetectionClient(core.with(defaults), exceptions.csvPath());
    }

    /**
     * Creates an implementation of a Retrofit interface for operations that this client lacks. Its calls use this
     * client's authentication, request ids, retries and errors.
     *
     * @param api the interface; its methods return {@code ApiCall<T>} and have paths relative to the base URL
     * @param <A> the type of the interface
     * @throws IllegalArgumentException if {@code api} is not such an interface
     */
    public <A> A api(Class<A> api) {
        return core.api(api);
    }

    /** Closes the client's own connections. A transport set with {@link Builder#transport} stays open. */
    @Override
    public void close() {
        core.close();
    }

    @Override
    public String toString() {
        return "DetectionClient[" + core.baseUrl() + "]";
    }

    /**
     * A builder for {@link DetectionClient}. A region or a base URL, and credentials, are required. The credentials are
     * {@link ApplicationCredentials}, or a {@link BearerToken} that was obtained elsewhere.
     *
     * <p>Default request limits: 10 concurrent requests and 20 requests per second, evenly spaced. Clients with the
     * same base URL and the same application or bearer token share them. Use {@link #requestLimits} to change them. An
     * integration's documentation quotes the 20 requests per second from the vendor's; the 10 concurrent requests are
     * the SDK's choice. See {@link #build} for what is inferred.
     */
    @CanIgnoreReturnValue
    public static final class Builder extends ClientBuilder<Builder, DetectionCredentials> {
        /**
         * Evenly spaced (a burst of 1), so that no second has more than the limit: a 429 costs a whole minute.
         * Inferred: an integration's documentation quotes 20 requests per second from the vendor's. How the service
         * counts is unknown.
         */
        private static final RequestLimits LIMITS = RequestLimits.of(10, 20, 1);

        private @Nullable DetectionRegion region;
        private String csvPath = "exceptions/v2/csv";

        private Builder() {
            super(
                    "detection",
                    credentials -> credentials instanceof ApplicationCredentials application
                            ? List.of(application.tenantId(), application.applicationId())
                            : ((BearerToken) credentials).token());
        }

        /** Reads {@code tenant-id}, {@code application-id} and {@code application-secret}, or {@code bearer-token}. */
        @Override
        protected void vendorSettings(Settings settings) {
            settings.find("detection", "application-id")
                    .ifPresent(id -> credentials(ApplicationCredentials.of(
                            settings.require("detection", "tenant-id"),
                            id,
                            settings.require("detection", "application-secret"))));
            settings.find("detection", "bearer-token").ifPresent(token -> credentials(BearerToken.of(token)));
        }

        /**
         * Sets the region. Ignored if a base URL is set. Inferred: the credentials of a region work in that region
         * only.
         */
        @Inferred("The credentials of a region work in that region only.")
        public Builder region(DetectionRegion value) {
            region = Objects.requireNonNull(value, "region");
            return this;
        }

        /**
         * Sets the path of the CSV list, relative to the base URL. Default: {@code exceptions/v2/csv}. Inferred: the
         * default works in practice; the vendor documents {@code rulesets/v2/csv}.
         *
         * @throws IllegalArgumentException if the path is blank, starts with a slash, or contains a colon or {@code ..}
         */
        @Inferred("The default path, exceptions/v2/csv, works in practice; the vendor documents rulesets/v2/csv.")
        public Builder csvPath(String value) {
            if (value.isBlank() || value.startsWith("/") || value.contains(":") || value.contains("..")) {
                throw new IllegalArgumentException("csvPath: '" + value
                        + "' must be relative to the base URL, without a leading slash, a host or '..'");
            }
            csvPath = value;
            return this;
        }

        /**
         * Creates the client. Nothing is sent yet.
         *
         * <p>Inferred: the limit of 20 requests per second, the wait of 60 seconds after a 429 without
         * {@code Retry-After}, and that an access token serves many requests, until its {@code exp} claim or, without a
         * readable one, for 25 minutes.
         *
         * @throws IllegalArgumentException if the region or the credentials are missing, or the base URL is
         *     {@code http} to a host that is not this machine
         */
        @Inferred("The limit of 20 requests per second, the wait of 60 seconds after a 429 without Retry-After, and "
                + "that an access token serves many requests, until its exp claim or, without a readable one, for 25 "
                + "minutes.")
        @CheckReturnValue
        public DetectionClient build() {
            String given = configuredBaseUrl();
            String url = required(
                    given == null && region != null ? region.baseUrl() : given,
                    "region: missing; give region(...) or baseUrl(...)",
                    "base-url");
            Supplier<? extends DetectionCredentials> supplier = required(
                    configuredCredentials(),
                    "credentials: missing; give credentials(...)",
                    "tenant-id",
                    "application-id",
                    "application-secret",
                    "bearer-token");
            // Tokens are issued for the requested scopes, so the scopes are part of the identity.
            String identity = fixedCredentials() instanceof ApplicationCredentials a
                    ? String.join(
                            " ", a.tenantId(), a.applicationId(), a.scopes().toString())
                    : "";
            ClientCore core = ClientCore.create(this, new DetectionProtocol(), url, LIMITS)
                    .authenticatedWith(unauthenticated -> new DetectionAuthScheme(unauthenticated, supplier, identity));
            return new DetectionClient(core, csvPath);
        }
    }
}
