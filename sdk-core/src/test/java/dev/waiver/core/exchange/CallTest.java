/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.ItemStream;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.ValidationException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests one call from the user's code to the wire and back. */
class CallTest {
    private final MockWebServer server = new MockWebServer();
    private TestProtocol.Api api;

    @BeforeEach
    void start() throws Exception {
        server.start();
        api = new TestProtocol.Builder()
                .jitter(() -> 0)
                .build(server.url("/gateway/v1").toString())
                .builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void response(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void nothingIsSentBeforeItIsExecuted() {
        var unused = api.list();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void valueStatusAndIdsOfAResponse() throws Exception {
        response(200, "{\"id\":\"theirs\",\"code\":200,\"data\":[{\"n\":1},{\"n\":2}]}");
        ApiResponse<List<JsonNode>> response = api.list().executeForResponse();
        assertThat(response.value()).hasSize(2);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.serverRequestId()).contains("theirs");
        var request = server.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/gateway/v1/rules");
        assertThat(request.getHeaders().get("x-id")).isEqualTo(response.requestId());
    }

    @Test
    void anErrorInsideOfA200IsTheSameErrorAsTheStatus() {
        response(200, "{\"data\":{\"unexpected\":true},\"code\":422,\"message\":\"no such field\"}");
        assertThatThrownBy(() -> api.list().execute()).isInstanceOfSatisfying(ValidationException.class, e -> {
            assertThat(e.status()).isEqualTo(200);
            assertThat(e.code()).hasValue(422);
            assertThat(e.errors()).extracting(Object::toString).containsExactly("no such field");
            assertThat(e.mayHaveBeenApplied()).isFalse();
        });
        response(422, "{\"message\":\"no such field\"}");
        assertThatThrownBy(() -> api.create(Map.of()).execute()).isInstanceOf(ValidationException.class);
    }

    @Test
    void aReadIsRepeatedAndAWriteIsNot() {
        response(503, "busy");
        response(200, "{\"code\":200,\"data\":[]}");
        assertThat(api.list().executeForResponse().attempts()).isEqualTo(2);
        response(503, "<html><title>x</title>down</html>");
        assertThatThrownBy(() -> api.create(Map.of("a", 1)).execute()).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.mayHaveBeenApplied()).isTrue();
            assertThat(e).hasMessageContaining("down");
        });
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void asynchronousAndComposed() throws Exception {
        response(200, "{\"code\":200,\"data\":[{\"n\":1}]}");
        response(200, "{\"code\":200,\"data\":{\"n\":7}}");
        int n = api.list()
                .map(List::size)
                .flatMap(size -> api.get("x" + size))
                .map(node -> node.path("n").asInt())
                .executeAsync()
                .get();
        assertThat(n).isEqualTo(7);
        assertThat(server.takeRequest().getHeaders().get("x-id"))
                .isEqualTo(server.takeRequest().getHeaders().get("x-id"));
    }

    @Test
    void aListIsReadWhileItArrives() {
        response(200, "{\"code\":200,\"data\":[{\"n\":1},{\"n\":2},{\"n\":3}]}");
        try (ItemStream<JsonNode> stream = api.stream().execute()) {
            assertThat(stream.next(2)).hasSize(2);
            assertThat(stream.next(2)).hasSize(1);
            assertThat(stream.next(2)).isNull();
        }
    }
}
