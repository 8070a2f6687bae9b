/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.EmailBehavior.AnomalyDelete;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AnomalyExceptionsTest {
    private static final String EXCEPTIONS = "/sectools/anomaly/exceptions";

    private final TestClock clock = TestClock.at(Instant.parse("2024-10-08T13:15:15.283094Z"));

    @RegisterExtension
    final EmailSimulator hec =
            EmailSimulator.builder().clock(clock).scopes("mt-prod-3:test").build();

    private final Client client = Client.signedIn(hec);

    private HttpResponse<String> delete(String requestData) {
        return client.send("DELETE", EXCEPTIONS, requestData);
    }

    private List<String> ids() {
        return hec.anomalyExceptions().stream()
                .map(exception -> exception.path("id").asText())
                .toList();
    }

    @Test
    void anExceptionIsCreatedListedAndRemoved() {
        assertThat(Client.data(client.get(EXCEPTIONS))).isEqualTo(Json.array());

        HttpResponse<String> created =
                client.post(EXCEPTIONS, "{\"requestJson\":{\"comments\":\"ours\"},\"addedBy\":\"a@b.test\"}");
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(Client.code(created)).isEqualTo(201);
        assertThat(Client.data(created)).isEqualTo(Json.array());

        HttpResponse<String> listed = client.get(EXCEPTIONS);
        assertThat(Client.code(listed)).isEqualTo(200);
        assertThat(Client.envelope(listed).path("recordsNumber").intValue()).isEqualTo(1);
        assertThat(Client.data(listed))
                .hasSize(1)
                .first()
                .isEqualTo(hec.anomalyExceptions().get(0));
        String id = Client.data(listed).path(0).path("id").asText();
        assertThat(id).matches("\\d{5}");

        HttpResponse<String> deleted = delete("{\"ruleId\":[\"" + id + "\"]}");
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(Client.code(deleted)).isEqualTo(204);
        assertThat(hec.anomalyExceptions()).isEmpty();
        assertThat(hec.writes()).hasSize(2).allMatch(RecordedRequest::applied);
    }

    @Test
    void anExceptionHasTheRecordedMembersInTheirOrderAndSomeThatNobodyDocumented() {
        ObjectNode recorded = Json.parseObject(Json.text(getClass().getResource("recorded-anomaly-exception.json")));
        ObjectNode sent = recorded.deepCopy();
        sent.put("later", "kept");
        client.post(EXCEPTIONS, "{\"requestJson\":" + sent + ",\"addedBy\":\"a@b.test\"}");

        ObjectNode exception = hec.anomalyExceptions().get(0);
        assertThat(exception.path("id").asText()).as("set by the service").isNotEqualTo("00000");
        exception.put("id", "00000");
        assertThat(exception.toString())
                .startsWith(recorded.toString().replaceFirst("}$", ","))
                .contains("\"weight\":1.50", "\"later\":\"kept\"");
    }

    @Test
    void requestsAreReadInBothCases() {
        client.post(
                EXCEPTIONS,
                "{\"request_json\":{\"exceptionRule\":\"a\\nb\",\"enabled\":false,\"laterOn\":1.50},"
                        + "\"added_by\":\"b@example.com\"}");
        assertThat(hec.anomalyExceptions()).singleElement().satisfies(exception -> {
            assertThat(exception.path("exception_rule").asText()).isEqualTo("a\nb");
            assertThat(exception.path("enabled").asBoolean(true)).isFalse();
            assertThat(exception.get("laterOn")).hasToString("1.50");
            assertThat(exception.path("added_by").asText()).isEqualTo("b@example.com");
        });
    }

    @Test
    void idsAreReadInTheFormsOfBothClients() {
        for (String id : List.of("1", "2", "3", "4")) {
            hec.addAnomalyException("{\"id\":\"" + id + "\"}");
        }
        delete("{\"ruleId\":[\"1\",\"9\"]}");
        delete("{\"listIds\":[\"2\"]}");
        assertThat(ids()).containsExactly("3", "4");

        hec.behavior().anomalyDelete(AnomalyDelete.RULE_ID);
        assertThat(delete("{\"listIds\":[\"3\"]}").statusCode()).isEqualTo(422);
        delete("{\"ruleId\":[\"3\"]}");
        assertThat(ids()).containsExactly("4");

        hec.behavior().anomalyDelete(AnomalyDelete.LIST_IDS);
        assertThat(delete("{\"ruleId\":[\"4\"]}").body()).contains("\"listIds\"");
        delete("{\"listIds\":[4]}");
        assertThat(ids()).isEmpty();
    }

    @Test
    void idsMayBeIgnoredAndEverythingIsDeleted() {
        hec.behavior().anomalyDelete(AnomalyDelete.IDS_IGNORED);
        hec.addAnomalyException("{\"id\":\"1\"}");
        hec.addAnomalyException("mt-prod-3:other", Json.parseObject("{\"id\":\"2\"}"));
        assertThat(Client.code(delete("{\"ruleId\":[\"9\"]}"))).isEqualTo(204);
        assertThat(ids()).containsExactly("2");
    }

    @Test
    void anIdThatIsNotThereIsASuccessOrA404() {
        assertThat(delete("{\"ruleId\":[\"9\"]}").statusCode()).isEqualTo(200);
        hec.behavior().missingIs404(false, false, true);
        assertThat(delete("{\"ruleId\":[\"9\"]}").statusCode()).isEqualTo(404);
        assertThat(hec.writes()).hasSize(2).noneMatch(RecordedRequest::applied);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThat(client.post(EXCEPTIONS, "{\"requestJson\":\"{}\"}").statusCode())
                .isEqualTo(422);
        assertThat(client.send(client.resource(EXCEPTIONS).DELETE()).statusCode())
                .isEqualTo(422);
        assertThat(delete("{\"ruleId\":\"9\"}").statusCode()).isEqualTo(422);
        assertThat(client.get(EXCEPTIONS + "/9").statusCode()).isEqualTo(404);
        hec.behavior().unlicensedEngine("anomaly");
        assertThat(client.get(EXCEPTIONS).statusCode()).isEqualTo(403);
        assertThat(hec.requests()).noneMatch(call -> call.applied() && !call.authentication());
    }

    @Test
    void eachTenantHasItsOwn() {
        EmailSimulator.Credentials key = new EmailSimulator.Credentials("msp", "k");
        hec.addKey(key, "mt-prod-3:test", "mt-prod-3:other");
        Client msp = Client.signedIn(hec, key);
        assertThat(msp.get(EXCEPTIONS).statusCode()).isEqualTo(400);
        assertThat(msp.get(EXCEPTIONS + "?scope=mt-prod-3:third").statusCode()).isEqualTo(403);
        msp.post(EXCEPTIONS + "?scope=mt-prod-3:other", "{\"requestJson\":{}}");
        assertThat(hec.anomalyExceptions("mt-prod-3:other")).singleElement().satisfies(exception -> {
            assertThat(exception.path("customer_domain").asText()).isEqualTo("other");
            assertThat(exception.path("added_by").asText()).isEqualTo("admin@example.com");
        });
        assertThat(hec.anomalyExceptions("mt-prod-3:test")).isEmpty();

        EmailSimulator.Credentials lost = new EmailSimulator.Credentials("lost", "k");
        hec.addKey(lost, "");
        Client.signedIn(hec, lost).post(EXCEPTIONS, "{\"requestJson\":{}}");
        assertThat(hec.anomalyExceptions()).hasSize(1);
    }

    @Test
    void theSettingsOfAllServicesApplyUntilAReset() {
        hec.behavior()
                .listLag(Duration.ofSeconds(3))
                .createStatus(201)
                .storesDifferently(exception -> exception.put("comments", "changed"))
                .concurrentWriter(() -> hec.addAnomalyException("{\"id\":\"theirs\"}"));
        assertThat(client.post(EXCEPTIONS, "{\"requestJson\":{}}").statusCode()).isEqualTo(201);
        assertThat(Client.data(client.get(EXCEPTIONS))).hasSize(1);
        clock.advance(Duration.ofSeconds(3));
        assertThat(Client.data(client.get(EXCEPTIONS)).path(0).path("comments").asText())
                .isEqualTo("changed");
        assertThat(ids()).hasSize(2).endsWith("theirs");
        hec.reset();
        assertThat(ids()).isEmpty();
    }
}
