/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.call.SdkThreads;
import dev.waiver.core.internal.client.ClasspathCheck;
import dev.waiver.core.internal.exchange.FinalInterceptor;
import dev.waiver.core.internal.exchange.InterruptibleDns;
import dev.waiver.core.internal.exchange.ProxyLogin;
import dev.waiver.core.internal.exchange.TcpNoDelaySocketFactory;
import dev.waiver.core.internal.exchange.TrackedSslSocketFactory;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Address;
import okhttp3.Authenticator;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * Connections and threads that any number of clients of any vendor can share. An owned transport is closed with
 * {@link #close()}. A borrowed one wraps your {@code OkHttpClient}: the SDK derives a client from it, and never changes
 * or closes it. The SDK's threads are daemons.
 *
 * <p>Both kinds have redirects, cookies, the cache, the authenticator for 401 responses and OkHttp's own retries
 * disabled: credentials may go to the base URL only, and a request must not be sent twice unnoticed. For the same
 * reason, interceptors do not see a {@code Retry-After} of a 503 that OkHttp acts on (zero seconds, or a number that is
 * no {@code int}); the SDK does.
 *
 * <p>Over HTTP/2, where calls share a connection, a host never shares the connection of another host. A connection on
 * which an attempt timed out gets no further requests, since it may be dead: the next attempt opens another one. Calls
 * that are in flight on it are not disturbed, since the service may only have been slow; it is closed once it has been
 * idle for as long as the pool keeps connections.
 *
 * <p>Over HTTP/1.1, bytes that arrived before a request was sent, such as a second response to an earlier request, are
 * never taken for its response: the connection is closed, and the request is sent on another one. Bytes that arrive
 * later look like the response. So do bytes that arrived together with the end of the previous response, if the
 * connection uses a TLS provider other than the JDK's, or has no TLS and uses your own {@code socketFactory} or a SOCKS
 * proxy.
 */
public final class SdkTransport implements AutoCloseable {
    private static final int DEFAULT_CONCURRENCY = 512;
    private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final Dns dns;
    private final boolean owned;

    /** By host, the clients that do not use connections opened before the last {@link #abandon}. */
    private final Map<String, OkHttpClient> renewed = new ConcurrentHashMap<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<Runnable> closeActions = ConcurrentHashMap.newKeySet();

    private SdkTransport(OkHttpClient http, boolean owned) {
        ClasspathCheck.check();
        this.owned = owned;
        this.dns = http.dns();
        HostnameVerifier verifier = http.hostnameVerifier();
        OkHttpClient.Builder derived = http.newBuilder();
        X509TrustManager trust = http.x509TrustManager();
        if (trust != null) { // else the client has no TLS
            derived.sslSocketFactory(new TrackedSslSocketFactory(http.sslSocketFactory()), trust);
        }
        if (http.socketFactory().equals(SocketFactory.getDefault())) {
            derived.socketFactory(new TcpNoDelaySocketFactory());
        }
        this.http = derived
                // OkHttp lets several hosts share a connection only with its own verifier. If a service refuses such a
                // request with 421, OkHttp sends a read again without reporting it, and a write not at all.
                .hostnameVerifier((host, session) -> verifier.verify(host, session))
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(new ProxyLogin(http.proxyAuthenticator()))
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .callTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .dns(new InterruptibleDns(dns))
                .eventListenerFactory(FinalInterceptor.attemptsFirst(http.eventListenerFactory()))
                .addNetworkInterceptor(new FinalInterceptor())
                .build();
    }

    /** Returns an owned transport with the defaults that {@link Builder} documents. */
    public static SdkTransport create() {
        return builder().build();
    }

    /**
     * Returns a transport that borrows your client. The client's proxy, trust, DNS, timeouts (except the call timeout),
     * pool, interceptors and listeners apply. So does its dispatcher: OkHttp's default of five asynchronous calls per
     * host is low for a gateway with many tenants. Its sockets get {@code TCP_NODELAY}, unless it has a socket factory
     * of its own. Authentication also runs on the dispatcher's threads, which keep a finished program alive for a
     * minute unless they are daemons.
     *
     * @param client the client; it is not changed and not closed
     */
    public static SdkTransport using(OkHttpClient client) {
        return new SdkTransport(Objects.requireNonNull(client, "client"), false);
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the derived client that sends the requests. For vendor modules. */
    public OkHttpClient http() {
        return http;
    }

    /** Returns the client for requests to a URL: {@link #http()}, with other connections after {@link #abandon}. */
    public OkHttpClient http(HttpUrl url) {
        return renewed.isEmpty() ? http : renewed.getOrDefault(url.host(), http);
    }

    /**
     * Sends no further requests on a connection, nor on others that were opened to its host before. Exchanges in flight
     * go on. For vendor modules.
     *
     * @param connection a connection of this transport
     */
    public void abandon(Connection connection) {
        Address address = connection.route().address();
        renewed.compute(address.url().host(), (host, current) -> {
            OkHttpClient latest = current == null ? http : current;
            // OkHttp reuses a connection only for the DNS that it was opened with.
            return latest.dns().equals(address.dns())
                    ? latest.newBuilder().dns(new InterruptibleDns(dns)).build()
                    : latest;
        });
    }

    /**
     * Checks that the transport is open. For vendor modules.
     *
     * @throws IllegalStateException if the transport was closed
     */
    public void checkOpen() {
        if (isClosed()) {
            throw new IllegalStateException("transport: it was closed; make another, or close it after its clients");
        }
    }

    /** Returns whether the transport was closed. */
    public boolean isClosed() {
        return closed.get();
    }

    /**
     * Runs an action when the transport is closed; immediately if it was. For vendor modules.
     *
     * @param action must not block or throw
     * @return a function that removes the action
     */
    public Runnable onClose(Runnable action) {
        closeActions.add(action);
        if (isClosed()) {
            runOnce(action);
        }
        return () -> closeActions.remove(action);
    }

    private void runOnce(Runnable action) {
        if (closeActions.remove(action)) {
            action.run();
        }
    }

    /**
     * Closes the idle connections and ends the threads of an owned transport. A borrowed client is not affected. Calls
     * that are executed later fail with {@link IllegalStateException}. Calls in progress end with the request in
     * flight, or while they wait to send it: one that would have to send another fails with a
     * {@link dev.waiver.core.error.TransportException}, or, if a write was acknowledged before, with an
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     */
    @Override
    public void close() {
        boolean first = closed.compareAndSet(false, true);
        if (owned) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll(); // each time: a call in progress leaves an idle connection when it ends
        }
        if (first) {
            closeActions.forEach(this::runOnce);
        }
    }

    @Override
    public String toString() {
        return "SdkTransport[" + (owned ? "owned" : "borrowed") + (closed.get() ? ", closed" : "") + "]";
    }

    /** A builder of owned transports. */
    @CanIgnoreReturnValue
    public static final class Builder {
        private final OkHttpClient.Builder http = new OkHttpClient.Builder()
                .socketFactory(new TcpNoDelaySocketFactory())
                .connectTimeout(CallRuntime.CONNECT_TIMEOUT)
                .readTimeout(Duration.ZERO) // the attempt timeout and the deadline bound reading and writing
                .writeTimeout(Duration.ZERO);

        private final List<Interceptor> interceptors = new ArrayList<>();
        private int maxConcurrentCalls = DEFAULT_CONCURRENCY;
        private Duration keepAlive = DEFAULT_KEEP_ALIVE;
        private int maxIdleConnections = 32;

        private Builder() {}

        /**
         * Sets the timeout for connecting, not including DNS. Default: 10 seconds.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder connectTimeout(Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException("connectTimeout: must be longer than zero, not " + value);
            }
            http.connectTimeout(value);
            return this;
        }

        /**
         * Sets the maximum number of asynchronous calls in flight, in total and per host. Default: 512.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxConcurrentCalls(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxConcurrentCalls: must be at least 1, not " + value);
            }
            maxConcurrentCalls = value;
            return this;
        }

        /** Sets how many idle connections are kept, and how long. Default: 32, for 30 seconds. */
        public Builder connectionPool(int maxIdleConnections, Duration keepAlive) {
            this.maxIdleConnections = maxIdleConnections;
            this.keepAlive = Objects.requireNonNull(keepAlive, "keepAlive");
            return this;
        }

        /** Sets the proxy. Default: the JVM's proxy selector. */
        public Builder proxy(Proxy value) {
            http.proxy(Objects.requireNonNull(value, "proxy"));
            return this;
        }

        /**
         * Sets the authenticator for proxy challenges. At most one login is sent per attempt: if the proxy refuses it,
         * the call fails with a {@link dev.waiver.core.error.ProxyAuthenticationException} and is not retried. None by
         * default.
         */
        public Builder proxyAuthenticator(Authenticator value) {
            http.proxyAuthenticator(Objects.requireNonNull(value, "proxyAuthenticator"));
            return this;
        }

        /** Sets the socket factory and trust manager, for a trust store or a client certificate. Default: the JVM's. */
        public Builder tls(SSLSocketFactory sockets, X509TrustManager trust) {
            http.sslSocketFactory(sockets, trust);
            return this;
        }

        /** Sets the verifier of host names in certificates. Default: OkHttp's strict check. */
        public Builder hostnameVerifier(HostnameVerifier value) {
            http.hostnameVerifier(Objects.requireNonNull(value, "hostnameVerifier"));
            return this;
        }

        /**
         * Sets the socket factory, for a local address or socket options. OkHttp adds TLS. Default: the JVM's sockets,
         * with {@code TCP_NODELAY} on.
         */
        public Builder socketFactory(SocketFactory value) {
            http.socketFactory(Objects.requireNonNull(value, "socketFactory"));
            return this;
        }

        /** Sets the DNS resolver. Default: the JVM's. */
        public Builder dns(Dns value) {
            http.dns(Objects.requireNonNull(value, "dns"));
            return this;
        }

        /** Adds an interceptor around each attempt. It never sees credentials, which are added after it. */
        public Builder addInterceptor(Interceptor value) {
            interceptors.add(Objects.requireNonNull(value, "interceptor"));
            return this;
        }

        /** Sets the factory of event listeners, for metrics and tracing. None by default. */
        public Builder eventListenerFactory(EventListener.Factory value) {
            http.eventListenerFactory(Objects.requireNonNull(value, "eventListenerFactory"));
            return this;
        }

        /** Returns the transport. */
        @CheckReturnValue
        public SdkTransport build() {
            Dispatcher dispatcher = new Dispatcher(threads());
            dispatcher.setMaxRequests(maxConcurrentCalls);
            dispatcher.setMaxRequestsPerHost(maxConcurrentCalls);
            http.dispatcher(dispatcher);
            http.connectionPool(new ConnectionPool(maxIdleConnections, keepAlive.toMillis(), TimeUnit.MILLISECONDS));
            interceptors.forEach(http::addInterceptor);
            return new SdkTransport(http.build(), true);
        }

        private static ThreadPoolExecutor threads() {
            ThreadFactory daemons = SdkThreads.daemons("waiver-http");
            return new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    SdkThreads.KEEP_ALIVE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> {
                        Thread thread = daemons.newThread(task);
                        // OkHttp rethrows what a call has failed with.
                        thread.setUncaughtExceptionHandler((where, thrown) -> {});
                        return thread;
                    });
        }
    }
}
