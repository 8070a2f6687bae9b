/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.RuleLock;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore;
import dev.waiver.core.internal.auth.SharedTokens;
import dev.waiver.core.internal.auth.TokenProvider;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.call.LockCall;
import dev.waiver.core.internal.call.ScopedCall;
import dev.waiver.core.internal.exchange.Engine;
import dev.waiver.core.internal.exchange.RequestLimiter;
import dev.waiver.core.internal.retrofit.ApiInterfaces;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.ServiceProtocol;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The core of a vendor's client: the engine with its transport, tokens, request limits and defaults. */
public final class ClientCore implements AutoCloseable {
    private final Engine engine;
    private final ApiInterfaces interfaces;
    private final @Nullable SdkTransport owned;
    private final @Nullable TokenStore store;
    private final @Nullable RuleLock lock;
    private final boolean plainHttpAllowed;

    /**
     * Creates the core of a client that does not authenticate yet.
     *
     * @param builder the settings of the client
     * @param protocol the wire protocol of the service
     * @param url the base URL; {@code http} is refused unless the host is this machine or the builder allows it
     * @param vendorLimits the request limits unless the builder sets others
     */
    public static ClientCore create(
            ClientBuilder<?, ?> builder, ServiceProtocol protocol, String url, RequestLimits vendorLimits) {
        ClientConfig config = ClientConfig.of(builder);
        HttpUrl base = BaseUrl.checked(url);
        BaseUrl.refusePlainHttp("baseUrl", base, config.plainHttpAllowed());
        SdkTransport shared = config.transport();
        SdkTransport transport = shared == null ? SdkTransport.create() : shared;
        transport.checkOpen();
        RequestLimits limits = config.requestLimits();
        Engine engine = new Engine(
                transport,
                base,
                protocol,
                new CallRuntime(
                        config.clock(),
                        config.requestIdSupplier(),
                        config.defaults(),
                        config.callbackExecutor(),
                        config.contextPropagator()),
                RequestLimiter.shared(
                        // The times of different clocks cannot be compared.
                        List.of(url, Objects.requireNonNull(config.credentialOwner(), "credentials"), config.clock()),
                        limits == null ? vendorLimits : limits),
                config.jitter());
        return new ClientCore(
                engine,
                shared == null ? transport : null,
                config.tokenStore(),
                config.ruleLock(),
                config.plainHttpAllowed());
    }

    private ClientCore(
            Engine engine,
            @Nullable SdkTransport owned,
            @Nullable TokenStore store,
            @Nullable RuleLock lock,
            boolean plainHttpAllowed) {
        this.engine = engine;
        this.interfaces = new ApiInterfaces(engine);
        this.owned = owned;
        this.store = store;
        this.lock = lock;
        this.plainHttpAllowed = plainHttpAllowed;
    }

    /** Returns the token in use, to be compared by identity; {@code null} if there is none. */
    public @Nullable Object currentToken() {
        return engine.currentToken();
    }

    /** Implements an API interface of the vendor module, without checking it. */
    public <A> A builtInApi(Class<A> api) {
        return interfaces.builtIn(api);
    }

    /**
     * Implements a user's API interface, for endpoints that the SDK does not cover.
     *
     * @param api the interface; its methods return {@code ApiCall<T>} and have paths relative to the base URL
     * @throws IllegalArgumentException if it is not such an interface
     */
    public <A> A api(Class<A> api) {
        return interfaces.of(api);
    }

    /**
     * Returns a composed operation. It is created for each execution and uses this client's clock, request ids and
     * defaults.
     *
     * @param name the operation's name in errors, such as {@code EmailExceptions.create}
     */
    public <T extends @Nullable Object> ApiCall<T> call(String name, Supplier<? extends ApiCall<T>> call) {
        return new ScopedCall<>(
                engine.runtime(), name, context -> context.named(name), AbstractCall.of(Calls.defer(call)));
    }

    /**
     * Returns a call that is serialized with all calls of an equal key: within this JVM, and beyond it by the
     * {@link RuleLock} if the client has one.
     *
     * @param key strings and words of the vendor, and lists, sets, maps and optionals of them; with the base URL
     */
    public <T extends @Nullable Object> ApiCall<T> serialized(List<?> key, ApiCall<T> call) {
        return Calls.serialized(key, lock == null ? call : LockCall.locked(lock, LockKeys.of(key), call));
    }

    /** Returns a view with other defaults that shares token, transport and request limits. Closing it does nothing. */
    public ClientCore with(CallOptions defaults) {
        return new ClientCore(engine.with(defaults), null, store, lock, plainHttpAllowed);
    }

    /**
     * Returns this client with authentication.
     *
     * @param schemes creates the scheme for this client, which does not authenticate, so that the scheme can obtain its
     *     tokens through an interface of it
     */
    public ClientCore authenticatedWith(Function<ClientCore, ? extends AuthScheme> schemes) {
        AuthScheme scheme = schemes.apply(new ClientCore(engine.onOwnThreads(), null, store, lock, plainHttpAllowed));
        String identity = scheme.identity();
        SdkClock clock = engine.runtime().clock();
        SharedTokens shared = store == null || identity.isEmpty()
                ? null
                : new SharedTokens(store, engine.base() + " " + identity, clock);
        TokenProvider tokens = new TokenProvider(
                scheme, engine.base().toString(), clock, engine.runtime().contextExecutor(), shared);
        return new ClientCore(engine.with(tokens), owned, store, lock, plainHttpAllowed);
    }

    /**
     * Returns a view whose errors redact these secrets, for the API interface of an authentication scheme.
     *
     * @param secrets called when an error is created
     */
    public ClientCore redacting(Supplier<List<Secret>> secrets) {
        return new ClientCore(engine.redacting(secrets), null, store, lock, plainHttpAllowed);
    }

    /**
     * Refuses an address that credentials would be sent to readable, as for the base URL.
     *
     * @param field the name of the address, for the error message
     * @param url the address
     * @throws IllegalArgumentException if it is {@code http} to another machine, unless the client's builder allows it
     */
    public void refusePlainHttp(String field, HttpUrl url) {
        BaseUrl.refusePlainHttp(field, url, plainHttpAllowed);
    }

    /** Returns the base URL, which ends in a slash. */
    public String baseUrl() {
        return engine.base().toString();
    }

    /** Returns the tenant scope of calls that do not set their own, if there is one. */
    public Optional<String> tenantScope() {
        return engine.runtime().defaults().tenantScope();
    }

    /** Returns how many calls at once make use of the request limits. */
    public int usefulConcurrency() {
        return engine.limiter().usefulConcurrency();
    }

    /** Returns the clock. */
    public SdkClock clock() {
        return engine.runtime().clock();
    }

    /** Closes the transport if this client created it. */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }
}
