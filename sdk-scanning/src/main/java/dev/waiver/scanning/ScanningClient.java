package dev.waiver.scanning;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.scanning.internal.ScanningAuthScheme;
import dev.waiver.scanning.internal.ScanningProtocol;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of the CG Scanning API v2 of Clone Systems. Safe for use by several threads; close it when it is not needed
 * any more.
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

    /** The interfaces to send with, and how plural operations carry ids. */
    private record Wire(
            Class<? extends ScanningExceptionsApi> exceptionsApi,
            Class<? extends ScanningFindingsApi> findingsApi,
            Class<? extends ScanningUserApi> userApi,
            @Nullable BulkIdLocation bulkIdLocation) {}

    private ScanningClient(ClientCore core, Wire wire) {
        this.core = core;
        this.wire = wire;
        this.exceptions = new ScanningExceptions(core, core.api(wire.exceptionsApi()), wire.bulkIdLocation());
        this.findings = new ScanningFindings(core, core.api(wire.findingsApi()));
        this.user = new ScanningUser(core, core.api(wire.userApi()));
    }

    /**
     * Starts a client.
     *
     * @return a builder; base URL and credentials are required
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The exceptions of the account.
     *
     * @return what can be done with them
     */
    public ScanningExceptions exceptions() {
        return exceptions;
    }

    /**
     * The vulnerabilities that scans found.
     *
     * @return what can be done with them
     */
    public ScanningFindings findings() {
        return findings;
    }

    /**
     * The user that is signed in.
     *
     * @return what can be done about the access token
     */
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
     * The escape hatch: any Retrofit interface whose methods return {@code ApiCall<T>}, with this client's sign-in,
     * ids, retries and errors. Paths are relative to the base URL, such as {@code v2/scans}.
     *
     * @param api the interface
     * @param <A> its type
     * @return an implementation
     * @throws IllegalArgumentException if it is no such interface
     */
    public <A> A api(Class<A> api) {
        return core.api(api);
    }

    /** Closes the transport, unless it was given to the builder. */
    @Override
    public void close() {
        core.close();
    }

    @Override
    public String toString() {
        return "ScanningClient[" + core.baseUrl() + "]";
    }

    /**
     * Builds a {@link ScanningClient}.
     *
     * <p>Pace: five calls in flight and ten requests a second, a second's worth of them at once after a pause, for each
     * API key however many clients use it. The vendor documents no limit; these numbers are a careful choice of ours,
     * since what its service does beyond a limit of its own is unknown. {@link #requestLimits} changes them.
     */
    public static final class Builder extends ClientBuilder<Builder> {
        private static final int MAX_CONCURRENT_REQUESTS = 5;
        private static final double REQUESTS_PER_SECOND = 10;

        private @Nullable Supplier<? extends ScanningCredentials> credentials;
        private @Nullable Object keyOwner;
        private @Nullable BulkIdLocation bulkIdLocation;
        private Class<? extends ScanningExceptionsApi> exceptionsApi = ScanningExceptionsApi.class;
        private Class<? extends ScanningFindingsApi> findingsApi = ScanningFindingsApi.class;
        private Class<? extends ScanningUserApi> userApi = ScanningUserApi.class;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected String serviceName() {
            return "scanning";
        }

        /** {@code api-key} with {@code access-token}, or with {@code username} and {@code password}. */
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
         * Where the service is. Required: the vendor's documentation names no host, and partners have portals of their
         * own. Include a path if your portal has one before {@code /v2}, and leave out {@code /v2} itself, since the
         * sign-in lies beside it.
         *
         * @param value such as {@code https://your-portal.example}
         * @throws IllegalArgumentException if it ends in {@code /v2}, has no scheme or host, or has a query, a fragment
         *     or credentials
         */
        @Override
        @CanIgnoreReturnValue
        public Builder baseUrl(String value) {
            Objects.requireNonNull(value, "baseUrl");
            if (value.strip().matches("(?s).*/v2/*")) {
                throw new IllegalArgumentException(
                        "baseUrl: leave out /v2, which is added; the sign-in at /auth lies beside it");
            }
            return super.baseUrl(value);
        }

        /**
         * What to sign in with. Required.
         *
         * @param value the credentials
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder credentials(ScanningCredentials value) {
            Objects.requireNonNull(value, "credentials");
            credentials = () -> value;
            keyOwner = value.apiKey();
            return this;
        }

        /**
         * What to sign in with, asked anew at each sign-in (the first, and each after a token was refused), so that
         * credentials can be swapped while the client lives. Clients that share a supplier share its pace.
         *
         * @param supplier gives the credentials
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder credentials(Supplier<? extends ScanningCredentials> supplier) {
            credentials = Objects.requireNonNull(supplier, "credentials");
            keyOwner = supplier;
            return this;
        }

        /**
         * How the plural operations carry their ids. Without it they refuse.
         *
         * @param value the carrier
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder bulkIdLocation(BulkIdLocation value) {
            bulkIdLocation = Objects.requireNonNull(value, "bulkIdLocation");
            return this;
        }

        /**
         * Corrects inferred paths, methods or annotations of the operations on exceptions.
         *
         * @param value an interface that extends {@link ScanningExceptionsApi} and overrides what is wrong
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder exceptionsApi(Class<? extends ScanningExceptionsApi> value) {
            exceptionsApi = Objects.requireNonNull(value, "exceptionsApi");
            return this;
        }

        /**
         * Corrects inferred paths of the lists of vulnerabilities.
         *
         * @param value an interface that extends {@link ScanningFindingsApi} and overrides what is wrong
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder findingsApi(Class<? extends ScanningFindingsApi> value) {
            findingsApi = Objects.requireNonNull(value, "findingsApi");
            return this;
        }

        /**
         * Corrects the operations on the access token.
         *
         * @param value an interface that extends {@link ScanningUserApi} and overrides what is wrong
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder userApi(Class<? extends ScanningUserApi> value) {
            userApi = Objects.requireNonNull(value, "userApi");
            return this;
        }

        /**
         * The client. Nothing is sent yet.
         *
         * @return the client
         * @throws IllegalArgumentException if base URL or credentials were not given, {@code http} would leave this
         *     machine, or an interface given here does not work
         */
        public ScanningClient build() {
            String url = configuredBaseUrl();
            if (url == null) {
                throw new IllegalArgumentException("baseUrl: is required; give the address of your portal, the vendor's"
                        + " documentation names none" + lookupHint("base-url"));
            }
            Supplier<? extends ScanningCredentials> source = credentials;
            if (source == null || keyOwner == null) {
                throw new IllegalArgumentException(
                        "credentials: are required; give AccessTokenCredentials.of(...) or PasswordCredentials.of(...)"
                                + lookupHint("api-key", "access-token", "username", "password"));
            }
            ClientCore unauthenticated = ClientCore.create(
                    this,
                    new ScanningProtocol(),
                    url,
                    keyOwner,
                    RequestLimits.of(MAX_CONCURRENT_REQUESTS, REQUESTS_PER_SECOND));
            return new ScanningClient(
                    unauthenticated.authenticatedWith(new ScanningAuthScheme(unauthenticated, source)),
                    new Wire(exceptionsApi, findingsApi, userApi, bulkIdLocation));
        }
    }
}
