/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.ContextPropagator;
import java.io.IOException;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The SDK's only interceptor, the last one before the network. It lets a write pass only once, and nothing on a
 * connection that the service has closed or sent something on. It adds the credentials after all other interceptors.
 */
public final class FinalInterceptor implements Interceptor {
    /**
     * Returns a factory of listeners with which an attempt learns of each event before the application's listener does,
     * which may throw: the events are the evidence of what was sent.
     */
    public static EventListener.Factory attemptsFirst(EventListener.Factory theirs) {
        return call -> {
            HttpAttempt attempt = call.request().tag(HttpAttempt.class);
            EventListener listener = theirs.create(call);
            if (attempt == null) {
                return listener;
            }
            if (listener.equals(EventListener.NONE)) {
                return attempt;
            }
            ContextPropagator.Snapshot snapshot = call.request().tag(ContextPropagator.Snapshot.class);
            return attempt.plus(snapshot == null ? listener : new ContextListener(listener, snapshot));
        };
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpAttempt attempt = chain.request().tag(HttpAttempt.class);
        return attempt == null ? chain.proceed(chain.request()) : attempt.send(chain);
    }
}
