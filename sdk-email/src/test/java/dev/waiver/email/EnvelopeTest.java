/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** Tests of the envelope: what is a success, what is an error, and its texts. */
class EnvelopeTest {
    /** Fictional endpoints for the test. */
    interface Probe {
        @ReadOnly
        @GET("probe")
        ApiCall<List<JsonNode>> list();

        @ReadOnly
        @GET("probe")
        ApiCall<JsonNode> one();

        @ReadOnly
        @GET("probe")
        ApiCall<List<EmailExceptionRule>> rules();

        @ReadOnly
        @GET("probe")
        ApiCall<ItemStream<EmailExceptionRule>> stream();

        @POST("probe")
        ApiCall<Void> write(@Body Map<String, Object> body);
    }

    private static final CallOptions ONCE = CallOptions.builder().maxRetries(0).build();

    private final MockWebServer server = new MockWebServer();
    private EmailClient client;
    private Probe probe;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = EmailClient.builder()
                .baseUrl(server.url("/").toString())
                .credentials(InfinityCredentials.of("id", "very-secret-key"))
                .requestLimits(RequestLimits.unlimited())
                .build();
        probe = client.api(Probe.class);
        response(200, "{\"success\":true,\"data\":{\"token\":\"tok-123456\",\"expiresIn\":1800}}");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void response(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private ApiException error(int status, String body) {
        response(status, body);
        return catchThrowableOfType(
                ApiException.class, () -> probe.list().with(ONCE).execute());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"responseEnvelope\":{\"responseCode\":0},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":\"200\"},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":201.0},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":204},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":299},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":null},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":{\"responseCode\":\"\",\"success\":true},\"responseData\":[1,2]}",
                "{\"responseEnvelope\":null,\"responseData\":[1,2]}",
                "{\"responseData\":[1,2],\"responseEnvelope\":{\"responseCode\":200,\"more\":{\"a\":[1]}},\"extra\":[{}]}",
                "{\"success\":true,\"message\":\"fine\",\"responseData\":[1,2]}"
            })
    void successes(String body) {
        response(200, body);
        assertThat(probe.list().execute()).extracting(JsonNode::asInt).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":null}",
                "{\"responseEnvelope\":{\"responseCode\":200}}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":\"\"}",
                "{\"responseData\":null}"
            })
    void nothingIsAnEmptyList(String body) {
        response(200, body);
        assertThat(probe.list().execute()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "",
                " ",
                "\"\"",
                "\"none\"",
                "0",
                "false",
                "{\"unexpected\":[1,2]}",
                "{\"success\":true}",
                "[]",
                "[null]",
                "[1,2]",
                "[1,2",
                "[1,2]]",
                "[1,2] 3",
                "{\"responseData\":[1,2]"
            })
    void whatIsNoResponseOfTheVendorsIsNoEmptyList(String body) {
        response(200, body);
        assertThatThrownBy(() -> probe.list().execute()).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[0]", "[null]", "[{\"entityId\":\"1\"},null]", "[\"a\"]", "[[]]", "[{\"entityId\":\"1\"},true]"
            })
    void whatIsNoRuleIsNotLeftOutOfAList(String rules) {
        response(200, "{\"responseData\":" + rules + "}");
        assertThatThrownBy(() -> probe.rules().execute()).isInstanceOf(DecodeException.class);
        response(200, "{\"responseData\":" + rules + "}");
        assertThatThrownBy(() -> {
                    try (ItemStream<EmailExceptionRule> stream = probe.stream().execute()) {
                        stream.next(10);
                    }
                })
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void anObjectIsReadWhereOneIsExpected() {
        response(200, "{\"responseData\":{\"a\":1.50}}");
        assertThat(probe.one().execute().toString()).isEqualTo("{\"a\":1.50}");
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "422", "429", "500", "'\"422\"'", "199", "300", "-1", "7"})
    void anEnvelopeCodeThatIsNoSuccessIsAnError(String code) {
        ApiException error = error(
                200,
                "{\"responseEnvelope\":{\"requestId\":\"theirs-1\",\"responseCode\":" + code
                        + ",\"responseText\":\"no\"},\"responseData\":[]}");
        assertThat(error.status()).isEqualTo(200);
        assertThat(error.code()).hasValue(Integer.parseInt(code.replace("\"", "")));
        assertThat(error.serverRequestId()).contains("theirs-1");
        assertThat(error.errors()).extracting(Object::toString).containsExactly("no");
    }

    @Test
    void anErrorInsideA200IsTheSameTypeAsTheStatus() {
        for (Map.Entry<Integer, Class<? extends ApiException>> kind : Map.of(
                        422, ValidationException.class,
                        400, ValidationException.class,
                        403, PermissionException.class,
                        429, RateLimitException.class,
                        500, ServerException.class)
                .entrySet()) {
            assertThat(error(
                            200, "{\"responseEnvelope\":{\"responseCode\":" + kind.getKey() + "},\"responseData\":[]}"))
                    .isInstanceOf(kind.getValue());
            assertThat(error(kind.getKey(), "{\"responseEnvelope\":{\"responseCode\":" + kind.getKey() + "}}"))
                    .isInstanceOf(kind.getValue());
        }
    }

    @Test
    void anErrorBehindTheDataCountsToo() {
        assertThat(error(
                        200,
                        "{\"responseData\":[1],\"responseEnvelope\":{\"responseCode\":422,\"responseText\":\"x\"}}"))
                .isInstanceOf(ValidationException.class);
        response(200, "{\"responseData\":{\"odd\":1},\"responseEnvelope\":{\"responseCode\":422}}");
        assertThatThrownBy(() -> client.scopes().execute()).isInstanceOf(ValidationException.class);
    }

    @Test
    void successFalseIsAnError() {
        assertThat(error(200, "{\"responseEnvelope\":{\"success\":false,\"errorCode\":403,\"errorMessage\":\"x\"}}"))
                .isInstanceOf(PermissionException.class);
        assertThat(error(200, "{\"responseEnvelope\":{\"responseCode\":200,\"success\":\"False\"}}"))
                .isNotNull();
        ApiException plain = error(200, "{\"success\":false,\"responseData\":[1],\"message\":\"quota\"}");
        assertThat(plain.errors()).extracting(Object::toString).containsExactly("quota");
        response(200, "{\"success\":false,\"message\":\"quota\"}");
        assertThatThrownBy(() -> probe.write(Map.of("a", 1)).execute())
                .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse());
    }

    @Test
    void aWriteThatTheEnvelopeRefusesWasNotApplied() {
        response(200, "{\"responseEnvelope\":{\"responseCode\":422,\"responseText\":\"x\"},\"responseData\":[]}");
        assertThatThrownBy(() -> probe.write(Map.of("a", 1)).execute())
                .isInstanceOfSatisfying(ValidationException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse());
        response(204, "");
        assertThatCode(() -> probe.write(Map.of("a", 1)).execute()).doesNotThrowAnyException();
    }

    @Test
    void aByteOrderMarkIsSkippedAlsoAtAuthentication() {
        response(401, "{}");
        response(200, "\uFEFF{\"success\":true,\"data\":{\"token\":\"tok-2\"}}");
        response(200, "\uFEFF{\"responseData\":[1]}");
        assertThat(probe.list().execute()).hasSize(1);
    }

    @Test
    void theMessageIsLookedUpInOrder() {
        String rest =
                "\"responseCode\":400,\"errorCode\":\"E1\",\"additionalText\":\"second\",\"errorMessage\":\"third\"";
        ApiException all =
                error(400, "{\"message\":\"fourth\",\"responseEnvelope\":{\"responseText\":\"first\"," + rest + "}}");
        assertThat(all.errors().get(0).message()).isEqualTo("first");
        assertThat(all.errors().get(0).code()).contains("E1");
        assertThat(all.errors().get(0).details()).containsEntry("additionalText", "second");
        assertThat(error(400, "{\"responseEnvelope\":{\"responseText\":\"\"," + rest + "}}")
                        .errors()
                        .get(0)
                        .message())
                .isEqualTo("second");
        assertThat(error(
                                200,
                                "{\"responseEnvelope\":{\"responseCode\":400,\"errorMessage\":\"third\"},\"message\":\"fourth\"}")
                        .errors()
                        .get(0)
                        .message())
                .isEqualTo("third");
        assertThat(error(400, "{\"message\":\"fourth\",\"responseEnvelope\":{\"responseText\":null}}")
                        .errors()
                        .get(0)
                        .message())
                .isEqualTo("fourth");
        assertThat(error(400, "plain text")).hasMessageContaining("plain text");
        assertThat(error(502, "<html><body>Bad gateway</body></html>")).hasMessageContaining("Bad gateway");
    }

    @Test
    void theGatewaysRefusalHasNoEnvelope() {
        response(401, "{\"success\":false,\"message\":\"Authentication required\",\"forceLogout\":true}");
        response(200, "{\"success\":true,\"data\":{\"token\":\"tok-2\"}}");
        response(401, "{\"success\":false,\"message\":\"Authentication required\",\"forceLogout\":true}");
        assertThatThrownBy(() -> probe.list().execute())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Authentication required");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void theGatewaysRefusalInsideA200AuthenticatesAgainToo() {
        response(200, "{\"success\":false,\"message\":\"Authentication required\",\"forceLogout\":true}");
        response(200, "{\"success\":true,\"data\":{\"token\":\"tok-2\"}}");
        response(200, "{\"responseData\":[1]}");
        assertThat(probe.list().execute()).hasSize(1);
    }

    @Test
    void whatAFrameworkSaysOfABadRequestIsRead() {
        ApiException error = error(
                422,
                "{\"detail\":[{\"loc\":[\"body\",\"requestData\"],\"msg\":\"Field required\",\"type\":\"missing\"},"
                        + "{\"loc\":[],\"msg\":\"odd\"},\"text\"]}");
        assertThat(error.errors())
                .extracting(Object::toString)
                .containsExactly("missing: body.requestData: Field required", "odd", "text");
        assertThat(error(422, "{\"detail\":\"no\"}").errors())
                .extracting(Object::toString)
                .containsExactly("no");
    }

    @Test
    void theEnvelopeIsKept() {
        response(
                200,
                "{\"responseEnvelope\":{\"requestId\":\"theirs\",\"responseCode\":200,\"responseText\":\"\","
                        + "\"recordsNumber\":7,\"totalRecordsNumber\":9,\"scrollId\":\"ab\"},\"responseData\":[1]}");
        ApiResponse<List<JsonNode>> response = probe.list().executeForResponse();
        assertThat(response.envelope())
                .containsEntry("recordsNumber", "7")
                .containsEntry("totalRecordsNumber", "9")
                .containsEntry("scrollId", "ab")
                .doesNotContainKey("responseText");
        assertThat(response.serverRequestId()).contains("theirs");
    }

    @Test
    void secretsAreNotInErrorsThatEchoThem() {
        assertThat(error(400, "{\"message\":\"bad key very-secret-key with tok-123456\"}"))
                .hasMessageContaining("bad key *** with ***")
                .message()
                .doesNotContain("very-secret-key");
    }

    @Test
    void whatIsNoResponseOfTheServiceIsUnreadable() {
        response(200, "<html>login</html>");
        assertThatThrownBy(() -> probe.list().execute()).isInstanceOf(DecodeException.class);
        response(200, "{\"responseData\":[1,");
        assertThatThrownBy(() -> probe.list().execute()).isInstanceOf(DecodeException.class);
    }
}
