/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.call.RequestIds;
import dev.waiver.core.internal.call.SdkThreads;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.client.BaseUrl;
import dev.waiver.core.internal.client.ClientConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The base class of all client builders, with the settings that they have in common.
 *
 * @param <B> the type of the vendor's builder
 * @param <C> the type of the vendor's credentials
 */
@CanIgnoreReturnValue
public abstract class ClientBuilder<B extends ClientBuilder<B, C>, C> {
    static {
        ClientConfig.readBuildersWith(ClientBuilder::config);
    }

    private final String serviceName;
    private final Function<? super C, ?> owner;
    private @Nullable Supplier<? extends C> credentials;
    private @Nullable C fixedCredentials;
    private @Nullable SdkTransport transport;
    private @Nullable String baseUrl;
    private CallOptions defaults = CallOptions.none();
    private @Nullable RequestLimits requestLimits;
    private boolean plainHttpAllowed;
    private @Nullable TokenStore tokenStore;
    private @Nullable RuleLock ruleLock;
    private @Nullable String userAgentSuffix;
    private @Nullable Settings configured;
    private SdkClock clock = SdkClock.system();
    private Supplier<String> requestIdSupplier = RequestIds::random;
    private DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();
    private Executor callbackExecutor = SdkThreads.callbacks();
    private @Nullable ContextPropagator contextPropagator;

    /**
     * Creates a builder. Called by the vendor's builder.
     *
     * @param serviceName the service's short name in settings, such as {@code email}
     * @param owner returns what request limits belong to, such as the id of a key
     */
    protected ClientBuilder(String serviceName, Function<? super C, ?> owner) {
        this.serviceName = serviceName;
        this.owner = owner;
    }

    @SuppressWarnings("unchecked") // the bound of B
    private B self() {
        return (B) this;
    }

    /** Sets the credentials. Required. Replaces credentials that were set before. */
    public B credentials(C value) {
        fixedCredentials = Objects.requireNonNull(value, "credentials");
        credentials = () -> value;
        return self();
    }

    /**
     * Sets a supplier of credentials. It is called for each authentication (the first, and each after a token expired
     * or was refused), so that credentials can change during the client's life, on a thread of the SDK, so it may
     * block. Clients with the same supplier share their request limits.
     */
    public B credentials(Supplier<? extends C> value) {
        credentials = Objects.requireNonNull(value, "credentials");
        fixedCredentials = null;
        return self();
    }

    /**
     * Sets the transport to share. Closing the client does not close it. Default: a transport of the client's own,
     * which is closed with the client.
     */
    public B transport(SdkTransport value) {
        transport = Objects.requireNonNull(value, "transport");
        return self();
    }

    /**
     * Sets the base URL of the service: scheme, host and, behind a gateway, a path.
     *
     * @param value a URL such as {@code https://host/gateway}; a trailing slash makes no difference
     * @throws IllegalArgumentException if it has no scheme or host, or has a query, a fragment or credentials
     */
    public B baseUrl(String value) {
        baseUrl = BaseUrl.checked(value).toString();
        return self();
    }

    /** Sets the defaults for all calls of the client: deadline, attempt timeout, retries, headers. */
    public B defaults(CallOptions value) {
        defaults = Objects.requireNonNull(value, "defaults");
        return self();
    }

    /**
     * Sets the request limits. Default: the vendor's limits, shared by all clients with the same credentials. After a
     * 429, requests wait longer than the limits say, also without limits: see {@link RequestLimits}.
     */
    public B requestLimits(RequestLimits value) {
        requestLimits = Objects.requireNonNull(value, "requestLimits");
        return self();
    }

    /**
     * Allows {@code http} to a host other than this machine. Credentials are then sent in clear text, so use it only
     * for a tunnel or a test network. Refused by default.
     */
    public B allowPlainHttp() {
        plainHttpAllowed = true;
        return self();
    }

    /**
     * Sets the store that shares tokens between JVMs. None by default: tokens are kept in memory, for this client and
     * its views.
     */
    public B tokenStore(TokenStore value) {
        tokenStore = Objects.requireNonNull(value, "tokenStore");
        return self();
    }

    /**
     * Sets the lock that serializes the creation and the changes of rules between JVMs. None by default: the calls of
     * one JVM are serialized.
     */
    public B ruleLock(RuleLock value) {
        ruleLock = Objects.requireNonNull(value, "ruleLock");
        return self();
    }

    /** Sets the source of time and of waits, for tests. Default: the system clocks. */
    public B clock(SdkClock value) {
        clock = Objects.requireNonNull(value, "clock");
        return self();
    }

    /** Sets the supplier of request ids, one per execution. Default: random UUIDs. */
    public B requestIdSupplier(Supplier<String> value) {
        requestIdSupplier = Objects.requireNonNull(value, "requestIdSupplier");
        return self();
    }

    /**
     * Sets the source of the random part of the waits between attempts, 0 to 1, for tests. Default: uniformly
     * distributed.
     */
    public B jitter(DoubleSupplier value) {
        jitter = Objects.requireNonNull(value, "jitter");
        return self();
    }

