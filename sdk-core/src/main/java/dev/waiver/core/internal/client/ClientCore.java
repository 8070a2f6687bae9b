package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore;
import dev.waiver.core.internal.auth.SharedTokens;
import dev.waiver.core.internal.auth.TokenProvider;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.call.NamedCall;
import dev.waiver.core.internal.exchange.Engine;
import dev.waiver.core.internal.exchange.RequestLimiter;
import dev.waiver.core.internal.retrofit.ApiInterfaces;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.ServiceProtocol;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What a vendor's client is built on: the engine with its transport, tokens, pace and defaults. */
public final class ClientCore implements AutoCloseable {
    private final Engine engine;
    private final ApiInterfaces interfaces;
    private final @Nullable SdkTransport owned;
    private final @Nullable TokenStore store;

    /**
     * Creates the core of a client that does not authenticate yet.
     *
     * @param builder the settings of the client
     * @param protocol the wire protocol of the service
     * @param url the base URL; {@code http} is refused unless the host is this machine or the builder allows it
     * @param credential identifies the credential, which owns the request limits
     * @param vendorLimits the limits that hold unless the builder has others
     */
    public static ClientCore create(
            ClientBuilder<?> builder,
            ServiceProtocol protocol,
            String url,
            Object credential,
            RequestLimits vendorLimits) {
        ClientConfig config = ClientConfig.of(builder);
        HttpUrl base = BaseUrl.checked(url);
        BaseUrl.refusePlainHttp(base, config.plainHttpAllowed());
        SdkTransport shared = config.transport();
        SdkTransport transport = shared == null ? SdkTransport.create() : shared;
        transport.checkOpen();
        RequestLimits limits = config.requestLimits();
        Engine engine = new Engine(
                transport,
                base,
                protocol,
                new CallRuntime(
                        config.clock(), config.requestIdSupplier(), config.defaults(), config.callbackExecutor()),
                RequestLimiter.shared(List.of(url, credential), limits == null ? vendorLimits : limits),
                config.jitter(),
                null);
        return new ClientCore(engine, shared == null ? transport : null, config.tokenStore());
    }

    private ClientCore(Engine engine, @Nullable SdkTransport owned, @Nullable TokenStore store) {
        this.engine = engine;
        this.interfaces = new ApiInterfaces(engine);
        this.owned = owned;
        this.store = store;
    }

    /**
     * An interface of the vendor module, not checked again.
     *
     * @param api the interface
     * @param <A> its type
     */
    public <A> A builtInApi(Class<A> api) {
        return interfaces.builtIn(api);
    }

    /**
     * An interface of a user's: the escape hatch.
     *
     * @param api the interface; its methods return {@code ApiCall<T>} and have paths relative to the base URL
     * @param <A> its type
     * @throws IllegalArgumentException if it is no such interface
     */
    public <A> A api(Class<A> api) {
        return interfaces.of(api);
    }

    /**
     * A composed operation: made up anew for each execution, with this client's clock, ids and defaults.
     *
     * @param name what errors call it, such as {@code EmailExceptions.create}
     * @param call makes the call
     * @param <T> what it answers
     */
    public <T extends @Nullable Object> ApiCall<T> call(String name, Supplier<? extends ApiCall<T>> call) {
        return new NamedCall<>(name, engine.runtime(), call);
    }

    /**
     * A view with other defaults that shares token, transport and pace; closing it does nothing.
     *
     * @param defaults what the view's calls are made with
     */
    public ClientCore with(CallOptions defaults) {
        return new ClientCore(engine.with(defaults), null, store);
    }

    /**
     * The same client signing in; the sign-in itself is made with an interface of this one, which does not.
     *
     * @param signIn makes tokens and authorizes requests
     */
    public ClientCore authenticatedWith(AuthScheme signIn) {
        String identity = signIn.identity();
        SharedTokens shared = store == null || identity.isEmpty()
                ? null
                : new SharedTokens(
                        store,
                        engine.base() + " " + identity,
                        engine.runtime().clock(),
                        engine.runtime().callbackExecutor());
        TokenProvider tokens = new TokenProvider(signIn, engine.runtime().clock(), shared);
        return new ClientCore(engine.with(tokens), owned, store);
    }

    /**
     * The same client, and no error of its calls shows these secrets: for the interface of a sign-in.
     *
     * @param secrets asked when an error is made
     */
    public ClientCore redacting(Supplier<List<Secret>> secrets) {
        return new ClientCore(engine.redacting(secrets), null, store);
    }

    /** The base URL, ending in a slash. */
    public String baseUrl() {
        return engine.base().toString();
    }

    /** The tenant that calls are made for unless they name another, if there is one. */
    public Optional<String> tenantScope() {
        return engine.runtime().defaults().tenantScope();
    }

    /** Where time comes from. */
    public SdkClock clock() {
        return engine.runtime().clock();
    }

    /** Closes the transport if this client made it for itself. */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }
}
