package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.CheckReturnValue;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore;
import dev.waiver.core.internal.call.NamedCall;
import dev.waiver.core.internal.engine.Engine;
import dev.waiver.core.internal.http.ApiInterfaces;
import dev.waiver.core.internal.token.SharedTokens;
import dev.waiver.core.internal.token.TokenProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a vendor's client is built on: the engine with its transport, tokens, pace and defaults. */
public final class ClientCore implements AutoCloseable {
    private final Engine engine;
    private final ApiInterfaces interfaces;
    private final @Nullable SdkTransport owned;
    private final @Nullable TokenStore store;

    ClientCore(Engine engine, @Nullable SdkTransport owned, @Nullable TokenStore store) {
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
    public <A> A ownApi(Class<A> api) {
        return interfaces.own(api);
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
    @CheckReturnValue
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
    public ClientCore signingIn(SignIn signIn) {
        String identity = signIn.identity();
        SharedTokens shared = store == null || identity.isEmpty()
                ? null
                : new SharedTokens(
                        store,
                        engine.base() + " " + identity,
                        engine.runtime().time(),
                        engine.runtime().continuations());
        TokenProvider tokens = new TokenProvider(signIn, engine.runtime().time(), shared);
        return new ClientCore(engine.with(tokens), owned, store);
    }

    /**
     * The same client, and no error of its calls shows these secrets: for the interface of a sign-in.
     *
     * @param secrets asked when an error is made
     */
    public ClientCore blanking(Supplier<List<Secret>> secrets) {
        return new ClientCore(engine.blanking(secrets), null, store);
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
    public Timekeeper time() {
        return engine.runtime().time();
    }

    /** Closes the transport if this client made it for itself. */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }
}
