/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.exchange.ManualClock;
import dev.waiver.core.exchange.TestProtocol;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how calls that are serialized by a key behave, blocking and asynchronous, in one queue. */
@Timeout(20)
class SerializedCallTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final ClientCore core = client(Runnable::run);
    private final Object key = List.of("rule", this);

    /** The calls that ran, in order. */
    private final List<String> order = new CopyOnWriteArrayList<>();

    private ClientCore client(Executor callbacks) {
        return new TestProtocol.Builder()
                .clock(clock)
                .callbackExecutor(callbacks)
                .build("http://localhost/");
    }

    private <T> ApiCall<T> serialized(Object of, ApiCall<T> call) {
        return core.call("Rules.edit", () -> Calls.serialized(of, call));
    }

    /** Returns a call that notes when it runs. */
    private ApiCall<String> noted(String name) {
        return ApiCall.of(name).map(n -> {
            order.add(n);
            return n;
        });
    }

    /** How a call is executed. */
    enum Way {
        BLOCKING,
        ASYNC
    }

    /** A call under way. */
    private record Execution(CompletableFuture<?> result, Thread thread) {
        void interrupt() {
            thread.interrupt();
        }
    }

    /** Starts a call, and returns when it has ended or waits. */
    private static Execution start(Way way, ApiCall<?> call) {
        if (way == Way.ASYNC) {
            return new Execution(call.executeAsync(), Thread.currentThread());
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.execute());
            } catch (Throwable e) {
                result.completeExceptionally(
                        Thread.currentThread().isInterrupted() ? new IllegalStateException("flag is set", e) : e);
            }
        });
        thread.start();
        while (thread.isAlive()
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return new Execution(result, thread);
    }

    private static void ended(Execution execution) throws Exception {
        assertThat(execution.result.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    /** Starts a call that holds the turn of the key until the returned future is completed. */
    private CompletableFuture<String> hold() {
        CompletableFuture<String> end = new CompletableFuture<>();
        assertThat(serialized(key, new FutureCall<>(end)).executeAsync()).isNotDone();
        return end;
    }

    // ------------------------------------------------------------------ order and exclusion

    @Test
    void callsRunInTheOrderInWhichTheyWereExecutedHoweverTheyWere() throws Exception {
        CompletableFuture<String> first = hold();
        List<Execution> executions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Way way = i % 3 == 0 ? Way.BLOCKING : Way.ASYNC;
            executions.add(start(way, serialized(key, noted(way + " " + i))));
        }
        assertThat(order).isEmpty();
        assertThat(first.complete("done")).isTrue();
        for (Execution execution : executions) {
            ended(execution);
        }
        assertThat(order)
                .map(name -> name.charAt(name.length() - 1) - '0')
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(clock.scheduled()).isZero();
    }

    @Test
    void aCallTakesItsPlaceWhenItIsExecuted() throws Exception {
        ApiCall<String> created = serialized(key, noted("created first"));
        CompletableFuture<String> first = hold();
        CompletableFuture<String> early =
                serialized(key, noted("executed first")).executeAsync();
        CompletableFuture<String> late = created.executeAsync();
        assertThat(first.complete("done")).isTrue();
        assertThat(early.get(10, TimeUnit.SECONDS)).isEqualTo("executed first");
        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("created first");
        assertThat(order).containsExactly("executed first", "created first");
    }

    /** Asynchronous calls keep their turn while they wait for something. */
    @Test
    void onlyOneCallOfAKeyRunsAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ClientCore busy = client(threads);
        ApiCall<Integer> call = busy.call(
                "Rules.edit",
                () -> Calls.serialized(
                        key,
                        Calls.defer(() -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    return new FutureCall<>(CompletableFuture.supplyAsync(() -> 1, threads));
                                })
                                .map(one -> inside.addAndGet(-one))));
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(call.executeAsync());
        }
        for (int i = 0; i < 50; i++) {
            assertThat(call.execute()).isZero();
        }
        for (CompletableFuture<Integer> each : calls) {
            assertThat(each.get()).isZero();
        }
        threads.shutdown();
        assertThat(most).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void callsOfOtherKeysDoNotWait(Way way) throws Exception {
        CompletableFuture<String> first = hold();
        ended(start(way, serialized(List.of("rule", "another"), noted("another"))));
        assertThat(order).containsExactly("another");
        assertThat(first.complete("done")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void equalKeysOfAllClientsAreOneQueue(Way way) throws Exception {
        CompletableFuture<String> first = hold();
        ClientCore another = client(Runnable::run);
        Execution waiting = start(
                way,
                another.call("Rules.edit", () -> Calls.serialized(List.of("rule", this), noted("another client"))));
        assertThat(order).isEmpty();
        assertThat(first.complete("done")).isTrue();
        ended(waiting);
    }

    @Test
    void anExecutionForEachTurn() throws Exception {
        ApiCall<String> call = serialized(key, noted("x"));
        assertThat(call.execute()).isEqualTo("x");
        assertThat(call.executeAsync().get(10, TimeUnit.SECONDS)).isEqualTo("x");
        assertThat(order).containsExactly("x", "x");
    }

    // ------------------------------------------------------------------ a call that fails releases its turn

    private static ApiCall<String> throwing(Throwable failure) {
        return ApiCall.of("x").map(x -> {
            if (failure instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) failure;
        });
    }

    static Stream<ApiCall<String>> failures() {
        return Stream.of(
                Calls.failed(state -> new TransportException("down", null, state.callInfo())),
                throwing(new IllegalStateException("down")),
                throwing(new NoClassDefFoundError("down")),
                Calls.defer(() -> {
                    throw new IllegalStateException("down");
                }),
                Calls.defer(state -> {
                    throw new IllegalStateException("down");
                }),
                new FutureCall<>(CompletableFuture.failedFuture(new IllegalStateException("down"))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aCallThatFailsReleasesItsTurn(ApiCall<String> failing) throws Exception {
        for (Way way : Way.values()) {
            CompletableFuture<String> first = hold();
            Execution failed = start(way, serialized(key, failing));
            Execution next = start(way, serialized(key, noted(way.name())));
            assertThat(first.complete("done")).isTrue();
            assertThatThrownBy(() -> failed.result.get(10, TimeUnit.SECONDS)).hasStackTraceContaining("down");
            ended(next);
        }
        assertThat(order).containsExactly("BLOCKING", "ASYNC");
        assertThat(clock.scheduled()).isZero();
    }

    @Test
    void aCallThatIsCanceledWhileItRunsReleasesItsTurn() throws Exception {
        CompletableFuture<String> running = serialized(key, Calls.delay(FIVE_SECONDS, () -> noted("too late")))
                .executeAsync();
        CompletableFuture<String> next = serialized(key, noted("next")).executeAsync();
        assertThat(next).isNotDone();
        assertThat(running.cancel(true)).isTrue();
        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("next");
        clock.advance(FIVE_SECONDS);
        assertThat(order).containsExactly("next");
        assertThat(clock.scheduled()).isZero();
    }

    // ------------------------------------------------------------------ a call that gives up while it waits

    /** Checks that whoever gave up lets nobody in early, and that the queue goes on. */
    private void theQueueGoesOn(CompletableFuture<String> first, Execution next) throws Exception {
        assertThat(next.result).isNotDone();
        assertThat(order).isEmpty();
        assertThat(first.complete("done")).isTrue();
        ended(next);
        assertThat(order).containsExactly("next");
        assertThat(clock.scheduled()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWaitingCallThatIsCanceledEndsAtOnceAndNeverRuns(Way next) throws Exception {
        CompletableFuture<String> first = hold();
        CompletableFuture<String> canceled = serialized(key, noted("canceled")).executeAsync();
        Execution last = start(next, serialized(key, noted("next")));
        assertThat(canceled.cancel(true)).isTrue();
        theQueueGoesOn(first, last);
    }

    /** Whatever completes its future ends the call. */
    @Test
    void aWaitingCallWhoseFutureTheCallerCompletesNeverRuns() throws Exception {
        CompletableFuture<String> first = hold();
        CompletableFuture<String> completed =
                serialized(key, noted("completed")).executeAsync();
        Execution last = start(Way.ASYNC, serialized(key, noted("next")));
        assertThat(completed.complete("by the caller")).isTrue();
        theQueueGoesOn(first, last);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWaitingCallEndsAtItsDeadline(Way next) throws Exception {
        CompletableFuture<String> first = hold();
        CompletableFuture<String> late = serialized(key, noted("late"))
                .with(CallOptions.builder().deadline(FIVE_SECONDS).build())
                .executeAsync();
        Execution last = start(next, serialized(key, noted("next")));
        clock.advance(FIVE_SECONDS.minusNanos(1));
        assertThat(late).isNotDone();
        clock.advance(Duration.ofNanos(1));
        assertThatThrownBy(late::get).cause().isInstanceOfSatisfying(DeadlineExceededException.class, e -> {
            assertThat(e.operation()).isEqualTo("Rules.edit");
            assertThat(e.attempts()).isZero();
            assertThat(e.mayHaveBeenApplied()).isFalse();
        });
        theQueueGoesOn(first, last);
    }

    @Test
    void aBlockingCallThatWaitsEndsAtItsDeadline() throws Exception {
        CompletableFuture<String> first = hold();
        Execution late = start(
                Way.BLOCKING,
                serialized(key, noted("late"))
                        .with(CallOptions.builder()
                                .deadline(Duration.ofMillis(1))
                                .build()));
        Execution last = start(Way.ASYNC, serialized(key, noted("next")));
        assertThatThrownBy(late.result::get).hasCauseInstanceOf(DeadlineExceededException.class);
        theQueueGoesOn(first, last);
    }

    @Test
    void aDeadlineThatHasPassedIsNoReasonToRun() {
        ApiCall<String> late = core.call(
                "Rules.edit",
                () -> Calls.defer(() -> {
                    clock.advance(Duration.ofHours(1));
                    return Calls.serialized(key, noted("late"));
                }));
        CompletableFuture<String> first = hold();
        assertThatThrownBy(late::execute).isInstanceOf(DeadlineExceededException.class);
        assertThat(first.complete("done")).isTrue();
        assertThat(order).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anInterruptEndsAWaitingCall(Way next) throws Exception {
        CompletableFuture<String> first = hold();
        Execution interrupted = start(Way.BLOCKING, serialized(key, noted("interrupted")));
        Execution last = start(next, serialized(key, noted("next")));
        interrupted.interrupt();
        assertThatThrownBy(() -> interrupted.result.get(10, TimeUnit.SECONDS))
                .cause()
                .hasMessage("flag is set")
                .cause()
                .isInstanceOfSatisfying(SdkException.class, e -> {
                    assertThat(e).isInstanceOf(InterruptedCallException.class);
                    assertThat(e.operation()).isEqualTo("Rules.edit");
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        theQueueGoesOn(first, last);
    }

    @ParameterizedTest(name = "{0} waiting calls")
    @ValueSource(ints = {1, 100, 10_000})
    void whenAllWhoWaitGiveUpTheKeyIsFreeAgain(int waiting) throws Exception {
        CompletableFuture<String> first = hold();
        List<CompletableFuture<String>> all = Stream.generate(
                        () -> serialized(key, noted("canceled")).executeAsync())
                .limit(waiting)
                .toList();
        all.forEach(each -> assertThat(each.cancel(true)).isTrue());
        assertThat(clock.scheduled()).isZero();
        assertThat(first.complete("done")).isTrue();
        assertThat(serialized(key, noted("next")).executeAsync().get(10, TimeUnit.SECONDS))
                .isEqualTo("next");
        assertThat(order).containsExactly("next");
    }

    // ------------------------------------------------------------------ threads and memory

    /** The calls wait on no thread: the only one of the executor goes on with other work. */
    @Test
    void waitingAsynchronousCallsHoldNoThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        ClientCore single = client(one);
        CompletableFuture<String> first = hold();
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            waiting.add(single.call("Rules.edit", () -> Calls.serialized(key, noted("waited")))
                    .executeAsync());
        }
        assertThat(single.call("Rules.edit", () -> Calls.serialized(List.of("another"), noted("another")))
                        .executeAsync()
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo("another");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(first.complete("done")).isTrue();
        CompletableFuture.allOf(waiting.toArray(new CompletableFuture<?>[0])).get(10, TimeUnit.SECONDS);
        one.shutdown();
        assertThat(order).hasSize(501);
    }

    @Test
    void aKeyWithoutCallsIsNotKept() throws Exception {
        WeakReference<Object> kept = useAKey();
        while (kept.get() != null) {
            System.gc();
        }
    }

    private WeakReference<Object> useAKey() throws Exception {
        Object once = new Object();
        CompletableFuture<String> end = new CompletableFuture<>();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        calls.add(serialized(once, new FutureCall<>(end)).executeAsync());
        calls.add(serialized(once, noted("waited")).executeAsync());
        CompletableFuture<String> canceled = serialized(once, noted("canceled")).executeAsync();
        calls.add(
                serialized(once, throwing(new IllegalStateException("failed"))).executeAsync());
        assertThat(canceled.cancel(true)).isTrue();
        assertThat(end.complete("done")).isTrue();
        for (CompletableFuture<?> call : calls) {
            Object unused = call.handle((value, error) -> "ended").get(10, TimeUnit.SECONDS);
        }
        return new WeakReference<>(once);
    }
}
