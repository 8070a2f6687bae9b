/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.integration.trust.AuthFixture.Client;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests tokens with every authentication scheme. For the expiry rules of each service and for replaced credentials, see
 * the vendors' AuthenticationTest.
 */
@Timeout(60)
class TokensTest {
    private final SkippingTime time = new SkippingTime();

    private interface Scenario {
        void run(Simulator service, SdkTransport transport) throws Exception;
    }

    private void with(AuthFixture way, Scenario scenario) throws Exception {
        try (Simulator service = way.service(time);
                SdkTransport transport = SdkTransport.create()) {
            scenario.run(service, transport);
        }
    }

    private static List<RecordedRequest> plain(Simulator service) {
        return service.requests().stream()
                .filter(call -> !call.authentication())
                .toList();
    }

    private static long refused(Simulator service) {
        return plain(service).stream().filter(call -> call.status() == 401).count();
    }

    /** Renewing a token does not count as a retry: a 401 proves that the request was not applied. */
    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aRevokedTokenIsRenewedOnceEvenWithoutRetries(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client client = way.client(service, time, transport, 1);
            CallOptions once = CallOptions.builder().maxRetries(0).build();
            assertThat(client.list().execute()).isEmpty();
            way.revokeTokens(service);
            assertThat(client.list().with(once).execute()).isEmpty();
            assertThat(way.tokensIssued(service)).isEqualTo(2);
            // The fault applies to the write, not to the list before it.
            service.faults().writes().next(Fault.status(401));
            assertThat(client.create().of("new").with(once).execute()).isNotNull();
            assertThat(service.writes()).extracting(RecordedRequest::applied).containsExactly(false, true);
            assertThat(way.tokensIssued(service)).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aTokenThatHasExpiredIsNotSent(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client client = way.client(service, time, transport, 1);
            assertThat(client.list().execute()).isEmpty();
            time.advance(Duration.ofHours(13));
            assertThat(client.list().execute()).isEmpty();
            // A session of the scanning service is used until it is refused.
            assertThat(way.tokensIssued(service)).isEqualTo(way == AuthFixture.SCANNING ? 1 : 2);
            assertThat(refused(service)).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aClockThatIsWrongCostsAuthenticationsAtMost(AuthFixture way) throws Exception {
        // A client with a fast clock signs tokens from the future; the detection service allows a minute.
        Duration fast = way == AuthFixture.DETECTION ? Duration.ofSeconds(50) : Duration.ofMinutes(4);
        for (Duration skew : List.of(Duration.ofMinutes(-4), fast)) {
            with(way, (service, transport) -> {
                Client client = way.client(service, time.skewed(skew), transport, 1);
                for (int call = 0; call < 5; call++) {
                    assertThat(client.list().execute()).as("%s", skew).isEmpty();
                    time.advance(Duration.ofMinutes(13));
                }
                assertThat(way.tokensIssued(service)).as("%s", skew).isBetween(1, 5);
                assertThat(refused(service)).as("%s", skew).isLessThanOrEqualTo(5);
            });
        }
    }

    @Test
    void aClockThatIsTooWrongToAuthenticateIsReportedAtOnce() throws Exception {
        with(AuthFixture.DETECTION, (service, transport) -> {
            Client wrong = AuthFixture.DETECTION.client(service, time.skewed(Duration.ofMinutes(4)), transport, 1);
            assertThatThrownBy(() -> wrong.list().execute())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("not valid at this time");
            assertThat(service.requests()).hasSize(1);
            assertThat(AuthFixture.DETECTION
                            .client(service, time, transport, 1)
                            .list()
                            .execute())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void anAuthenticationThatFailsForAWhileIsRetriedByTheNextCall(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client client = way.client(service, time, transport, 1);
            for (Fault trouble : List.of(Fault.status(500), Fault.closeWithoutApplying(), Fault.html(502))) {
                service.faults().authentication().always(trouble);
                assertThatThrownBy(() -> client.create().of("new").execute())
                        .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                                .isFalse())
                        .hasMessageContaining("authentication");
                service.faults().clear();
            }
            assertThat(plain(service)).isEmpty();
            assertThat(client.list().execute()).isEmpty();
            assertThat(way.tokensIssued(service)).isEqualTo(1);
        });
    }

    /**
     * Authentication is a POST that changes nothing: neither its failure nor the causes of it may report that something
     * may have been applied.
     */
    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void anAuthenticationThatFailsLooksLikeNoChange(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client client = way.client(service, time, transport, 1);
            Map<String, String> json = Map.of("Content-Type", "application/json");
            for (Fault trouble : List.of(
                    Fault.status(200, json, "{}"),
                    Fault.status(200, json, "no JSON"),
                    Fault.status(401),
                    Fault.status(408),
                    Fault.status(500),
                    Fault.closeAfterApplying(),
                    Fault.html(200))) {
                service.faults().authentication().always(trouble);
                assertThatThrownBy(() -> client.create().of("new").execute())
                        .as("%s", trouble)
                        .isInstanceOf(SdkException.class)
                        .satisfies(TokensTest::looksLikeNoChange);
                service.faults().clear();
            }
        });
    }

