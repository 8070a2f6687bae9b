/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.Inferred;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Settings;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.internal.EmailProtocol;
import dev.waiver.email.internal.InfinityAuthScheme;
import dev.waiver.email.internal.KnownScopesApi;
import dev.waiver.email.internal.LegacyAuthScheme;
import dev.waiver.email.internal.TenantCheck;
import dev.waiver.email.internal.TenantWalk;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.EngineTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client for the exceptions API of Check Point Harmony Email &amp; Collaboration. Thread-safe; create one per key and
 * reuse it.
 *
 * <p>Default request limits: ten concurrent requests and ten requests per second, in bursts of up to ten after a pause,
 * shared by all clients with the same base URL and key. The vendor documents no limits. Inferred: its own client limits
 * itself to ten concurrent calls, and one public integration polls the anti-spam lists with ten requests per second,
 * but the anti-phishing lists with one. Change them with {@link Builder#requestLimits}.
 */
public final class EmailClient implements AutoCloseable {
    private static final String INFINITY_PATH = "app/hec-api/v1.0/";
    private static final String LEGACY_PATH = "v1.0/";

    private final ClientCore core;
    private final EmailExceptionsApi api;

    /** The scopes, where a walk over the tenants knows them. */
    private final @Nullable ApiCall<List<String>> knownScopes;

    private final DeleteForms deleteForms;

    /** The forms of removals that were set. */
    private record DeleteForms(
            @Nullable EngineDeleteForm engine, @Nullable AnomalyDeleteForm anomaly) {}

    private EmailClient(ClientCore core, @Nullable ApiCall<List<String>> knownScopes, DeleteForms deleteForms) {
        this.core = core;
        this.deleteForms = deleteForms;
        EmailExceptionsApi service = core.builtInApi(EmailExceptionsApi.class);
        this.api = knownScopes == null ? service : new KnownScopesApi(service, knownScopes);
        this.knownScopes = knownScopes;
    }

    /** Returns a builder. It needs a region or a base URL, and credentials. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the operations on the rules of a list.
     *
     * @param list the list, such as {@link EmailList#BLACKLIST}
     */
    public EmailExceptions exceptions(EmailList list) {
        return new EmailExceptions(core, api, Objects.requireNonNull(list, "list"));
    }

    /**
     * Returns the operations on the exceptions of one engine. Inferred: see {@link EngineExceptions}.
     *
     * @param table the table, such as {@link EngineTable#URL_BLOCK_DOMAIN}
     */
    @Inferred("All operations are as two clients use them; the vendor documents only the update, for DLP.")
    public EngineExceptions engineExceptions(EngineTable table) {
        return new EngineExceptions(
                core,
                core.builtInApi(EngineExceptionsApi.class),
                new TenantCheck(core, api),
                Objects.requireNonNull(table, "table"),
                deleteForms.engine());
    }

    /** Returns the operations on the exceptions of the anomaly engine. Inferred: see {@link AnomalyExceptions}. */
    @Inferred("All operations are as two clients use them.")
    public AnomalyExceptions anomalyExceptions() {
        return new AnomalyExceptions(
                core, core.builtInApi(AnomalyExceptionsApi.class), new TenantCheck(core, api), deleteForms.anomaly());
    }

    /**
     * Returns the operations on the items of click-time protection lists. Inferred: see {@link ClickTimeExceptions}.
     */
    @Inferred("All operations are as two clients use them, the query parameter scopes as one of them does.")
    public ClickTimeExceptions clickTimeExceptions() {
        return new ClickTimeExceptions(core, core.builtInApi(ClickTimeExceptionsApi.class), new TenantCheck(core, api));
    }

    /**
     * Returns the tenants that the key can access, each {@code farm:tenant}. Inferred: a key that is tied to no tenant
     * gets a single empty text.
     *
     * @see <a href="doc-files/vendor-pages.html#scopes">Scopes</a>
     */
    @Inferred("A single empty scope means that the key is tied to no tenant.")
    public ApiCall<List<String>> scopes() {
        return api.scopes();
    }

    /**
     * Returns a view of this client for one tenant. It shares token, transport and request limits; closing it does
     * nothing. A key of several tenants needs a scope for every exceptions call; the SDK never picks one. Inferred: all
     * exceptions calls take the scope as a query parameter, which the guide describes for the list, and as a header,
     * which it describes for another call.
     *
     * @param scope the tenant, such as {@code mt-prod-3:acme}
     * @throws IllegalArgumentException if it is blank or not a valid header value
     */
    @Inferred("All exceptions calls take the query parameter scope, documented for the list, and the header scopes, "
            + "documented for another call.")
    public EmailClient forTenant(String scope) {
        return with(CallOptions.builder().tenantScope(scope).build());
    }

    /**
     * Returns a call that makes one call for each tenant that the key sees, several at once, and returns the value or
     * the failure of each: {@code email.forEachTenant(tenant -> tenant.exceptions(EmailList.WHITELIST).list().all())}.
     * The tenants are those of {@link #scopes}, which is read once. As many calls run at once as the request limits
     * allow and can use, at most 32.
     *
     * <p>The failure of a tenant, such as a 403, does not end the others. If the service does not accept the key, with
     * an {@link dev.waiver.core.error.AuthenticationException}, no more calls are started, and the tenants that are
     * left have a failure of the same type, whose message begins with "not sent". A deadline that is set for this call,
     * by {@link ApiCall#with}, bounds the whole: the tenants that are left fail with a
     * {@link dev.waiver.core.error.DeadlineExceededException}. The default deadline bounds the call of each tenant. Its
     * request id is that of the whole with the number of the tenant, such as {@code -1}.
     *
     * <p>The function gets the view of a tenant, see {@link #forTenant} and {@link #tenantScope}. What it throws is the
     * failure of that tenant; only an {@link Error} ends the whole. In a blocking execution, the function runs on the
     * calling thread, one tenant at a time, and so do those given to {@code map} and {@code flatMap} of the call that
     * it returns; the requests are sent and the responses read on threads of the SDK. In an asynchronous execution,
     * they run on the callback executor, several at once. An interrupt or a cancellation ends the calls of all tenants.
     *
     * <p>Fails with {@link dev.waiver.core.error.IncompleteListException} if the key sees no tenant, and with
     * {@link IllegalArgumentException} if the options of this call name a tenant. Inferred: see {@link #scopes} and
     * {@link #forTenant}.
     *
     * @param call creates the call for a tenant
     * @param <T> the type of the value for a tenant
     */
    @Inferred("A single empty scope means that the key is tied to no tenant; all exceptions calls take the query"
            + " parameter scope and the header scopes.")
    public <T extends @Nullable Object> ApiCall<TenantResults<T>> forEachTenant(
            Function<? super EmailClient, ? extends ApiCall<T>> call) {
        Objects.requireNonNull(call, "call");
        return TenantWalk.of(core, api, (scope, scopes) -> {
            CallOptions tenant = CallOptions.builder().tenantScope(scope).build();
            return call.apply(new EmailClient(core.with(tenant), scopes, deleteForms));
        });
    }

    /**
     * Returns the tenant for calls that name no other: that of a view, see {@link #forTenant}, or else the
     * {@link Builder#tenantScope}.
     */
    public Optional<String> tenantScope() {
        return core.tenantScope();
    }

    /**
     * Returns a view of this client with other defaults for its calls. It shares authentication, transport and request
     * limits; closing it does nothing.
     *
     * @param defaults the defaults, such as a deadline; unset values are kept
     */
    public EmailClient with(CallOptions defaults) {
        return new EmailClient(core.with(defaults), knownScopes, deleteForms);
    }

    /**
     * Returns an implementation of a Retrofit interface, for endpoints that this client lacks. Its methods return
     * {@link ApiCall}; their paths are relative to {@code .../v1.0/}. Authentication, ids, retries, envelope and errors
     * are those of this client. After a lost response, an operation is repeated only if it is annotated as safe to
     * repeat.
     *
     * @param api the interface
     * @param <A> its type
     * @throws IllegalArgumentException if it is not such an interface
     */
    public <A> A api(Class<A> api) {
        return core.api(api);
    }

    /** Closes the transport if this client created it. A shared transport, and that of a view, stays open. */
    @Override
    public void close() {
        core.close();
    }

    /** Returns the base URL and the tenant, without credentials. */
    @Override
    public String toString() {
        return "EmailClient[" + core.baseUrl()
                + core.tenantScope().map(scope -> ", tenant " + scope).orElse("") + "]";
    }

    /**
     * A builder of clients.
     *
     * <p>Its credentials are {@link InfinityCredentials}, or {@link LegacyCredentials} for the legacy deployment. All
     * of a supplier's credentials must be of one kind; {@link #build} calls it once to determine the kind, unless a
     * region was set.
     */
    @CanIgnoreReturnValue
    public static final class Builder extends ClientBuilder<Builder, EmailCredentials> {
        private static final RequestLimits LIMITS = RequestLimits.of(10, 10);

        private @Nullable EmailRegion region;
        private @Nullable LegacyEmailRegion legacyRegion;
        private @Nullable String tenantScope;
        private @Nullable EngineDeleteForm engineDeleteForm;
        private @Nullable AnomalyDeleteForm anomalyDeleteForm;

        private Builder() {
            super(
                    "email",
                    credentials -> credentials instanceof InfinityCredentials infinity
                            ? owner(infinity)
                            : ((LegacyCredentials) credentials).appId());
        }

        private static Object owner(InfinityCredentials key) {
            return key.authenticationUrl().isEmpty()
                    ? key.clientId()
                    : List.of(key.clientId(), key.authenticationUrl().get());
        }

        /**
         * Reads {@code client-id} with {@code access-key} and, if there is one, {@code authentication-url}; or
         * {@code app-id} with {@code app-secret}; {@code tenant-scope}; {@code engine-delete-form}, such as
         * {@code exception-str}; and {@code anomaly-delete-form}, such as {@code rule-id}.
         */
        @Override
        protected void vendorSettings(Settings settings) {
            Optional<String> authenticationUrl = settings.find("email", "authentication-url");
            boolean legacy = settings.find("email", "app-id").isPresent();
            if (authenticationUrl.isPresent()
                    && (legacy || settings.find("email", "client-id").isEmpty())) {
                throw new IllegalArgumentException("email.authentication-url: goes with client-id and access-key"
                        + (legacy ? ", and app-id is set; unset one of the two" : ", and client-id is not set")
                        + " (" + String.join(", ", settings.lookupNames("email", "authentication-url")) + ")");
            }
            settings.find("email", "client-id").ifPresent(id -> {
                InfinityCredentials key = InfinityCredentials.of(id, settings.require("email", "access-key"));
                credentials(authenticationUrl.isEmpty() ? key : key.withAuthenticationUrl(authenticationUrl.get()));
            });
            settings.find("email", "app-id")
                    .ifPresent(id -> credentials(LegacyCredentials.of(id, settings.require("email", "app-secret"))));
            settings.find("email", "tenant-scope").ifPresent(this::tenantScope);
            form(settings, "engine-delete-form", EngineDeleteForm.values()).ifPresent(this::engineDeleteForm);
            form(settings, "anomaly-delete-form", AnomalyDeleteForm.values()).ifPresent(this::anomalyDeleteForm);
        }

        /** Reads a setting whose values are those of an enumeration, in lower case and with hyphens. */
        private static <E extends Enum<E>> Optional<E> form(Settings settings, String name, E[] values) {
            return settings.find("email", name).map(text -> {
                List<String> known = new ArrayList<>();
                for (E value : values) {
                    String word = value.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    if (word.equals(text)) {
                        return value;
                    }
                    known.add(word);
                }
                throw new IllegalArgumentException("email." + name + ": there is no form '" + text + "'; give "
                        + String.join(" or ", known) + ", or leave it out ("
                        + String.join(", ", settings.lookupNames("email", name)) + ")");
            });
        }

        /**
         * Sets the Infinity gateway. For a gateway without a constant, use {@link #baseUrl}. None by default; one of
         * the two is required.
         *
         * @throws IllegalArgumentException as {@link #baseUrl} does, for a region that was created from a URL
         */
        public Builder region(EmailRegion value) {
            region = Objects.requireNonNull(value, "region");
            return baseUrl(value.baseUrl());
        }

        /**
         * Sets the legacy host. For a host without a constant, use {@link #baseUrl}. None by default; one of the two is
         * required.
         *
         * @throws IllegalArgumentException as {@link #baseUrl} does, for a region that was created from a URL
         */
        public Builder legacyRegion(LegacyEmailRegion value) {
            legacyRegion = Objects.requireNonNull(value, "legacyRegion");
            return baseUrl(value.baseUrl());
        }

        /**
         * Sets the base URL: scheme, host and, behind a proxy, the path before the vendor's own. The SDK appends the
         * vendor's path: {@code /app/hec-api/v1.0}, for legacy credentials {@code /v1.0}.
         *
         * @throws IllegalArgumentException if it has no scheme or host, has a query, a fragment or credentials, or ends
         *     with the vendor's path
         */
        @Override
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
         * Sets the tenant for calls that name no other. None by default, which suits keys of one tenant. Inferred: all
         * exceptions calls accept the scope, see {@link #forTenant}.
         *
         * @param value the tenant, such as {@code mt-prod-3:acme}
         * @throws IllegalArgumentException if it is blank or not a valid header value
         */
        @Inferred("All exceptions calls take the query parameter scope, documented for the list, and the header "
                + "scopes, documented for another call.")
        public Builder tenantScope(String value) {
            TextChecks.checkTenantScope(value);
            tenantScope = value;
            return this;
        }

        /**
         * Sets the form of the request that removes an exception of an engine. None by default: such removals are then
         * refused.
         *
         * @param value the form
         */
        public Builder engineDeleteForm(EngineDeleteForm value) {
            engineDeleteForm = Objects.requireNonNull(value, "engineDeleteForm");
            return this;
        }

        /**
         * Sets the form of the request that removes an anomaly exception. None by default: such removals are then
         * refused.
         *
         * @param value the form
         */
        public Builder anomalyDeleteForm(AnomalyDeleteForm value) {
            anomalyDeleteForm = Objects.requireNonNull(value, "anomalyDeleteForm");
            return this;
        }

        /**
         * Creates the client. Sends nothing. Inferred: the default request limits, see {@link EmailClient}.
         *
         * @throws IllegalArgumentException if the region or base URL, or the credentials, are missing or do not fit
         *     each other, or if the base URL or the authentication URL is {@code http} to another machine
         */
        @Inferred("The default request limits are those of the vendor's own client and of a public integration, since "
                + "the vendor documents none.")
        @CheckReturnValue
        public EmailClient build() {
            String gateway = required(
                    configuredBaseUrl(),
                    "region: give the region of your portal, or the gateway's address as baseUrl",
                    "base-url");
            Supplier<? extends EmailCredentials> supplier = required(
                    configuredCredentials(),
                    "credentials: give InfinityCredentials.of(clientId, accessKey)"
                            + " or LegacyCredentials.of(appId, secret)",
                    "client-id",
                    "access-key",
                    "app-id",
                    "app-secret");
            if (isLegacy(supplier)) {
                refuseMix(region == null ? null : region.baseUrl(), gateway, "region", "InfinityCredentials");
                return client(gateway + LEGACY_PATH, core -> new LegacyAuthScheme(core, supplier));
            }
            refuseMix(
                    legacyRegion == null ? null : legacyRegion.baseUrl(), gateway, "legacyRegion", "LegacyCredentials");
            InfinityCredentials fixed = (InfinityCredentials) fixedCredentials();
            return client(gateway + INFINITY_PATH, core -> {
                if (fixed != null) {
                    InfinityAuthScheme.check(core, fixed);
                }
                return new InfinityAuthScheme(core, supplier);
            });
        }

        private boolean isLegacy(Supplier<? extends EmailCredentials> supplier) {
            EmailCredentials known = fixedCredentials();
            if (known != null) {
                return known instanceof LegacyCredentials;
            }
            return legacyRegion != null || (region == null && supplier.get() instanceof LegacyCredentials);
        }

        private EmailClient client(String url, Function<ClientCore, AuthScheme> scheme) {
            if (tenantScope != null) {
                defaults(defaults().toBuilder().tenantScope(tenantScope).build());
            }
            return new EmailClient(
                    ClientCore.create(this, EmailProtocol.at(url), url, LIMITS).authenticatedWith(scheme),
                    null,
                    new DeleteForms(engineDeleteForm, anomalyDeleteForm));
        }

        private static void refuseMix(@Nullable String chosen, String gateway, String field, String wanted) {
            if (chosen != null && gateway.equals(chosen + "/")) {
                throw new IllegalArgumentException(
                        field + ": this host takes " + wanted + ", not the credentials that were given");
            }
        }
    }
}
