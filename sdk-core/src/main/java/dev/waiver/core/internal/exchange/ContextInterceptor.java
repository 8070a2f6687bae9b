/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.ContextPropagator;
import dev.waiver.core.internal.call.ContextScopes;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The interceptor before all others of a client with a {@link ContextPropagator}, on requests that OkHttp sends on its
 * own threads: it restores the context that the request has as a tag. Other requests do not pass through it.
 */
final class ContextInterceptor implements Interceptor {
    private volatile @Nullable Derived latest;

    /** A client of the transport, and the one with this interceptor. */
    private record Derived(OkHttpClient from, OkHttpClient client) {}

    /** Returns the client with this interceptor before its own. */
    OkHttpClient before(OkHttpClient http) {
        Derived known = latest;
        if (known == null
                || !known.from.equals(http)) { // the transport replaces a client that abandons its connections
            OkHttpClient.Builder more = http.newBuilder();
            more.interceptors().add(0, this);
            known = new Derived(http, more.build());
            latest = known;
        }
        return known.client;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        ContextPropagator.Snapshot snapshot = chain.request().tag(ContextPropagator.Snapshot.class);
        AutoCloseable scope = snapshot == null ? null : snapshot.restore();
        try {
            return chain.proceed(chain.request());
        } finally {
            ContextScopes.close(scope);
        }
    }
}
