/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.retrofit;

import kotlin.jvm.functions.Function0;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** The OkHttp call that Retrofit gets. It only holds its request, so that nothing can be sent without the engine. */
record UnsentCall(Request request) implements Call {
    private static UnsupportedOperationException never() {
        return new UnsupportedOperationException("requests are sent by the call engine only");
    }

    @Override
    public Response execute() {
        throw never();
    }

    @Override
    public void enqueue(Callback callback) {
        throw never();
    }

    @Override
    public void cancel() {}

    @Override
    public boolean isExecuted() {
        return false;
    }

    @Override
    public boolean isCanceled() {
        return false;
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void addEventListener(EventListener listener) {}

    @Override
    public <T> @Nullable T tag(KClass<T> type) {
        return null;
    }

    @Override
    public <T> @Nullable T tag(Class<? extends T> type) {
        return null;
    }

    @Override
    public <T> T tag(KClass<T> type, Function0<? extends T> value) {
        return value.invoke();
    }

    @Override
    public <T> T tag(Class<T> type, Function0<? extends T> value) {
        return value.invoke();
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public Call clone() {
        return this;
    }
}
