/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionSimulatorTest {
    private static final String SAMPLE = "{ \"Name\" : \"n\",\"Description\":null, \"x\":1.50,\"States\":[] }";

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T10:00:00Z"));

    @RegisterExtension
    final DetectionSimulator service = DetectionSimulator.builder().clock(clock).build();

    private final Client client = Client.anonymous(service);
    private String token = "";

    private ObjectNode claims() {
        long now = clock.instant().getEpochSecond();
        return Json.object()
                .put("iss", "http://cylance.com")
                .put("sub", service.credentials().applicationId())
                .put("tid", service.credentials().tenantId())
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now)
                .put("exp", now + 1800);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String jwt(String header, ObjectNode claims, String secret) {
        try {
            String text = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(Json.write(claims).getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> authenticate(ObjectNode claims) {
        return exchange(jwt(
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                claims,
                service.credentials().applicationSecret()));
    }

    private HttpResponse<String> exchange(String jwt) {
        String body = Json.write(Json.object().put("auth_token", jwt));
        return client.send(client.request("/auth/v2/token").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String target) {
        if (token.isEmpty()) {
            token = Json.parse(authenticate(claims()).body())
                    .path("access_token")
                    .asText();
        }
        return client.request(target).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> get(String target) {
        return client.send(request(target).GET());
    }

    private HttpResponse<String> post(String target, String body) {
        return client.send(request(target).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String target, String body) {
        return client.send(request(target).PUT(BodyPublishers.ofString(body)));
    }

    private JsonNode page(int number) {
        return Json.parse(
                get("/exceptions/v2?page=" + number + "&page_size=200").body());
    }

    @Test
    void aSignedTokenIsExchangedForOneThatSaysWhenItEnds() {
        HttpResponse<String> response = authenticate(claims());

        String access = Json.parse(response.body()).path("access_token").asText();
        JsonNode payload = Json.parse(
                new String(Base64.getUrlDecoder().decode(access.split("\\.", -1)[1]), StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(payload.path("exp").asLong()).isEqualTo(clock.instant().getEpochSecond() + 1800);
        assertThat(service.tokensIssued()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "tid", "jti"})
    void aClaimThatIsWrongIsRefused(String claim) {
        assertThat(authenticate(claims().put(claim, "")).statusCode()).isEqualTo(401);
    }

    @Test
    void lifetimesAndClocks() {
        long now = clock.instant().getEpochSecond();
        HttpResponse<String> tooLong = authenticate(claims().put("exp", now + 1801));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("30 minutes");
        assertThat(authenticate(claims().put("iat", now + 0.5)).statusCode()).isEqualTo(400);
        assertThat(authenticate(claims().put("iat", now - 1800).put("exp", now)).statusCode())
                .isEqualTo(401);
        assertThat(authenticate(claims().put("iat", now + 120).put("exp", now + 130))
                        .statusCode())
                .isEqualTo(401);
        ObjectNode twice = claims();
        assertThat(authenticate(twice).statusCode()).isEqualTo(200);
        assertThat(authenticate(twice).statusCode()).isEqualTo(401);
    }

    @Test
    void signaturesAreChecked() {
        String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        assertThat(exchange(jwt(header, claims(), "another")).statusCode()).isEqualTo(401);
        String secret = service.credentials().applicationSecret();
        assertThat(exchange(jwt("{\"alg\":\"none\"}", claims(), secret)).statusCode())
                .isEqualTo(401);
        assertThat(exchange("not a token").statusCode()).isEqualTo(400);
        assertThat(client.send(client.request("/auth/v2/token").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void accessTokensEndAndCanBeRevoked() {
        assertThat(client.send(client.request("/exceptions/v2").GET()).statusCode())
                .isEqualTo(401);
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(401);
        token = "";
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(200);
        service.revokeTokens();
        service.behavior().badTokenIs404(true);
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(404);
    }

    @Test
    void scopesOfTheTokenAndOfTheApplication() {
        token = Json.parse(authenticate(claims().put("scp", "opticsexception:read, opticsexception:create"))
                        .body())
                .path("access_token")
                .asText();
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(403);
        assertThat(get("/exceptions/v2").body())
                .isEqualTo("{\"status\":\"ACCESS_DENIED\",\"message\":\"insufficient privileges\"}");
        assertThat(post("/exceptions/v2", SAMPLE).statusCode()).isEqualTo(200);
    }

    @Test
    void aDocumentIsKeptAsTheTextItCameIn() {
        String id = service.add("{ \"id\":\"a-b\" , \"Version\":3,\"weight\":1.50 }");
        assertThat(get("/exceptions/v2/" + id).body()).isEqualTo("{ \"id\":\"a-b\" , \"Version\":3,\"weight\":1.50 }");

        assertThat(put("/exceptions/v2/" + id, SAMPLE).statusCode()).isEqualTo(200);
        assertThat(service.received()).containsEntry(id, SAMPLE);
        assertThat(get("/exceptions/v2/" + id).body())
                .isEqualTo(
                        "{\"Id\":\"a-b\",\"Version\":4, \"Name\" : \"n\",\"Description\":null, \"x\":1.50,\"States\":[] }");
        assertThat(put("/exceptions/v2/none", SAMPLE).statusCode()).isEqualTo(404);
        assertThat(put("/exceptions/v2/" + id, "[]").statusCode()).isEqualTo(400);
        assertThat(put("/exceptions/v2/" + id, "{\"ID\":\"other\",\"version\":9,\"Name\":\"m\"}")
                        .body())
                .isEqualTo("{\"Id\":\"a-b\",\"Version\":5,\"Name\":\"m\"}");
    }

    @Test
    void whatACreateReturns() {
        JsonNode whole = Json.parse(post("/exceptions/v2", SAMPLE).body());
        assertThat(service.exceptions()).containsOnlyKeys(whole.path("Id").asText());
        assertThat(whole.path("Version").asInt()).isEqualTo(1);
        assertThat(whole.has("Revision")).isTrue();

        service.behavior().createResponse(201, true, DetectionBehavior.Body.NONE);
        HttpResponse<String> bare = post("/exceptions/v2", SAMPLE);
        assertThat(bare.statusCode()).isEqualTo(201);
        assertThat(bare.body()).isEmpty();
        String location = bare.headers().firstValue("Location").orElse("");
        assertThat(get(location).statusCode()).isEqualTo(200);

        service.behavior().uniqueNames(true);
        assertThat(post("/exceptions/v2", SAMPLE).statusCode()).isEqualTo(409);
        service.behavior().uniqueNames(false).storesDifferently(sent -> sent.put("Name", "other"));
        assertThat(put(location, SAMPLE).body()).contains("\"Name\":\"other\"");
    }

    @Test
    void deactivatingIsForGoodAndLeavesTheRuleSets() {
        String id = service.add(SAMPLE);
        String set = service.addRuleSet(
                "{\"rules\":[{\"exceptions\":[{\"exception_id\":\"" + id + "\",\"enabled\":true}]}]}");
        assertThat(page(1).path("page_items").path(0).path("RulesetCount").asInt())
                .isEqualTo(1);
        HttpResponse<String> response =
                client.send(request("/exceptions/v2/" + id + "/deactivate").POST(BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(service.ruleSets().get(set)).isEqualTo("{\"rules\":[{\"exceptions\":[]}]}");
        assertThat(get("/exceptions/v2/" + id).statusCode()).isEqualTo(404);
        assertThat(post("/exceptions/v2/" + id + "/deactivate", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesByPageAndNotByPageNumber() {
        service.addRules(250);
        JsonNode first = page(1);
        assertThat(first.path("page_number").asInt()).isEqualTo(1);
        assertThat(first.path("page_size").asInt()).isEqualTo(200);
        assertThat(first.path("total_pages").asInt()).isEqualTo(2);
        assertThat(first.path("total_number_of_items").asInt()).isEqualTo(250);
        assertThat(first.path("page_items")).hasSize(200);
        assertThat(page(2).path("page_items")).hasSize(50);
        assertThat(page(3).path("page_items")).isEmpty();
        assertThat(Json.parse(get("/exceptions/v2?page_number=2").body())
                        .path("page_number")
                        .asInt())
                .isEqualTo(1);
        JsonNode item = first.path("page_items").path(7);
        assertThat(item.path("OperatingSystem").path(0).path("name").asText()).isEqualTo("Windows");
        assertThat(item.path("ModifiedBy").path("login").asText()).isEqualTo("sec@example.com");
        assertThat(item.has("Revision")).isTrue();
        JsonNode whole =
                Json.parse(get("/exceptions/v2/" + item.path("Id").asText()).body());
        assertThat(whole.path("Name")).isEqualTo(item.path("Name"));
    }

    @Test
    void aHundredThousandAreServed() {
        service.addRules(100_000);
        Set<String> ids = new HashSet<>();
        for (int i = 1; i <= 500; i++) {
            page(i).path("page_items").forEach(item -> ids.add(item.path("Id").asText()));
        }
        assertThat(ids).hasSize(100_000);
    }

    @Test
    void oddPages() {
        shows(b -> b.emptyPages(2), 200, 0, 50);
        shows(b -> b.repeatsFrom(1), 200, 200, 200);
        shows(b -> b.ignoresPage(true), 200, 200, 200);
        service.behavior().pagingMetadata(false);
        assertThat(page(1).has("total_pages")).isFalse();
        service.reset();
        token = "";
        service.addRules(1);
        service.behavior().names(DetectionBehavior.Names.LOWER_CASE).afterPage(n -> service.add(SAMPLE));
        assertThat(page(1).path("page_items")
                        .path(0)
                        .path("operatingSystems")
                        .path(0)
                        .path("Name")
                        .asText())
                .isEqualTo("Windows");
        assertThat(page(1).path("total_number_of_items").asInt()).isEqualTo(2);
    }

    private void shows(Consumer<DetectionBehavior> settings, Integer... sizes) {
        service.reset();
        token = "";
        service.addRules(250);
        settings.accept(service.behavior());
        List<Integer> shown = new ArrayList<>();
        for (int i = 1; i <= sizes.length; i++) {
            shown.add(page(i).path("page_items").size());
        }
        assertThat(shown).containsExactly(sizes);
    }

    @Test
    void aListMayLag() {
        service.behavior().listLag(Duration.ofSeconds(3));
        post("/exceptions/v2", SAMPLE);
        assertThat(page(1).path("page_items")).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        assertThat(page(1).path("page_items")).hasSize(1);
    }

    @Test
    void csv() {
        service.add("{\"Id\":\"1\",\"Version\":2,\"Name\":\"a \\\"b\\\", c\",\"Description\":\"d\"}");
        assertThat(get("/exceptions/v2/csv").body())
                .isEqualTo(String.join(
                        "\r\n",
                        "Name,Id,Version,Description,Last Modified,Modified By,Device Count,Ruleset Count",
                        "\"a \"\"b\"\", c\",1,2,d,2026-11-22T10:00:00Z,sec@example.com,0,0",
                        ""));
    }

    @Test
    void ruleSets() {
        String set = service.addRuleSet("{\"id\":\"s1\",\"name\":\"n\" ,\"rules\":[]}");
        assertThat(get("/rulesets/v2/" + set).body()).isEqualTo("{\"id\":\"s1\",\"name\":\"n\" ,\"rules\":[]}");
        assertThat(get("/rulesets/v2/default").body()).contains("s1");
        assertThat(Json.parse(get("/rulesets/v2").body())
                        .path("page_items")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("s1");
        assertThat(put("/rulesets/v2/s1", "{\"id\":\"s1\",\"name\":\"m\"}").statusCode())
                .isEqualTo(200);
        assertThat(service.ruleSets()).containsEntry("s1", "{\"id\":\"s1\",\"name\":\"m\"}");
        assertThat(put("/rulesets/v2/none", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void twentyRequestsASecond() {
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(200);
        service.limits().requestsPerSecond(20);
        for (int i = 0; i < 20; i++) {
            assertThat(get("/exceptions/v2").statusCode()).isEqualTo(200);
        }
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsStrikeHereToo() {
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(200);
        service.faults().when("POST", "/exceptions/v2").next(Fault.html(502));
        assertThat(post("/exceptions/v2", SAMPLE).body()).contains("<html");
        assertThat(service.exceptions()).isEmpty();
        service.faults().next(Fault.status(500));
        assertThat(get("/exceptions/v2").statusCode()).isEqualTo(500);
    }
}
