/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.AccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests canceling a call and interrupting its thread, in every state. */
@Timeout(60)
class CancellationTest extends SlowServiceFixture {
    /** The system clock, which records what is scheduled on it. */
    private static final class Scheduled implements SdkClock {
        final Set<Runnable> open = ConcurrentHashMap.newKeySet();

        @Override
        public Instant now() {
            return SdkClock.system().now();
        }

        @Override
        public long nanoTime() {
            return SdkClock.system().nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            SdkClock.system().sleep(nanos);
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            Runnable once = new Runnable() {
                @Override
                public void run() {
                    open.remove(this);
                    task.run();
                }
            };
            open.add(once);
            Runnable unschedule = SdkClock.system().schedule(once, nanos);
            return () -> {
                open.remove(once);
                unschedule.run();
            };
        }
    }

    private final Scheduled scheduled = new Scheduled();

    private void canceled(ApiCall<?> call, OkHttpClient http, BooleanSupplier underWay) {
        CompletableFuture<?> future = call.executeAsync();
        eventually(underWay);
        int before = reached.get();
        assertThat(future.cancel(true)).isTrue();
        eventually(() -> http.dispatcher().runningCallsCount() == 0
                && http.dispatcher().queuedCallsCount() == 0
                && http.connectionPool().connectionCount()
                        == http.connectionPool().idleConnectionCount()
                && scheduled.open.isEmpty());
        assertThat(reached).hasValue(before);
    }

