package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.PlainText;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.internal.EmailProtocol;
import dev.waiver.email.internal.InfinityAuthScheme;
import dev.waiver.email.internal.LegacyAuthScheme;
import dev.waiver.email.model.EmailList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door to the exceptions of Check Point Harmony Email &amp; Collaboration. Safe for use by several threads;
 * one client per key is enough.
 *
 * <p>Pace: ten calls in flight and ten requests a second, a second's worth of them at once after a pause, for each key
 * however many clients use it. The vendor documents no number; its own client limits itself to ten calls in flight, and
 * ten requests a second is what one public integration polls with. {@link Builder#requestLimits} changes it.
 */
public final class EmailClient implements AutoCloseable {
    private static final String INFINITY_PATH = "app/hec-api/v1.0/";
    private static final String LEGACY_PATH = "v1.0/";

    private final ClientCore core;
    private final EmailExceptionsApi api;

    private EmailClient(ClientCore core) {
        this.core = core;
        this.api = core.builtInApi(EmailExceptionsApi.class);
    }

    /** Starts a client: it needs a region or a base URL, and credentials. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the operations on the rules of a list.
     *
     * @param list the list, such as {@link EmailList#BLACKLIST}
     */
    public EmailExceptions exceptions(EmailList list) {
        return new EmailExceptions(core, Objects.requireNonNull(list, "list"));
    }

    /**
     * The tenants that the key sees, each {@code farm:tenant}; a key that is tied to none answers a single empty text.
     *
     * @see <a
     *     href="https://sc1.checkpoint.com/documents/Avanan_API_Reference/Topics-HEC-Avanan-API-Reference-Guide/Overview/Scoping/Scopes.htm">Scopes</a>
     */
    public ApiCall<List<String>> scopes() {
        return api.scopes();
    }

    /**
     * This client for one tenant: token, transport and pace are shared, and closing it does nothing. A key of several
     * tenants needs a scope for every exceptions call; none is ever picked by itself.
     *
     * @param scope the tenant, such as {@code mt-prod-3:acme}
     * @throws IllegalArgumentException if it is blank or cannot stand in a header
     */
    public EmailClient forTenant(String scope) {
        return new EmailClient(
                core.with(CallOptions.builder().tenantScope(scope).build()));
    }

    /**
     * Returns a view of this client with other defaults for its calls. It shares authentication, transport and request
     * limits; closing it does nothing.
     *
     * @param defaults the defaults, such as a deadline; what they leave unset stays as it is
     */
    public EmailClient with(CallOptions defaults) {
        return new EmailClient(core.with(defaults));
    }

    /**
     * An interface of your own for endpoints that this client lacks: Retrofit annotations, methods that return
     * {@link ApiCall}, paths relative to {@code .../v1.0/}. Sign-in, ids, retries, envelope and errors are those of
     * this client. An operation is repeated only if it is annotated as safe to repeat.
     *
     * @param api the interface
     * @param <A> its type
     * @throws IllegalArgumentException if it is no such interface
     */
    public <A> A api(Class<A> api) {
        return core.api(api);
    }

    /** Closes the transport if the client made it for itself; a shared one, and that of a tenant's view, stays open. */
    @Override
    public void close() {
        core.close();
    }

    /** Base URL and tenant, no credential. */
    @Override
    public String toString() {
        return "EmailClient[" + core.baseUrl()
                + core.tenantScope().map(scope -> ", tenant " + scope).orElse("") + "]";
    }

    /** Builds clients. */
    public static final class Builder extends ClientBuilder<Builder> {
        private static final int MAX_CONCURRENT_REQUESTS = 10;
        private static final int REQUESTS_PER_SECOND = 10;

        private @Nullable EmailRegion region;
        private @Nullable LegacyEmailRegion legacyRegion;
        private @Nullable Supplier<? extends EmailCredentials> credentials;
        private @Nullable EmailCredentials fixed;
        private Object keyOwner = "";
        private @Nullable String tenantScope;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected String serviceName() {
            return "email";
        }

        /**
         * {@code client-id} with {@code access-key}, or {@code app-id} with {@code app-secret}; {@code tenant-scope}.
         */
        @Override
        protected void vendorSettings(Settings settings) {
            settings.find("email", "client-id")
                    .ifPresent(id -> credentials(InfinityCredentials.of(id, settings.require("email", "access-key"))));
            settings.find("email", "app-id")
                    .ifPresent(id -> credentials(LegacyCredentials.of(id, settings.require("email", "app-secret"))));
            settings.find("email", "tenant-scope").ifPresent(this::tenantScope);
        }

        /**
         * The Infinity gateway to use; instead of it, {@link #baseUrl} takes any. Default: none, one of the two has to
         * be given.
         *
         * @throws IllegalArgumentException as {@link #baseUrl} does, for a region that was given by its URL
         */
        @CanIgnoreReturnValue
        public Builder region(EmailRegion value) {
            region = Objects.requireNonNull(value, "region");
            return baseUrl(value.baseUrl());
        }

        /**
         * The legacy host to use; instead of it, {@link #baseUrl} takes any. Default: none, one of the two has to be
         * given.
         *
         * @throws IllegalArgumentException as {@link #baseUrl} does, for a region that was given by its URL
         */
        @CanIgnoreReturnValue
        public Builder legacyRegion(LegacyEmailRegion value) {
            legacyRegion = Objects.requireNonNull(value, "legacyRegion");
            return baseUrl(value.baseUrl());
        }

        /**
         * The gateway: scheme, host and, if there is one, the path that a proxy puts before the vendor's own. That path
         * ({@code /app/hec-api/v1.0}, for legacy keys {@code /v1.0}) is added here.
         *
         * @throws IllegalArgumentException if it has no scheme or host, has a query, a fragment or credentials, or ends
         *     with the vendor's path
         */
        @Override
        @CanIgnoreReturnValue
        public Builder baseUrl(String value) {
            String path = value.strip().replaceFirst("/+$", "") + "/";
            if (path.endsWith("/" + LEGACY_PATH)) {
                throw new IllegalArgumentException("baseUrl: give the gateway only; leave out "
                        + (path.endsWith("/" + INFINITY_PATH) ? "/" + INFINITY_PATH : "/" + LEGACY_PATH)
                        + " at its end, which is added");
            }
            return super.baseUrl(value);
        }

        /**
         * Sets the credentials: {@link InfinityCredentials}, or {@link LegacyCredentials} for the legacy deployment.
         * Required. Replaces credentials that were set before.
         */
        @CanIgnoreReturnValue
        public Builder credentials(EmailCredentials value) {
            Objects.requireNonNull(value, "credentials");
            fixed = value;
            keyOwner = value instanceof InfinityCredentials infinity
                    ? infinity.clientId()
                    : ((LegacyCredentials) value).appId();
            credentials = () -> value;
            return this;
        }

        /**
         * Sets a supplier of credentials, called for each authentication, so that keys can be rotated while the client
         * lives. All of its credentials have to be of one kind. {@link #build} calls it once to learn which, unless a
         * region was set. Clients with the same supplier share their request limits.
         */
        @CanIgnoreReturnValue
        public Builder credentials(Supplier<? extends EmailCredentials> value) {
            credentials = Objects.requireNonNull(value, "credentials");
            fixed = null;
            keyOwner = value;
            return this;
        }

        /**
         * The tenant that calls are for unless they name another. Default: none is sent, which suits keys of one
         * tenant.
         *
         * @param value the tenant, such as {@code mt-prod-3:acme}
         * @throws IllegalArgumentException if it is blank or cannot stand in a header
         */
        @CanIgnoreReturnValue
        public Builder tenantScope(String value) {
            PlainText.checkTenantScope(value);
            tenantScope = value;
            return this;
        }

        /**
         * The client. Nothing is sent yet.
         *
         * @throws IllegalArgumentException if the region or base URL, or the credentials, are missing or do not fit
         *     each other, or if the base URL is {@code http} to another machine
         */
        public EmailClient build() {
            String gateway = configuredBaseUrl();
            if (gateway == null) {
                throw new IllegalArgumentException(
                        "region: give the region of your portal, or the gateway's address as baseUrl"
                                + lookupHint("base-url"));
            }
            Supplier<? extends EmailCredentials> supplier = credentials;
            if (supplier == null) {
                throw new IllegalArgumentException(
                        "credentials: give InfinityCredentials.of(clientId, accessKey) or LegacyCredentials.of(appId, secret)"
                                + lookupHint("client-id", "access-key", "app-id", "app-secret"));
            }
            if (isLegacy(supplier)) {
                refuseMix(region == null ? null : region.baseUrl(), gateway, "region", "InfinityCredentials");
                return client(gateway + LEGACY_PATH, core -> new LegacyAuthScheme(core, supplier));
            }
            refuseMix(
                    legacyRegion == null ? null : legacyRegion.baseUrl(), gateway, "legacyRegion", "LegacyCredentials");
            return client(gateway + INFINITY_PATH, core -> new InfinityAuthScheme(core, supplier));
        }

        private boolean isLegacy(Supplier<? extends EmailCredentials> supplier) {
            EmailCredentials known = fixed;
            if (known != null) {
                return known instanceof LegacyCredentials;
            }
            return legacyRegion != null || (region == null && supplier.get() instanceof LegacyCredentials);
        }

        private EmailClient client(String url, Function<ClientCore, AuthScheme> signIn) {
            ClientCore unauthenticated = ClientCore.create(
                    this,
                    EmailProtocol.at(url),
                    url,
                    keyOwner,
                    RequestLimits.of(MAX_CONCURRENT_REQUESTS, REQUESTS_PER_SECOND));
            ClientCore core = unauthenticated.authenticatedWith(signIn.apply(unauthenticated));
            return new EmailClient(
                    tenantScope == null
                            ? core
                            : core.with(CallOptions.builder()
                                    .tenantScope(tenantScope)
                                    .build()));
        }

        private static void refuseMix(@Nullable String chosen, String gateway, String field, String wanted) {
            if (chosen != null && gateway.equals(chosen + "/")) {
                throw new IllegalArgumentException(
                        field + ": this host takes " + wanted + ", not the credentials that were given");
            }
        }
    }
}
