/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.auth.TokenProvider;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.spi.ServiceProtocol;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The state that all calls of one client share. */
public final class Engine {
    final SdkTransport transport;
    final HttpUrl base;
    final ServiceProtocol protocol;
    final ResponseReader responses;
    final CallRuntime runtime;
    final RequestLimiter limiter;
    final DoubleSupplier jitter;
    final @Nullable TokenProvider tokens;
    final @Nullable ContextInterceptor contexts;
    final System.Logger log;

    /** Creates an engine that does not authenticate. */
    public Engine(
            SdkTransport transport,
            HttpUrl base,
            ServiceProtocol service,
            CallRuntime runtime,
            RequestLimiter limiter,
            DoubleSupplier jitter) {
        this.transport = transport;
        this.base = base;
        this.protocol = service;
        this.responses = new ResponseReader(service.codec(), service.format());
        this.runtime = runtime;
        this.limiter = limiter;
        this.jitter = jitter;
        this.tokens = null;
        this.contexts = runtime.contextPropagator() == null ? null : new ContextInterceptor();
        this.log = System.getLogger("dev.waiver." + service.name());
    }

    private Engine(Engine other, CallRuntime runtime, @Nullable TokenProvider tokens) {
        this.transport = other.transport;
        this.base = other.base;
        this.protocol = other.protocol;
        this.responses = other.responses;
        this.runtime = runtime;
        this.limiter = other.limiter;
        this.jitter = other.jitter;
        this.tokens = tokens;
        this.contexts = other.contexts;
        this.log = other.log;
    }

    /** Returns an engine with other defaults that shares token, transport and request limits. */
    public Engine with(CallOptions defaults) {
        return new Engine(this, runtime.with(defaults), tokens);
    }

    /** Returns an engine that authenticates with these tokens. */
    public Engine with(TokenProvider provider) {
        return new Engine(this, runtime.redacting(provider::secrets), provider);
    }

    /** Returns an engine whose errors redact these secrets. */
    public Engine redacting(Supplier<List<Secret>> secrets) {
        return new Engine(this, runtime.redacting(secrets), tokens);
    }

    /** Returns an engine for work of the SDK, which completes on the SDK's threads. */
    public Engine onOwnThreads() {
        return new Engine(this, runtime.onOwnThreads(), tokens);
    }

    /** Returns the token provider. Called only where the state machine requires a token. */
    TokenProvider tokenProvider() {
        return Objects.requireNonNull(tokens, "this client does not authenticate");
    }

    /** Returns the current token; {@code null} if there is none. */
    public @Nullable Token currentToken() {
        return tokens == null ? null : tokens.current();
    }

    public CallRuntime runtime() {
        return runtime;
    }

    public RequestLimiter limiter() {
        return limiter;
    }

    public HttpUrl base() {
        return base;
    }

    public ServiceProtocol protocol() {
        return protocol;
    }
}