    private static void canceledAtOnce(CompletableFuture<?> call, BooleanSupplier released) {
        long start = System.nanoTime();
        assertThat(call.cancel(true)).isTrue();
        eventually(released);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    /** Options with which only cancellation ends a call within a test. */
    private static final CallOptions PATIENT = CallOptions.builder()
            .attemptTimeout(Duration.ofMinutes(10))
            .deadline(Duration.ofMinutes(20))
            .build();

    private static TestProtocol.Api api(String url, SdkTransport transport) {
        return new TestProtocol.Builder().transport(transport).build(url).builtInApi(TestProtocol.Api.class);
    }

    @Test
    void cancelingEndsTheExchange() {
        OkHttpClient http = new OkHttpClient();
        TestProtocol.Api own = api(new TestProtocol.Builder().transport(SdkTransport.using(http)));
        CompletableFuture<?> call = own.get("silent").executeAsync();
        eventually(() -> reached.get() == 1);
        call.cancel(true);
        eventually(() -> http.dispatcher().runningCallsCount() == 0
                && http.connectionPool().connectionCount() == 0);
        CompletableFuture<?> bounded = own.get("silent").executeAsync().orTimeout(50, TimeUnit.MILLISECONDS);
        assertThatThrownBy(bounded::get).isInstanceOf(ExecutionException.class);
        eventually(() -> http.dispatcher().runningCallsCount() == 0
                && http.connectionPool().connectionCount() == 0);
    }

    @Test
    void cancelingEndsTheCallWhereverItIs() {
        OkHttpClient http = new OkHttpClient();
        SdkTransport transport = SdkTransport.using(http);
        TestProtocol.Api own = api(new TestProtocol.Builder().clock(scheduled).transport(transport));
        canceled(own.get("silent"), http, () -> reached.get() == 1);
        canceled(own.get("drip"), http, () -> reached.get() == 2);
        canceled(
                own.get("busy"),
                http,
                () -> reached.get() == 3 && http.dispatcher().runningCallsCount() == 0);
        AtomicInteger asked = new AtomicInteger();
        TestProtocol.Api signingIn = new TestProtocol.Builder()
                .clock(scheduled)
                .transport(transport)
                .build(server.url("/").toString(), () -> {
                    asked.incrementAndGet();
                    return Calls.delay(
                            Duration.ofSeconds(60),
                            () -> ApiCall.of(AccessToken.untilRefused(dev.waiver.core.Secret.of("token", "t"))));
                })
                .builtInApi(TestProtocol.Api.class);
        canceled(signingIn.get("x"), http, () -> asked.get() == 1);
        TestProtocol.Api paced = api(new TestProtocol.Builder()
                .clock(scheduled)
                .transport(transport)
                .vendorLimits(RequestLimits.of(1, 1e9)));
        CompletableFuture<?> first = paced.get("silent").executeAsync();
        eventually(() -> reached.get() == 4);
        CompletableFuture<?> waiting = paced.get("x").executeAsync();
        assertThat(waiting.cancel(true)).isTrue();
        assertThat(first.cancel(true)).isTrue();
        eventually(scheduled.open::isEmpty);
        paced.get("next").execute(); // both permits were released
        assertThat(reached).hasValue(5);
    }

    /** A socket factory that signals when a socket connects. */
    private static final class Connecting extends SocketFactory {
        final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
        final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public Socket createSocket() {
            Socket socket = new Socket() {
                @Override
                public void connect(SocketAddress address, int timeout) throws IOException {
                    begun.countDown();
                    super.connect(address, timeout);
                }
            };
            sockets.add(socket);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest(name = "fast fallback: {0}")
    @ValueSource(booleans = {true, false})
    void cancelingEndsConnecting(boolean fastFallback) throws Exception {
        try (BlackHoleServer hole = new BlackHoleServer()) {
            Connecting connecting = new Connecting();
            OkHttpClient http = new OkHttpClient.Builder()
                    .fastFallback(fastFallback)
                    .connectTimeout(Duration.ZERO)
                    .socketFactory(connecting)
                    .build();
            CompletableFuture<?> call = api(hole.url(), SdkTransport.using(http))
                    .get("x")
                    .with(PATIENT)
                    .executeAsync();
            connecting.begun.await();
            TimeUnit.MILLISECONDS.sleep(50); // until it connects; canceling earlier would make the test easier
            canceledAtOnce(
                    call,
                    () -> http.dispatcher().runningCallsCount() == 0
                            && connecting.sockets.stream().allMatch(Socket::isClosed));
            assertThat(http.connectionPool().connectionCount()).isZero();
        }
    }

    @Test
    void cancelingEndsALookup() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch abandoned = new CountDownLatch(1);
        SdkTransport transport = SdkTransport.builder()
                .dns(host -> {
                    looking.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        abandoned.countDown();
                    }
                    return List.of();
                })
                .build();
        CompletableFuture<?> call = api("https://somewhere.example", transport)
                .get("x")
                .with(PATIENT)
                .executeAsync();
        looking.await();
        canceledAtOnce(call, () -> transport.http().dispatcher().runningCallsCount() == 0 && abandoned.getCount() == 0);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void interrupted(String where, Work work, BooleanSupplier underWay) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                work.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        started.await();
        eventually(underWay);
        TimeUnit.MILLISECONDS.sleep(50); // until it waits; interrupting earlier would make the test easier, not flaky
        long start = System.nanoTime();
        thread.interrupt();
        thread.join(10_000);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(thrown.get()).as(where).isInstanceOf(InterruptedCallException.class);
        assertThat(flag.get()).as(where + ": flag").isTrue();
        assertThat(millis).as(where + ": milliseconds").isLessThan(100);
    }

    @Test
    void anInterruptEndsTheWaitForATurn() throws Exception {
        TestProtocol.Api paced = api(new TestProtocol.Builder().vendorLimits(RequestLimits.of(1, 1e9)));
        CompletableFuture<?> first = paced.get("silent").executeAsync();
        eventually(() -> reached.get() == 1);
        interrupted("turn", () -> paced.get("x").execute(), () -> true);
        assertThat(first.cancel(true)).isTrue();
        paced.get("next").execute();
        assertThat(reached).hasValue(2);
    }

    @Test
    void anInterruptEndsTheCallWhereverItIs() throws Exception {
        api.get("warm-up").execute();
        reached.set(0);
        interrupted("read", () -> api.get("silent").execute(), () -> reached.get() == 1);
        interrupted("body", () -> api.get("drip").execute(), () -> reached.get() == 2);
        interrupted("backoff", () -> api.get("busy").execute(), () -> reached.get() == 3);
        AtomicInteger asked = new AtomicInteger();
        TestProtocol.Api signingIn = new TestProtocol.Builder()
                .build(server.url("/").toString(), () -> {
                    asked.incrementAndGet();
                    return Calls.delay(
                            Duration.ofSeconds(60),
                            () -> ApiCall.of(AccessToken.untilRefused(dev.waiver.core.Secret.of("token", "t"))));
                })
                .builtInApi(TestProtocol.Api.class);
        interrupted("token wait", () -> signingIn.get("x").execute(), () -> asked.get() == 1);
        CountDownLatch looking = new CountDownLatch(1);
        TestProtocol.Api noDns = api(
                "https://somewhere.example",
                SdkTransport.builder()
                        .dns(host -> {
                            looking.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return List.of();
                        })
                        .build());
        interrupted("DNS", () -> noDns.get("x").execute(), () -> looking.getCount() == 0);
    }

    @Test
    void anInterruptEndsConnecting() throws Exception {
        try (BlackHoleServer hole = new BlackHoleServer()) {
            TestProtocol.Api usual = api(hole.url(), SdkTransport.create());
            interrupted("connect", () -> usual.get("x").execute(), () -> true);
            TestProtocol.Api other = api(
                    hole.url(),
                    SdkTransport.using(
                            new OkHttpClient.Builder().fastFallback(false).build()));
            interrupted("connect without fast fallback", () -> other.get("x").execute(), () -> true);
        }
    }

    @Test
    void theWaitsOfAComposedCallEndWithAnInterruptOrWithItsFuture() throws Exception {
        TestProtocol.Api own = api(new TestProtocol.Builder().clock(scheduled));
        AtomicInteger waiting = new AtomicInteger();
        ApiCall<?> looksAgain = own.get("x").flatMap(x -> {
            waiting.incrementAndGet();
            return Calls.delay(Duration.ofSeconds(60), () -> own.get("later"));
        });
        interrupted("wait between lookups", looksAgain::execute, () -> waiting.get() == 1);
        CompletableFuture<?> future = looksAgain.executeAsync();
        eventually(() -> waiting.get() == 2);
        canceledAtOnce(future, scheduled.open::isEmpty);

        Object key = new Object();
        CompletableFuture<?> first =
                Calls.serialized(key, own.get("silent")).with(PATIENT).executeAsync();
        eventually(() -> reached.get() == 3);
        interrupted(
                "turn of a key", () -> Calls.serialized(key, own.get("later")).execute(), () -> true);
        int open = scheduled.open.size();
        CompletableFuture<?> second =
                Calls.serialized(key, own.get("later")).with(PATIENT).executeAsync();
        canceledAtOnce(second, () -> scheduled.open.size() == open);
        assertThat(first.cancel(true)).isTrue();
        Calls.serialized(key, own.get("next")).with(PATIENT).execute(); // the key is free again
        assertThat(reached).hasValue(4);
    }

    @Test
    void interruptedBeforeTheCallNothingIsSent() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> api.create(Map.of()).execute())
                    .isInstanceOfSatisfying(InterruptedCallException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isFalse());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(reached).hasValue(0);
    }
}
