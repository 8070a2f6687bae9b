/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.BulkFailedException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call for each tenant of a key. */
@Timeout(60)
class ForEachTenantTest extends EmailFixture {
    private static ApiCall<Long> count(EmailClient tenant) {
        return tenant.exceptions(EmailList.WHITELIST).list().all().map(rules -> (long) rules.size());
    }

    private static String tenant(int number) {
        return "farm:t" + number;
    }

    private List<String> tenants(int count) {
        String[] scopes = IntStream.rangeClosed(1, count)
                .mapToObj(ForEachTenantTest::tenant)
                .toArray(String[]::new);
        hec.addKey(hec.credentials(), scopes);
        return List.of(scopes);
    }

    private void stubScopes(String scopes) {
        hec.stub("GET", "/scopes", "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":" + scopes + "}");
    }

    private static <T> T execute(ApiCall<T> call, boolean async) {
        try {
            return async ? call.executeAsync().join() : call.execute();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static boolean isOf(RecordedRequest call, String tenant) {
        return call.header("scopes").filter(tenant::equals).isPresent();
    }

    private static void eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aValueForEachTenantInTheOrderOfTheScopesWhichAreAskedForOnce(boolean async) {
        List<String> tenants = tenants(40);
        String unused = hec.add(tenant(7), "whitelist", object("{\"subject\":\"a\"}"));
        unused = hec.add(tenant(40), "whitelist", object("{\"subject\":\"b\"}"));
        TenantResults<Long> counts = execute(client().forEachTenant(ForEachTenantTest::count), async);
        assertThat(counts.tenants()).isEqualTo(tenants);
        assertThat(counts.values().keySet()).containsExactlyElementsOf(tenants);
        assertThat(counts.values()).containsEntry(tenant(7), 1L).containsEntry(tenant(40), 1L);
        assertThat(counts.values().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
        assertThat(counts.isComplete()).isTrue();
        assertThat(counts.throwIfIncomplete()).isSameAs(counts);
        assertThat(hec.requests("GET", "/scopes")).as("38 lists are empty").hasSize(1);
        assertThat(hec.requests("GET", "/exceptions")).hasSize(40);
        assertThat(hec.tokensIssued()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theRequestsOfATenantHaveItsNumber(boolean async) {
        tenants(3);
        ApiCall<TenantResults<Long>> call = client().forEachTenant(ForEachTenantTest::count)
                .with(CallOptions.builder().requestId("walk").build());
        ApiResponse<TenantResults<Long>> response =
                async ? call.executeForResponseAsync().join() : call.executeForResponse();
        assertThat(response.exchanges()).extracting(Exchange::requestId).contains("walk", "walk-1", "walk-2", "walk-3");
        for (int i = 1; i <= 3; i++) {
            String scope = tenant(i);
            assertThat(hec.requests("GET", "/exceptions"))
                    .filteredOn(request -> isOf(request, scope))
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("x-av-req-id")).contains("walk-" + scope.substring(6)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theExchangesOfManyTenantsAreBounded(boolean async) {
        tenants(600);
        ApiCall<TenantResults<Long>> call = client().forEachTenant(ForEachTenantTest::count);
        ApiResponse<TenantResults<Long>> response =
                async ? call.executeForResponseAsync().join() : call.executeForResponse();
        assertThat(response.value().isComplete()).isTrue();
        assertThat(response.exchanges()).hasSizeBetween(500, 513);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFailureOfATenantIsItsOwn(boolean async) {
        tenants(5);
        hec.faults().when(call -> isOf(call, tenant(2))).always(Fault.status(403));
        TenantResults<Long> counts = execute(client().forEachTenant(ForEachTenantTest::count), async);
        assertThat(counts.values().keySet()).containsExactly(tenant(1), tenant(3), tenant(4), tenant(5));
        assertThat(counts.failures()).containsOnlyKeys(tenant(2));
        assertThat(counts.isComplete()).isFalse();
        assertThat(counts.toString()).isEqualTo("TenantResults[5 tenants, 4 values, 1 failures]");
        RuntimeException failure = counts.failures().get(tenant(2));
        assertThat(failure)
                .isInstanceOf(PermissionException.class)
                .hasMessageContainingAll("EmailExceptions.list failed", "403", "-2");
        assertThatThrownBy(counts::throwIfIncomplete).isSameAs(failure);
    }

    /** Nothing is sent for the tenants that are left: with 300 of them, the account would be locked. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusedKeyEndsTheWalk(boolean async) {
        List<String> tenants = tenants(50);
        Set<String> refused = Set.copyOf(tenants.subList(19, 50));
        hec.faults()
                .when(call -> call.header("scopes").filter(refused::contains).isPresent())
                .always(Fault.status(401));
        hec.faults().authentication().next(Fault.none()).always(Fault.status(401));
        AtomicInteger asked = new AtomicInteger();
        EmailClient client = closing(settings()
                .credentials(key())
                .requestLimits(RequestLimits.of(4, 1e6))
                .build());
        TenantResults<Long> counts = execute(
                client.forEachTenant(tenant -> {
                    asked.incrementAndGet();
                    return count(tenant);
                }),
                async);
        assertThat(counts.tenants()).isEqualTo(tenants);
        assertThat(counts.values().keySet())
                .as("three may be under way when the token is refused")
                .hasSizeGreaterThanOrEqualTo(16)
                .doesNotContainAnyElementsOf(refused);
        assertThat(asked.get()).isBetween(20, 23); // four at once
        assertThat(hec.requests()).filteredOn(RecordedRequest::authentication).hasSizeLessThanOrEqualTo(3);
        assertThat(counts.failures().get(tenant(20))).isInstanceOf(AuthenticationException.class);
        assertThat(tenants.subList(asked.get(), 50))
                .allSatisfy(tenant -> assertThat(counts.failures().get(tenant))
                        .isInstanceOfSatisfying(AuthenticationException.class, e -> {
                            assertThat(e).hasMessageStartingWith("EmailClient.forEachTenant failed: not sent: ");
                            assertThat(e.attempts()).isZero();
                            assertThat(e.exchanges()).isEmpty();
                            assertThat(e.getCause()).isInstanceOf(AuthenticationException.class);
                            assertThat(e.requestId()).endsWith("-" + tenant.substring(6));
                            assertThat(e.mayHaveBeenApplied()).isFalse();
                        }));
    }

    /** A write that was acknowledged before the key was refused is not the tenant's only news. */
    @Test
    void aKeyThatIsRefusedAfterAWriteEndsTheWalkAndTheWriteIsReported() {
        tenants(3);
        EmailClient client = closing(settings()
                .credentials(key())
                .requestLimits(RequestLimits.of(1, 1e6))
                .build());
        hec.faults().authentication().next(Fault.none()).always(Fault.status(401));
        hec.faults().writes().next(Fault.none()).always(Fault.status(401));
        TenantResults<List<EmailExceptionRule>> created = client.forEachTenant(
                        tenant -> tenant.exceptions(EmailList.BLACKLIST)
                                .createAll(List.of(RULE, RULE))
                                .map(result -> result.throwIfFailed().rules()))
                .execute();
        assertThat(created.failures().get(tenant(1)))
                .isInstanceOfSatisfying(BulkFailedException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(created.failures().get(tenant(2)))
                .isInstanceOfSatisfying(AuthenticationException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse())
                .hasMessageStartingWith("EmailClient.forEachTenant failed: not sent: ");
        assertThat(hec.rules("blacklist")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\"\"]", "[\" \",null]"})
    void aKeyThatSeesNoTenant(String scopes) {
        stubScopes(scopes);
        for (boolean async : new boolean[] {false, true}) {
            assertThatThrownBy(() -> execute(client().forEachTenant(ForEachTenantTest::count), async))
                    .isInstanceOfSatisfying(IncompleteListException.class, e -> {
                        assertThat(e.reason()).isEqualTo(IncompleteListException.Reason.NO_TENANT);
                        assertThat(e.operation()).isEqualTo("EmailClient.forEachTenant");
                        assertThat(e.exchanges()).hasSize(1);
                    });
        }
        assertThat(hec.requests("GET", "/exceptions")).isEmpty();
    }

    @Test
    void aRepeatedScopeIsOneTenantAndOneThatIsNoneFails() {
        tenants(2);
        stubScopes("[\"farm:t1\",\"\",\"farm:t2\",null,\"farm:t1\",\"a\\u0007b\"]");
        TenantResults<Long> counts =
                client().forEachTenant(ForEachTenantTest::count).execute();
        assertThat(counts.tenants()).containsExactly(tenant(1), "", tenant(2), "a\u0007b");
        assertThat(counts.values()).containsExactly(Map.entry(tenant(1), 0L), Map.entry(tenant(2), 0L));
        assertThat(counts.failures().keySet()).containsExactly("", "a\u0007b");
        assertThat(counts.failures().values()).allMatch(e -> e instanceof IllegalArgumentException);
    }

    @Test
    void theTenantsThatCannotBeReadAreAnErrorOfTheWhole() {
        hec.faults().when("GET", "/scopes").always(Fault.status(403));
        assertThatThrownBy(
                        () -> client().forEachTenant(ForEachTenantTest::count).execute())
                .isInstanceOf(PermissionException.class);
        hec.faults().clear();
        hec.faults().authentication().always(Fault.status(401));
        assertThatThrownBy(
                        () -> client().forEachTenant(ForEachTenantTest::count).execute())
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aTenantInTheOptionsIsRefused() {
        tenants(2);
        CallOptions one = CallOptions.builder().tenantScope(tenant(1)).build();
        assertThatThrownBy(() -> client().forEachTenant(ForEachTenantTest::count)
                        .with(one)
                        .execute())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tenantScope: ");
        assertThat(hec.requests()).isEmpty();
        TenantResults<Long> counts = client().forTenant(tenant(1))
                .forEachTenant(ForEachTenantTest::count)
                .execute();
        assertThat(counts.values()).hasSize(2);
        assertThat(hec.requests("GET", "/exceptions"))
                .extracting(call -> call.header("scopes").orElseThrow())
                .containsExactlyInAnyOrder(tenant(1), tenant(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @SuppressWarnings("NullAway") // one function returns null
    void whatTheFunctionThrowsIsTheFailureOfItsTenant(boolean async) {
        tenants(4);
        IllegalStateException mine = new IllegalStateException("mine");
        TenantResults<Long> counts = execute(
                client().forEachTenant(tenant -> switch (tenant.tenantScope().orElseThrow()) {
                    case "farm:t1" -> throw mine;
                    case "farm:t2" -> null;
                    case "farm:t3" ->
                        count(tenant).map(count -> {
                            throw mine;
                        });
                    default -> count(tenant);
                }),
                async);
        assertThat(counts.values()).containsOnlyKeys(tenant(4));
        assertThat(counts.failures()).containsEntry(tenant(1), mine).containsEntry(tenant(3), mine);
        assertThat(counts.failures().get(tenant(2)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("not a call");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorEndsTheWalk(boolean async) {
        tenants(60);
        hec.faults().when("GET", "/exceptions").always(Fault.stall());
        AssertionError mine = new AssertionError("mine");
        ApiCall<TenantResults<Long>> call = client().forEachTenant(tenant -> {
            if (tenant.tenantScope().orElseThrow().equals(tenant(3))) {
                throw mine;
            }
            return count(tenant);
        });
        if (async) {
            assertThatThrownBy(() -> call.executeAsync().join()).hasCause(mine);
        } else {
            assertThatThrownBy(call::execute).isSameAs(mine);
        }
        assertThat(hec.requests("GET", "/exceptions")).hasSizeLessThan(50);
        eventually(() -> hec.stalledConnections().isEmpty());
    }

    @Test
    void aBlockingWalkRunsTheFunctionsOnTheCallingThread() {
        tenants(40);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ApiCall<TenantResults<Integer>> call = client().forEachTenant(tenant -> {
            threads.add(Thread.currentThread());
            return tenant.exceptions(EmailList.WHITELIST).list().all().map(rules -> {
                threads.add(Thread.currentThread());
                return rules.size();
            });
        });
        assertThat(call.execute().isComplete()).isTrue();
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void anAsynchronousWalkRunsTheFunctionsOnTheCallbackExecutor() throws Exception {
        tenants(40);
        ExecutorService mine = Executors.newFixedThreadPool(2, task -> new Thread(task, "mine"));
        Set<String> threads = ConcurrentHashMap.newKeySet();
        EmailClient client =
                closing(settings().credentials(key()).callbackExecutor(mine).build());
        CompletableFuture<TenantResults<Integer>> results = client.forEachTenant(tenant -> {
                    threads.add(Thread.currentThread().getName());
                    return tenant.exceptions(EmailList.WHITELIST).list().all().map(rules -> {
                        threads.add(Thread.currentThread().getName());
                        return rules.size();
                    });
                })
                .executeAsync();
        assertThat(results.get(20, TimeUnit.SECONDS).isComplete()).isTrue();
        assertThat(threads).containsExactly("mine");
        mine.shutdown();
    }

    /** Functions that block, such as those that read a stream, run at once in an asynchronous walk. */
    @Test
    void functionsOfAnAsynchronousWalkMayBlock() {
        tenants(3);
        CountDownLatch all = new CountDownLatch(3);
        TenantResults<Boolean> results = client().forEachTenant(tenant -> {
                    all.countDown();
                    try {
                        return ApiCall.of(all.await(20, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .executeAsync()
                .join();
        assertThat(results.values().values()).containsOnly(true);
    }

    /** As many requests at once as the limits allow: each waits until so many are there. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsAsManyAtOnceAsTheLimitsAllow(boolean async) {
        tenants(60);
        for (int limit : new int[] {1, 7, Integer.MAX_VALUE}) {
            int expected = Math.min(limit, 32);
            CountDownLatch reached = new CountDownLatch(expected);
            AtomicInteger now = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger open = new AtomicInteger();
            AtomicInteger mostOpen = new AtomicInteger();
            try (SdkTransport transport = SdkTransport.builder()
                            .addInterceptor(chain -> {
                                if (!chain.request().url().encodedPath().contains("/exceptions/")) {
                                    return chain.proceed(chain.request());
                                }
                                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                reached.countDown();
                                try {
                                    assertThat(reached.await(20, TimeUnit.SECONDS))
                                            .isTrue();
                                } catch (InterruptedException e) {
                                    throw new java.io.InterruptedIOException();
                                }
                                now.decrementAndGet();
                                return chain.proceed(chain.request());
                            })
                            .build();
                    EmailClient client = settings()
                            .transport(transport)
                            .credentials(key())
                            .requestLimits(
                                    limit == Integer.MAX_VALUE
                                            ? RequestLimits.unlimited()
                                            : RequestLimits.of(limit, 1e6))
                            .build()) {
                TenantResults<Long> counts = execute(
                        client.forEachTenant(tenant -> {
                            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                            return count(tenant).map(count -> {
                                open.decrementAndGet();
                                return count;
                            });
                        }),
                        async);
                assertThat(counts.isComplete()).isTrue();
                assertThat(most).hasValue(expected);
                assertThat(mostOpen.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void anExplicitDeadlineBoundsTheWhole() {
        List<String> tenants = tenants(6);
        EmailClient client = closing(settings()
                .credentials(key())
                .requestLimits(RequestLimits.of(1, 1e6))
                .build());
        Function<EmailClient, ApiCall<Long>> slow = tenant -> {
            time.advance(Duration.ofSeconds(50));
            return count(tenant);
        };
        TenantResults<Long> counts = client.forEachTenant(slow).execute();
        assertThat(counts.isComplete())
                .as("300 s, more than the default deadline")
                .isTrue();
        counts = client.forEachTenant(slow)
                .with(CallOptions.builder().deadline(Duration.ofMinutes(2)).build())
                .execute();
        assertThat(counts.values().keySet()).containsExactly(tenant(1), tenant(2));
        assertThat(counts.failures().keySet()).containsExactlyElementsOf(tenants.subList(2, 6));
        assertThat(counts.failures().values())
                .allSatisfy(e -> assertThat(e).isInstanceOf(DeadlineExceededException.class));
        assertThat(counts.failures().get(tenant(4)))
                .hasMessageStartingWith("EmailClient.forEachTenant failed: not sent: the deadline");
    }

    private EmailClient limited(int concurrent, SdkTransport transport) {
        return settings()
                .clock(SdkClock.system())
                .transport(transport)
                .credentials(key())
                .requestLimits(RequestLimits.of(concurrent, 1e6))
                .build();
    }

    @Test
    void aCancellationEndsTheCallsOfAllTenantsAndGivesTheirPlacesBack() {
        tenants(20);
        hec.faults().when("GET", "/exceptions").always(Fault.stall());
        try (SdkTransport transport = SdkTransport.create();
                EmailClient client = limited(4, transport)) {
            CompletableFuture<TenantResults<Long>> walk =
                    client.forEachTenant(ForEachTenantTest::count).executeAsync();
            eventually(() -> hec.stalledConnections().size() == 4);
            assertThat(walk.cancel(true)).isTrue();
            eventually(() -> hec.stalledConnections().isEmpty());
            assertThat(hec.requests("GET", "/exceptions")).hasSize(4);
            hec.faults().clear();
            assertThat(client.forEachTenant(ForEachTenantTest::count).execute().isComplete())
                    .isTrue();
        }
    }

    /** Interrupts a walk. The calls in flight end only when the interrupted thread waits for what they know. */
    private SdkException interrupted(Function<EmailClient, ApiCall<Boolean>> call, int concurrent) throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        try (SdkTransport transport = SdkTransport.builder()
                        .addInterceptor(chain -> {
                            try {
                                return chain.proceed(chain.request());
                            } catch (IOException e) {
                                await(waits);
                                throw e;
                            }
                        })
                        .build();
                EmailClient client = limited(concurrent, transport)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    Object unused = client.forEachTenant(call).execute();
                } catch (Throwable e) {
                    thrown.set(e);
                }
                flag.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            eventually(() -> hec.stalledConnections().size() == concurrent);
            thread.interrupt();
            eventually(() -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
            waits.countDown();
            thread.join(20_000);
            assertThat(flag.get()).isTrue();
            eventually(() -> hec.stalledConnections().isEmpty());
            hec.faults().clear();
            assertThat(client.forEachTenant(ForEachTenantTest::count).execute().tenants())
                    .hasSize(20);
            assertThat(thrown.get()).isInstanceOf(SdkException.class);
            return (SdkException) thrown.get();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInterruptEndsTheCallsOfAllTenants() throws Exception {
        tenants(20);
        hec.faults().when("GET", "/exceptions").always(Fault.stall());
        SdkException e = interrupted(tenant -> count(tenant).map(count -> true), 4);
        assertThat(e)
                .isInstanceOf(InterruptedCallException.class)
                .hasMessageStartingWith("EmailClient.forEachTenant failed: ");
        assertThat(e.mayHaveBeenApplied()).isFalse();
        assertThat(e.attempts()).isEqualTo(5);
    }

    @Test
    void anInterruptedWalkThatWritesMayHaveBeenApplied() throws Exception {
        tenants(20);
        hec.faults().writes().always(Fault.stall());
        SdkException e = interrupted(
                tenant -> tenant.exceptions(EmailList.BLACKLIST).remove("1").map(nothing -> true), 4);
        assertThat(e).isInstanceOf(InterruptedCallException.class);
        assertThat(e.mayHaveBeenApplied()).isTrue();
    }

    @Test
    void aClosedTransportEndsTheWalk() {
        tenants(20);
        SdkTransport transport = SdkTransport.create();
        EmailClient client = closing(limited(2, transport));
        AtomicInteger asked = new AtomicInteger();
        TenantResults<Long> counts = client.forEachTenant(tenant -> {
                    if (asked.incrementAndGet() == 5) {
                        transport.close();
                    }
                    return count(tenant);
                })
                .execute();
        assertThat(counts.values()).hasSizeBetween(3, 5);
        assertThat(counts.failures()).hasSizeBetween(15, 17).containsKey(tenant(20));
        assertThat(counts.failures().values())
                .allSatisfy(e ->
                        assertThat(e).isInstanceOf(TransportException.class).hasMessageContaining("closed"));
    }

    /** Afterwards, a view asks for the scopes again: the key may have lost the tenant. */
    @Test
    void aViewThatIsKeptAsksForTheScopesAgain() {
        tenants(2);
        List<EmailClient> views = new ArrayList<>();
        TenantResults<Long> counts = client().forEachTenant(tenant -> {
                    views.add(tenant);
                    return count(tenant.with(CallOptions.none()));
                })
                .execute();
        assertThat(counts.isComplete()).isTrue();
        assertThat(hec.requests("GET", "/scopes")).hasSize(1);
        stubScopes("[\"\"]");
        assertThatThrownBy(() -> count(views.get(0)).execute()).isInstanceOf(IncompleteListException.class);
    }

    @Test
    void resultsNeedOneOutcomeForEachTenant() {
        Map<String, RuntimeException> failure = Map.of("b", new IllegalStateException());
        assertThat(new TenantResults<>(List.of("a", "b"), Map.of("a", 1), failure).values())
                .containsExactly(Map.entry("a", 1));
        assertThatThrownBy(() -> new TenantResults<>(List.of("b"), Map.of("b", 1), failure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b");
        assertThatThrownBy(() -> new TenantResults<>(List.of("a", "b"), Map.of(), failure))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TenantResults<>(List.of("b"), Map.of("a", 1), failure))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
