/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Secret;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.AccessToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an error contains, and that it can be serialized. */
class ErrorsTest {
    private static final CallOptions ONCE = CallOptions.builder().maxRetries(0).build();

    private final MockWebServer server = new MockWebServer();
    private TestProtocol.Api api;

    @BeforeEach
    void start() throws Exception {
        server.start();
        api = new TestProtocol.Builder()
                .build(
                        server.url("/").toString(),
                        () -> ApiCall.of(AccessToken.untilRefused(Secret.of("token", "canary-token"))))
                .builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void response(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Set-Cookie", "session=1")
                .body(body)
                .build());
    }

    @Test
    void bothIdsAndNoCredential() {
        response(200, "{\"id\":\"theirs\",\"code\":403,\"message\":\"token canary-token is not allowed\"}");
        ApiException e = catchThrowableOfType(
                ApiException.class, () -> api.list().with(ONCE).execute());
        assertThat(e.serverRequestId()).contains("theirs");
        assertThat(e)
                .hasMessageContaining("request id " + e.requestId())
                .hasMessageContaining("server request id theirs");
        assertThat(e.toString() + e.rawBody() + e.errors()).doesNotContain("canary");
        assertThat(e.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    void aPageOfAProxyIsReadable() {
        response(502, "<html><style>p {}</style><body><h1>Bad Gateway</h1></body></html>");
        assertThatThrownBy(() -> api.list().with(ONCE).execute())
                .hasMessageContaining("502 Bad Gateway")
                .hasMessageNotContaining("<h1>");
        response(200, "<html><body>Please sign in to the hotel's network</body></html>");
        DecodeException e = catchThrowableOfType(
                DecodeException.class, () -> api.list().with(ONCE).execute());
        assertThat(e).hasMessageContaining("Please sign in");
        assertThat(e.rawBody()).startsWith("<html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":200,\"data\":", "\u0000\u0001", "<html></html>", "{\"code\":200,\"data\":[{]}"})
    void unreadableIsADecodeErrorAndAWriteMayHaveBeenApplied(String body) {
        response(200, body);
        assertThatThrownBy(() -> api.create(Map.of()).with(ONCE).execute())
                .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
    }

    @Test
    void deeplyNestedAndInvalidUtf8() {
        response(200, "{\"code\":200,\"data\":" + "[".repeat(100_000));
        assertThatThrownBy(() -> api.list().with(ONCE).execute()).isInstanceOf(DecodeException.class);
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer()
                        .writeUtf8("{\"code\":200,\"data\":[\"")
                        .writeByte(0xff)
                        .writeUtf8("\"]}"))
                .build());
        assertThatThrownBy(() -> api.list().with(ONCE).execute()).isInstanceOf(DecodeException.class);
    }

    @Test
    void afterAnAcknowledgedWriteNothingLooksLikeARefusal() throws Exception {
        response(200, "{\"code\":200,\"data\":{}}");
        response(429, "{}");
        ApiCall<?> composed =
                api.create(Map.of("name", "x")).flatMap(x -> api.list().with(ONCE));
        AppliedButUnconfirmedException e =
                catchThrowableOfType(AppliedButUnconfirmedException.class, composed::execute);
        assertThat(e).hasCauseInstanceOf(RateLimitException.class);
        assertThat(e.sent()).isEqualTo("{\"name\":\"x\"}");
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(e.exchanges()).hasSize(2);
        AppliedButUnconfirmedException copy = copy(e);
        assertThat(copy.sent()).isEqualTo(e.sent());
        assertThat(copy.getCause()).isInstanceOf(RateLimitException.class);

        response(200, "{\"code\":200,\"data\":{}}");
        response(429, "{}");
        assertThatThrownBy(() -> composed.executeAsync().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AppliedButUnconfirmedException.class);
    }

    @Test
    void aRefusedWriteStaysRefusedInAComposedCall() {
        response(200, "{\"code\":200,\"data\":[]}");
        response(422, "{\"message\":\"no\"}");
        assertThatThrownBy(() -> api.list().flatMap(x -> api.create(Map.of())).execute())
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void recoveringKeepsWhatHappened() {
        response(422, "{\"message\":\"no\"}");
        response(200, "{\"code\":200,\"data\":{\"n\":1}}");
        var response = Calls.onErrorResume(
                        api.create(Map.of()), e -> e instanceof ValidationException ? api.get("there") : null)
                .executeForResponse();
        assertThat(response.exchanges()).hasSize(2);
        assertThat(response.value().path("n").asInt()).isEqualTo(1);
    }

    @Test
    void everyErrorIsSerializable() throws Exception {
        response(422, "{\"message\":\"no\"}");
        ApiException e =
                catchThrowableOfType(ApiException.class, () -> api.list().execute());
        ApiException copy = copy(e);
        assertThat(copy).hasMessage(e.getMessage());
        assertThat(copy.status()).isEqualTo(422);
        assertThat(copy.headers()).isEqualTo(e.headers());
        assertThat(copy.exchanges()).hasSameSizeAs(e.exchanges());
        response(200, "{\"code\":200,\"data\":[{]}");
        DecodeException decode =
                catchThrowableOfType(DecodeException.class, () -> api.list().execute());
        assertThat(copy(decode).rawBody()).isEqualTo(decode.rawBody());
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"})
    private static <E> E copy(E e) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (E) in.readObject();
        }
    }

    @Test
    void credentialsDoNotFollowARedirect() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            server.enqueue(new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", other.url("/x?secret=1").toString())
                    .build());
            assertThatThrownBy(() -> api.list().execute())
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("redirect")
                    .hasMessageNotContaining("secret=1");
            assertThat(other.getRequestCount()).isZero();
        }
    }
}
