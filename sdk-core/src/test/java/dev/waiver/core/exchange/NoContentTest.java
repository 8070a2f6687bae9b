/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.SdkException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that a status without content is an acknowledgement whatever follows it, and that what follows is never taken
 * for the next response.
 */
class NoContentTest {
    private static final String BODY =
            "{\"responseEnvelope\":{\"responseCode\":422,\"additionalText\":\"denied\",\"x\":\"yyyyyyyyyyyyyyyyyy\"}}";
    private static final String CHUNKED = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
    private static final String NEXT = RawServer.ok("{\"code\":200,\"data\":{\"mine\":true}}");

    record Case(String response, boolean async, boolean borrowed) {
        @Override
        public String toString() {
            return response.substring(9, Math.min(70, response.length())).replace("\r\n", "|")
                    + (async ? ", async" : "")
                    + (borrowed ? ", borrowed" : "");
        }
    }

    private static final List<Function<TestProtocol.Api, ApiCall<?>>> WRITES =
            List.of(api -> api.remove("7"), api -> api.activate("7"));

    static Stream<Case> cases() {
        return Stream.of("204 No Content", "205 Reset Content")
                .flatMap(status -> Stream.of(
                                "Content-Length: 92\r\n\r\n" + BODY,
                                "Content-Length: 92\r\n\r\n",
                                "Content-Length: 0\r\n\r\n" + NEXT,
                                "Transfer-Encoding: chunked\r\n\r\n" + CHUNKED,
                                "Transfer-Encoding: chunked\r\n\r\n",
                                "Content-Encoding: gzip\r\nContent-Length: 92\r\n\r\n" + BODY,
                                "Connection: close\r\nContent-Length: 92\r\n\r\n" + BODY,
                                "\r\n" + NEXT)
                        .map(rest -> "HTTP/1.1 " + status + "\r\n" + rest))
                .flatMap(response -> Stream.of(
                        new Case(response, false, false),
                        new Case(response, true, false),
                        new Case(response, false, true)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isDoneOnce(Case given) throws Exception {
        assertThat(BODY).hasSize(92);
        for (Function<TestProtocol.Api, ApiCall<?>> write : WRITES) {
            try (RawServer server = new RawServer(
                    (request, out) -> out.write(RawServer.bytes(request.number() == 1 ? given.response() : NEXT)))) {
                TestProtocol.Api api = api(server, given.borrowed());
                ApiResponse<?> done = run(write.apply(api), given.async());
                assertThat(done.status()).isIn(204, 205);
                assertThat(done.attempts()).isEqualTo(1);
                assertThat(api.get("8").execute().has("mine")).isTrue();
                assertThat(server.received).hasSize(2);
            }
        }
    }

    /** A read gets no value, as if there were no body, and is not repeated. */
    @ParameterizedTest
    @MethodSource("cases")
    void isNoValueOfARead(Case given) throws Exception {
        try (RawServer server = new RawServer(
                (request, out) -> out.write(RawServer.bytes(request.number() == 1 ? given.response() : NEXT)))) {
            TestProtocol.Api api = api(server, given.borrowed());
            ApiResponse<?> done = run(api.get("7"), given.async());
            assertThat(done.attempts()).isEqualTo(1);
            assertThat(done.value()).hasToString("null");
            assertThat(server.received).hasSize(1);
            assertThat(api.get("8").execute().has("mine")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205})
    void isDoneOnceOverHttp2(int status) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            server.enqueue(new MockResponse.Builder().code(status).body(BODY).build());
            server.enqueue(new MockResponse.Builder()
                    .body("{\"code\":200,\"data\":{\"mine\":true}}")
                    .build());
            server.start();
            HandshakeCertificates trust = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(certificate.certificate())
                    .build();
            TestProtocol.Api api = new TestProtocol.Builder()
                    .transport(SdkTransport.builder()
                            .tls(trust.sslSocketFactory(), trust.trustManager())
                            .build())
                    .jitter(() -> 0)
                    .build("https://localhost:" + server.getPort() + "/")
                    .builtInApi(TestProtocol.Api.class);
            assertThat(api.remove("7").executeForResponse().attempts()).isEqualTo(1);
            assertThat(api.get("8").execute().has("mine")).isTrue();
            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
        }
    }

    /** A 304 may have the length of what it does not send. */
    @ParameterizedTest
    @MethodSource("notModified")
    void a304IsAnErrorAtOnce(String response, boolean async) throws Exception {
        try (RawServer server =
                new RawServer((request, out) -> out.write(RawServer.bytes(request.number() == 1 ? response : NEXT)))) {
            TestProtocol.Api api = api(server, false);
            SdkException e = null;
            try {
                run(api.get("7"), async);
            } catch (SdkException thrown) {
                e = thrown;
            }
            assertThat(e).isInstanceOf(ApiException.class).hasMessageContaining("304");
            assertThat(server.received).hasSize(1);
            assertThat(api.get("8").execute().has("mine")).isTrue();
        }
    }

    static Stream<Arguments> notModified() {
        return Stream.of(
                        "Content-Length: 92\r\n\r\n",
                        "Content-Length: 92\r\n\r\n" + BODY,
                        "Transfer-Encoding: chunked\r\n\r\n",
                        "\r\n" + NEXT)
                .map(rest -> "HTTP/1.1 304 Not Modified\r\n" + rest)
                .flatMap(response -> Stream.of(Arguments.of(response, false), Arguments.of(response, true)));
    }

    private static ApiResponse<?> run(ApiCall<?> call, boolean async) {
        if (!async) {
            return call.executeForResponse();
        }
        try {
            return call.executeForResponseAsync().join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private static TestProtocol.Api api(RawServer server, boolean borrowed) {
        return new TestProtocol.Builder()
                .transport(borrowed ? SdkTransport.using(new OkHttpClient()) : SdkTransport.create())
                .jitter(() -> 0)
                .defaults(CallOptions.builder()
                        .attemptTimeout(Duration.ofSeconds(3))
                        .build())
                .build(server.url())
                .builtInApi(TestProtocol.Api.class);
    }
}
