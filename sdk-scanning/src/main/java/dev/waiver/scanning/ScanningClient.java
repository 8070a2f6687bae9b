/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.Inferred;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.scanning.internal.NvtFilter;
import dev.waiver.scanning.internal.PageSize;
import dev.waiver.scanning.internal.ScanningAuthScheme;
import dev.waiver.scanning.internal.ScanningProtocol;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client for the Clone Systems CG Scanning API v2. Thread-safe; create one per API key, reuse it, and close it when
 * it is no longer needed.
 *
 * <pre>{@code
 * try (ScanningClient scanning = ScanningClient.builder()
 *     .baseUrl("https://your-portal.example")
 *     .credentials(AccessTokenCredentials.of(apiKey, accessToken))
 *     .build()) {
 *   scanning.exceptions().list().forEach(rule -> ...);
 * }
 * }</pre>
 *
 * @see <a href="https://scanning-api.clone-systems.com">CG Scanning API V2</a>
 */
public final class ScanningClient implements AutoCloseable {
    private final ClientCore core;
    private final Wire wire;
    private final ScanningExceptions exceptions;
    private final ScanningFindings findings;
    private final ScanningUser user;

    /** The API interfaces, the location of ids in plural operations, and what was learned of the lists. */
    private record Wire(
            Class<? extends ScanningExceptionsApi> exceptionsApi,
            Class<? extends ScanningFindingsApi> findingsApi,
            Class<? extends ScanningUserApi> userApi,
            @Nullable BulkIdLocation bulkIdLocation,
            PageSize exceptionPages,
            PageSize findingPages,
            NvtFilter nvtFilter) {}

    private ScanningClient(ClientCore core, Wire wire) {
        this.core = core;
        this.wire = wire;
        this.exceptions = new ScanningExceptions(
                core, core.api(wire.exceptionsApi()), wire.bulkIdLocation(), wire.exceptionPages(), wire.nvtFilter());
        this.findings = new ScanningFindings(core, core.api(wire.findingsApi()), wire.findingPages());
        this.user = new ScanningUser(core, core.api(wire.userApi()));
    }

    /** Returns a builder. Base URL and credentials are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the operations on the account's exceptions. */
    public ScanningExceptions exceptions() {
        return exceptions;
    }

    /** Returns the operations on the vulnerabilities that scans found. */
    public ScanningFindings findings() {
        return findings;
    }

    /** Returns the operations on the authenticated user's access token. */
    public ScanningUser user() {
        return user;
    }

    /**
     * Returns a view of this client with other defaults for its calls. It shares authentication, transport and request
     * limits; closing it does nothing.
     *
     * @param defaults the defaults, such as a deadline; what they leave unset stays as it is
     */
    public ScanningClient with(CallOptions defaults) {
        return new ScanningClient(core.with(defaults), wire);
    }

    /**
     * Returns an implementation of a Retrofit interface, for endpoints that the SDK does not cover. The interface's
     * methods return {@code ApiCall<T>} and use this client's authentication, request ids, retries and errors. Paths
     * are relative to the base URL, such as {@code v2/scans}.
     *
     * @param api the interface
     * @param <A> the type of the interface
     * @throws IllegalArgumentException if it is not such an interface
     */
    public <A> A api(Class<A> api) {
        return core.api(api);
    }

    /** Closes the transport, unless it was passed to the builder. */
    @Override
    public void close() {
        core.close();
    }

    @Override
    public String toString() {
        return "ScanningClient[" + core.baseUrl() + "]";
    }

    /**
     * A builder for {@link ScanningClient}s.
     *
     * <p>Request limits: by default five concurrent requests and ten requests per second, with a burst of one second's
     * worth after a pause. All clients with the same base URL and API key share them. The vendor documents no limit;
     * these numbers are a conservative choice of the SDK, since it is unknown what the service does beyond a limit of
     * its own. {@link #requestLimits} changes them.
     */
    @CanIgnoreReturnValue
    public static final class Builder extends ClientBuilder<Builder, ScanningCredentials> {
        private static final RequestLimits LIMITS = RequestLimits.of(5, 10);

        private @Nullable BulkIdLocation bulkIdLocation;
        private Class<? extends ScanningExceptionsApi> exceptionsApi = ScanningExceptionsApi.class;
        private Class<? extends ScanningFindingsApi> findingsApi = ScanningFindingsApi.class;
        private Class<? extends ScanningUserApi> userApi = ScanningUserApi.class;

