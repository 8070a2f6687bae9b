package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.client.ClasspathCheck;
import dev.waiver.core.internal.exchange.FinalInterceptor;
import dev.waiver.core.internal.exchange.InterruptibleDns;
import dev.waiver.core.internal.exchange.TcpNoDelaySocketFactory;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * Connections and threads, shared by any number of clients of any vendor. An owned transport is closed with
 * {@link #close()}; a borrowed one wraps your {@code OkHttpClient}, which is only derived from: never changed, never
 * closed. All threads are daemons.
 *
 * <p>Redirects, cookies, cache and OkHttp's own repetitions are off in either, since credentials go to the base URL
 * only and a write may not be sent twice unseen.
 */
public final class SdkTransport implements AutoCloseable {
    private static final int DEFAULT_CONCURRENCY = 512;
    private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final boolean owned;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SdkTransport(OkHttpClient http, boolean owned) {
        ClasspathCheck.check();
        this.owned = owned;
        this.http = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .callTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false)
                .dns(new InterruptibleDns(http.dns()))
                .addNetworkInterceptor(new FinalInterceptor())
                .build();
    }

    /** A transport of the SDK's own with the defaults that {@link Builder} names. */
    public static SdkTransport create() {
        return builder().build();
    }

    /**
     * A transport on your own client: its proxy, trust, DNS, time-outs, pool, interceptors and listeners hold. So does
     * its dispatcher: OkHttp's default of five asynchronous calls per host is low for a gateway with many tenants, and
     * its threads, which sign in, keep a program that has ended alive for a minute unless the dispatcher makes daemons.
     *
     * @param client the client; it is not changed and not closed
     */
    public static SdkTransport using(OkHttpClient client) {
        return new SdkTransport(Objects.requireNonNull(client, "client"), false);
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** For vendor modules: the derived client that the engine sends with. */
    public OkHttpClient http() {
        return http;
    }

    /**
     * For vendor modules: refuses what comes after {@link #close()}.
     *
     * @throws IllegalStateException if the transport was closed
     */
    public void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("transport: it was closed; make another, or close it after its clients");
        }
    }

    /** Closes idle connections and ends the threads of an owned transport; a borrowed client stays as it is. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true) && owned) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    @Override
    public String toString() {
        return "SdkTransport[" + (owned ? "owned" : "borrowed") + (closed.get() ? ", closed" : "") + "]";
    }

    /** Settings of an owned transport. */
    public static final class Builder {
        private final OkHttpClient.Builder http = new OkHttpClient.Builder()
                .socketFactory(new TcpNoDelaySocketFactory())
                .connectTimeout(CallRuntime.CONNECT_TIMEOUT)
                .readTimeout(Duration.ZERO) // the attempt's time-out and the deadline bound reading and writing
                .writeTimeout(Duration.ZERO);

        private final List<Interceptor> interceptors = new ArrayList<>();
        private int maxConcurrentCalls = DEFAULT_CONCURRENCY;
        private Duration keepAlive = DEFAULT_KEEP_ALIVE;
        private int maxIdleConnections = 32;

        private Builder() {}

        /** How long connecting may take, DNS aside. Default: 10 seconds. */
        @CanIgnoreReturnValue
        public Builder connectTimeout(Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException("connectTimeout: must be longer than zero, not " + value);
            }
            http.connectTimeout(value);
            return this;
        }

        /** How many asynchronous calls may be on the wire at once, in all and per host. Default: 512. */
        @CanIgnoreReturnValue
        public Builder maxConcurrentCalls(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxConcurrentCalls: must be at least 1, not " + value);
            }
            maxConcurrentCalls = value;
            return this;
        }

        /** How many idle connections are kept, and how long. Default: 32, for 30 seconds. */
        @CanIgnoreReturnValue
        public Builder connectionPool(int maxIdle, Duration keepAliveDuration) {
            maxIdleConnections = maxIdle;
            keepAlive = Objects.requireNonNull(keepAliveDuration, "keep");
            return this;
        }

        /** The proxy to use. Default: the JVM's proxy selector. */
        @CanIgnoreReturnValue
        public Builder proxy(Proxy value) {
            http.proxy(Objects.requireNonNull(value, "proxy"));
            return this;
        }

        /** How to sign in to the proxy. Default: not. */
        @CanIgnoreReturnValue
        public Builder proxyAuthenticator(Authenticator value) {
            http.proxyAuthenticator(Objects.requireNonNull(value, "proxyAuthenticator"));
            return this;
        }

        /** Trust store and client certificate. Default: the JVM's. */
        @CanIgnoreReturnValue
        public Builder tls(SSLSocketFactory sockets, X509TrustManager trust) {
            http.sslSocketFactory(sockets, trust);
            return this;
        }

        /** Which host names a certificate may stand for. Default: OkHttp's strict check. */
        @CanIgnoreReturnValue
        public Builder hostnameVerifier(HostnameVerifier value) {
            http.hostnameVerifier(Objects.requireNonNull(value, "hostnameVerifier"));
            return this;
        }

        /**
         * What makes sockets, for a local address or socket options of your own; OkHttp puts TLS around them. Default:
         * the JVM's sockets, with {@code TCP_NODELAY} on.
         */
        @CanIgnoreReturnValue
        public Builder socketFactory(SocketFactory value) {
            http.socketFactory(Objects.requireNonNull(value, "socketFactory"));
            return this;
        }

        /** How names are looked up. Default: the JVM's resolver. */
        @CanIgnoreReturnValue
        public Builder dns(Dns value) {
            http.dns(Objects.requireNonNull(value, "dns"));
            return this;
        }

        /** Adds an interceptor around each attempt; it never sees credentials, which are added after it. */
        @CanIgnoreReturnValue
        public Builder addInterceptor(Interceptor value) {
            interceptors.add(Objects.requireNonNull(value, "interceptor"));
            return this;
        }

        /** Listeners of OkHttp's events, for metrics and tracing. Default: none. */
        @CanIgnoreReturnValue
        public Builder eventListenerFactory(EventListener.Factory value) {
            http.eventListenerFactory(Objects.requireNonNull(value, "eventListenerFactory"));
            return this;
        }

        /** The transport. */
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
            AtomicInteger number = new AtomicInteger();
            return new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                        Thread thread = new Thread(task, "waiver-http-" + number.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
        }
    }
}