    /**
     * Sets the executor of callbacks: asynchronous calls complete on it, and functions given to {@code map} and
     * {@code flatMap} run on it. Work of the SDK does not wait for it: what happens within an operation, such as the
     * function of an {@code edit}, the {@link TokenStore} and the {@link RuleLock} use threads of the SDK. A task that
     * the executor refuses runs on one of them. Default: up to 256 daemon threads of the SDK, so that callbacks may
     * block.
     */
    public B callbackExecutor(Executor value) {
        callbackExecutor = Objects.requireNonNull(value, "callbackExecutor");
        return self();
    }

    /**
     * Sets what carries the caller's context, such as its trace or its logging context (MDC), into interceptors,
     * retries, authentication and callbacks. None by default.
     */
    public B contextPropagator(ContextPropagator value) {
        contextPropagator = Objects.requireNonNull(value, "contextPropagator");
        return self();
    }

    /**
     * Reads settings from the environment, from properties or from a chain of both: {@code base-url}, {@code deadline},
     * {@code attempt-timeout} (both in ISO-8601 form, {@code PT30S}), {@code max-retries}, {@code user-agent-suffix},
     * and the vendor's own settings, such as credentials, under the names given in the vendor's builder. A setting that
     * is found replaces the value set before.
     *
     * @param settings the sources
     * @throws IllegalArgumentException if a value cannot be read; the message names the setting
     */
    public B settings(Settings settings) {
        Objects.requireNonNull(settings, "settings");
        CallOptions.Builder options = defaults.toBuilder();
        each(settings, "base-url", this::baseUrl);
        each(settings, "deadline", value -> options.deadline(Duration.parse(value)));
        each(settings, "attempt-timeout", value -> options.attemptTimeout(Duration.parse(value)));
        each(settings, "max-retries", value -> options.maxRetries(Integer.parseInt(value)));
        each(settings, "user-agent-suffix", this::userAgentSuffix);
        defaults = options.build();
        configured = settings;
        vendorSettings(settings);
        return self();
    }

    private void each(Settings settings, String name, Consumer<String> setting) {
        settings.find(serviceName, name).ifPresent(value -> {
            try {
                setting.accept(value);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(
                        serviceName + "." + name + ": cannot be read ("
                                + settings.lookupNames(serviceName, name).get(0) + "): " + e.getMessage(),
                        e);
            }
        });
    }

    /**
     * Appends a product token to the {@code User-Agent} header, after {@code waiver-sdk/version}. None by default.
     *
     * @throws IllegalArgumentException if it is not a valid header value
     */
    public B userAgentSuffix(String value) {
        TextChecks.checkHeaderValue("userAgentSuffix", Objects.requireNonNull(value, "userAgentSuffix"));
        userAgentSuffix = value;
        return self();
    }

    /**
     * Returns a required value.
     *
     * @param value the value, or null if it was not set
     * @param message the error message, which names the field
     * @param names the names of the settings that would give it, such as {@code client-id}
     * @throws IllegalArgumentException if the value is null; the message has the names under which settings were looked
     *     up
     */
    protected final <T> T required(@Nullable T value, String message, String... names) {
        if (value != null) {
            return value;
        }
        Settings settings = configured;
        String hint = settings == null
                ? ""
                : Arrays.stream(names)
                        .flatMap(name -> settings.lookupNames(serviceName, name).stream())
                        .collect(Collectors.joining(", ", ". Tried: ", ""));
        throw new IllegalArgumentException(message + hint);
    }

    /**
     * Reads the vendor's own settings, above all its credentials, if they are complete.
     *
     * @param settings the sources
     */
    protected abstract void vendorSettings(Settings settings);

    /** Returns the defaults for all calls that were set so far. */
    protected final CallOptions defaults() {
        return defaults;
    }

    /** Returns the base URL that was set, or null. */
    protected final @Nullable String configuredBaseUrl() {
        return baseUrl;
    }

    /** Returns the supplier of credentials, or null if none were set. */
    protected final @Nullable Supplier<? extends C> configuredCredentials() {
        return credentials;
    }

    /** Returns the credentials that were set, or null if there are none or a supplier of them. */
    protected final @Nullable C fixedCredentials() {
        return fixedCredentials;
    }

    private CallOptions withUserAgent() {
        String version = ClientBuilder.class.getPackage().getImplementationVersion();
        String agent = "waiver-sdk/" + (version == null ? "dev" : version)
                + (userAgentSuffix == null ? "" : " " + userAgentSuffix);
        return CallOptions.builder().header("user-agent", agent).build().mergedWith(defaults);
    }

    private ClientConfig config() {
        return new ClientConfig(
                transport,
                fixedCredentials == null ? credentials : owner.apply(fixedCredentials),
                withUserAgent(),
                requestLimits,
                plainHttpAllowed,
                tokenStore,
                ruleLock,
                clock,
                requestIdSupplier,
                jitter,
                callbackExecutor,
                contextPropagator);
    }
}
