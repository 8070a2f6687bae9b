/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.ConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the building blocks of composed operations: pages, polling, serialized calls, delays, request limits. */
@Timeout(60)
class ComposedCallsTest {
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ClientCore core(TestProtocol.Builder builder) {
        return builder.jitter(() -> 0).build(server.url("/").toString());
    }

    private void pages(String... datas) {
        for (String data : datas) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"code\":200,\"data\":" + data + "}")
                    .build());
        }
    }

    private static Pager<JsonNode> pager(ClientCore core, int most) {
        TestProtocol.Api api = core.builtInApi(TestProtocol.Api.class);
        return Pagers.paged(core, "Rules.list", () -> {
            AtomicInteger number = new AtomicInteger();
            return () -> number.getAndIncrement() == most ? null : api.list().map(items -> new Page<>(items, null));
        });
    }

    @Test
    void aCallThatIsPrintedSaysWhatItIsAndHasNoArguments() {
        ClientCore core = core(new TestProtocol.Builder());
        TestProtocol.Api api = core.builtInApi(TestProtocol.Api.class);
        ApiCall<JsonNode> call = api.create(Map.of("note", "hunter2"));
        ApiCall<JsonNode> named = core.call("Rules.create", () -> call);
        CallOptions options = CallOptions.builder().tenantScope("hunter2").build();
        assertThat(call).hasToString("ApiCall[Api.create, not executed until execute() is called]");
        for (ApiCall<?> same : List.of(
                named,
                named.with(options),
                named.map(JsonNode::asInt),
                Calls.part(named),
                Calls.serialized("hunter2", named),
                Calls.withFinally(named, () -> {}),
                Calls.onErrorResume(named, e -> null))) {
            assertThat(same).hasToString("ApiCall[Rules.create, not executed until execute() is called]");
        }
        assertThat(named.flatMap(x -> call))
                .hasToString("ApiCall[Rules.create, not executed until execute() is called]");
        for (ApiCall<?> other : List.of(
                ApiCall.of("hunter2"),
                Calls.defer(() -> ApiCall.of("hunter2")),
                Calls.defer(state -> ApiCall.of("hunter2")),
                Calls.delay(Duration.ofSeconds(1), () -> named),
                api.get("hunter2"),
                Calls.failed(state -> new TransportException("hunter2", null, state.callInfo())))) {
            assertThat(other.toString())
                    .startsWith("ApiCall[")
                    .endsWith(", not executed until execute() is called]")
                    .doesNotContain("hunter2")
                    .doesNotContain("@");
        }
        assertThat(pager(core, 1)).hasToString("Pager[Rules.list, not read until it is iterated]");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aPagerIsLazyAndSkipsEmptyPages() {
        Pager<Integer> pager = pager(core(new TestProtocol.Builder()), 3).map(JsonNode::asInt);
        Iterator<Integer> items = pager.iterator();
        assertThat(server.getRequestCount()).isZero();
        pages("[1,2]", "[]", "[3]");
        assertThat(items.next()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(items).toIterable().containsExactly(2, 3);
        pages("[1,2]", "[]", "[3]");
        assertThat(pager.filter(n -> n != 2).toList()).containsExactly(1, 3);
        pages("[1,2]", "[]", "[3]");
        assertThat(pager.all().executeForResponse().exchanges()).hasSize(3);
        pages("[1,2]", "[]", "[3]");
        assertThat(pager.pages()).hasSize(2);
    }

    @Test
    void whatWasReadBeforeAFailureIsNotLost() {
        Pager<JsonNode> pager = pager(core(new TestProtocol.Builder()), 2)
                .with(CallOptions.builder().maxRetries(0).build());
        pages("[1,2]");
        server.enqueue(new MockResponse.Builder().code(500).build());
        List<Integer> seen = new ArrayList<>();
        assertThatThrownBy(() -> pager.forEach(n -> seen.add(n.asInt())))
                .isInstanceOf(dev.waiver.core.error.ServerException.class);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void aStreamThatIsClosedEarlyEndsTheExchange() {
        ClientCore core = core(new TestProtocol.Builder());
        TestProtocol.Api api = core.builtInApi(TestProtocol.Api.class);
        StringBuilder many = new StringBuilder("[0");
        for (int i = 1; i < 200_000; i++) {
            many.append(",").append(i);
        }
        pages(many.append("]").toString());
        Pager<JsonNode> pager =
                Pagers.streamed(core, "Rules.list", () -> () -> null, api.stream(), stream -> null, 100, api.list());
        try (var stream = pager.stream()) {
            assertThat(stream.limit(150).mapToInt(JsonNode::asInt).sum()).isEqualTo(149 * 150 / 2);
        }
        pages("[1,2,3]");
        assertThat(pager.toList()).hasSize(3);
    }

    /** Nobody but the SDK can close a stream that the caller of the future never gets. */
    @Test
    void aStreamThatArrivesAfterTheCallerHasGivenUpIsClosed() throws Exception {
        SdkTransport transport = SdkTransport.create();
        BlockingQueue<Runnable> callbacks = new LinkedBlockingQueue<>();
        TestProtocol.Api api = core(new TestProtocol.Builder()
                        .transport(transport)
                        .callbackExecutor(callbacks::add))
                .builtInApi(TestProtocol.Api.class);
        ConnectionPool pool = transport.http().connectionPool();
        pages("[" + "1,".repeat(200_000) + "1]", "[1]");
        CompletableFuture<ItemStream<JsonNode>> stream = api.stream().executeAsync();
        Runnable completion = callbacks.take();
        assertThat(pool.idleConnectionCount()).isZero();
        assertThat(stream.completeExceptionally(new TimeoutException())).isTrue();
        completion.run();
        // Closing reads the rest, unless that takes too long; then it closes the connection.
        assertThat(pool.idleConnectionCount()).isEqualTo(pool.connectionCount());
        assertThat(api.list().execute()).hasSize(1);
        transport.close();
    }

    @Test
    void aLongStreamIsReadAheadToABoundAndThenAsItIsUsed() {
        SdkTransport transport = SdkTransport.create();
        ClientCore core = core(new TestProtocol.Builder().transport(transport));
        TestProtocol.Api api = core.builtInApi(TestProtocol.Api.class);
        ConnectionPool pool = transport.http().connectionPool();
        Pager<JsonNode> pager = Pagers.streamed(
                core,
                "Rules.list",
                () -> {
                    AtomicInteger number = new AtomicInteger();
                    return () ->
                            number.getAndIncrement() == 1 ? null : api.list().map(items -> new Page<>(items, null));
                },
                api.stream(),
                stream -> null,
                100,
                api.list());
        String list = "[" + "1,".repeat(200_000) + "1]";
        pages("[" + "1,".repeat(1_000) + "1]", list, list, list);
        assertThat(pager.stream().findFirst()).isPresent();
        assertThat(pool.idleConnectionCount()).isEqualTo(1);
        assertThat(pager.iterator().next().asInt()).isEqualTo(1);
        assertThat(pool.idleConnectionCount()).isEqualTo(1);
        try (Stream<JsonNode> stream = pager.stream()) {
            assertThat(stream.iterator().hasNext()).isTrue();
            assertThat(pool.idleConnectionCount()).isZero();
        }
        assertThat(pool.idleConnectionCount()).isEqualTo(pool.connectionCount());
        assertThat(pager.stream()).hasSize(200_001);
        transport.close();
    }

    /** What arrived before is handed out; later, the list does not look as if it had ended. */
    @Test
    void aListThatBreaksOffHandsOutWhatArrivedAndFailsFromThenOn() {
        ClientCore core = core(new TestProtocol.Builder());
        TestProtocol.Api api = core.builtInApi(TestProtocol.Api.class);
        server.enqueue(new MockResponse.Builder()
                .body("{\"code\":200,\"data\":[" + "1,".repeat(1_000) + "nonsense")
                .build());
        Pager<JsonNode> pager =
                Pagers.streamed(core, "Rules.list", () -> () -> null, api.stream(), stream -> null, 100, api.list());
        Iterator<JsonNode> items = pager.stream().iterator();
        for (int i = 0; i < 1_000; i++) {
            assertThat(items.next().asInt()).isEqualTo(1);
        }
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(items::hasNext).isInstanceOf(DecodeException.class);
        }
    }

    @Test
    void aStreamThatBreaksOffIsATransportError() {
        TestProtocol.Api api = core(new TestProtocol.Builder()).builtInApi(TestProtocol.Api.class);
        server.enqueue(new MockResponse.Builder()
                .body("{\"code\":200,\"data\":[" + "1,".repeat(100_000))
                .setHeader("Content-Length", "999999999")
                .onResponseEnd(new mockwebserver3.SocketEffect.CloseSocket())
                .build());
        try (ItemStream<JsonNode> stream = api.stream().execute()) {
            assertThatThrownBy(() -> {
                        while (stream.next(1_000) != null) {
                            // until the connection breaks
                        }
                    })
                    .isInstanceOf(TransportException.class);
        }
    }

    @Test
    void pollingWaitsBetweenLooksAndCanBeExecutedAgain() {
        ManualClock time = new ManualClock();
        ClientCore core = core(new TestProtocol.Builder().clock(time));
        AtomicInteger looks = new AtomicInteger();
        ApiCall<String> poll = core.call(
                "Rules.find",
                () -> Calls.poll(
                        List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                        () -> ApiCall.of(looks.incrementAndGet() % 3 == 0 ? Optional.of("found") : Optional.empty()),
                        () -> ApiCall.of("nothing")));
        assertThat(poll.execute()).isEqualTo("found");
        assertThat(poll.execute()).isEqualTo("found");
        assertThat(time.waits())
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThatThrownBy(() -> poll.with(CallOptions.builder()
                                .deadline(Duration.ofMillis(500))
                                .build())
                        .execute())
                .isInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void callsWithEqualKeysTakeTurns() throws Exception {
        ClientCore core = core(new TestProtocol.Builder());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ApiCall<Integer> slow = core.call(
                "Rules.ensure",
                () -> Calls.serialized(
                        List.of("key", 1),
                        Calls.defer(() -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    return Calls.delay(Duration.ofMillis(2), () -> ApiCall.of(1));
                                })
                                .map(x -> inside.decrementAndGet())));
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            calls.add(slow.executeAsync());
            calls.add(CompletableFuture.supplyAsync(slow::execute));
        }
        CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
        assertThat(most).hasValue(1);
    }

    @Test
    void whoGivesUpItsTurnLetsNobodyInEarly() throws Exception {
        ClientCore core = core(new TestProtocol.Builder());
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        CompletableFuture<?> first = CompletableFuture.supplyAsync(() -> core.call(
                        "Rules.a",
                        () -> Calls.serialized("turns", ApiCall.of(0).map(x -> {
                            holding.countDown();
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            order.add("first");
                            return x;
                        })))
                .execute());
        holding.await();
        CompletableFuture<?> second = core.call("Rules.b", () -> Calls.serialized("turns", ApiCall.of(0)))
                .executeAsync();
        CompletableFuture<?> third = core.call(
                        "Rules.c", () -> Calls.serialized("turns", ApiCall.of(0).map(x -> order.add("third"))))
                .executeAsync();
        second.cancel(true);
        assertThat(third).isNotDone();
        release.countDown();
        third.get(10, TimeUnit.SECONDS);
        first.get(10, TimeUnit.SECONDS);
        assertThat(order).containsExactly("first", "third");
    }

    @Test
    void theRequestLimitsHoldForAllClientsOfACredential() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        CountDownLatch allStarted = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                allStarted.await();
                inFlight.decrementAndGet();
                return new MockResponse.Builder()
                        .body("{\"code\":200,\"data\":{}}")
                        .build();
            }
        });
        RequestLimits limits = RequestLimits.of(3, Double.POSITIVE_INFINITY);
        SdkTransport transport = SdkTransport.create();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            TestProtocol.Api api = core(new TestProtocol.Builder()
                            .transport(transport)
                            .credentials("the same for all")
                            .requestLimits(limits))
                    .builtInApi(TestProtocol.Api.class);
            calls.add(api.get("a").executeAsync());
            // Threads of their own: the common pool of a small machine runs one call at a time.
            calls.add(CompletableFuture.supplyAsync(() -> api.get("b").execute(), threads));
        }
        allStarted.countDown();
        CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(most).hasValue(3);
    }
}
