/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailExceptionsTest {
    private final TestClock clock = TestClock.at(Instant.parse("2024-09-25T16:41:35Z"));

    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.builder().clock(clock).build();

    private final Client client = Client.signedIn(hec);

    @ParameterizedTest
    @ValueSource(strings = {"whitelist", "blacklist", "spam_whitelist", "spam_blacklist", "some list/of ours"})
    void aRuleIsCreatedFoundChangedAndRemoved(String list) {
        String inPath = list.replace(" ", "%20").replace("/", "%2F");
        assertThat(client.list(inPath)).isEmpty();

        HttpResponse<String> created =
                client.post("/exceptions/" + inPath, "{\"senderDomain\":\".evil.example\",\"excType\":\"ignored\"}");
        JsonNode response = Json.parse(created.body());
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(response.path("responseData")).isEmpty();
        assertThat(response.path("responseData").isArray()).isTrue();
        assertThat(response.path("responseEnvelope").path("responseCode").intValue())
                .isEqualTo(200);
        assertThat(hec.rules(list)).singleElement().satisfies(rule -> {
            assertThat(rule.get("senderDomain").asText()).isEqualTo(".evil.example");
            assertThat(rule.has("excType")).isFalse();
        });
        String id = client.list(inPath).path(0).path("entityId").asText();
        assertThat(created.body())
                .as("the response does not identify the new rule")
                .doesNotContain(id);

        JsonNode one = Json.parse(client.get("/exceptions/" + inPath + "/" + id).body());
        assertThat(one.path("responseData")).isEqualTo(client.list(inPath));
        assertThat(one.path("responseEnvelope").path("recordsNumber").intValue())
                .isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        JsonNode updated = Json.parse(client.put("/exceptions/" + inPath + "/" + id, "{\"comment\":\"TICKET-1\"}")
                .body());
        assertThat(updated.path("responseData")).isEmpty();
        assertThat(hec.rules(list)).singleElement().satisfies(rule -> {
            assertThat(rule.get("comment").asText()).isEqualTo("TICKET-1");
            assertThat(rule.get("senderDomain").asText()).as("merged").isEqualTo(".evil.example");
            assertThat(rule.get("editedBy").asText()).isEqualTo("admin@example.com");
            assertThat(rule.get("updateTime").asText()).isEqualTo("Wed, 25 Sep 2024 16:42:35 GMT");
        });

        HttpResponse<String> deleted = client.delete(inPath, id);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(Json.parse(deleted.body())
                        .path("responseEnvelope")
                        .path("responseCode")
                        .intValue())
                .isEqualTo(204);
        assertThat(client.list(inPath)).isEmpty();
        assertThat(hec.writes()).hasSize(3).allMatch(RecordedRequest::applied);
    }

    @Test
    void aRuleHasTheRecordedMembersInTheirOrderAndSomeThatNobodyDocumented() throws Exception {
        assertThat(client.post("/exceptions/blacklist", "{\"comment\":\"From Dashboard\"}")
                        .statusCode())
                .isEqualTo(200);
        ObjectNode recorded;
        try (var in = getClass().getResourceAsStream("recorded-element.json")) {
            recorded = Json.parseObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }

        ObjectNode rule = Json.asObject(client.list("blacklist").path(0));

        List<String> names = new ArrayList<>();
        rule.fieldNames().forEachRemaining(names::add);
        List<String> recordedNames = new ArrayList<>();
        recorded.fieldNames().forEachRemaining(recordedNames::add);
        assertThat(names).startsWith(recordedNames.toArray(String[]::new)).contains("revision", "domain");
        assertThat(rule.get("entityId").asText()).matches("\\d+");
        recordedNames.remove("entityId");
        assertThat(recordedNames).allSatisfy(name -> assertThat(rule.get(name)).isEqualTo(recorded.get(name)));
        assertThat(client.get("/exceptions/blacklist").body()).contains("\"weight\":1.50");
    }

    @Test
    void aListOfLinkDomainsIsKeptAsText() {
        client.post(
                "/exceptions/blacklist",
                "{\"linkDomains\":[\"a.example\",\"b.example\"],\"matchOnlyFuture\":\"true\"}");
        assertThat(hec.rules("blacklist")).singleElement().satisfies(rule -> {
            assertThat(rule.get("linkDomains").asText()).isEqualTo("a.example,b.example");
            assertThat(rule.get("matchOnlyFuture").asText()).isEqualTo("true");
            assertThat(rule.has("quarantineAll")).isFalse();
        });
    }

    @Test
    void anUpdateMayReplaceAndThenLosesWhatWasNotSentBack() {
        hec.behavior().replacesOnUpdate(true);
        String id = hec.add("whitelist", "{\"senderEmail\":\"a@example.com\",\"subject\":\"Hi\",\"score\":1.50}");

        client.put(
                "/exceptions/whitelist/" + id, "{\"senderEmail\":\"b@example.com\",\"score\":1.50,\"entityId\":\"9\"}");

        assertThat(hec.rules("whitelist")).singleElement().satisfies(rule -> {
            assertThat(rule.get("entityId").asText()).isEqualTo(id);
            assertThat(rule.get("senderEmail").asText()).isEqualTo("b@example.com");
            assertThat(rule.get("subject").isNull()).isTrue();
            assertThat(rule.get("linkDomains")).isEqualTo(Json.parse("false"));
            assertThat(rule.get("score")).hasToString("1.50");
            assertThat(rule.has("revision")).as("not sent back").isFalse();
        });
    }

    @Test
    void anIdThatIsNotThereIsASuccessThatChangesNothing() {
        HttpResponse<String> got = client.get("/exceptions/whitelist/404");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(Json.parse(got.body()).path("responseData")).isEmpty();
        assertThat(Json.parse(got.body())
                        .path("responseEnvelope")
                        .path("recordsNumber")
                        .intValue())
                .isZero();
        assertThat(client.put("/exceptions/whitelist/404", "{}").statusCode()).isEqualTo(200);
        assertThat(client.delete("whitelist", "404").statusCode()).isEqualTo(200);
        assertThat(hec.writes()).hasSize(2).noneMatch(RecordedRequest::applied);
        assertThat(hec.rules("whitelist")).isEmpty();
    }

    @Test
    void anIdThatIsNotThereMayBeA404() {
        hec.behavior().missingIs404(true, true, true);
        for (HttpResponse<String> response : List.of(
                client.get("/exceptions/whitelist/404"),
                client.put("/exceptions/whitelist/404", "{}"),
                client.delete("whitelist", "404"))) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(Json.parse(response.body())
                            .path("responseEnvelope")
                            .path("responseCode")
                            .intValue())
                    .isEqualTo(404);
        }
    }

    @Test
    void aDeleteToleratesABodyAndAWriteAMissingContentType() {
        String id = hec.add("blacklist", "{}");
        assertThat(client.post("/exceptions/blacklist/delete/" + id, "{\"excId\":1}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hec.rules("blacklist")).isEmpty();
        assertThat(hec.writes().get(0).header("content-type")).isEmpty();
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThat(client.send(client.resource("/exceptions/blacklist")
                                .POST(BodyPublishers.ofString("{\"comment\":1}")))
                        .statusCode())
                .isEqualTo(422);
        assertThat(client.send(client.resource("/exceptions/blacklist").POST(BodyPublishers.ofString("not JSON")))
                        .body())
                .startsWith("{\"detail\":[{\"msg\":\"Field required\"");
        assertThat(client.post("/exceptions/blacklist/17", "{}").statusCode())
                .as("the vendor's sample omits /delete")
                .isEqualTo(404);
        assertThat(client.get("/exceptions/blacklist/").statusCode()).isEqualTo(404);
        assertThat(client.send(client.request("/elsewhere")).statusCode()).isEqualTo(404);
        assertThat(hec.requests()).noneMatch(call -> call.applied() && !call.authentication());
    }

    @Test
    void scopesAreListedAndOneIsEnough() {
        JsonNode response = Json.parse(client.get("/scopes").body());
        assertThat(response.path("responseData")).isEqualTo(Json.parse("[\"mt-prod-3:acme\"]"));
        client.post("/exceptions/blacklist?scope=mt-prod-3%3Aacme", "{}");
        assertThat(client.get("/exceptions/blacklist?scope=mt-prod-3:other").statusCode())
                .isEqualTo(403);
        assertThat(hec.rules("mt-prod-3:acme", "blacklist")).hasSize(1);
    }

    @Test
    void aKeyOfManyTenantsHasToNameOne() {
        EmailSimulator.Credentials key = new EmailSimulator.Credentials("msp", "k");
        hec.addKey(key, "mt-prod-3:acme", "mt-prod-3:other");
        Client msp = Client.signedIn(hec, key);

        HttpResponse<String> refused = msp.post("/exceptions/blacklist", "{}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.parse(refused.body())
                        .path("responseEnvelope")
                        .path("responseText")
                        .asText())
                .isEqualTo("Must provide a single scope in as \"scope\" in query string due to multi scope app client");
        assertThat(hec.rules("blacklist")).isEmpty();

        msp.post("/exceptions/blacklist?scope=mt-prod-3%3Aother", "{}");
        assertThat(hec.rules("mt-prod-3:other", "blacklist")).hasSize(1);
        assertThat(hec.rules("mt-prod-3:acme", "blacklist")).isEmpty();
        assertThat(client.list("blacklist")).as("another tenant's list").isEmpty();

        HttpResponse<String> foreign = msp.get("/exceptions/blacklist?scope=mt-prod-3:third");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(Json.parse(foreign.body())
                        .path("responseEnvelope")
                        .path("responseCode")
                        .intValue())
                .isEqualTo(403);
    }

    @Test
    void aKeyWithoutATenantSeesNothingAndChangesNothing() {
        EmailSimulator.Credentials key = new EmailSimulator.Credentials("lost", "k");
        hec.addKey(key, "");
        Client lost = Client.signedIn(hec, key);
        assertThat(Json.parse(lost.get("/scopes").body()).path("responseData")).isEqualTo(Json.parse("[\"\"]"));
        assertThat(lost.post("/exceptions/blacklist", "{}").statusCode()).isEqualTo(200);
        assertThat(lost.list("blacklist")).isEmpty();
        assertThat(hec.rules("blacklist")).isEmpty();
        assertThat(hec.writes()).singleElement().returns(false, RecordedRequest::applied);
    }

    @Test
    void aSimulatorWhoseKeysHaveNoTenantCanStillBeFilled() {
        try (EmailSimulator lost = EmailSimulator.builder().scopes("").build()) {
            lost.add("blacklist", "{}");
            assertThat(Client.signedIn(lost).list("blacklist")).isEmpty();
            assertThat(lost.rules(EmailSimulator.DEFAULT_SCOPE, "blacklist")).hasSize(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailSimulator.builder().scopes())
                .withMessageStartingWith("scopes: ");
    }

    @Test
    void aListLagsByTheClock() {
        hec.behavior().listLag(Duration.ofSeconds(3));
        hec.add("blacklist", "{\"comment\":\"old\"}");
        client.post("/exceptions/blacklist", "{\"comment\":\"new\"}");

        assertThat(client.list("blacklist")).hasSize(1);
        assertThat(hec.rules("blacklist")).hasSize(2);
        clock.advance(Duration.ofMillis(2999));
        assertThat(client.list("blacklist")).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(client.list("blacklist")).hasSize(2);
    }

    @Test
    void aConcurrentWriterIsThereBeforeTheResponse() {
        hec.behavior().concurrentWriter(() -> hec.add("blacklist", "{\"comment\":\"theirs\"}"));
        client.post("/exceptions/blacklist", "{\"comment\":\"ours\"}");
        assertThat(hec.rules("blacklist"))
                .extracting(rule -> rule.get("comment").asText())
                .containsExactly("ours", "theirs");
    }

    @Test
    void theServiceMayStoreSomethingElse() {
        hec.behavior().storesDifferently(rule -> rule.put("senderDomain", "evil.example"));
        client.post("/exceptions/blacklist", "{\"senderDomain\":\"EVIL.example\"}");
        assertThat(client.list("blacklist").path(0).path("senderDomain").asText())
                .isEqualTo("evil.example");
    }

    @Test
    void rulesComeFromAFileAndReturnAfterAReset() {
        try (EmailSimulator loaded = EmailSimulator.builder()
                .scopes("mt-prod-3:acme", "mt-prod-3:other")
                .load(getClass().getResource("preloaded.json"))
                .build()) {
            loaded.add("whitelist", "{}");
            loaded.reset();
            assertThat(loaded.rules("whitelist"))
                    .extracting(rule -> rule.get("entityId").asText())
                    .containsExactly("17", "126802092");
            assertThat(loaded.rules("mt-prod-3:other", "blacklist")).hasSize(1);
            String body = Client.signedIn(loaded)
                    .get("/exceptions/whitelist/17?scope=mt-prod-3:acme")
                    .body();
            assertThat(body).contains("\"score\":1.50", "\"later\":{\"added\":null}");
        }
    }

    @Test
    void aMissingOperationCanBeStubbedBehindAuthentication() {
        hec.stub("POST", "/event/query", "{\"responseData\":[1]}");
        assertThat(client.post("/event/query", "{}").body()).isEqualTo("{\"responseData\":[1]}");
        assertThat(Client.anonymous(hec).post("/event/query", "{}").statusCode())
                .isEqualTo(401);
        hec.reset();
        assertThat(Client.signedIn(hec).post("/event/query", "{}").statusCode()).isEqualTo(404);
    }
}
