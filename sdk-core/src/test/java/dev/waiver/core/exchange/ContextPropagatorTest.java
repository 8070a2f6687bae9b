/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.AccessToken;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests where the application's code runs in the context of the caller, and that no thread keeps it. */
@Timeout(60)
class ContextPropagatorTest {
    private static final ThreadLocal<@Nullable String> CONTEXT = new ThreadLocal<>();

    private final MockWebServer server = new MockWebServer();
    private final ExecutorService requests = Executors.newSingleThreadExecutor();
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger captured = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile boolean signInWaits;
    private volatile boolean stalls;

    private final ContextPropagator propagator = () -> {
        captured.incrementAndGet();
        String current = CONTEXT.get();
        return () -> {
            String before = CONTEXT.get();
            CONTEXT.set(current);
            return () -> CONTEXT.set(before);
        };
    };

    enum Way {
        BLOCKING,
        ASYNC;

        <T> T result(ApiCall<T> call) {
            return this == BLOCKING
                    ? call.execute()
                    : call.executeAsync().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    enum Version {
        HTTP_1,
        HTTP_2;

        List<Protocol> protocols() {
            return List.of(this == HTTP_1 ? Protocol.HTTP_1_1 : Protocol.H2_PRIOR_KNOWLEDGE);
        }
    }

    @BeforeEach
    void start() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                String path = request.getUrl().encodedPath();
                if (path.equals("/rules/sign-in")) {
                    if (signInWaits) {
                        go.await();
                    }
                } else if (stalls) {
                    go.await();
                } else if (unavailable.getAndDecrement() > 0) {
                    return new MockResponse.Builder().code(503).build();
                }
                return new MockResponse.Builder()
                        .body("{\"code\":200,\"data\":{\"n\":1}}")
                        .build();
            }
        });
    }

    private void start(Version version) throws IOException {
        server.setProtocols(version.protocols());
        server.start();
    }

    @AfterEach
    void stop() {
        go.countDown();
        CONTEXT.remove();
        server.close();
        requests.shutdown();
        callbacks.shutdown();
    }

    private void saw(String where) {
        seen.add(where + " " + CONTEXT.get());
    }

    /** Returns what was seen at one place. */
    private List<String> seenAt(String where) {
        return seen.stream()
                .filter(s -> s.startsWith(where + " "))
                .map(s -> s.substring(where.length() + 1))
                .toList();
    }

    private Interceptor reporting(String where) {
        return chain -> {
            boolean signIn = chain.request().url().encodedPath().endsWith("/sign-in");
            saw((signIn ? "sign-in " : "") + where + " before");
            try {
                return chain.proceed(chain.request());
            } finally {
                saw((signIn ? "sign-in " : "") + where + " after");
            }
        };
    }

    private final class Listener extends EventListener {
        @Override
        public void callStart(Call call) {
            saw("callStart");
        }

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            saw("connectionAcquired");
        }

        @Override
        public void requestHeadersEnd(Call call, Request request) {
            saw("requestHeadersEnd");
        }

        @Override
        public void responseBodyEnd(Call call, long bytes) {
            saw("responseBodyEnd");
        }

        @Override
        public void callEnd(Call call) {
            saw("callEnd");
        }

        @Override
        public void callFailed(Call call, IOException e) {
            saw("callFailed");
        }

        @Override
        public void dispatcherQueueEnd(Call call, okhttp3.Dispatcher dispatcher) {
            saw("dispatcherQueueEnd");
        }

        @Override
        public void canceled(Call call) {
            saw("canceled");
        }
    }

    private OkHttpClient.Builder http(Version version) {
        return new OkHttpClient.Builder()
                .dispatcher(new okhttp3.Dispatcher(requests))
                .protocols(version.protocols())
                .eventListenerFactory(call -> {
                    saw("listener factory");
                    return new Listener();
                })
                .addInterceptor(reporting("first"))
                .addInterceptor(reporting("second"))
                .addNetworkInterceptor(reporting("network"))
                .proxySelector(new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI uri) {
                        saw("proxy selector");
                        return List.of(Proxy.NO_PROXY);
                    }

                    @Override
                    public void connectFailed(URI uri, SocketAddress address, IOException e) {}
                })
                .dns(host -> {
                    saw("dns");
                    return Dns.SYSTEM.lookup("localhost");
                });
    }

    private TestProtocol.Builder builder(SdkTransport transport) {
        return new TestProtocol.Builder()
                .transport(transport)
                .contextPropagator(propagator)
                .callbackExecutor(callbacks)
                .jitter(() -> {
                    saw("jitter");
                    return 0.01;
                });
    }

    /** Creates a client that obtains its tokens from the server. */
    private TestProtocol.Api authenticated(TestProtocol.Builder builder) {
        ClientCore client = builder.build(server.url("/").toString()).authenticatedWith(core -> {
            TestProtocol.Api unauthenticated = core.builtInApi(TestProtocol.Api.class);
            return new TestProtocol.Bearer(() -> {
                saw("credentials");
                return unauthenticated
                        .get("sign-in")
                        .map(x -> AccessToken.of(Secret.of("token", "t1"), Duration.ofMinutes(30)));
            });
        });
        return client.builtInApi(TestProtocol.Api.class);
    }

    /** Checks that the threads of all pools are as they were. */
    private void assertThreadsAreClean() throws Exception {
        for (ExecutorService pool : List.of(requests, callbacks)) {
            assertThat(pool.submit(CONTEXT::get).get(10, TimeUnit.SECONDS)).isNull();
        }
        CompletableFuture<@Nullable String> timer = new CompletableFuture<>();
        Runnable unused = SdkClock.system().schedule(() -> timer.complete(CONTEXT.get()), 0);
        assertThat(timer.get(10, TimeUnit.SECONDS)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void asynchronousCalls(Version version) throws Exception {
        start(version);
        TestProtocol.Api api =
                authenticated(builder(SdkTransport.using(http(version).build())));
        unavailable.set(1);
        CONTEXT.set("trace");
        CompletableFuture<Boolean> call = api.get("7")
                .map(rule -> {
                    saw("map");
                    return rule;
                })
                .executeAsync()
                .thenApply(rule -> {
                    saw("thenApply");
                    return true;
                });
        CONTEXT.remove();
        assertThat(call.get(20, TimeUnit.SECONDS)).isTrue();
        for (String where : List.of("first", "second", "network")) {
            for (String when : List.of("before", "after")) {
                assertThat(seenAt("sign-in " + where + " " + when)).containsExactly("trace");
                assertThat(seenAt(where + " " + when)).containsExactly("trace", "trace");
            }
        }
        for (String where :
                List.of("listener factory", "callStart", "requestHeadersEnd", "responseBodyEnd", "callEnd")) {
            assertThat(seenAt(where)).as(where).containsExactly("trace", "trace", "trace");
        }
        for (String where : List.of("credentials", "jitter", "map", "thenApply")) {
            assertThat(seenAt(where)).as(where).containsExactly("trace");
        }
        for (String where : List.of("connectionAcquired", "proxy selector", "dns")) {
            assertThat(seenAt(where)).as(where).isNotEmpty().containsOnly("trace");
        }
        assertThreadsAreClean();
    }

    /** The attempt is ended by a timer, which other calls use, too. */
    @ParameterizedTest
    @EnumSource
    void anAttemptThatTakesTooLong(Version version) throws Exception {
        start(version);
        stalls = true;
        TestProtocol.Api api = builder(SdkTransport.using(http(version).build()))
                .defaults(CallOptions.builder()
                        .attemptTimeout(Duration.ofMillis(100))
                        .maxRetries(1)
                        .build())
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
        CONTEXT.set("trace");
        CompletableFuture<@Nullable String> end = new CompletableFuture<>();
        CompletableFuture<?> unused =
                api.get("7").executeAsync().whenComplete((value, e) -> end.complete(CONTEXT.get()));
        CONTEXT.remove();
        assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("trace");
        for (String where : List.of("first before", "first after", "listener factory", "callFailed")) {
            assertThat(seenAt(where)).as(where).containsExactly("trace", "trace");
        }
        assertThat(seenAt("canceled")).allMatch("trace"::equals); // the thread that cancels may be late with it
        assertThreadsAreClean();
    }

    /** The end of one call starts the next one, on its thread. */
    @Test
    void aCallThatWaitsInTheDispatcher() throws Exception {
        start(Version.HTTP_1);
        stalls = true;
        OkHttpClient http = http(Version.HTTP_1).build();
        http.dispatcher().setMaxRequests(1);
        TestProtocol.Api api = builder(SdkTransport.using(http))
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
        CONTEXT.set("first call");
        CompletableFuture<?> first = api.get("1").executeAsync();
        CONTEXT.set("second call");
        CompletableFuture<?> second = api.get("2").executeAsync();
        CONTEXT.remove();
        go.countDown();
        CompletableFuture.allOf(first, second).get(20, TimeUnit.SECONDS);
        assertThat(seenAt("dispatcherQueueEnd")).containsExactly("second call");
        assertThat(seenAt("first before")).containsExactly("first call", "second call");
        assertThreadsAreClean();
    }

    /** An event that it does not hand on is lost for the application's listener. */
    @Test
    void handsOnEachEvent() throws Exception {
        Class<?> type = Class.forName("dev.waiver.core.internal.exchange.ContextListener");
        for (Method event : EventListener.class.getDeclaredMethods()) {
            if (!Modifier.isStatic(event.getModifiers()) && !Modifier.isFinal(event.getModifiers())) {
                assertThat(type.getDeclaredMethod(event.getName(), event.getParameterTypes()))
                        .isNotNull();
            }
        }
    }

    /** The threads of interceptors and callbacks serve calls with other contexts at the same time. */
    @ParameterizedTest
    @EnumSource
    void eachCallHasItsOwn(Version version) throws Exception {
        start(version);
        TestProtocol.Api api = authenticated(
                builder(SdkTransport.using(http(version).build())).requestLimits(RequestLimits.of(1, 1e9)));
        unavailable.set(5);
        CompletableFuture<?>[] calls = new CompletableFuture<?>[10];
        List<String> ends = new CopyOnWriteArrayList<>();
        for (int i = 0; i < calls.length; i++) {
            String name = "call-" + i;
            CONTEXT.set(name);
            calls[i] = Calls.serialized(
                            name.equals("call-3") ? "call-4" : name,
                            api.get(name)
                                    .flatMap(rule -> Calls.delay(Duration.ofMillis(2), () -> api.get(name + "-again"))))
                    .executeAsync()
                    .thenAccept(rule -> ends.add(name + " " + CONTEXT.get()));
        }
        CONTEXT.remove();
        CompletableFuture.allOf(calls).get(30, TimeUnit.SECONDS);
        for (int i = 0; i < calls.length; i++) {
            String name = "call-" + i;
            assertThat(ends).contains(name + " " + name);
        }
        assertThat(seenAt("first before")).hasSize(25).doesNotContain("null");
        for (int i = 0; i < calls.length; i++) {
            assertThat(seenAt("first before").stream().filter(("call-" + i)::equals))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
        assertThreadsAreClean();
    }

    /** An interceptor that makes a context of its own is not overruled by the SDK. */
    @Test
    void interceptorsSeeWhatTheOnesBeforeThemSet() throws Exception {
        start(Version.HTTP_1);
        SdkTransport transport = SdkTransport.builder()
                .addInterceptor(chain -> {
                    String outer = CONTEXT.get();
                    CONTEXT.set(outer + ", span");
                    try {
                        return chain.proceed(chain.request());
                    } finally {
                        CONTEXT.set(outer);
                    }
                })
                .addInterceptor(reporting("second"))
                .build();
        TestProtocol.Api api = authenticated(builder(transport));
        for (Way way : Way.values()) {
            CONTEXT.set("trace");
            JsonNode unused = way.result(api.get("7"));
            assertThat(CONTEXT.get()).isEqualTo("trace");
        }
        assertThat(seenAt("second before")).containsExactly("trace, span", "trace, span");
        assertThat(seenAt("sign-in second before")).containsExactly("trace, span");
        transport.close();
    }

    /** The sign-in of a blocking call runs on other threads. */
    @Test
    void blockingCalls() throws Exception {
        start(Version.HTTP_1);
        TestProtocol.Api api =
                authenticated(builder(SdkTransport.using(http(Version.HTTP_1).build())));
        unavailable.set(1);
        CONTEXT.set("trace");
        JsonNode unused = api.get("7").execute();
        assertThat(seen).isNotEmpty().allMatch(s -> s.endsWith(" trace"));
        assertThat(seenAt("sign-in first before")).hasSize(1);
        assertThat(seenAt("dns")).isNotEmpty();
        assertThreadsAreClean();
    }

    /** Blocking calls are on the caller's thread: there is nothing to capture, apart from what others do for them. */
    @Test
    void capturesOncePerCall() throws Exception {
        start(Version.HTTP_1);
        TestProtocol.Api api = builder(SdkTransport.using(http(Version.HTTP_1).build()))
                .build("http://127.0.0.1:" + server.getPort() + "/") // no lookup
                .builtInApi(TestProtocol.Api.class);
        unavailable.set(1);
        JsonNode blocking = api.get("7").execute();
        assertThat(captured).hasValue(0);
        unavailable.set(2);
        JsonNode async =
                api.get("7").flatMap(first -> api.get("8")).executeAsync().get(20, TimeUnit.SECONDS);
        assertThat(captured).hasValue(1);
        assertThat(async).isEqualTo(blocking);
    }

    /** A sign-in that many calls wait for has the context of the call that started it. */
    @ParameterizedTest
    @EnumSource
    void sharedAuthentication(Way waiting) throws Exception {
        start(Version.HTTP_1);
        signInWaits = true;
        OkHttpClient http = http(Version.HTTP_1)
                .dispatcher(new okhttp3.Dispatcher()) // the sign-in holds a thread of its own
                .build();
        TestProtocol.Api api = authenticated(builder(SdkTransport.using(http)));
        CONTEXT.set("starts it");
        CompletableFuture<?> first = api.get("1").executeAsync();
        CompletableFuture<?> second = CompletableFuture.runAsync(() -> {
            CONTEXT.set("waits for it");
            JsonNode unused = waiting.result(api.get("2"));
            CONTEXT.remove();
        });
        RecordedRequest signIn = server.takeRequest();
        assertThat(signIn.getUrl().encodedPath()).isEqualTo("/rules/sign-in");
        go.countDown();
        CompletableFuture.allOf(first, second).get(20, TimeUnit.SECONDS);
        assertThat(seenAt("sign-in first before")).containsExactly("starts it");
        assertThat(seenAt("first before")).containsExactlyInAnyOrder("starts it", "waits for it");
        http.dispatcher().executorService().shutdown();
    }

    /** No call waits for it, but one has caused it. */
    @ParameterizedTest
    @EnumSource
    void renewalAheadOfExpiry(Way way) throws Exception {
        start(Version.HTTP_1);
        ManualClock clock = new ManualClock();
        TestProtocol.Api api = authenticated(
                builder(SdkTransport.using(http(Version.HTTP_1).build())).clock(clock));
        JsonNode first = way.result(api.get("1"));
        clock.advance(Duration.ofMinutes(29));
        seen.clear();
        CONTEXT.set("causes it");
        JsonNode second = way.result(api.get("2"));
        CONTEXT.set("another call");
        while (seenAt("sign-in first after").isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(second).isEqualTo(first);
        assertThat(seenAt("sign-in first before")).containsExactly("causes it");
        assertThat(seenAt("sign-in network before")).containsExactly("causes it");
        assertThreadsAreClean();
    }

    @ParameterizedTest
    @EnumSource
    void tokenStore(Way way) throws Exception {
        start(Version.HTTP_1);
        CountDownLatch saved = new CountDownLatch(1);
        TestProtocol.Api api = authenticated(
                builder(SdkTransport.using(http(Version.HTTP_1).build())).tokenStore(new TokenStore() {
                    @Override
                    public Optional<StoredToken> load(String key) {
                        saw("load");
                        return Optional.empty();
                    }

                    @Override
                    public void save(String key, StoredToken token) {
                        saw("save");
                        saved.countDown();
                    }
                }));
        CONTEXT.set("trace");
        JsonNode unused = way.result(api.get("7"));
        saved.await();
        for (String where : List.of("load", "credentials", "sign-in first before", "save")) {
            assertThat(seenAt(where)).as(where).containsExactly("trace");
        }
        assertThreadsAreClean();
    }

    /** A client without a propagator on the same transport has no context. */
    @Test
    void withoutAPropagator() throws Exception {
        start(Version.HTTP_1);
        SdkTransport transport = SdkTransport.using(http(Version.HTTP_1).build());
        TestProtocol.Api with = authenticated(builder(transport));
        TestProtocol.Api without = new TestProtocol.Builder()
                .transport(transport)
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
        CONTEXT.set("trace");
        JsonNode first = Way.ASYNC.result(with.get("7"));
        JsonNode second = Way.ASYNC.result(without.get("7"));
        assertThat(first).isEqualTo(second);
        assertThat(seenAt("first before")).containsExactly("trace", "null");
    }

    // ------------------------------------------------------------------ a propagator that throws

    private static @Nullable Throwable failure(ApiCall<?> call) {
        try {
            Object unused = call.executeAsync().orTimeout(20, TimeUnit.SECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private TestProtocol.Api limited(ContextPropagator broken) {
        return builder(SdkTransport.using(http(Version.HTTP_1).build()))
                .requestLimits(RequestLimits.of(1, 1e9))
                .contextPropagator(broken)
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @SuppressWarnings("NullAway") // what a propagator must not do
    void aCaptureThatFails(boolean returnsNull) throws Exception {
        start(Version.HTTP_1);
        TestProtocol.Api api = limited(() -> {
            if (returnsNull) {
                return null;
            }
            throw new NoClassDefFoundError("capture");
        });
        for (int i = 0; i < 2; i++) {
            assertThat(failure(api.create(Map.of()))).isInstanceOfSatisfying(TransportException.class, e -> {
                assertThat(e)
                        .hasMessageContaining("the context propagator failed")
                        .hasMessageContaining("capture");
                assertThat(e.mayHaveBeenApplied()).isFalse();
                assertThat(e.requestId()).isNotBlank();
            });
        }
        assertThat(server.getRequestCount()).isZero();
        JsonNode blocking = api.create(Map.of()).execute(); // nothing is captured for it, and its DNS lookup goes on
        assertThat(blocking).isNotNull();
    }

    @Test
    void aSnapshotThatFails() throws Exception {
        start(Version.HTTP_1);
        AtomicInteger left = new AtomicInteger();
        TestProtocol.Api api = limited(() -> () -> {
            if (left.decrementAndGet() == 0) {
                throw new StackOverflowError("restore");
            }
            return () -> {};
        });
        left.set(1); // in front of the interceptors
        assertThat(failure(api.create(Map.of()))).isInstanceOfSatisfying(TransportException.class, e -> {
            assertThat(e).hasMessageContaining("restore");
            assertThat(e.mayHaveBeenApplied()).isFalse();
        });
        assertThat(server.getRequestCount()).isZero();
        int restored = 2;
        do {
            left.set(restored++);
            assertThat(failure(api.create(Map.of()))).as("" + restored).isNull();
        } while (left.get() <= 0);
        assertThat(restored).isGreaterThan(4);
        assertThat(server.getRequestCount()).isEqualTo(restored - 2);
    }

    @Test
    void aScopeThatFails() throws Exception {
        start(Version.HTTP_1);
        TestProtocol.Api api = limited(() -> () -> () -> {
            throw new IOException("close");
        });
        for (int i = 0; i < 2; i++) {
            assertThat(failure(api.create(Map.of()))).isNull();
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
