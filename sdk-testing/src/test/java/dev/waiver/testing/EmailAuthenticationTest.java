/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.testing.internal.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAuthenticationTest {
    private static final String DATE = "2026-11-22T10:15:30.123";

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T10:15:30Z"));

    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.builder()
            .clock(clock)
            .legacyCredentials("****", "****")
            .build();

    private final Client anonymous = Client.anonymous(hec);

    @Test
    void theGatewayHandsOutATokenWithBothKindsOfExpiry() {
        HttpResponse<String> response = anonymous.signIn("simulated-client", "simulated-access-key");

        JsonNode body = Json.parse(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.path("data").path("token").asText()).isNotBlank();
        assertThat(body.path("data").path("csrf").asText()).matches("[0-9a-f-]{36}");
        assertThat(body.path("data").path("expires").asText()).isEqualTo("Sun, 22 Nov 2026 10:45:30 GMT");
        assertThat(body.path("data").path("expiresIn").intValue()).isEqualTo(1800);
        assertThat(hec.tokensIssued()).isEqualTo(1);
        assertThat(hec.requests()).singleElement().satisfies(call -> {
            assertThat(call.authentication()).isTrue();
            assertThat(call.write()).isFalse();
            assertThat(call.applied()).isTrue();
        });
    }

    @Test
    void expiryMayBeSaidInOneWayOrInNone() {
        hec.behavior().includesExpiry(true, false).tokenLifetime(Duration.ofHours(1));
        JsonNode data = Json.parse(anonymous
                        .signIn("simulated-client", "simulated-access-key")
                        .body())
                .path("data");
        assertThat(data.path("expires").asText()).isEqualTo("Sun, 22 Nov 2026 11:15:30 GMT");
        assertThat(data.has("expiresIn")).isFalse();

        hec.behavior().includesExpiry(false, true);
        data = Json.parse(anonymous
                        .signIn("simulated-client", "simulated-access-key")
                        .body())
                .path("data");
        assertThat(data.has("expires")).isFalse();
        assertThat(data.path("expiresIn").intValue()).isEqualTo(3600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void wrongCredentialsAreRefusedAsTheGatewayDoes(String accessKey) {
        HttpResponse<String> response = anonymous.signIn("simulated-client", accessKey);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"success\":false,\"message\":\"Invalid client credentials\"}");
        assertThat(hec.tokensIssued()).isZero();
        assertThat(hec.requests()).singleElement().returns(false, RecordedRequest::applied);

        hec.behavior().refusesAuthenticationWith200(true);
        response = anonymous.signIn("simulated-client", accessKey);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"success\":false");
        assertThat(hec.requests().get(1).applied()).isFalse();
    }

    @Test
    void aTokenExpiresByTheClock() {
        Client client = Client.signedIn(hec);
        clock.advance(Duration.ofSeconds(1799));
        assertThat(client.get("/exceptions/blacklist").statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(1));
        HttpResponse<String> response = client.get("/exceptions/blacklist");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo("{\"success\":false,\"message\":\"Authentication required\",\"forceLogout\":true}");
    }

    @Test
    void aTokenThatIsUnknownOrRevokedIsRefused() {
        assertThat(anonymous.get("/exceptions/blacklist").statusCode()).isEqualTo(401);
        Client client = Client.signedIn(hec);
        hec.revokeTokens();

        HttpResponse<String> response = client.post("/exceptions/blacklist", "{}");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(hec.rules("blacklist")).isEmpty();
        assertThat(hec.writes()).singleElement().returns(false, RecordedRequest::applied);
    }

    @Test
    void aKeyCanBeAddedAndItsSecretChanged() {
        EmailSimulator.Credentials second = new EmailSimulator.Credentials("second", "one");
        hec.addKey(second);
        assertThat(Client.signedIn(hec, second).get("/scopes").statusCode()).isEqualTo(200);

        hec.addKey(new EmailSimulator.Credentials("second", "two"));
        assertThat(anonymous.signIn("second", "one").statusCode()).isEqualTo(401);
        assertThat(anonymous.signIn("second", "two").statusCode()).isEqualTo(200);
    }

    static Stream<JsonNode> vectors() throws Exception {
        try (var in = EmailAuthenticationTest.class.getResourceAsStream("signature-vectors.json")) {
            JsonNode vectors = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return Stream.of(vectors.get(0), vectors.get(1), vectors.get(2), vectors.get(3));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void thePublishedSignaturesComeOut(JsonNode vector) {
        assertThat(LegacySignature.of(
                        vector.path("reqId").asText(),
                        vector.path("appId").asText(),
                        vector.path("date").asText(),
                        vector.path("requestString").asText(),
                        vector.path("secret").asText()))
                .isEqualTo(vector.path("signature").asText());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void thePublishedSignaturesAreAcceptedOverTheWireButForTheDateWithAZ(JsonNode vector) {
        String appId = vector.path("appId").asText();
        hec.addLegacyKey(new EmailSimulator.LegacyCredentials(
                appId, vector.path("secret").asText()));
        String target = vector.path("requestString").asText();
        HttpResponse<String> response = anonymous.send(anonymous
                .request(target.isEmpty() ? "/v1.0/auth" : target)
                .header("x-av-req-id", vector.path("reqId").asText())
                .header("x-av-app-id", appId)
                .header("x-av-date", vector.path("date").asText())
                .header("x-av-sig", vector.path("signature").asText()));

        // A data call also needs a token. It fails before that check if the signature is wrong; both failures look the
        // same, as at the service.
        int expected = vector.path("date").asText().endsWith("Z") ? 500 : target.isEmpty() ? 200 : 401;
        assertThat(response.statusCode()).isEqualTo(expected);
    }

    @Test
    void theLegacyTokenIsBareTextThatExpires() {
        HttpResponse<String> response = anonymous.send(signed("/v1.0/auth", "", ""));

        assertThat(response.statusCode()).isEqualTo(200);
        String[] parts = response.body().split("\\.", -1);
        assertThat(parts).hasSize(3);
        JsonNode claims = Json.parse(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(claims.path("exp").longValue())
                .isEqualTo(clock.instant().plusSeconds(1800).getEpochSecond());

        String target = "/v1.0/exceptions/whitelist?scope=mt-prod-3%3Aacme";
        assertThat(anonymous.send(signed(target, target, response.body())).statusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));
        assertThat(anonymous.send(signed(target, target, response.body())).body())
                .isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/sectool-exceptions/avanan_url/exceptions/allow-url",
                "/v1.0/sectool-exceptions/avanan_url/exceptions/allow-url/https:%2F%2Fa.example%2Fx",
                "/v1.0/sectools/anomaly/exceptions?scope=mt-prod-3%3Aacme",
                "/v1.0/sectools/click_time_protection/exceptions/items?scopes=mt-prod-3%3Aacme"
            })
    void theLegacyPathsServeTheSameExceptions(String target) {
        hec.addEngineException("avanan_url", "allow-url", "{\"exception_str\":\"https://a.example/x\"}");
        hec.addAnomalyException("{}");
        hec.addClickTimeItem("whitelist", "{}");
        String token = anonymous.send(signed("/v1.0/auth", "", "")).body();
        assertThat(Client.data(anonymous.send(signed(target, target, token)))).hasSize(1);
    }

    @Test
    void theLegacyTokenMayComeQuoted() {
        hec.behavior().legacyToken(EmailBehavior.LegacyToken.QUOTED);
        assertThat(anonymous.send(signed("/v1.0/auth", "", "")).body())
                .startsWith("\"")
                .endsWith("\"\n");
    }

    @Test
    void theSignatureCoversTheQueryAsItStandsOnTheWire() {
        String token = anonymous.send(signed("/v1.0/auth", "", "")).body();
        String sent = "/v1.0/exceptions/whitelist?scope=mt-prod-3%3Aacme";
        for (String signedOver :
                new String[] {"", "/v1.0/exceptions/whitelist", "/v1.0/exceptions/whitelist?scope=mt-prod-3:acme"}) {
            HttpResponse<String> response = anonymous.send(signed(sent, signedOver, token));
            assertThat(response.statusCode()).as(signedOver).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        }
        assertThat(anonymous.send(signed("/v1.0/auth", "/v1.0/auth", "")).statusCode())
                .as("the authentication request is signed without its path")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:15:30.123Z", "yesterday", ""})
    void aDateWithAZOrNoneAtAllIsAServerError(String date) {
        String signature = LegacySignature.of("rid", "****", date, "", "****");
        HttpResponse<String> response = anonymous.send(anonymous
                .request("/v1.0/auth")
                .header("x-av-req-id", "rid")
                .header("x-av-app-id", "****")
                .header("x-av-date", date)
                .header("x-av-sig", signature));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(hec.tokensIssued()).isZero();
    }

    @Test
    void anUnknownAppIsABadRequest() {
        HttpResponse<String> response =
                anonymous.send(anonymous.request("/v1.0/auth").header("x-av-app-id", "US:nobody"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("{\"message\":\"Bad Request, could not find app[US:nobody]\"}");
    }

    @Test
    void theTwoDeploymentsDoNotTakeEachOthersTokens() {
        String legacy = anonymous.send(signed("/v1.0/auth", "", "")).body();
        HttpResponse<String> response = anonymous.send(
                anonymous.request(Client.PREFIX + "/exceptions/whitelist").header("Authorization", "Bearer " + legacy));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(URI.create(hec.baseUrl()).getHost()).isEqualTo("127.0.0.1");
    }

    private HttpRequest.Builder signed(String target, String signedOver, String token) {
        HttpRequest.Builder request = anonymous
                .request(target)
                .header("x-av-req-id", "rid-7")
                .header("x-av-app-id", "****")
                .header("x-av-date", DATE)
                .header("x-av-sig", LegacySignature.of("rid-7", "****", DATE, signedOver, "****"));
        return token.isEmpty() ? request : request.header("x-av-token", token);
    }
}
