/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.annotation.Idempotent;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.ConflictException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.json.JsonDocument;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;

/** Tests which responses acknowledge a write, which refuse it, and which show neither. */
class AcknowledgementTest {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    interface Api {
        @POST("rules")
        ApiCall<@Nullable Void> nothing();

        @POST("rules")
        ApiCall<String> text();

        @POST("rules")
        ApiCall<JsonNode> open();

        @POST("rules")
        ApiCall<JsonDocument> document();

        @Idempotent
        @DELETE("rules/1")
        ApiCall<@Nullable Void> remove();

        @Idempotent
        @PUT("rules/1")
        ApiCall<String> replace();

        @ReadOnly
        @GET("rules")
        ApiCall<List<JsonNode>> list();

        @ReadOnly
        @GET("rules")
        ApiCall<ItemStream<JsonNode>> stream();

        @ReadOnly
        @GET("rules")
        ApiCall<JsonDocument> read();

        @ReadOnly
        @GET("rules")
        ApiCall<String> page();
    }

    private static final MockWebServer server = new MockWebServer();
    private static volatile MockResponse response = new MockResponse.Builder().build();
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        server.setServerSocketFactory(new NoDelayServerSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return response;
            }
        });
        server.start();
        api = new TestProtocol.Builder()
                .jitter(() -> 0)
                .build(server.url("/").toString())
                .api(Api.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void respond(int status, String body) {
        response = new MockResponse.Builder().code(status).body(body).build();
    }

    private static @Nullable Throwable failure(ApiCall<?> call) {
        Throwable blocking = catchThrowable(call::execute);
        Throwable async = catchThrowable(() -> call.executeAsync().get());
        if (async instanceof ExecutionException) {
            async = async.getCause();
        }
        assertThat(async == null ? null : async.getClass()).isEqualTo(blocking == null ? null : blocking.getClass());
        return blocking;
    }

    private static Stream<ApiCall<?>> acknowledgements() {
        return Stream.of(api.nothing(), api.text(), api.open(), api.remove(), api.replace());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \r\n",
                BYTE_ORDER_MARK,
                "{}",
                "[]",
                "[{\"id\":1}]",
                "{\"code\":200,\"data\":{}}",
                "{\"code\":200}",
                BYTE_ORDER_MARK + "{\"code\":200}",
                "{\"id\":\"1\",\"name\":\"x\"}",
                "{\"status\":\"queued\"}",
                "{\"status\":\"OK\",\"message\":\"deleted\"}",
                "{\"status\":200,\"status_text\":\"OK\"}",
                "{\"status\":\"204\",\"message\":\"deleted\"}",
                "{\"status\":0}",
                "{\"success\":true,\"message\":\"ok\"}",
                "{\"error\":null,\"errors\":[],\"message\":\"ok\"}",
                "{\"error\":false}",
                "{\"error\":\"\"}",
                "{\"errors\":{}}",
                "{\"name\":\"x\",\"message\":\"created\"}"
            })
    void acknowledged(String body) {
        respond(200, body);
        acknowledgements().forEach(call -> assertThat(failure(call)).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"denied\"}",
                BYTE_ORDER_MARK + "{\"error\":\"denied\"}",
                "{\"Error\":\"denied\"}",
                "{\"error\":{\"message\":\"denied\"}}",
                "{\"error\":true}",
                "[{\"error\":\"denied\"}]",
                "{\"errors\":[\"x\"]}",
                "{\"errors\":{\"name\":[\"taken\"]}}",
                "{\"errors\":\"x\",\"id\":\"1\"}",
                "{\"success\":false}",
                "{\"success\":\"False\",\"message\":\"quota\"}",
                "{\"status\":403}",
                "{\"status\":\"403\",\"message\":\"denied\"}",
                "{\"code\":403}",
                "{\"statusCode\":404}"
            })
    void refused(String body) {
        respond(200, body);
        Stream.concat(acknowledgements(), Stream.of(api.document())).forEach(call -> assertThat(failure(call))
                .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse()));
    }

    static Stream<Object[]> types() {
        return Stream.of(
                new Object[] {"{\"status\":403}", PermissionException.class},
                new Object[] {"{\"status\":422,\"statusCode\":1007}", ValidationException.class},
                new Object[] {"{\"code\":401}", AuthenticationException.class},
                new Object[] {"{\"status\":\"409\"}", ConflictException.class},
                new Object[] {"{\"error\":{\"code\":403}}", PermissionException.class},
                new Object[] {"{\"errors\":[{\"status\":422,\"code\":7}]}", ValidationException.class},
                new Object[] {"{\"error\":\"denied\"}", ApiException.class});
    }

    @ParameterizedTest
    @MethodSource("types")
    void theCodeOfARefusalDeterminesItsType(String body, Class<? extends ApiException> type) {
        respond(200, body);
        assertThat(failure(api.nothing())).isExactlyInstanceOf(type);
    }

    @Test
    void aRefusalWithoutACodeHasNone() {
        respond(200, "{\"error\":\"denied\"}");
        assertThat(failure(api.nothing()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.response().code()).isEmpty())
                .hasMessageContaining("denied")
                .hasMessageNotContaining("in the envelope");
    }

    @Test
    void aFailureOfTheServiceIsAsAmbiguousAsByStatus() {
        respond(200, "{\"status\":500}");
        assertThat(failure(api.nothing()))
                .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
    }

    /** At a server of its own, since a 429 slows the requests to it down. */
    @Test
    void aRateLimitIsNoAcknowledgement() throws Exception {
        try (MockWebServer slow = new MockWebServer()) {
            slow.enqueue(new MockResponse.Builder().body("{\"status\":429}").build());
            slow.start();
            Api there = new TestProtocol.Builder()
                    .defaults(CallOptions.builder().maxRetries(0).build())
                    .build(slow.url("/").toString())
                    .api(Api.class);
            assertThatThrownBy(() -> there.nothing().execute())
                    .isInstanceOfSatisfying(RateLimitException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access denied by policy",
                "OK",
                BYTE_ORDER_MARK + "denied",
                "<html>denied</html>",
                BYTE_ORDER_MARK + "<!DOCTYPE html><html>denied</html>",
                "false",
                "true",
                "null",
                "0",
                "\"denied\"",
                "{\"message\":\"denied\"}",
                BYTE_ORDER_MARK + "{\"Message\":\"denied\"}",
                "{\"message\":\"denied\",\"status\":\"ACCESS_DENIED\"}",
                "[\"denied\"]",
                "[null]",
                "[{\"message\":\"denied\"}]",
                "[{\"id\":1},{\"error\":\"denied\"}]",
                "{\"code\":200",
                "{denied}"
            })
    void unclear(String body) {
        respond(200, body);
        int before = server.getRequestCount();
        acknowledgements().forEach(call -> assertThat(failure(call))
                .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue()));
        assertThat(server.getRequestCount() - before).isEqualTo(10); // five calls, blocking and async, once each
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"1\",\"message\":\"made\"}", "{\"id\":\"1\"}", "[{\"id\":1}]"})
    void anyOtherJsonIsTheValue(String body) {
        respond(200, body);
        assertThat(failure(api.open())).isNull();
        assertThat(api.document().execute().text()).isEqualTo(body);
    }

    private static void respondGzipped(String body) throws IOException {
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8(body);
        }
        response = new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(packed)
                .build();
    }

    @Test
    void aCompressedResponseIsJudgedByWhatItHolds() throws IOException {
        respondGzipped(BYTE_ORDER_MARK + "{\"code\":200}");
        acknowledgements().forEach(call -> assertThat(failure(call)).isNull());
        respondGzipped("Access denied by policy");
        acknowledgements().forEach(call -> assertThat(failure(call)).isInstanceOf(DecodeException.class));
        respondGzipped("{\"error\":\"denied\"}");
        acknowledgements().forEach(call -> assertThat(failure(call)).isExactlyInstanceOf(ApiException.class));
    }

    @Test
    void aLongResponseIsAValue() {
        respond(200, "{\"id\":\"" + "x".repeat(200_000) + "\",\"message\":\"m\"}");
        acknowledgements().forEach(call -> assertThat(failure(call)).isNull());
        respond(200, "denied ".repeat(20_000));
        acknowledgements().forEach(call -> assertThat(failure(call)).isInstanceOf(DecodeException.class));
    }

    @ParameterizedTest
    @CsvSource({"204, h1", "204, h2", "205, h1"})
    void aStatusWithoutContentIsAnAcknowledgementWhateverFollows(int status, String protocol) throws Exception {
        if (protocol.equals("h2")) {
            try (MockWebServer h2 = new MockWebServer()) {
                h2.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
                h2.setDispatcher(server.getDispatcher());
                h2.start();
                Api over = new TestProtocol.Builder()
                        .transport(SdkTransport.using(new OkHttpClient.Builder()
                                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                                .build()))
                        .build(h2.url("/").toString())
                        .api(Api.class);
                acknowledgedOnce(status, over, h2);
            }
            return;
        }
        acknowledgedOnce(status, api, server);
    }

    private static void acknowledgedOnce(int status, Api with, MockWebServer at) throws Exception {
        String body = "{\"error\":\"denied\"}" + " ".repeat(74);
        for (MockResponse each : List.of(
                new MockResponse.Builder().code(status).body(body).build(),
                new MockResponse.Builder().code(status).chunkedBody(body, 10).build(),
                new MockResponse.Builder().code(status).build())) {
            response = each;
            for (ApiCall<?> call : List.of(with.nothing(), with.text(), with.open(), with.remove(), with.replace())) {
                int before = at.getRequestCount();
                assertThat(call.executeForResponse().status()).isEqualTo(status);
                assertThatCode(() -> call.executeAsync().get()).doesNotThrowAnyException();
                assertThat(at.getRequestCount() - before).isEqualTo(2);
            }
        }
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        respond(200, BYTE_ORDER_MARK + "{\"code\":200,\"data\":[{\"a\":1}]}");
        assertThat(api.list().execute()).hasSize(1);
        try (ItemStream<JsonNode> stream = api.stream().execute()) {
            assertThat(stream.next(10)).hasSize(1);
        }
        respond(200, BYTE_ORDER_MARK + "{\"a\":1.0}");
        assertThat(api.read().execute().text()).isEqualTo("{\"a\":1.0}");
        assertThat(api.document().execute().text()).isEqualTo("{\"a\":1.0}");
        respond(200, BYTE_ORDER_MARK + "Name,Id");
        assertThat(api.page().execute()).isEqualTo("Name,Id");
        respond(422, BYTE_ORDER_MARK + "{\"message\":\"no name\"}");
        assertThatThrownBy(() -> api.list().execute()).isInstanceOfSatisfying(ValidationException.class, e -> {
            assertThat(e.errors()).extracting(Object::toString).containsExactly("no name");
            assertThat(e.rawBody()).startsWith("{");
        });
        respond(200, "\u00ef");
        assertThat(api.page().execute()).isEqualTo("\u00ef");
    }

    @Test
    void aReadIsNotJudged() {
        respond(200, "{\"error\":\"the text of an error is what was asked for\"}");
        assertThat(api.read().execute().text()).contains("asked for");
        assertThat(api.page().execute()).contains("asked for");
    }
}
