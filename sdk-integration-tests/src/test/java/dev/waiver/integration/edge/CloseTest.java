/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.BulkFailedException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Faults;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closes the transport at every moment of a call. */
@Timeout(120)
class CloseTest {
    enum Verb {
        GET,
        LIST,
        CREATE,
        CREATE_ALL,
        EDIT,
        REMOVE
    }

    private static final List<Boolean> WAYS = List.of(true, false);

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile Runnable atWait = () -> {};

    private static @Nullable Throwable failure(boolean blocking, ApiCall<?> call) {
        try {
            Object unused = blocking
                    ? call.execute()
                    : call.executeAsync().orTimeout(20, TimeUnit.SECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (Throwable e) {
            return e;
        }
    }

    /** A clock on which short waits end at once; it announces them. */
    private final class Clock implements SdkClock {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
            atWait.run();
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            boolean wait = nanos < TimeUnit.SECONDS.toNanos(20);
            if (wait) {
                atWait.run();
            }
            return SdkClock.system().schedule(task, wait ? 0 : nanos);
        }
    }

    /** Returns a transport that is closed when the n-th response, or the n-th request, has arrived at it. */
    private SdkTransport transport(boolean afterResponse) {
        SdkTransport[] made = new SdkTransport[1];
        made[0] = SdkTransport.builder()
                .addInterceptor(chain -> {
                    if (!afterResponse && left.decrementAndGet() == 0) {
                        made[0].close();
                    }
                    okhttp3.Response response = chain.proceed(chain.request());
                    if (afterResponse && left.decrementAndGet() == 0) {
                        made[0].close();
                    }
                    return response;
                })
                .build();
        return made[0];
    }

    private Rules connect(RuleService service, Simulator simulator, SdkTransport transport, Runnable signingIn) {
        return service.connect(simulator, signingIn, builder -> {
            Object unused = builder.transport(transport)
                    .requestLimits(RequestLimits.of(1, 1e9))
                    .jitter(() -> 0)
                    .clock(new Clock());
        });
    }

    private static ApiCall<?> call(Rules rules, Verb verb, String id, int number) {
        return switch (verb) {
            case GET -> rules.get().apply(id);
            case LIST -> rules.list().get();
            case CREATE -> rules.create().apply(number);
            case CREATE_ALL -> rules.createAll().apply(List.of(number, number + 1));
            case EDIT -> rules.edit().apply(id, "edited " + number);
            case REMOVE -> rules.remove().apply(id);
        };
    }

    @ParameterizedTest
    @EnumSource
    void closingBetweenTheRequestsOfACall(RuleService service) {
        int number = 0;
        int closed = 0;
        List<String> wrong = new ArrayList<>();
        try (Simulator simulator = service.open()) {
            if (simulator instanceof ScanningSimulator scanning) {
                ScanningBehavior unused = scanning.behavior().paging(ScanningBehavior.Paging.ANNOUNCED, 2);
                Faults.Rule unusedToo = scanning.faults()
                        .when(request -> request.query().contains("per_page="))
                        .always(Fault.status(422));
            }
            Rules always = connect(service, simulator, SdkTransport.create(), () -> {});
            for (int i = 0; i < 4; i++) {
                Object unused = always.create().apply(number++).execute();
            }
            Set<String> kept = service.stored(simulator).keySet();
            for (Verb verb : Verb.values()) {
                for (boolean afterResponse : WAYS) {
                    for (boolean blocking : WAYS) {
                        for (int times = 1; times < 40; times++) {
                            number += 2;
                            for (String old : service.stored(simulator).keySet()) {
                                if (!kept.contains(old)) {
                                    Object unused = always.remove().apply(old).execute();
                                }
                            }
                            String id = always.create().apply(number++).execute();
                            left.set(times);
                            SdkTransport transport = transport(afterResponse);
                            Rules rules = connect(service, simulator, transport, () -> {});
                            Map<String, String> before = service.stored(simulator);
                            Throwable failure = failure(blocking, call(rules, verb, id, number));
                            boolean struck = left.get() <= 0;
                            boolean changed = !service.stored(simulator).equals(before);
                            String where = verb + (blocking ? ", blocking, " : ", async, ")
                                    + (afterResponse ? "response " : "request ") + times + ": ";
                            check(where, failure, changed, verb, wrong);
                            if (!struck) {
                                assertThat(failure).isNull();
                                break;
                            }
                            closed++;
                            assertNoConnectionIsLeft(where, transport);
                            for (boolean later : WAYS) {
                                assertThat(failure(later, call(rules, verb, id, number)))
                                        .as(where + "a later call")
                                        .isInstanceOf(IllegalStateException.class)
                                        .hasMessageContaining("it was closed; make another");
                            }
                        }
                    }
                }
            }
            always.close().run();
        }
        assertThat(wrong).isEmpty();
        assertThat(closed).isGreaterThan(50);
    }

    private static void assertNoConnectionIsLeft(String where, SdkTransport transport) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); // an idle connection is kept for 30
        while (transport.http().connectionPool().connectionCount() > 0) {
            assertThat(System.nanoTime() - end)
                    .as(where + "a connection is left")
                    .isNegative();
            Thread.onSpinWait();
        }
    }

    private static void check(
            String where, @Nullable Throwable failure, boolean changed, Verb verb, List<String> wrong) {
        boolean read = verb == Verb.GET || verb == Verb.LIST;
        if (failure == null) {
            if (changed == read) {
                wrong.add(where + "done, but changed: " + changed);
            }
        } else if (!(failure instanceof SdkException e)) {
            wrong.add(where + failure);
        } else if (e.mayHaveBeenApplied() != changed) {
            wrong.add(where + "changed: " + changed + ", but " + e);
        } else if (changed && !(e instanceof AppliedButUnconfirmedException || e instanceof BulkFailedException)) {
            wrong.add(where + e);
        } else if (!e.toString().contains("closed")) {
            wrong.add(where + "it does not say why: " + e);
        }
    }

    /** The client's own transport is closed with it. */
    @ParameterizedTest
    @EnumSource
    void closingAClientWithItsOwnTransport(RuleService service) {
        for (boolean blocking : WAYS) {
            try (Simulator simulator = service.open()) {
                Rules[] rules = new Rules[1];
                rules[0] = service.connect(simulator, () -> {}, builder -> {
                    Object unused = builder.requestIdSupplier(() -> {
                        if (left.decrementAndGet() == 0) {
                            rules[0].close().run();
                        }
                        return "id";
                    });
                });
                Object unused = rules[0].create().apply(1).execute();
                left.set(1);
                assertThat(failure(blocking, rules[0].create().apply(2)))
                        .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                                .isEqualTo(service.stored(simulator).size() == 2))
                        .hasMessageContaining("closed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingDuringAWait(RuleService service) {
        for (boolean blocking : WAYS) {
            for (Verb verb : Verb.values()) {
                try (Simulator simulator = service.open()) {
                    SdkTransport transport = SdkTransport.create();
                    Rules rules = connect(service, simulator, transport, () -> {});
                    String id = rules.create().apply(1).execute();
                    simulator
                            .faults()
                            .when(request -> !request.authentication())
                            .always(Fault.retryAfter(429, "5").withoutApplying());
                    int before = simulator.requests().size();
                    atWait = transport::close;
                    assertThat(failure(blocking, call(rules, verb, id, 2)))
                            .as(verb + " " + blocking)
                            .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.mayHaveBeenApplied())
                                    .isFalse())
                            .hasMessageContaining("the transport was closed during the call");
                    atWait = () -> {};
                    assertThat(simulator.requests()).hasSize(before + 1);
                }
            }
        }
    }

    /** Real waits, which the service asked for, end when the transport is closed. */
    @ParameterizedTest
    @EnumSource
    void closingEndsAWait(RuleService service) throws Exception {
        for (boolean blocking : WAYS) {
            try (Simulator simulator = service.open()) {
                SdkTransport transport = SdkTransport.create();
                Rules rules = service.connect(simulator, () -> {}, builder -> {
                    Object unused = builder.transport(transport);
                });
                simulator.faults().when(request -> !request.authentication()).always(Fault.retryAfter(429, "100"));
                List<CompletableFuture<Throwable>> calls = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    CompletableFuture<Throwable> ended = new CompletableFuture<>();
                    calls.add(ended);
                    new Thread(() -> ended.complete(failure(blocking, call(rules, Verb.GET, "7", 1)))).start();
                }
                while (simulator.requests().stream().noneMatch(request -> request.status() == 429)) {
                    Thread.onSpinWait();
                }
                transport.close();
                for (CompletableFuture<Throwable> ended : calls) {
                    assertThat(ended.get(15, TimeUnit.SECONDS))
                            .isInstanceOfAny(TransportException.class, IllegalStateException.class)
                            .hasMessageContaining("closed");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingDuringASignIn(RuleService service) {
        for (boolean blocking : WAYS) {
            for (Verb verb : Verb.values()) {
                try (Simulator simulator = service.open()) {
                    SdkTransport transport = SdkTransport.create();
                    AtomicBoolean connected = new AtomicBoolean();
                    Rules rules = connect(service, simulator, transport, () -> {
                        if (connected.get()) {
                            transport.close();
                        }
                    });
                    connected.set(true);
                    assertThat(failure(blocking, call(rules, verb, "7", 2)))
                            .as(verb + " " + blocking)
                            .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.mayHaveBeenApplied())
                                    .isFalse())
                            .hasMessageContaining("closed");
                    assertThat(simulator.requests()).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingDuringTheWaitForAPlace(RuleService service) throws Exception {
        for (Verb verb : Verb.values()) {
            try (Simulator simulator = service.open()) {
                CountDownLatch arrived = new CountDownLatch(1);
                CountDownLatch go = new CountDownLatch(1);
                SdkTransport transport = SdkTransport.builder()
                        .addInterceptor(chain -> {
                            if (chain.request().url().encodedPath().contains("held")) {
                                arrived.countDown();
                                try {
                                    go.await();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                            return chain.proceed(chain.request());
                        })
                        .build();
                Rules rules = connect(service, simulator, transport, () -> {});
                String id = rules.create().apply(1).execute();
                CompletableFuture<?> held = rules.remove().apply("held").executeAsync();
                arrived.await();
                CompletableFuture<?> waiting = call(rules, verb, id, 2).executeAsync();
                CompletableFuture<?> blocking = CompletableFuture.supplyAsync(
                        () -> call(rules, verb, id, 4).execute(), task -> new Thread(task).start());
                transport.close();
                go.countDown();
                Throwable unused = failure(
                        true, ApiCall.of(held.handle((value, error) -> 1).get()));
                for (CompletableFuture<?> next : List.of(waiting, blocking)) {
                    assertThatThrownBy(() -> next.get(20, TimeUnit.SECONDS))
                            .cause()
                            .satisfies(e -> assertThat(
                                            e instanceof TransportException sdk
                                                    ? !sdk.mayHaveBeenApplied()
                                                    // it had not begun when the transport was closed
                                                    : e instanceof IllegalStateException)
                                    .as(e.toString())
                                    .isTrue())
                            .hasMessageContaining("closed");
                }
            }
        }
    }
}
