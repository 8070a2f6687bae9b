/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that an intermediary that breaks HTTP/1.1 changes no result: a second response to one request is never taken, a
 * 204 with a body is an acknowledgement, and as many requests are sent as are reported.
 */
class BrokenIntermediaryTest {
    private static final byte[] STRAY =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n" + "{}")
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NO_CONTENT = ("HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 92\r\n\r\n{\"error\":\"" + "x".repeat(80) + "\"}")
            .getBytes(StandardCharsets.ISO_8859_1);

    /** A service behind the intermediary, and its client. */
    record Bench<R extends ExceptionRule>(
            Simulator simulator, BrokenIntermediary intermediary, ExceptionOperations<R> operations, List<R> rules)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            intermediary.close();
            simulator.close();
        }
    }

    private static <B extends ClientBuilder<B, ?>> B settings(
            B builder, BrokenIntermediary to, SkippingTime time, SdkTransport transport) {
        return builder.baseUrl(to.baseUrl())
                .transport(transport)
                .clock(time)
                .defaults(SkippingTime.LIMITS)
                .jitter(() -> 0)
                .requestLimits(RequestLimits.unlimited());
    }

    enum Vendor {
        EMAIL {
            @Override
            Bench<?> bench(SkippingTime time, SdkTransport transport) throws Exception {
                EmailSimulator simulator = EmailSimulator.builder().clock(time).build();
                BrokenIntermediary between = new BrokenIntermediary(simulator);
                EmailClient client = settings(EmailClient.builder(), between, time, transport)
                        .credentials(InfinityCredentials.of(
                                simulator.credentials().clientId(),
                                simulator.credentials().accessKey()))
                        .build();
                return new Bench<>(
                        simulator, between, client.exceptions(EmailList.BLACKLIST), List.of(rule("a"), rule("b")));
            }

            private static EmailExceptionRule rule(String name) {
                return EmailExceptionRule.builder()
                        .senderDomain("." + name + ".example", MatchMode.ENDS_WITH)
                        .build();
            }
        },
        SCANNING {
            @Override
            Bench<?> bench(SkippingTime time, SdkTransport transport) throws Exception {
                ScanningSimulator simulator =
                        ScanningSimulator.builder().clock(time).build();
                simulator.addUser(new ScanningSimulator.Credentials("key-1", "user-1", "password-1"));
                BrokenIntermediary between = new BrokenIntermediary(simulator);
                ScanningClient client = settings(ScanningClient.builder(), between, time, transport)
                        .credentials(PasswordCredentials.of("key-1", "user-1", "password-1"))
                        .build();
                return new Bench<>(simulator, between, client.exceptions(), List.of(rule("a"), rule("b")));
            }

            private static ScanningExceptionRule rule(String text) {
                return ScanningExceptionRule.forHosts("10.0.0.1")
                        .nvt("1.3.6.1.4.1.25623.1.0.815255")
                        .text(text)
                        .build();
            }
        },
        DETECTION {
            @Override
            Bench<?> bench(SkippingTime time, SdkTransport transport) throws Exception {
                DetectionSimulator simulator =
                        DetectionSimulator.builder().clock(time).build();
                simulator.addApplication(new DetectionSimulator.Credentials("tenant-1", "application-1", "secret-1"));
                BrokenIntermediary between = new BrokenIntermediary(simulator);
                DetectionClient client = settings(DetectionClient.builder(), between, time, transport)
                        .credentials(ApplicationCredentials.of("tenant-1", "application-1", "secret-1"))
                        .build();
                return new Bench<>(simulator, between, client.exceptions(), List.of(rule("a"), rule("b")));
            }

            private static DetectionExceptionRule rule(String name) {
                return DetectionExceptionRule.windows(name)
                        .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                        .build();
            }
        };

        abstract Bench<?> bench(SkippingTime time, SdkTransport transport) throws Exception;
    }

    enum Verb {
        LIST,
        GET,
        CREATE,
        REPLACE,
        REMOVE,
        ENSURE;

        <R extends ExceptionRule> ApiCall<?> of(Bench<R> bench, String id) {
            ExceptionOperations<R> operations = bench.operations();
            return switch (this) {
                case LIST -> operations.list().all();
                case GET -> operations.get(id);
                case CREATE -> operations.create(bench.rules().get(1));
                case REPLACE -> operations.replace(id, bench.rules().get(1));
                case REMOVE -> operations.remove(id);
                case ENSURE -> operations.ensure(bench.rules().get(1));
            };
        }
    }

    record Case(Vendor vendor, Verb verb, boolean async, boolean borrowed) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Vendor vendor : Vendor.values()) {
            for (Verb verb : Verb.values()) {
                cases.add(new Case(vendor, verb, false, false));
                cases.add(new Case(vendor, verb, true, false));
                cases.add(new Case(vendor, verb, false, true));
            }
        }
        return cases.stream();
    }

    /** Returns the cases whose write a service may acknowledge without content. */
    static Stream<Case> withoutContent() {
        return cases().filter(given -> given.verb() == Verb.REMOVE || given.verb() == Verb.REPLACE);
    }

    /** Runs a verb on a service that has one rule, with changed responses. Returns what reached the intermediary. */
    private static List<String> requests(Case given, BrokenIntermediary.Change change) throws Exception {
        try (Bench<?> bench = bench(given)) {
            String id = prepare(bench);
            bench.intermediary().change(change);
            // The connection that is used first has a response that nobody asked for, too.
            execute(bench.operations().get(id), false);
            bench.intermediary().requests.clear();
            execute(given.verb().of(bench, id), given.async());
            return List.copyOf(bench.intermediary().requests).stream()
                    .map(BrokenIntermediaryTest::withoutIds)
                    .toList();
        }
    }

    private static Bench<?> bench(Case given) throws Exception {
        return given.vendor()
                .bench(
                        new SkippingTime(),
                        given.borrowed() ? SdkTransport.using(new OkHttpClient()) : SdkTransport.create());
    }

    private static <R extends ExceptionRule> String prepare(Bench<R> bench) {
        return bench.operations().create(bench.rules().get(0)).execute().id();
    }

    private static Object execute(ApiCall<?> call, boolean async) {
        if (!async) {
            return call.execute();
        }
        try {
            return call.executeAsync().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SdkException failure ? failure : e;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSecondResponseIsNeverTaken(Case given) throws Exception {
        List<String> undisturbed = requests(given, (request, response) -> response);
        assertThat(undisturbed).isNotEmpty();
        assertThat(requests(given, (request, response) -> join(response, STRAY)))
                .isEqualTo(undisturbed);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @MethodSource("withoutContent")
    void a204WithABodyAcknowledgesAWrite(Case given) throws Exception {
        BiFunction<String, byte[], byte[]> change = (request, response) -> isWrite(request) ? NO_CONTENT : response;
        List<String> sent = requests(given, change::apply);
        assertThat(sent).filteredOn(BrokenIntermediaryTest::isWrite).hasSize(1);
    }

    private static boolean isWrite(String request) {
        return !request.startsWith("GET ");
    }

    private static String withoutIds(String request) {
        return request.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\\d+$", "{id}");
    }

    /** OkHttp would repeat a 503 with zero seconds, and fail on the large number. */
    @ParameterizedTest
    @MethodSource("cases")
    void asManyRequestsAsAttempts(Case given) throws Exception {
        assertThat(refused(given, "0")).isEqualTo(refused(given, "1"));
        assertThat(refused(given, "99999999999")).isEqualTo(refused(given, "Fri, 31 Dec 9999 23:59:59 GMT"));
    }

    /** Runs a verb while the service is unavailable. Returns what reached the intermediary. */
    private static List<String> refused(Case given, String retryAfter) throws Exception {
        try (Bench<?> bench = bench(given)) {
            String id = prepare(bench);
            bench.simulator().faults().always(Fault.retryAfter(503, retryAfter));
            bench.intermediary().requests.clear();
            ApiCall<?> call = given.verb().of(bench, id);
            SdkException e = catchThrowableOfType(SdkException.class, () -> execute(call, given.async()));
            List<String> sent = bench.intermediary().requests.stream()
                    .map(BrokenIntermediaryTest::withoutIds)
                    .toList();
            assertThat(e).isNotNull();
            if (e.attempts() > 1) {
                assertThat(sent).hasSize(e.attempts());
                assertThat(e.callInfo().exchanges()).hasSize(e.attempts());
            }
            return sent;
        }
    }
}
