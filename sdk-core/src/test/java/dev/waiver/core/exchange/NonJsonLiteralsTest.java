/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ItemStream;
import dev.waiver.core.Secret;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.spi.AccessToken;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.PUT;
import retrofit2.http.Path;

/** Tests that {@code NaN} and the like in one element make no other element unreadable, and are never sent. */
class NonJsonLiteralsTest {
    interface Documents {
        @PUT("rules/{id}")
        ApiCall<Void> replace(@Path("id") String id, @Body JsonDocument document);
    }

    private final MockWebServer server = new MockWebServer();
    private ClientCore core;
    private TestProtocol.Api api;

    @BeforeEach
    void start() throws Exception {
        server.start();
        core = new TestProtocol.Builder()
                .build(
                        server.url("/").toString(),
                        () -> ApiCall.of(AccessToken.untilRefused(Secret.of("token", "canary-token"))));
        api = core.builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void response(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void listsStreamsAndDocumentsAreRead(String literal) {
        String list = "{\"took\":" + literal + ",\"code\":200,\"data\":[{\"n\":1},{\"n\":" + literal + "},{\"n\":3}]}";
        response(200, list);
        List<JsonNode> rules = api.list().execute();
        assertThat(rules).hasSize(3);
        assertThat(rules.get(1).get("n").isPojo()).isTrue();
        assertThat(rules.get(1).get("n").asText()).isEqualTo(literal);
        response(200, list);
        try (ItemStream<JsonNode> stream = api.stream().execute()) {
            assertThat(stream.next(9)).isEqualTo(rules);
        }
        response(200, "{\"n\":" + literal + "}");
        assertThat(api.document("7").execute().text()).isEqualTo("{\"n\":" + literal + "}");
    }

    @Test
    void anErrorBodyIsReadWithThem() {
        response(422, "{\"took\":NaN,\"message\":\"no such field\"}");
        assertThatThrownBy(() -> api.list().execute())
                .isInstanceOfSatisfying(
                        ValidationException.class,
                        e -> assertThat(e.errors()).extracting(Object::toString).containsExactly("no such field"));
    }

    @Test
    void otherWordsAreNoJsonStill() {
        response(200, "{\"code\":200,\"data\":[{\"n\":undefined}]}");
        assertThatThrownBy(() -> api.list().execute()).isInstanceOf(DecodeException.class);
    }

    @Test
    void aBodyWithThemIsRefusedBeforeItIsSent() {
        JsonNode read = new TestProtocol().codec().read(JsonNode.class, "{\"in\":[1,{\"a b\":NaN}]}");
        ApiCall<JsonNode> create = api.create(Map.of("u", read));
        assertThatThrownBy(create::execute)
                .isInstanceOf(LossyEditException.class)
                .hasMessageContaining("u.in[1][\"a b\"]: NaN is not JSON")
                .hasMessageContaining("give it a value or leave it out");
        assertThatThrownBy(() -> create.executeAsync().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LossyEditException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "-INF"})
    void aDocumentWithThemIsRefusedBeforeItIsSent(String literal) {
        JsonDocument document =
                new TestProtocol().codec().document("{\"s\":\"NaN\",\"list\":[{\"n\":" + literal + "}]}");
        assertThatThrownBy(
                        () -> core.api(Documents.class).replace("7", document).execute())
                .isInstanceOfSatisfying(LossyEditException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse())
                .hasMessageContaining("list[0].n: " + literal + " is not JSON");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void theSameWordsInTextsAreSent() throws Exception {
        String text = "{\"s\":\"NaN, Infinity and INF\"}";
        response(204, "");
        core.api(Documents.class)
                .replace("7", new TestProtocol().codec().document(text))
                .execute();
        assertThat(server.takeRequest().getBody()).hasToString("[text=" + text + "]");
    }
}
