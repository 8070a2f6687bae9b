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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests rules that are seeded by count. */
class GeneratedRulesTest {
    private static final int MANY = 100_000;

    @Test
    void emailHasThePredictedRulesInEachTenantsBlacklist() {
        try (EmailSimulator email =
                EmailSimulator.builder().tenants(300).rules(1_200).build()) {
            Client client = Client.signedIn(email);

            JsonNode last = client.list("blacklist?scope=mt-prod-3:tenant-300");
            assertThat(last).hasSize(1_200);
            JsonNode rule = last.get(16);
            assertThat(rule.path("entityId").asText()).isEqualTo("300000000017");
            assertThat(rule.path("senderDomain").asText()).isEqualTo("sender17.tenant300.example");
            assertThat(rule.path("senderDomainMatching").asText()).isEqualTo("endswith");
            assertThat(rule.path("comment").asText()).isEqualTo("Generated rule 17");
            assertThat(rule.path("linkDomains")).isEqualTo(Json.parse("false"));
            assertThat(rule)
                    .isEqualTo(email.rules("mt-prod-3:tenant-300", "blacklist").get(16));
            assertThat(client.list("blacklist?scope=mt-prod-3:tenant-1")
                            .get(0)
                            .path("entityId")
                            .asText())
                    .isEqualTo("1000000001");
            assertThat(client.list("whitelist?scope=mt-prod-3:tenant-1")).isEmpty();
        }
    }

    @Test
    void aTenantOfManyIsChosenByTheRequest() {
        try (EmailSimulator email =
                EmailSimulator.builder().tenants(300).rules(1).build()) {
            Client client = Client.signedIn(email);

            JsonNode scopes = Json.parse(client.get("/scopes").body()).path("responseData");
            assertThat(scopes).hasSize(300);
            assertThat(scopes.get(299).asText()).isEqualTo("mt-prod-3:tenant-300");
            assertThat(email.scopes()).hasSize(300).startsWith("mt-prod-3:tenant-1", "mt-prod-3:tenant-2");
            assertThat(client.get("/exceptions/blacklist").statusCode()).isEqualTo(400);
            assertThat(client.get("/exceptions/blacklist?scope=mt-prod-3:tenant-301")
                            .statusCode())
                    .isEqualTo(403);

            client.send(client.resource("/exceptions/blacklist/delete/2000000001?scope=mt-prod-3:tenant-2")
                    .POST(BodyPublishers.noBody()));
            assertThat(email.rules("mt-prod-3:tenant-2", "blacklist")).isEmpty();
            assertThat(email.rules("blacklist")).hasSize(299);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailSimulator.builder().tenants(0))
                .withMessage("tenants: must be 1 or more, not 0");
    }

    @Test
    void scanningHasThePredictedRules() {
        try (ScanningSimulator scanning = ScanningSimulator.builder().rules(300).build()) {
            ScanningWire wire = new ScanningWire(scanning);
            JsonNode rule = wire.get("/v2/exceptions/1000000300").path("exception");
            assertThat(rule.path("nvt").asText()).isEqualTo("1.3.6.1.4.1.25623.1.0.100300");
            assertThat(rule.path("hosts").asText()).isEqualTo("10.0.1.44");
            assertThat(rule.path("port").asInt()).isEqualTo(443);
            assertThat(rule.path("text").asText()).isEqualTo("Generated rule 300");
            assertThat(rule.path("status").asText()).isEqualTo("active");
            assertThat(wire.get("/v2/exceptions?page=12&per_page=25").at("/exceptions/24"))
                    .isEqualTo(rule);
            assertThat(wire.get("/v2/exceptions?q%5Bhosts%5D=10.0.1.*")
                            .at("/pagination/total_count")
                            .asInt())
                    .isEqualTo(45);
        }
    }

