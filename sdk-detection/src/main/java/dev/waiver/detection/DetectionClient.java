package dev.waiver.detection;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
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
 * The front door to the detection exceptions of Cylance / Aurora Endpoint Defense, which the vendor calls legacy by
 * now. Safe for use by several threads; make one and keep it. Close it when done.
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

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The exceptions. */
    public DetectionExceptions exceptions() {
        return exceptions;
    }

    /** The rule sets, in which exceptions are switched on and off. */
    public DetectionRuleSets ruleSets() {
        return ruleSets;
    }

    /**
     * Any Retrofit interface with this client's sign-in, ids, retries and errors, for operations that it lacks.
     *
     * @param api the interface; its methods return {@code ApiCall<T>} and have paths relative to the base URL
     * @param <A> its type
     * @throws IllegalArgumentException if it is no such interface
     */
    public <A> A api(Class<A> api) {
        return core.api(api);
    }

    /** Closes the connections, unless they belong to a transport that was given. */
    @Override
    public void close() {
        core.close();
    }

    @Override
    public String toString() {
        return "DetectionClient[" + core.baseUrl() + "]";
    }

    /**
     * Builds a {@link DetectionClient}: needs a region or a base URL, and a way to sign in.
     *
     * <p>Pace: ten calls in flight and twenty requests a second, evenly spaced, for each application (or bearer token)
     * however many clients use it. Twenty a second is what an integration's documentation quotes from the vendor's; ten
     * in flight is a choice of ours. {@link #requestLimits} changes them.
     */
    public static final class Builder extends ClientBuilder<Builder> {
        /**
         * Quoted from the vendor by an integration's documentation: 20 requests per second. How it counts is unknown.
         */
        private static final double REQUESTS_PER_SECOND = 20;

        /** Evenly spaced, so that no second has more than that: after a 429 a whole minute is lost. */
        private static final int BURST = 1;

        private static final int MAX_CONCURRENT_REQUESTS = 10;

        private @Nullable DetectionRegion region;
        private @Nullable Supplier<? extends DetectionCredentials> signIn;
        private @Nullable Object credential;
        private String identity = "";
        private String csvPath = "exceptions/v2/csv";

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected String serviceName() {
            return "detection";
        }

        /** {@code tenant-id}, {@code application-id} and {@code application-secret}, or {@code bearer-token}. */
        @Override
        protected void vendorSettings(Settings settings) {
            settings.find("detection", "application-id")
                    .ifPresent(id -> credentials(ApplicationCredentials.of(
                            settings.require("detection", "tenant-id"),
                            id,
                            settings.require("detection", "application-secret"))));
            settings.find("detection", "bearer-token").ifPresent(token -> credentials(BearerToken.of(token)));
        }

        /** Where the service is; a base URL, if one is given, goes before it. */
        @CanIgnoreReturnValue
        public Builder region(DetectionRegion value) {
            region = Objects.requireNonNull(value, "region");
            return this;
        }

        /** How to sign in: {@link ApplicationCredentials}, or a {@link BearerToken} that somebody else obtained. */
        @CanIgnoreReturnValue
        public Builder credentials(DetectionCredentials value) {
            Objects.requireNonNull(value, "credentials");
            signIn = () -> value;
            if (value instanceof ApplicationCredentials application) {
                credential = List.of(application.tenantId(), application.applicationId());
                // A token is good for the scopes that were asked for, so these are part of whose it is.
                identity = String.join(
                        " ",
                        application.tenantId(),
                        application.applicationId(),
                        application.scopes().toString());
            } else {
                credential = ((BearerToken) value).token();
                identity = "";
            }
            return this;
        }

        /**
         * Asked for the credentials at each sign-in, so that they can be changed while the client lives. Clients that
         * share a supplier share its pace.
         */
        @CanIgnoreReturnValue
        public Builder credentials(Supplier<? extends DetectionCredentials> value) {
            signIn = Objects.requireNonNull(value, "credentials");
            credential = value;
            identity = "";
            return this;
        }

        /**
         * The path of the CSV list, relative to the base URL. Default: {@code exceptions/v2/csv}, which works in
         * practice; the vendor documents {@code rulesets/v2/csv}.
         *
         * @throws IllegalArgumentException if it is not relative
         */
        @CanIgnoreReturnValue
        public Builder csvPath(String value) {
            if (value.isBlank() || value.startsWith("/") || value.contains(":") || value.contains("..")) {
                throw new IllegalArgumentException("csvPath: '" + value
                        + "' must be relative to the base URL, without a leading slash, a host or '..'");
            }
            csvPath = value;
            return this;
        }

        /**
         * The client. Nothing is sent yet.
         *
         * @throws IllegalArgumentException if the region or the way to sign in is missing, or the base URL is
         *     {@code http} to a host that is not this machine
         */
        public DetectionClient build() {
            String given = configuredBaseUrl();
            if (given == null && region == null) {
                throw new IllegalArgumentException(
                        "region: missing; give region(...) or baseUrl(...)" + lookupHint("base-url"));
            }
            Supplier<? extends DetectionCredentials> provider = signIn;
            if (provider == null || credential == null) {
                throw new IllegalArgumentException("credentials: missing; give credentials(...)"
                        + lookupHint("tenant-id", "application-id", "application-secret", "bearer-token"));
            }
            String url = given != null ? given : Objects.requireNonNull(region).baseUrl();
            ClientCore unauthenticated = ClientCore.create(
                    this,
                    new DetectionProtocol(),
                    url,
                    credential,
                    RequestLimits.of(MAX_CONCURRENT_REQUESTS, REQUESTS_PER_SECOND, BURST));
            return new DetectionClient(
                    unauthenticated.authenticatedWith(new DetectionAuthScheme(unauthenticated, provider, identity)),
                    csvPath);
        }
    }

    /**
     * A view with other defaults for its calls, which shares token, connections and pace; closing it does nothing.
     *
     * @param defaults deadline, time-outs and so on
     */
    public DetectionClient with(CallOptions defaults) {
        return new DetectionClient(core.with(defaults), exceptions.csvPath());
    }
}
