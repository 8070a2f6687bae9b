/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Limits;
import dev.waiver.testing.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ends many calls of one key in every way, at a service that is slow, stalls and refuses requests with 429, and checks
 * that they leave nothing behind. {@code -Dstorm.calls=N} sets the number of calls at each vendor, 1,000 with {@code -P
 * nightly}.
 */
@Timeout(300)
class StormTest {
    private static final int CALLS = Integer.getInteger("storm.calls", 144);
    private static final int THREADS = 24;
    private static final int PLACES = 8;
    private static final RequestLimits LIMITS = RequestLimits.of(PLACES, 1e9);

    enum End {
        NONE,
        DEADLINE,
        CANCEL,
        INTERRUPT,
        CLOSE,
        REFUSED_EXECUTOR
    }

    /** The system's clock, which the test can set forward. It counts waits on the calling thread. */
    private static final class Clock implements SdkClock {
        private final AtomicInteger sleeps = new AtomicInteger();
        private volatile long ahead;

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime() + ahead;
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            sleeps.incrementAndGet();
            SdkClock.system().sleep(nanos);
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            return SdkClock.system().schedule(task, nanos);
        }
    }

    private final Clock clock = new Clock();
    private final List<SdkTransport> transports = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile @Nullable CountDownLatch together;

    private synchronized SdkTransport transport() {
        SdkTransport made = SdkTransport.builder()
                .addInterceptor(chain -> {
                    CountDownLatch others = together;
                    if (others != null) {
                        others.countDown();
                        try {
                            if (!others.await(20, TimeUnit.SECONDS)) {
                                wrong.add(
                                        "a place is missing: only some requests of " + PLACES + " get to the network");
                            }
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        transports.add(made);
        return made;
    }

    private Rules connect(RuleService service, Simulator simulator, SdkTransport transport, boolean refusing) {
        CallOptions options = CallOptions.builder()
                .attemptTimeout(Duration.ofMillis(300))
                .deadline(Duration.ofSeconds(1))
                .build();
        return service.connect(simulator, null, builder -> {
            Object unused = builder.transport(transport)
                    .requestLimits(LIMITS)
                    .defaults(options)
                    .clock(clock);
            if (refusing) {
                unused = builder.callbackExecutor(task -> {
                    throw new RejectedExecutionException("full");
                });
            }
        });
    }

    private static void later(Runnable action, Random random) {
        Runnable unused = SdkClock.system().schedule(action, random.nextInt(30_000_000));
    }

    private void check(String call, Consumer<Object> run) {
        try {
            run.accept(call);
        } catch (CompletionException e) {
            check(call, e.getCause());
        } catch (Throwable e) {
            check(call, e);
        }
    }

    private void check(String call, @Nullable Throwable e) {
        boolean expected = e instanceof SdkException
                || (e instanceof CancellationException && call.startsWith("CANCEL"))
                || (e instanceof IllegalStateException && call.startsWith("CLOSE"));
        if (!expected) {
            wrong.add(call + " ended with " + e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftBehind(RuleService service) throws Exception {
        try (Simulator simulator = service.open();
                SdkTransport transport = transport()) {
            Rules rules = connect(service, simulator, transport, false);
            Rules refusing = connect(service, simulator, transport, true);
            String id = rules.create().apply(1_000_000).with(patient()).execute();
            Limits unused = simulator.limits().concurrentRequests(PLACES - 2).requestsPerSecond(100);
            AtomicInteger arrived = new AtomicInteger();
            Object rule = simulator
                    .faults()
                    .when(request -> !request.authentication() && arrived.incrementAndGet() % 10 == 0)
                    .always(Fault.stall());
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int number = i;
                all.add(threads.submit(() -> run(service, simulator, rules, refusing, id, number)));
            }
            for (Future<?> call : all) {
                Object nothing = call.get(200, TimeUnit.SECONDS);
                assertThat(nothing).isNull();
            }
            threads.shutdown();
            assertThat(wrong).isEmpty();

            simulator.faults().clear();
            unused = simulator.limits().concurrentRequests(Integer.MAX_VALUE).requestsPerSecond(Integer.MAX_VALUE);
            for (SdkTransport each : transports) {
                becomes("idle: " + each, () -> isIdle(each));
            }
            becomes("quiet", () -> busyThreads().isEmpty());

            clock.ahead = Duration.ofMinutes(11).toNanos(); // what the 429 responses have shown is forgotten
            assertThat(rules.get().apply(id).with(patient()).execute()).isNotNull(); // authenticates
            clock.sleeps.set(0);
            together = new CountDownLatch(PLACES);
            ExecutorService callers = Executors.newFixedThreadPool(2 * PLACES);
            List<Future<String>> hundred = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ApiCall<String> call = rules.get().apply(id).with(patient());
                hundred.add(callers.submit(() -> call.execute()));
            }
            for (Future<String> call : hundred) {
                assertThat(call.get(60, TimeUnit.SECONDS)).isNotNull();
            }
            callers.shutdown();
            assertThat(wrong).isEmpty();
            assertThat(clock.sleeps).as("waits for turns").hasValue(0);
            assertThat(rule).isNotNull();
        }
    }

    private static CallOptions patient() {
        return CallOptions.builder()
                .attemptTimeout(Duration.ofSeconds(30))
                .deadline(Duration.ofSeconds(60))
                .build();
    }

    private void run(RuleService service, Simulator simulator, Rules shared, Rules refusing, String id, int number) {
        Random random = new Random(number);
        End end = End.values()[number % End.values().length];
        boolean async = end == End.CANCEL || (end != End.INTERRUPT && random.nextBoolean());
        Rules rules = end == End.REFUSED_EXECUTOR ? refusing : shared;
        if (end == End.CLOSE) {
            SdkTransport own = transport();
            rules = connect(service, simulator, own, false);
            later(own::close, random);
        }
        ApiCall<?> call = random.nextInt(3) == 0
                ? rules.create().apply(number)
                : rules.get().apply(id);
        if (end == End.DEADLINE) {
            call = call.with(CallOptions.builder()
                    .deadline(Duration.ofMillis(1 + random.nextInt(60)))
                    .build());
        }
        ApiCall<?> made = call;
        String name = end + " " + number + (async ? ", asynchronous" : "");
        if (async) {
            CompletableFuture<?> result;
            try {
                result = made.executeAsync();
            } catch (IllegalStateException e) {
                check(name, e);
                return;
            }
            if (end == End.CANCEL) {
                later(() -> result.cancel(true), random);
            }
            check(name, nothing -> {
                Object unused = result.orTimeout(60, TimeUnit.SECONDS).join();
            });
        } else if (end == End.INTERRUPT) {
            Thread caller = new Thread(() -> check(name, nothing -> {
                Object unused = made.execute();
            }));
            caller.start();
            later(caller::interrupt, random);
            try {
                caller.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } else {
            check(name, nothing -> {
                Object unused = made.execute();
            });
        }
    }

    // ------------------------------------------------------------------ what is left

    private static void becomes(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                fail(what + "; busy: " + busyThreads());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean isIdle(SdkTransport transport) {
        OkHttpClient http = transport.http();
        return http.dispatcher().runningCallsCount() == 0
                && http.dispatcher().queuedCallsCount() == 0
                && http.connectionPool().connectionCount()
                        == (transport.isClosed() ? 0 : http.connectionPool().idleConnectionCount());
    }

    /** Returns the threads that are in the SDK, or in an exchange of it, and not idle. */
    private static Map<String, List<StackTraceElement>> busyThreads() {
        Map<String, List<StackTraceElement>> busy = new java.util.TreeMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            boolean inCall = List.of(stack).stream()
                    .map(StackTraceElement::getClassName)
                    .anyMatch(name ->
                            (name.startsWith("dev.waiver.core.internal.exchange.") && !name.endsWith(".Watchdog"))
                                    || name.startsWith("okhttp3.internal.connection.RealCall"));
            if (inCall) {
                busy.put(thread.getName(), List.of(stack));
            }
        });
        return busy;
    }
}