    @Test
    void detectionHasThePredictedExceptionsAndThoseOfItsRuleSetAreInForce() {
        try (DetectionSimulator detection =
                DetectionSimulator.builder().rules(300).ruleSet(2).build()) {
            DetectionWire wire = new DetectionWire(detection);
            JsonNode items = wire.get("/exceptions/v2?page=1&page_size=200").path("page_items");
            assertThat(items).hasSize(200);
            assertThat(items.findValuesAsText("RulesetCount")).startsWith("1", "1", "0");
            JsonNode third = items.get(2);
            assertThat(third.path("Id").asText()).isEqualTo("5e7e0000-0000-4000-8000-000000000003");
            assertThat(third.path("Name").asText()).isEqualTo("Generated 000003");
            String document = wire.send("GET", "/exceptions/v2/5e7e0000-0000-4000-8000-000000000003", "")
                    .body();
            assertThat(document)
                    .startsWith("{\"Id\":\"5e7e0000-0000-4000-8000-000000000003\",\"Version\":1,"
                            + "\"Name\":\"Generated 000003\"")
                    .contains("[\"c:\\\\tools\\\\3.exe\"]");
            assertThat(wire.get("/rulesets/v2/default")
                            .at("/rules/0/exceptions")
                            .findValuesAsText("exception_id"))
                    .containsExactly("5e7e0000-0000-4000-8000-000000000001", "5e7e0000-0000-4000-8000-000000000002");
        }
    }

    @Test
    void aRuleSetThatStopsUsingAnExceptionChangesItsCount() {
        try (DetectionSimulator detection =
                DetectionSimulator.builder().rules(2).ruleSet(2).build()) {
            DetectionWire wire = new DetectionWire(detection);
            assertThat(counts(wire)).containsExactly("1", "1");
            wire.send("POST", "/exceptions/v2/5e7e0000-0000-4000-8000-000000000001/deactivate", "");
            assertThat(counts(wire)).containsExactly("1");
            String set = detection.ruleSets().keySet().iterator().next();
            assertThat(detection.ruleSets().get(set))
                    .doesNotContain("000000000001")
                    .contains("000000000002");
            wire.send("PUT", "/rulesets/v2/" + set, "{\"name\":\"n\",\"rules\":[]}");
            assertThat(counts(wire)).containsExactly("0");
        }
    }

    private static List<String> counts(DetectionWire wire) {
        return wire.get("/exceptions/v2").findValuesAsText("RulesetCount");
    }

    @Test
    void generatedRulesAreChangedAndRemovedAsAllOthers() {
        try (EmailSimulator email = EmailSimulator.builder().rules(3).build();
                ScanningSimulator scanning =
                        ScanningSimulator.builder().rules(3).build();
                DetectionSimulator detection =
                        DetectionSimulator.builder().rules(3).build()) {
            Client client = Client.signedIn(email);
            client.put("/exceptions/blacklist/1000000002", "{\"comment\":\"mine\"}");
            client.delete("blacklist", "1000000001");
            client.post("/exceptions/blacklist", "{\"comment\":\"new\"}");
            assertThat(client.list("blacklist").findValuesAsText("comment"))
                    .containsExactly("mine", "Generated rule 3", "new");

            ScanningWire wire = new ScanningWire(scanning);
            wire.send("PUT", "/v2/exceptions/1000000002", "{\"exception\":{\"text\":\"mine\"}}");
            wire.send("DELETE", "/v2/exceptions", "{\"ids\":[\"1000000001\"]}");
            wire.send("PUT", "/v2/exceptions/reset", "{\"ids\":[\"1000000003\"]}");
            JsonNode left = wire.get("/v2/exceptions");
            assertThat(left.findValuesAsText("text")).containsExactly("mine", "Generated rule 3");
            assertThat(left.findValuesAsText("status")).containsExactly("active", "requested");

            DetectionWire optics = new DetectionWire(detection);
            optics.send("PUT", "/exceptions/v2/5e7e0000-0000-4000-8000-000000000002", "{\"Name\":\"mine\"}");
            optics.send("POST", "/exceptions/v2/5e7e0000-0000-4000-8000-000000000001/deactivate", "");
            JsonNode items = optics.get("/exceptions/v2").path("page_items");
            assertThat(items.findValuesAsText("Name"))
                    .contains("mine", "Generated 000003")
                    .hasSize(2);
            assertThat(items.findValuesAsText("Version")).containsExactly("2", "1");
        }
    }

