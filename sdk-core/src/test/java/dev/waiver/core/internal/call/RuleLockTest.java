/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RuleLock;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.exchange.ManualClock;
import dev.waiver.core.exchange.TestProtocol;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests when calls acquire and release a lock that JVMs share, blocking and asynchronous, and what its failures do. */
@Timeout(60)
class RuleLockTest {
    private static final ThreadLocal<@Nullable String> CONTEXT = new ThreadLocal<>();
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final List<?> key = List.of("rule", Integer.toString(System.identityHashCode(this)));

    /** What happened, in order. */
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** How a call is executed. */
    enum Way {
        BLOCKING,
        ASYNC;

        <T> T execute(ApiCall<T> call) {
            if (this == BLOCKING) {
                return call.execute();
            }
            try {
                return call.executeAsync().get(50, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            } catch (InterruptedException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        @Nullable
        Throwable failure(ApiCall<?> call) {
            try {
                Object unused = execute(call);
                return null;
            } catch (CompletionException e) {
                return e.getCause();
            } catch (Throwable e) {
                return e;
            }
        }
    }

    /** A lock that notes its uses; {@code wait} runs before it is acquired. */
    private RuleLock noting(Wait wait) {
        return (lockKey, atMost) -> {
            events.add("acquire");
            wait.run();
            return () -> events.add("release");
        };
    }

    private interface Wait {
        void run() throws Exception;
    }

    private ClientCore client(RuleLock lock) {
        return new TestProtocol.Builder()
                .clock(clock)
                .callbackExecutor(Runnable::run)
                .ruleLock(lock)
                .build("http://localhost/");
    }

    private <T> ApiCall<T> locked(RuleLock lock, ApiCall<T> call) {
        ClientCore core = client(lock);
        return core.call("Rules.edit", () -> core.serialized(key, call));
    }

    /** Returns a call that notes when it runs. */
    private ApiCall<String> noted(String name) {
        return ApiCall.of(name).map(n -> {
            events.add(n);
            return n;
        });
    }

    private static void eventually(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("the test's time is up")
                    .isFalse();
            Thread.onSpinWait();
        }
    }

    // ------------------------------------------------------------------ how long it is held

    @ParameterizedTest
    @EnumSource
    void theLockIsHeldWhileTheCallRuns(Way way) {
        assertThat(way.execute(locked(noting(() -> {}), noted("call")))).isEqualTo("call");
        assertThat(events).containsExactly("acquire", "call", "release");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureReleasesItAndStands(Way way) {
        ApiCall<Object> failing = ApiCall.of("call").map(n -> {
            events.add(n);
            throw new IllegalStateException("failed");
        });
        assertThat(way.failure(locked(noting(() -> {}), failing))).hasMessage("failed");
        assertThat(events).containsExactly("acquire", "call", "release");
    }

    @ParameterizedTest
    @EnumSource
    void aFailedReleaseChangesNoResult(Way way) {
        RuleLock unreleasable = (lockKey, atMost) -> () -> {
            events.add("release");
            throw new IOException("the connection broke");
        };
        assertThat(way.execute(locked(unreleasable, noted("call")))).isEqualTo("call");
        ApiCall<Object> failing = ApiCall.of(1).map(n -> {
            throw new IllegalStateException("failed");
        });
        assertThat(way.failure(locked(unreleasable, failing))).hasMessage("failed");
        RuleLock broken = (lockKey, atMost) -> () -> {
            throw new StackOverflowError("release");
        };
        assertThat(way.execute(locked(broken, noted("again")))).isEqualTo("again");
        assertThat(events).containsExactly("call", "release", "release", "again");
    }

    /** Calls of one JVM wait in memory, and in their order: the other JVMs see one of them at a time. */
    @Test
    void oneCallOfAJvmUsesAKeyAtATime() throws Exception {
        AtomicInteger inUse = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RuleLock counting = (lockKey, atMost) -> {
            most.accumulateAndGet(inUse.incrementAndGet(), Math::max);
            return inUse::decrementAndGet;
        };
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(locked(counting, noted("" + i)).executeAsync());
        }
        CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(50, TimeUnit.SECONDS);
        assertThat(most).hasValue(1);
        assertThat(inUse).hasValue(0);
        assertThat(events)
                .isEqualTo(
                        Stream.iterate(0, i -> i + 1).limit(50).map(i -> "" + i).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aKeyDependsOnTheValuesOnly(Way way) {
        List<String> keys = new CopyOnWriteArrayList<>();
        RuleLock collecting = (lockKey, atMost) -> {
            keys.add(lockKey);
            return () -> {};
        };
        Object unused = way.execute(locked(collecting, noted("one")));
        unused = way.execute(locked(collecting, noted("another client")));
        ClientCore view = client(collecting).with(CallOptions.none());
        unused = way.execute(view.call("Rules.edit", () -> view.serialized(key, noted("a view"))));
        assertThat(keys).hasSize(3).containsOnly(keys.get(0));
        ClientCore core = client(collecting);
        unused = way.execute(core.call("Rules.edit", () -> core.serialized(List.of("x", key), noted("another key"))));
        assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
    }

    // ------------------------------------------------------------------ failures

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("no database"),
                new IOException("no database"),
                new NoClassDefFoundError("no driver"),
                new StackOverflowError());
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException thrown(Throwable e) throws E {
        throw (E) e;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aLockThatFailsEndsTheCallBeforeItRuns(Throwable failure) {
        RuleLock failing = (lockKey, atMost) -> {
            throw RuleLockTest.<RuntimeException>thrown(failure);
        };
        for (Way way : Way.values()) {
            assertThat(way.failure(locked(failing, noted("call"))))
                    .isInstanceOfSatisfying(TransportException.class, e -> {
                        assertThat(e)
                                .hasMessageContaining("the rule lock failed")
                                .hasCause(failure);
                        assertThat(e.operation()).isEqualTo("Rules.edit");
                        assertThat(e.mayHaveBeenApplied()).isFalse();
                    });
            assertThat(way.execute(locked(noting(() -> {}), noted("next")))).isEqualTo("next");
        }
        assertThat(events).doesNotContain("call");
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway") // what a lock must not do
    void aLockThatIsNullIsAFailure(Way way) {
        assertThat(way.failure(locked((lockKey, atMost) -> null, noted("call"))))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("acquire returned null");
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutOfTheLockIsTheDeadline(Way way) {
        List<Duration> limits = new CopyOnWriteArrayList<>();
        RuleLock busy = (lockKey, atMost) -> {
            limits.add(atMost);
            throw new TimeoutException("busy");
        };
        ApiCall<String> call = locked(busy, noted("call"))
                .with(CallOptions.builder().deadline(FIVE_SECONDS).build());
        assertThat(way.failure(call)).isInstanceOfSatisfying(DeadlineExceededException.class, e -> {
            assertThat(e).hasMessageContaining("the rule lock was not acquired in time");
            assertThat(e.mayHaveBeenApplied()).isFalse();
        });
        assertThat(limits).containsExactly(FIVE_SECONDS);
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineThatHasPassedAcquiresNothing(Way way) {
        ClientCore core = client(noting(() -> {}));
        ApiCall<String> late = core.call(
                "Rules.edit",
                () -> core.serialized(List.of("outer", key), Calls.defer(() -> {
                    clock.advance(Duration.ofHours(1));
                    return ApiCall.of("late").flatMap(x -> LockCall.locked(noting(() -> {}), "k", noted(x)));
                })));
        assertThat(way.failure(late)).isInstanceOf(DeadlineExceededException.class);
        assertThat(events).containsExactly("acquire", "release");
    }

    // ------------------------------------------------------------------ giving up

    /** Starts a call on a thread of its own; the result fails with "flag is set" if the thread is interrupted. */
    private static CompletableFuture<Object> onThread(ApiCall<?> call, List<Thread> threads) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.execute());
            } catch (Throwable e) {
                result.completeExceptionally(
                        Thread.currentThread().isInterrupted() ? new IllegalStateException("flag is set", e) : e);
            }
        });
        threads.add(thread);
        thread.start();
        return result;
    }

    @Test
    void anInterruptEndsAWaitingCall() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Object> interrupted =
                onThread(locked(noting(() -> new CountDownLatch(1).await()), noted("call")), threads);
        eventually(() -> events.contains("acquire"));
        threads.get(0).interrupt();
        assertThatThrownBy(() -> interrupted.get(50, TimeUnit.SECONDS))
                .cause()
                .hasMessage("flag is set")
                .cause()
                .isInstanceOfSatisfying(SdkException.class, e -> {
                    assertThat(e).isInstanceOf(InterruptedCallException.class);
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        assertThat(events).containsExactly("acquire");
        assertThat(Way.BLOCKING.execute(locked(noting(() -> {}), noted("next"))))
                .isEqualTo("next");
    }

    /** A lock may keep the interrupt and return. The release does not see the interrupt, which might end it early. */
    @Test
    void aLockThatIsAcquiredDespiteAnInterruptIsReleased() {
        RuleLock deaf = (lockKey, atMost) -> {
            Thread.currentThread().interrupt();
            return () ->
                    events.add("release, interrupted: " + Thread.currentThread().isInterrupted());
        };
        ApiCall<String> call = locked(deaf, Calls.delay(FIVE_SECONDS, () -> noted("call")));
        assertThatThrownBy(call::execute).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("release, interrupted: false");
    }

    /** A lock that waits until it may end, whether its thread is interrupted or not. */
    private final class StubbornLock implements RuleLock {
        final CountDownLatch waiting = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public AutoCloseable acquire(String lockKey, Duration atMost) throws Exception {
            waiting.countDown();
            boolean mayEnd = false;
            while (!mayEnd) {
                try {
                    end.await();
                    mayEnd = true;
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
            events.add("acquired");
            return () ->
                    events.add("release, interrupted: " + Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void cancelingGivesBackWhatIsAcquiredLater() throws Exception {
        StubbornLock lock = new StubbornLock();
        CompletableFuture<String> canceled = locked(lock, noted("call")).executeAsync();
        CompletableFuture<String> next = locked(noting(() -> {}), noted("next")).executeAsync();
        lock.waiting.await();
        assertThat(canceled.cancel(true)).isTrue();
        lock.interrupted.await();
        assertThat(next.get(50, TimeUnit.SECONDS)).isEqualTo("next"); // its turn does not wait for the lock
        assertThat(clock.scheduled()).isZero();
        lock.end.countDown();
        eventually(() -> events.size() == 5);
        assertThat(events).containsExactly("acquire", "next", "release", "acquired", "release, interrupted: false");
    }

    /** The interrupt that ends the wait must not end the release, whatever the lock makes of it. */
    @Test
    void aLockThatIgnoresTheInterruptIsReleased() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        RuleLock deaf = (lockKey, atMost) -> {
            waiting.countDown();
            eventuallyInterrupted();
            return () ->
                    events.add("release, interrupted: " + Thread.currentThread().isInterrupted());
        };
        CompletableFuture<String> canceled = locked(deaf, noted("call")).executeAsync();
        waiting.await();
        assertThat(canceled.cancel(true)).isTrue();
        eventually(() -> !events.isEmpty());
        assertThat(events).containsExactly("release, interrupted: false");
    }

    private static void eventuallyInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** Cancels when the lock has been acquired and the call does not know it yet. */
    @Test
    void cancelingJustAfterTheLockWasAcquiredReleasesIt() throws Exception {
        CompletableFuture<CompletableFuture<?>> started = new CompletableFuture<>();
        AtomicBoolean once = new AtomicBoolean(true);
        ClientCore core = new TestProtocol.Builder()
                .clock(clock)
                .ruleLock(noting(() -> {}))
                .contextPropagator(() -> () -> () -> {
                    if (Thread.currentThread().getName().startsWith("waiver-lock") && once.getAndSet(false)) {
                        eventually(() -> clock.scheduled() == 1); // the wait for the lock
                        events.add("canceled " + started.get().cancel(true));
                    }
                })
                .build("http://localhost/");
        CompletableFuture<?> call = core.call("Rules.edit", () -> core.serialized(key, noted("call")))
                .executeAsync();
        assertThat(started.complete(call)).isTrue();
        eventually(() -> events.contains("release") && events.contains("canceled true"));
        assertThat(Way.ASYNC.execute(locked(noting(() -> {}), noted("next")))).isEqualTo("next");
        assertThat(events).filteredOn("acquire"::equals).hasSize(2);
        assertThat(events).filteredOn("release"::equals).hasSize(2);
    }

    @Test
    void theDeadlineGivesBackWhatIsAcquiredLater() throws Exception {
        StubbornLock lock = new StubbornLock();
        CompletableFuture<String> late = locked(lock, noted("call"))
                .with(CallOptions.builder().deadline(FIVE_SECONDS).build())
                .executeAsync();
        lock.waiting.await();
        clock.advance(FIVE_SECONDS.minusNanos(1));
        assertThat(late).isNotDone();
        clock.advance(Duration.ofNanos(1));
        assertThatThrownBy(() -> late.get(50, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(DeadlineExceededException.class, e -> {
                    assertThat(e.operation()).isEqualTo("Rules.edit");
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        lock.interrupted.await();
        lock.end.countDown();
        eventually(() -> events.size() == 2);
        assertThat(events).containsExactly("acquired", "release, interrupted: false");
    }

    @Test
    void cancelingACallThatHoldsTheLockReleasesIt() {
        CompletableFuture<String> canceled = locked(
                        noting(() -> {}), Calls.delay(FIVE_SECONDS, () -> noted("too late")))
                .executeAsync();
        eventually(() -> clock.scheduledWithin(FIVE_SECONDS) == 1);
        assertThat(canceled.cancel(true)).isTrue();
        eventually(() -> events.size() == 2);
        assertThat(Way.ASYNC.execute(locked(noting(() -> {}), noted("next")))).isEqualTo("next");
        assertThat(events).containsExactly("acquire", "release", "acquire", "next", "release");
    }

    @ParameterizedTest
    @EnumSource
    void closingTheClientReleasesIt(Way way) {
        AtomicReference<ClientCore> closed = new AtomicReference<>();
        ClientCore core = client(noting(() -> closed.get().close()));
        closed.set(core);
        TestProtocol.Api api = core.builtInApi(TestProtocol.Api.class);
        assertThat(way.failure(core.call("Rules.edit", () -> core.serialized(key, api.get("x")))))
                .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse());
        assertThat(events).containsExactly("acquire", "release");
    }

    // ------------------------------------------------------------------ threads

    @Test
    void asynchronousCallsUseTheLockOnThreadsOfTheSdk() {
        String caller = Thread.currentThread().getName();
        RuleLock named = (lockKey, atMost) -> {
            events.add(Thread.currentThread().getName());
            return () -> events.add(Thread.currentThread().getName());
        };
        assertThat(Way.ASYNC.execute(locked(named, noted("call")))).isEqualTo("call");
        assertThat(events.get(0)).startsWith("waiver-lock");
        assertThat(events.get(2)).startsWith("waiver-async");
        assertThat(Way.BLOCKING.execute(locked(named, noted("call")))).isEqualTo("call");
        assertThat(events.subList(3, 6)).containsExactly(caller, "call", caller);
    }

    /** Those that hold a lock go on, however many calls wait for other locks. */
    @Test
    void waitingForLocksKeepsNoOtherCallWaiting() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch allWait = new CountDownLatch(256);
        RuleLock taken = (lockKey, atMost) -> {
            allWait.countDown();
            free.await();
            return () -> {};
        };
        ClientCore core = client(taken);
        CompletableFuture<String> holder = new CompletableFuture<>();
        CompletableFuture<String> holding =
                locked(noting(() -> {}), new FutureCall<>(holder)).executeAsync();
        eventually(() -> events.contains("acquire"));
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<Object> other = List.of("other", "" + i, key);
            waiting.add(core.call("Rules.edit", () -> core.serialized(other, ApiCall.of(1)))
                    .executeAsync());
        }
        allWait.await();
        assertThat(holder.complete("held")).isTrue();
        assertThat(holding.get(50, TimeUnit.SECONDS)).isEqualTo("held");
        assertThat(events).containsExactly("acquire", "release");
        free.countDown();
        CompletableFuture.allOf(waiting.toArray(new CompletableFuture<?>[0])).get(50, TimeUnit.SECONDS);
    }

    @Test
    void theLockIsUsedInTheContextOfTheCaller() {
        RuleLock seeing = (lockKey, atMost) -> {
            events.add("acquire " + CONTEXT.get());
            return () -> events.add("release " + CONTEXT.get());
        };
        ClientCore core = new TestProtocol.Builder()
                .ruleLock(seeing)
                .contextPropagator(() -> {
                    String captured = CONTEXT.get();
                    return () -> {
                        String before = CONTEXT.get();
                        CONTEXT.set(captured);
                        return () -> CONTEXT.set(before);
                    };
                })
                .build("http://localhost/");
        CONTEXT.set("trace");
        for (Way way : Way.values()) {
            Object unused = way.execute(core.call("Rules.edit", () -> core.serialized(key, ApiCall.of(1))));
        }
        CONTEXT.remove();
        assertThat(events).containsExactly("acquire trace", "release trace", "acquire trace", "release trace");
    }
}