        private Builder() {
            super("scanning", ScanningCredentials::apiKey);
        }

        /** Reads {@code api-key} with {@code access-token}, or with {@code username} and {@code password}. */
        @Override
        protected void vendorSettings(Settings settings) {
            settings.find("scanning", "access-token")
                    .ifPresent(token ->
                            credentials(AccessTokenCredentials.of(settings.require("scanning", "api-key"), token)));
            settings.find("scanning", "username")
                    .ifPresent(user -> credentials(PasswordCredentials.of(
                            settings.require("scanning", "api-key"), user, settings.require("scanning", "password"))));
        }

        /**
         * Sets the base URL. Required: the vendor's documentation names no host, and partners have their own portals.
         * Include a path if the portal has one before {@code /v2}. Leave out {@code /v2} itself, since
         * {@code /auth/sign_in} is beside it. Inferred: the API is on the portal's host, as in version 1.
         *
         * @param value such as {@code https://your-portal.example}
         * @throws IllegalArgumentException if it ends in {@code /v2}, has no scheme or host, or has a query, a fragment
         *     or credentials
         */
        @Override
        @Inferred("That the API is on the portal's host is inferred from version 1 of the API.")
        public Builder baseUrl(String value) {
            Objects.requireNonNull(value, "baseUrl");
            if (value.strip().matches("(?s).*/v2/*")) {
                throw new IllegalArgumentException(
                        "baseUrl: leave out /v2, which is added; the sign-in at /auth lies beside it");
            }
            return super.baseUrl(value);
        }

        /**
         * Sets the location of ids in requests of the plural operations. None by default: the plural operations are
         * then refused.
         *
         * @param value the location
         */
        public Builder bulkIdLocation(BulkIdLocation value) {
            bulkIdLocation = Objects.requireNonNull(value, "bulkIdLocation");
            return this;
        }

        /**
         * Sets an interface that corrects inferred paths, methods or annotations of the operations on exceptions.
         * Default: {@link ScanningExceptionsApi}.
         *
         * @param value an interface that extends {@link ScanningExceptionsApi} and overrides what is wrong
         */
        public Builder exceptionsApi(Class<? extends ScanningExceptionsApi> value) {
            exceptionsApi = Objects.requireNonNull(value, "exceptionsApi");
            return this;
        }

        /**
         * Sets an interface that corrects inferred paths of the lists of vulnerabilities. Default:
         * {@link ScanningFindingsApi}.
         *
         * @param value an interface that extends {@link ScanningFindingsApi} and overrides what is wrong
         */
        public Builder findingsApi(Class<? extends ScanningFindingsApi> value) {
            findingsApi = Objects.requireNonNull(value, "findingsApi");
            return this;
        }

        /**
         * Sets an interface that corrects the operations on the access token. Default: {@link ScanningUserApi}.
         *
         * @param value an interface that extends {@link ScanningUserApi} and overrides what is wrong
         */
        public Builder userApi(Class<? extends ScanningUserApi> value) {
            userApi = Objects.requireNonNull(value, "userApi");
            return this;
        }

        /**
         * Builds the client. Nothing is sent.
         *
         * @throws IllegalArgumentException if base URL or credentials are missing, {@code http} would leave this
         *     machine (see {@link #allowPlainHttp}), or an interface set here is invalid
         */
        @CheckReturnValue
        public ScanningClient build() {
            String url = required(
                    configuredBaseUrl(),
                    "baseUrl: is required; give the address of your portal, the vendor's documentation names none",
                    "base-url");
            Supplier<? extends ScanningCredentials> supplier = required(
                    configuredCredentials(),
                    "credentials: are required; give AccessTokenCredentials.of(...) or PasswordCredentials.of(...)",
                    "api-key",
                    "access-token",
                    "username",
                    "password");
            ClientCore core = ClientCore.create(this, new ScanningProtocol(), url, LIMITS)
                    .authenticatedWith(unauthenticated -> new ScanningAuthScheme(unauthenticated, supplier));
            return new ScanningClient(
                    core,
                    new Wire(
                            exceptionsApi,
                            findingsApi,
                            userApi,
                            bulkIdLocation,
                            new PageSize(),
                            new PageSize(),
                            new NvtFilter()));
        }
    }
}