    private static void looksLikeNoChange(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            assertThat(e).isNotInstanceOf(AppliedButUnconfirmedException.class);
            if (e instanceof SdkException ours) {
                assertThat(ours.mayHaveBeenApplied()).as("%s", e).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aSlowAuthenticationIsWaitedForOnceByAll(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client client = way.client(service, time, transport, 1);
            service.faults().authentication().next(Fault.delay(Duration.ofMillis(300)));
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(client.list().executeAsync());
            }
            CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
            assertThat(way.tokensIssued(service)).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void manyKeysOnOneTransportNeverMixTheirTokens(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            List<Client> clients = new ArrayList<>();
            for (int key = 0; key < 20; key++) {
                clients.add(way.client(service, time, transport, key));
            }
            for (int round = 0; round < 5; round++) {
                for (int key = 0; key < 20; key++) {
                    CallOptions options = CallOptions.builder()
                            .header("x-key", Integer.toString(key))
                            .build();
                    calls.add(clients.get(key).list().with(options).executeAsync());
                }
                if (round == 2) {
                    CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0]))
                            .get(30, TimeUnit.SECONDS);
                    way.revokeTokens(service);
                }
            }
            CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
            Map<String, Set<String>> keysOfToken = new HashMap<>();
            for (RecordedRequest call : plain(service)) {
                keysOfToken
                        .computeIfAbsent(call.header(way.tokenHeader()).orElseThrow(), token -> new TreeSet<>())
                        .add(call.header("x-key").orElseThrow());
            }
            assertThat(keysOfToken.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
            assertThat(keysOfToken).hasSize(40);
            assertThat(way.tokensIssued(service)).isEqualTo(40);
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aByteOrderMarkIsSkippedInEveryResponse(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            service.faults().authentication().always(Fault.byteOrderMark());
            service.faults().always(Fault.byteOrderMark());
            Client client = way.client(service, time, transport, 1);
            assertThat(client.list().execute()).isEmpty();
            assertThat(client.create().of("new").execute()).isNotNull();
            assertThat(client.list().executeAsync().join()).hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aSignInWithoutATokenIsRefused(AuthFixture way) throws Exception {
        for (String body : List.of(
                "Access denied by policy",
                "<html>denied</html>",
                "\uFEFF<html>denied</html>",
                "false",
                "null",
                "7",
                "\"denied access\"",
                "[]",
                "[null]",
                "",
                "{}",
                "{\"error\":\"denied\"}",
                "{\"errors\":[\"denied\"]}",
                "{\"message\":\"denied\"}")) {
            with(way, (service, transport) -> {
                service.faults().authentication().always(Fault.status(200, Map.of("Content-Type", "text/plain"), body));
                Client client = way.client(service, time, transport, 1);
                assertThatThrownBy(() -> client.list().execute())
                        .as(body)
                        .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                                .isFalse());
                assertThat(plain(service)).as(body).isEmpty();
            });
        }
    }

    private static long signIns(Simulator service) {
        return service.requests().stream()
                .filter(RecordedRequest::authentication)
                .count();
    }

    private static SdkException failure(ApiCall<?> call, boolean async) {
        return catchThrowableOfType(SdkException.class, () -> {
            try {
                Object unused = async ? call.executeAsync().join() : call.execute();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aWrongPasswordIsSentOnceForAHundredCalls(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client registered = way.client(service, time, transport, 1);
            AtomicInteger key = new AtomicInteger(2); // which the service does not know
            Client client = way.supplied(service, time, transport, key::get);
            Client sibling = way.supplied(service, time, transport, key::get);
            SdkException first = failure(client.list(), false);
            assertThat(first)
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("authentication was refused: ");
            for (int i = 0; i < 99; i++) {
                Client any = i % 3 == 0 ? sibling : client;
                SdkException e = failure(i % 5 == 0 ? any.create().of("new") : any.list(), i % 2 == 0);
                assertThat(e)
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining(
                                "authentication was not sent: refused at 2026-11-22T12:00:00Z," + " next try in 1 s: ")
                        .hasCause(first.getCause());
                assertThat(e.mayHaveBeenApplied()).isFalse();
            }
            assertThat(signIns(service)).isEqualTo(1);
            key.set(1); // other credentials are sent at once
            assertThat(client.list().execute()).isEmpty();
            assertThat(signIns(service)).isEqualTo(2);
            time.advance(Duration.ofSeconds(1));
            key.set(2);
            assertThat(failure(sibling.list(), true)).hasMessageContaining("authentication was refused: ");
            assertThat(failure(sibling.list(), true)).hasMessageContaining("next try in 2 s");
            assertThat(signIns(service)).isEqualTo(3);
            assertThat(client.list().execute()).as("its token is still good").isEmpty();
            assertThat(registered.list().execute()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aPauseThatTheDeadlineDoesNotAllowFailsAtOnce(AuthFixture way) throws Exception {
        for (boolean async : new boolean[] {false, true}) {
            with(way, (service, transport) -> {
                int waits = time.waits().size();
                service.faults().authentication().next(Fault.retryAfter(503, "60"));
                Client client = way.client(service, time, transport, 1);
                CallOptions few =
                        CallOptions.builder().deadline(Duration.ofMillis(9_999)).build();
                for (int i = 0; i < 3; i++) {
                    SdkException e = failure(client.create().of("new").with(few), async);
                    assertThat(e).isInstanceOf(ServerException.class);
                    assertThat(e.getCause())
                            .isInstanceOfSatisfying(ServerException.class, signIn -> assertThat(signIn.status())
                                    .isEqualTo(503));
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                }
                assertThat(time.waits()).hasSize(waits);
                assertThat(signIns(service)).isEqualTo(1);
                assertThat(
                                async
                                        ? client.list().executeAsync().join()
                                        : client.list().execute())
                        .isEmpty();
                assertThat(time.waits()).hasSize(waits + 1).last().isEqualTo(Duration.ofSeconds(60));
                assertThat(signIns(service)).isEqualTo(2);
            });
        }
    }

    /** The supplier blocks until the test lets it go on. */
    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aSlowSupplierHoldsUpNobodyWhoHasAToken(AuthFixture way) throws Exception {
        with(way, (service, transport) -> {
            Client registered = way.client(service, time, transport, 1);
            Semaphore gate = new Semaphore(2); // the build of an email client asks as well
            List<String> threads = new CopyOnWriteArrayList<>();
            Client client = way.supplied(service, time, transport, () -> {
                threads.add(Thread.currentThread().getName());
                gate.acquireUninterruptibly();
                return 1;
            });
            assertThat(client.list().execute()).isEmpty();
            gate.drainPermits();
            threads.clear();
            if (way != AuthFixture.SCANNING) { // whose tokens are used until they are refused
                // Most of the token's lifetime: the renewal ahead asks the supplier, and the token is used meanwhile.
                for (int minute = 0; threads.isEmpty(); minute++) {
                    assertThat(minute).isLessThan(60);
                    time.advance(Duration.ofSeconds(59));
                    assertThat(client.list().execute()).isEmpty();
                    assertThat(client.list().executeAsync().get(30, TimeUnit.SECONDS))
                            .isEmpty();
                }
            } else {
                way.revokeTokens(service);
            }
            CompletableFuture<?> waiting = client.list().executeAsync(); // it returns at once, with a token or without
            while (threads.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(registered.list().execute()).isEmpty();
            assertThat(registered.list().executeAsync().get(30, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(threads).singleElement().asString().startsWith("waiver-async-");
            gate.release(100);
            waiting.get(30, TimeUnit.SECONDS);
        });
    }

    @ParameterizedTest
    @EnumSource(AuthFixture.class)
    void aRefusalSaysByHowMuchTheClocksDiffer(AuthFixture way) throws Exception {
        Fault refused = Fault.status(401, Map.of("Date", "Sun, 22 Nov 2026 12:00:00 GMT"), "{}");
        for (boolean async : new boolean[] {false, true}) {
            with(way, (service, transport) -> {
                SkippingTime skewed = new SkippingTime().skewed(Duration.ofMinutes(-10));
                service.faults().authentication().always(refused);
                assertThat(failure(way.client(service, skewed, transport, 1).list(), async))
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("authentication was refused: 401")
                        .hasMessageContaining("the local clock is 10 min 0 s behind the service's");
            });
            with(way, (service, transport) -> {
                Client client = way.client(service, new SkippingTime().skewed(Duration.ofMinutes(-4)), transport, 1);
                assertThat(client.list().execute()).isEmpty();
                service.faults().writes().always(refused);
                assertThat(failure(client.create().of("new"), async))
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("the local clock is 4 min 0 s behind the service's");
            });
        }
    }
}