    @Test
    void numbersGoOnAcrossCallsAndStartAgainAfterAReset() {
        for (Simulator simulator :
                List.of(EmailSimulator.create(), ScanningSimulator.create(), DetectionSimulator.create())) {
            try (simulator) {
                simulator.addRules(2);
                simulator.addRules(1);
                assertThat(numbers(simulator)).as(simulator.serviceName()).containsExactly(1, 2, 3);
                simulator.reset();
                assertThat(numbers(simulator)).isEmpty();
                simulator.addRules(1);
                assertThat(numbers(simulator)).containsExactly(1);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> simulator.addRules(-1))
                        .withMessage("count: must be 0 or more, not -1");
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailSimulator.builder().rules(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DetectionSimulator.builder().ruleSet(-1));
    }

    private static List<Integer> numbers(Simulator simulator) {
        List<String> ids =
                switch (simulator.serviceName()) {
                    case "email" -> ids(((EmailSimulator) simulator).rules("blacklist"), "entityId");
                    case "scanning" -> ids(((ScanningSimulator) simulator).rules(), "id");
                    default ->
                        List.copyOf(
                                ((DetectionSimulator) simulator).exceptions().keySet());
                };
        return ids.stream()
                .map(id -> Integer.valueOf(id.substring(id.length() - 6)))
                .toList();
    }

    private static List<String> ids(List<ObjectNode> rules, String member) {
        return rules.stream().map(rule -> rule.path(member).asText()).toList();
    }

    @Test
    void aHundredThousandEmailRulesAreSentInChunks() {
        try (EmailSimulator email = EmailSimulator.builder().rules(MANY).build()) {
            Client client = Client.signedIn(email);
            HttpResponse<String> response = client.get("/exceptions/blacklist");
            JsonNode body = Json.parse(response.body());
            assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
            assertThat(body.at("/responseEnvelope/recordsNumber").asInt()).isEqualTo(MANY);
            JsonNode rules = body.path("responseData");
            assertThat(Set.copyOf(rules.findValuesAsText("entityId"))).hasSize(MANY);
            assertThat(rules.get(MANY - 1).path("comment").asText()).isEqualTo("Generated rule " + MANY);
        }
    }

    @Test
    void aLongListIsTheOneOfItsRequest() {
        try (EmailSimulator email = EmailSimulator.builder().rules(5_000).build()) {
            email.behavior().data(EmailBehavior.Data.OBJECT);
            email.faults().when("GET", "/exceptions").next(Fault.byteOrderMark());
            Client client = Client.signedIn(email);
            HttpResponse<String> marked = client.get("/exceptions/blacklist");
            assertThat(marked.headers().firstValue("Content-Length")).isPresent();
            assertThat(marked.body()).startsWith("\uFEFF{\"responseEnvelope\"").endsWith("]}");
            email.faults().when("GET", "/exceptions").next(Fault.closeAfterResponse());
            assertThat(client.list("blacklist")).hasSize(5_000);
        }
    }

    @Test
    void theConnectionOfALongListIsUsedAgain() throws Exception {
        try (ScanningSimulator scanning =
                        ScanningSimulator.builder().rules(5_000).build();
                RawConnection connection = new RawConnection(scanning)) {
            String head = String.join(
                    "\r\n",
                    " HTTP/1.1",
                    "Host: test",
                    "x-api-key: simulated-api-key",
                    "Authorization: Basic simulated-access-token",
                    "");
            connection.write("GET /v2/exceptions?per_page=5000" + head + "\r\n");
            connection.write("GET /v2/exceptions/none" + head + "Connection: close\r\n\r\n");
            String responses = new String(connection.readToEnd(), StandardCharsets.UTF_8);
            assertThat(responses)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("\r\n0\r\n\r\nHTTP/1.1 404 Not Found\r\n")
                    .doesNotContain("\r\n0\r\n\r\n0\r\n");
        }
    }

    @Test
    void aHundredThousandScanningRulesAreReadPageByPage() {
        try (ScanningSimulator scanning =
                ScanningSimulator.builder().rules(MANY).build()) {
            ScanningWire wire = new ScanningWire(scanning);
            for (String filter : List.of("", "&q%5Bhosts%5D=10.*")) {
                List<String> ids = new ArrayList<>();
                for (int page = 1; page <= 40; page++) {
                    JsonNode body = wire.get("/v2/exceptions?per_page=2500&page=" + page + filter);
                    ids.addAll(body.path("exceptions").findValuesAsText("id"));
                }
                assertThat(Set.copyOf(ids)).hasSize(MANY);
            }
            scanning.behavior().paging(ScanningBehavior.Paging.NONE, 25);
            assertThat(wire.get("/v2/exceptions").path("exceptions")).hasSize(MANY);
        }
    }

    @Test
    void aFilteredListFollowsWhatHappensToItsRules() {
        try (ScanningSimulator scanning = ScanningSimulator.builder().rules(10).build()) {
            ScanningWire wire = new ScanningWire(scanning);
            String list = "/v2/exceptions?q%5Btext%5D=Generated*&per_page=4&page=";
            assertThat(wire.get(list + "1").at("/pagination/total_count").asInt())
                    .isEqualTo(10);
            scanning.remove("1000000001");
            assertThat(wire.get(list + "3").path("exceptions")).hasSize(1);
            wire.send("PUT", "/v2/exceptions/1000000002", "{\"exception\":{\"text\":\"mine\"}}");
            assertThat(wire.get(list + "2").path("exceptions")).hasSize(4);
            assertThat(wire.get(list + "3").path("exceptions")).isEmpty();
            assertThat(wire.get(list.replace("Generated", "mine") + "1").path("exceptions"))
                    .hasSize(1);
            assertThat(wire.get("/v2/exceptions?sort_by=hosts%20desc&per_page=2")
                            .findValuesAsText("id"))
                    .containsExactly("1000000009", "1000000008");
            assertThat(wire.get(list + "3").path("exceptions")).isEmpty();
            scanning.behavior().ignoresFilters(true);
            assertThat(wire.get(list + "3").path("exceptions")).hasSize(1);
        }
    }

    @Test
    void aScanningPageHasAMaximumSize() {
        try (ScanningSimulator scanning = ScanningSimulator.builder()
                .rules(10)
                .behavior(service -> service.maxPageSize(4))
                .build()) {
            ScanningWire wire = new ScanningWire(scanning);
            JsonNode last = wire.get("/v2/exceptions?per_page=200&page=3");
            assertThat(last.path("exceptions").findValuesAsText("id")).containsExactly("1000000009", "1000000010");
            assertThat(last.at("/pagination/total_pages").asInt()).isEqualTo(3);
            assertThat(wire.get("/v2/exceptions").path("exceptions")).hasSize(4);
            assertThat(wire.get("/v2/exceptions?per_page=3").path("exceptions")).hasSize(3);
        }
    }

    @Test
    void aRuleWithAKnownIdReplacesIt() {
        try (EmailSimulator email = EmailSimulator.create()) {
            email.add("blacklist", "{\"entityId\":\"7\",\"comment\":\"before\"}");
            email.add("blacklist", "{\"entityId\":\"7\",\"comment\":\"after\"}");
            assertThat(Client.signedIn(email).list("blacklist").findValuesAsText("comment"))
                    .containsExactly("after");
        }
    }

    @Test
    void listLagHidesNewRulesOnly() {
        TestClock clock = TestClock.atNow();
        try (ScanningSimulator scanning = ScanningSimulator.builder()
                .clock(clock)
                .rules(2)
                .behavior(service -> service.listLag(Duration.ofSeconds(3)))
                .build()) {
            ScanningWire wire = new ScanningWire(scanning);
            wire.create("{\"text\":\"t\",\"nvt\":\"1\"}");
            assertThat(wire.get("/v2/exceptions").path("exceptions")).hasSize(2);
            clock.advance(Duration.ofSeconds(3));
            assertThat(wire.get("/v2/exceptions").path("exceptions")).hasSize(3);
        }
    }

    @Test
    void onlyTheLastRequestsAreKept() {
        try (ScanningSimulator scanning =
                        ScanningSimulator.builder().maxRecordedRequests(2).build();
                ScanningSimulator none =
                        ScanningSimulator.builder().maxRecordedRequests(0).build()) {
            ScanningWire wire = new ScanningWire(scanning);
            IntStream.rangeClosed(1, 4).forEach(page -> wire.get("/v2/exceptions?page=" + page));
            assertThat(scanning.requests()).extracting(RecordedRequest::query).containsExactly("page=3", "page=4");
            assertThat(scanning.requests()).allMatch(call -> call.status() == 200);
            new ScanningWire(none).get("/v2/exceptions");
            assertThat(none.requests()).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScanningSimulator.builder().maxRecordedRequests(-1));
    }
}
