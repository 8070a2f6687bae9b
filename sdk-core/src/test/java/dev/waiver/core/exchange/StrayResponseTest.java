/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.SdkTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that bytes that were in a connection before a request was sent are never taken for its response: the connection
 * is dropped, and the request is sent on another one.
 */
class StrayResponseTest {
    private static final String MINE = RawServer.ok("{\"code\":200,\"data\":{\"mine\":true}}");
    private static final String FOREIGN = RawServer.ok("{\"code\":200,\"data\":{\"foreign\":true}}");

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private static final HandshakeCertificates SERVER =
            new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
    private static final HandshakeCertificates CLIENT = new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    /** How bytes get into the connection. */
    enum Arrival {
        WITH_THE_RESPONSE,
        RIGHT_AFTER_IT,
        WHILE_IDLE
    }

    record Case(Arrival arrival, boolean tls, boolean borrowed, boolean async, String stray, String call) {
        @Override
        public String toString() {
            return call + ", " + (tls ? "TLS" : "plain") + ", " + (borrowed ? "borrowed" : "own")
                    + (async ? ", async, " : ", ") + arrival + " "
                    + stray.substring(0, Math.min(15, stray.length())).replace("\r\n", "|");
        }

        ApiCall<?> of(TestProtocol.Api api) {
            return Objects.requireNonNull(CALLS.get(call)).apply(api);
        }
    }

    private static final Map<String, Function<TestProtocol.Api, ApiCall<?>>> CALLS = Map.of(
            "GET", api -> api.get("7"),
            "list", TestProtocol.Api::stream,
            "POST", api -> api.create(Map.of("a", 1)),
            "PUT", api -> api.replace("7", Map.of("a", 1)),
            "DELETE", api -> api.remove("7"));

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Arrival arrival : Arrival.values()) {
            for (int i = 0; i < 8; i++) {
                boolean tls = (i & 1) != 0;
                boolean borrowed = (i & 2) != 0;
                boolean async = (i & 4) != 0;
                for (String call : new TreeSet<>(CALLS.keySet())) {
                    cases.add(new Case(arrival, tls, borrowed, async, FOREIGN, call));
                }
                for (String stray : List.of("HTTP/1.1 408 Timeout\r\n\r\n", "H", "\r\n", "\n")) {
                    cases.add(new Case(arrival, tls, borrowed, async, stray, async ? "GET" : "POST"));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNeverTaken(Case given) throws Exception {
        try (RawServer server = new RawServer(
                given.tls() ? SERVER.sslContext().getServerSocketFactory() : ServerSocketFactory.getDefault(),
                (request, out) -> {
                    boolean first = request.number() == 1;
                    if (first && given.arrival() == Arrival.WITH_THE_RESPONSE) {
                        out.write(RawServer.bytes(MINE + given.stray()));
                        return;
                    }
                    out.write(RawServer.bytes(MINE));
                    if (first && given.arrival() == Arrival.RIGHT_AFTER_IT) {
                        out.write(RawServer.bytes(given.stray()));
                    }
                })) {
            SdkTransport transport = transport(given.borrowed());
            TestProtocol.Api api = api(server, given.tls(), transport);
            api.get("warm-up").execute();
            server.awaitResponses(1);
            if (given.arrival() == Arrival.WHILE_IDLE) {
                server.send(1, given.stray());
            }
            ApiCall<?> call = given.of(api)
                    .with(CallOptions.builder()
                            .maxRetries(0)
                            .attemptTimeout(Duration.ofSeconds(2))
                            .build());
            ApiResponse<?> response =
                    given.async() ? call.executeForResponseAsync().get() : call.executeForResponse();
            assertThat(response.attempts()).isEqualTo(1);
            assertThat(response.exchanges()).hasSize(1);
            if (response.value() instanceof JsonNode value) {
                assertThat(value.has("mine")).isTrue();
            } else if (response.value() instanceof ItemStream<?> items) {
                assertThat(items.next(10)).hasToString("[{\"mine\":true}]");
                items.close();
            }
            assertThat(server.received).hasSize(2);
            assertThat(server.received.get(1).connection()).isEqualTo(2);
            // The new connection is kept.
            api.get("8").execute();
            assertThat(server.received.get(2).connection()).isEqualTo(2);
        }
    }

    private static SdkTransport transport(boolean borrowed) {
        return borrowed
                ? SdkTransport.using(new OkHttpClient.Builder()
                        .sslSocketFactory(CLIENT.sslSocketFactory(), CLIENT.trustManager())
                        .build())
                : SdkTransport.builder()
                        .tls(CLIENT.sslSocketFactory(), CLIENT.trustManager())
                        .build();
    }

    private static TestProtocol.Api api(RawServer server, boolean tls, SdkTransport transport) {
        return new TestProtocol.Builder()
                .transport(transport)
                .jitter(() -> 0)
                .build((tls ? "https" : "http") + "://127.0.0.1:" + server.port() + "/")
                .builtInApi(TestProtocol.Api.class);
    }
}
