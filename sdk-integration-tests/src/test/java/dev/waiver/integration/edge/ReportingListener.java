/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A listener that reports the events of an exchange by their names. */
final class ReportingListener extends EventListener {
    static final List<String> EVENTS = List.of(
            "callStart",
            "dispatcherQueueStart",
            "dispatcherQueueEnd",
            "proxySelectStart",
            "proxySelectEnd",
            "dnsStart",
            "dnsEnd",
            "connectStart",
            "connectEnd",
            "connectionAcquired",
            "connectionReleased",
            "requestHeadersStart",
            "requestHeadersEnd",
            "requestBodyStart",
            "requestBodyEnd",
            "responseHeadersStart",
            "responseHeadersEnd",
            "responseBodyStart",
            "responseBodyEnd",
            "callEnd",
            "followUpDecision");

    private final Consumer<String> at;

    ReportingListener(Consumer<String> at) {
        this.at = at;
    }

    @Override
    public void callStart(Call call) {
        at.accept("callStart");
    }

    @Override
    public void dispatcherQueueStart(Call call, Dispatcher dispatcher) {
        at.accept("dispatcherQueueStart");
    }

    @Override
    public void dispatcherQueueEnd(Call call, Dispatcher dispatcher) {
        at.accept("dispatcherQueueEnd");
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        at.accept("proxySelectStart");
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        at.accept("proxySelectEnd");
    }

    @Override
    public void dnsStart(Call call, String name) {
        at.accept("dnsStart");
    }

    @Override
    public void dnsEnd(Call call, String name, List<InetAddress> addresses) {
        at.accept("dnsEnd");
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        at.accept("connectStart");
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        at.accept("connectEnd");
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        at.accept("connectionAcquired");
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        at.accept("connectionReleased");
    }

    @Override
    public void requestHeadersStart(Call call) {
        at.accept("requestHeadersStart");
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        at.accept("requestHeadersEnd");
    }

    @Override
    public void requestBodyStart(Call call) {
        at.accept("requestBodyStart");
    }

    @Override
    public void requestBodyEnd(Call call, long bytes) {
        at.accept("requestBodyEnd");
    }

    @Override
    public void responseHeadersStart(Call call) {
        at.accept("responseHeadersStart");
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        at.accept("responseHeadersEnd");
    }

    @Override
    public void responseBodyStart(Call call) {
        at.accept("responseBodyStart");
    }

    @Override
    public void responseBodyEnd(Call call, long bytes) {
        at.accept("responseBodyEnd");
    }

    @Override
    public void callEnd(Call call) {
        at.accept("callEnd");
    }

    @Override
    public void followUpDecision(Call call, Response response, @Nullable Request next) {
        at.accept("followUpDecision");
    }
}
