/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.ContextPropagator;
import dev.waiver.core.internal.call.ContextScopes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * An application's listener of a call with a captured context. It restores the context for the events that OkHttp
 * reports outside of all interceptors and of the SDK's callback: the end of a call, its cancellation, and its turn in
 * the dispatcher. The other events have it already, and what an interceptor added to it.
 */
final class ContextListener extends EventListener {
    private final EventListener listener;
    private final ContextPropagator.Snapshot snapshot;

    ContextListener(EventListener listener, ContextPropagator.Snapshot snapshot) {
        this.listener = listener;
        this.snapshot = snapshot;
    }

    private void inContext(Runnable event) {
        AutoCloseable scope = ContextScopes.restore(snapshot);
        try {
            event.run();
        } finally {
            ContextScopes.close(scope);
        }
    }

    @Override
    public void callStart(Call call) {
        listener.callStart(call);
    }

    @Override
    public void dispatcherQueueStart(Call call, Dispatcher dispatcher) {
        listener.dispatcherQueueStart(call, dispatcher);
    }

    @Override
    public void dispatcherQueueEnd(Call call, Dispatcher dispatcher) {
        inContext(() -> listener.dispatcherQueueEnd(call, dispatcher));
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        listener.proxySelectStart(call, url);
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        listener.proxySelectEnd(call, url, proxies);
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        listener.dnsStart(call, domainName);
    }

    @Override
    public void dnsEnd(Call call, String domainName, List<InetAddress> addresses) {
        listener.dnsEnd(call, domainName, addresses);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        listener.connectStart(call, address, proxy);
    }

    @Override
    public void secureConnectStart(Call call) {
        listener.secureConnectStart(call);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        listener.secureConnectEnd(call, handshake);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        listener.connectEnd(call, address, proxy, protocol);
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        listener.connectFailed(call, address, proxy, protocol, failure);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        listener.connectionAcquired(call, connection);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        listener.connectionReleased(call, connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
        listener.requestHeadersStart(call);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        listener.requestHeadersEnd(call, request);
    }

    @Override
    public void requestBodyStart(Call call) {
        listener.requestBodyStart(call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        listener.requestBodyEnd(call, byteCount);
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        listener.requestFailed(call, failure);
    }

    @Override
    public void responseHeadersStart(Call call) {
        listener.responseHeadersStart(call);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        listener.responseHeadersEnd(call, response);
    }

    @Override
    public void responseBodyStart(Call call) {
        listener.responseBodyStart(call);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        listener.responseBodyEnd(call, byteCount);
    }

    @Override
    public void responseFailed(Call call, IOException failure) {
        listener.responseFailed(call, failure);
    }

    @Override
    public void callEnd(Call call) {
        inContext(() -> listener.callEnd(call));
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        inContext(() -> listener.callFailed(call, failure));
    }

    @Override
    public void canceled(Call call) {
        inContext(() -> listener.canceled(call));
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
        listener.satisfactionFailure(call, response);
    }

    @Override
    public void cacheHit(Call call, Response response) {
        listener.cacheHit(call, response);
    }

    @Override
    public void cacheMiss(Call call) {
        listener.cacheMiss(call);
    }

    @Override
    public void cacheConditionalHit(Call call, Response cached) {
        listener.cacheConditionalHit(call, cached);
    }

    @Override
    public void retryDecision(Call call, IOException failure, boolean retry) {
        listener.retryDecision(call, failure, retry);
    }

    @Override
    public void followUpDecision(Call call, Response response, @Nullable Request next) {
        listener.followUpDecision(call, response, next);
    }
}
