/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.testing.ScanningBehavior.ListShape;
import dev.waiver.testing.ScanningBehavior.NvtShape;
import dev.waiver.testing.ScanningBehavior.OneShape;
import dev.waiver.testing.ScanningBehavior.Paging;
import dev.waiver.testing.ScanningBehavior.PortShape;
import dev.waiver.testing.ScanningBehavior.ScanShape;
import dev.waiver.testing.ScanningBehavior.Updates;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanningSimulatorTest {
    private static final String OID = "1.3.6.1.4.1.25623.1.0.815255";
    private static final String SCAN = "a7a2f3fe-ff95-4c3f-9ff0-56fb58648122";

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T10:15:30Z"));

    @RegisterExtension
    final ScanningSimulator scanning = ScanningSimulator.builder().clock(clock).build();

    private final ScanningWire wire = new ScanningWire(scanning);

    @Test
    void anAuthenticationReturnsItsTokenInTheBodyAndTheTokenWorksAsABearer() {
        JsonNode body =
                Json.parse(wire.authenticate(ScanningWire.userAndPassword()).body());

        assertThat(body.path("status").intValue()).isEqualTo(200);
        assertThat(body.path("organization").path("uuid").asText()).isNotBlank();
        String bearer = "Bearer " + body.path("token").asText();
        assertThat(wire.exchange("GET", "/v2/exceptions", bearer, "simulated-api-key", "")
                        .statusCode())
                .isEqualTo(200);
        scanning.revokeTokens();
        assertThat(wire.exchange("GET", "/v2/exceptions", bearer, "simulated-api-key", "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(scanning.tokensIssued()).isEqualTo(1);
        assertThat(scanning.requests().get(0).authentication()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Basic simulated-access-token, wrong",
        "Basic simulated-access-token, ''",
        "Basic c2ltdWxhdGVkLWFjY2Vzcy10b2tlbg==, simulated-api-key",
        "Bearer simulated-access-token, simulated-api-key",
        "'', simulated-api-key"
    })
    void whoIsNotLetInGetsTheDocumentedErrors(String authorization, String apiKey) {
        HttpResponse<String> response = wire.exchange("GET", "/v2/exceptions", authorization, apiKey, "");

        assertThat(response.statusCode()).isEqualTo(401);
        JsonNode error = Json.parse(response.body()).path("errors").path(0);
        assertThat(error.path("message").isTextual()).isTrue();
        assertThat(error.path("type").asText()).isEqualTo("unauthorized");
        assertThat(error.path("timestamp").asText()).isEqualTo("2026-11-22T10:15:30Z");
    }

    @ParameterizedTest
    @CsvSource({"200, false", "401, true"})
    void aSecondStepAsksForAOneTimePassword(int status, boolean passwordAgain) {
        scanning.behavior().oneTimePassword("123456", status, passwordAgain);
        HttpResponse<String> first = wire.authenticate(ScanningWire.userAndPassword());
        assertThat(first.statusCode()).isEqualTo(status);
        String state = Json.parse(first.body()).path("otp_session_state").asText();

        assertThat(wire.authenticate(ScanningWire.userAndPassword()
                                .put("otp_attempt", "000000")
                                .put("otp_session_state", state))
                        .statusCode())
                .isEqualTo(401);
        assertThat(wire.authenticate(Json.object().put("otp_attempt", "123456").put("otp_session_state", state))
                        .statusCode())
                .isEqualTo(passwordAgain ? 401 : 200);
        assertThat(wire.authenticate(ScanningWire.userAndPassword()
                                .put("otp_attempt", "123456")
                                .put("otp_session_state", state))
                        .statusCode())
                .isEqualTo(passwordAgain ? 200 : 401); // the first sign-in has used up the state
        assertThat(scanning.tokensIssued()).isEqualTo(1);
    }

    @Test
    void anAccessTokenIsGeneratedUsedAndRevoked() {
        JsonNode body = Json.parse(
                wire.send("PUT", "/v2/user/generate_access_token", "").body());
        String token = body.path("access_token").asText();
        assertThat(wire.exchange("GET", "/v2/exceptions", "Basic " + token, "simulated-api-key", "")
                        .statusCode())
                .isEqualTo(200);

        assertThat(wire.exchange("PUT", "/v2/user/revoke_access_token", "Basic " + token, "simulated-api-key", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(scanning.accepts(token)).isFalse();
    }

    @Test
    void aRuleLivesFromCreationToRemoval() {
        HttpResponse<String> created = wire.create("{\"text\":\"Behind the WAF\",\"nvt\":\"" + OID
                + "\",\"hosts\":\"178.151.13.5\",\"port\":8080,\"new_severity\":0}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).isEmpty();

        JsonNode rule = wire.get("/v2/exceptions").path("exceptions").path(0);
        String id = rule.path("id").asText();
        assertThat(rule.path("new_severity").intValue()).isZero();
        assertThat(rule.path("revision").path("weight").asText()).isEqualTo("1.50");
        assertThat(wire.get("/v2/exceptions/" + id).path("exception")).isEqualTo(rule);

        String change = "{\"exception\":{\"text\":\"Reviewed\"}}";
        assertThat(wire.send("PUT", "/v2/exceptions/" + id, change).statusCode())
                .isEqualTo(200);
        assertThat(scanning.rules()).singleElement().satisfies(stored -> {
            assertThat(stored.path("text").asText()).isEqualTo("Reviewed");
            assertThat(stored.path("hosts").asText()).isEqualTo("178.151.13.5");
        });
        assertThat(wire.send("DELETE", "/v2/exceptions/" + id, "").statusCode()).isEqualTo(204);
        assertThat(wire.send("DELETE", "/v2/exceptions/" + id, "").statusCode()).isEqualTo(404);
        assertThat(scanning.rules()).isEmpty();
    }

    @Test
    void whatIsMissingOrOfTheWrongTypeIsA422() {
        for (String exception : List.of(
                "{\"text\":\"a\"}",
                "{\"nvt\":\"" + OID + "\"}",
                "{\"text\":\"a\",\"nvt\":\"1.2\",\"port\":\"443/tcp\"}",
                "{\"text\":\"a\",\"nvt\":\"1.2\",\"hosts\":[\"a\"]}")) {
            assertThat(wire.create(exception).statusCode()).isEqualTo(422);
        }
        assertThat(wire.send("POST", "/v2/exceptions", "{\"text\":\"a\"}").statusCode())
                .isEqualTo(422);
        assertThat(scanning.writes()).noneMatch(RecordedRequest::applied);
    }

    @Test
    void anUpdateMayReplaceOrTakeTextOnlyOrLoseTheScope() {
        String id = add("178.151.13.5", 8080, "a");
        String change = "{\"exception\":{\"text\":\"b\",\"nvt\":\"" + OID + "\",\"port\":1}}";

        scanning.behavior().updates(Updates.TEXT_AND_NVT);
        wire.send("PUT", "/v2/exceptions/" + id, change);
        assertThat(stored("port").intValue()).isEqualTo(8080);
        scanning.behavior().updates(Updates.REPLACE);
        wire.send("PUT", "/v2/exceptions/" + id, change);
        assertThat(stored("hosts").asText()).isEmpty();
        assertThat(stored("port").intValue()).isEqualTo(1);
        scanning.behavior().dropsScopeOnUpdate(true);
        wire.send("PUT", "/v2/exceptions/" + id, change);
        assertThat(stored("port").isNull()).isTrue();
    }

    private JsonNode stored(String member) {
        return scanning.rules().get(0).path(member);
    }

    private String add(String hosts, int port, String text) {
        return scanning.add("{\"nvt\":\"" + OID + "\",\"hosts\":\"" + hosts + "\",\"port\":" + port + ",\"text\":\""
                + text + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "ARRAY, /0",
        "PLURAL, /exceptions/0",
        "PLURAL_MAP_IN_ARRAY, /exceptions/0/17",
        "PLURAL_MAP, /exceptions/17",
        "DATA, /data/0",
        "DATA_PLURAL, /data/exceptions/0"
    })
    void listsComeInEachEnvelope(ListShape shape, String path) {
        add("10.0.0.1", 443, "a");
        scanning.behavior().envelopes(shape, OneShape.AS_LIST);

        assertThat(wire.get("/v2/exceptions").at(path).path("text").asText()).isEqualTo("a");
        assertThat(wire.get("/v2/exceptions/17").at(path).path("text").asText()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({"BARE, ''", "SINGULAR, /exception", "DATA, /data"})
    void oneComesInEachEnvelope(OneShape shape, String path) {
        add("10.0.0.1", 443, "a");
        scanning.behavior().envelopes(ListShape.PLURAL, shape);

        assertThat(wire.get("/v2/exceptions/17").at(path).path("text").asText()).isEqualTo("a");
    }

    @Test
    void membersComeInEachShape() {
        scanning.add("{\"nvt\":\"" + OID + "\",\"scan\":\"" + SCAN + "\",\"port\":443,\"new_severity\":1.50}");
        scanning.behavior()
                .nvt(NvtShape.NVT_OID)
                .scan(ScanShape.TASK_OBJECT)
                .port(PortShape.TEXT_WITH_PROTOCOL)
                .severityAsText(true)
                .ids("uuid", false)
                .omitsUnset(true);
        JsonNode rule = wire.get("/v2/exceptions").path("exceptions").path(0);
        assertThat(rule.path("nvt_oid").asText()).isEqualTo(OID);
        assertThat(rule.has("nvt") || rule.has("id") || rule.has("hosts")).isFalse();
        assertThat(rule.path("port").textValue()).isEqualTo("443/tcp");
        assertThat(rule.path("new_severity").textValue()).isEqualTo("1.50");
        assertThat(rule.path("uuid").asText()).isEqualTo("17");
        assertThat(rule.path("task").path("id").asText()).isNotBlank().isNotEqualTo(SCAN);

        scanning.behavior().nvt(NvtShape.NVT_OBJECT).scan(ScanShape.SCAN_OBJECT).port(PortShape.TEXT);
        rule = wire.get("/v2/exceptions").path("exceptions").path(0);
        assertThat(rule.path("nvt").path("oid").asText()).isEqualTo(OID);
        assertThat(rule.path("scan").path("id").asText()).isEqualTo(SCAN);
        assertThat(rule.path("port").textValue()).isEqualTo("443");

        scanning.behavior().scan(ScanShape.BOTH);
        rule = wire.get("/v2/exceptions").path("exceptions").path(0);
        assertThat(rule.path("scan").asText()).isEqualTo(SCAN);
        assertThat(rule.path("task").path("id").asText()).isNotEqualTo(SCAN);
        scanning.behavior().scan(ScanShape.TASK_TEXT);
        assertThat(wire.get("/v2/exceptions/17").at("/exception/task").asText()).matches("[0-9a-f-]{36}");
    }

    @Test
    void aMapMayBeTheOnlyPlaceOfAnId() {
        add("10.0.0.1", 443, "a");
        scanning.behavior().envelopes(ListShape.PLURAL_MAP, OneShape.AS_LIST).ids("id", true);
        assertThat(wire.get("/v2/exceptions").at("/exceptions/17").has("id")).isFalse();
    }

    @Test
    void columnsAreSearchedWithWildcards() {
        add("192.168.1.1", 443, "first");
        add("10.0.0.1, 192.168.7.7", 80, "second");
        add("10.0.0.2", 80, "third");

        assertThat(texts("?q%5Bhosts%5D=192.168.*")).containsExactly("first", "second");
        assertThat(texts("?q%5Btext%5D=*ir*&q%5Bport%5D=80")).containsExactly("third");
        assertThat(texts("?q%5Bhosts%5D=*&sort_by=text%20desc")).containsExactly("third", "second", "first");
        scanning.behavior().ignoresFilters(true);
        assertThat(texts("?q%5Bhosts%5D=192.168.*")).hasSize(3);
    }

    @Test
    void datesAreAskedForFixedOrRelative() {
        add("10.0.0.1", 1, "old");
        clock.advance(Duration.ofDays(20));
        add("10.0.0.1", 2, "new");

        assertThat(texts("?relative_date_range=10d")).containsExactly("new");
        assertThat(texts("?relative_date_range=1M")).containsExactly("old", "new");
        assertThat(texts("?relative_date_range=1m")).containsExactly("new");
        assertThat(texts("?relative_date_range=4q2026")).hasSize(2);
        assertThat(texts("?relative_date_range=1q2020")).isEmpty();
        assertThat(texts("?date_range_start=2026-11-01%2000:00:00&date_range_end=2026-11-30+00:00:00"))
                .containsExactly("old");
        for (String wrong : new String[] {"?relative_date_range=10%20days", "?date_range_start=2026-11-01T00:00:00Z"}) {
            assertThat(wire.send("GET", "/v2/exceptions" + wrong, "").statusCode())
                    .isEqualTo(422);
        }
    }

    private List<String> texts(String query) {
        return wire.get("/v2/exceptions" + query).path("exceptions").findValuesAsText("text");
    }

    @Test
    void listsArePagedAsAsked() {
        for (int i = 1; i <= 5; i++) {
            add("10.0.0." + i, i, "rule " + i);
        }
        scanning.behavior().paging(Paging.ANNOUNCED, 2);
        JsonNode body = wire.get("/v2/exceptions?page=3");
        assertThat(body.path("exceptions").findValuesAsText("text")).containsExactly("rule 5");
        assertThat(body.path("pagination").toString())
                .isEqualTo("{\"total_count\":5,\"total_pages\":3,\"current_page\":3}");
        assertThat(texts("?page=1&per_page=4")).hasSize(4);
        assertThat(texts("?page=9")).isEmpty();

        scanning.behavior().paging(Paging.UNANNOUNCED, 2);
        body = wire.get("/v2/exceptions?page=2");
        assertThat(body.path("exceptions").findValuesAsText("text")).containsExactly("rule 3", "rule 4");
        assertThat(body.has("pagination")).isFalse();

        scanning.behavior().paging(Paging.NONE, 2);
        assertThat(texts("?page=7")).hasSize(5);
        scanning.behavior().paging(Paging.COUNTED, 2);
        assertThat(wire.get("/v2/exceptions").path("count").path("total").intValue())
                .isEqualTo(5);
        scanning.behavior().paging(Paging.REPEATING, 2);
        assertThat(texts("?page=7")).containsExactly("rule 1", "rule 2");
        assertThat(wire.get("/v2/exceptions?page=7")
                        .at("/pagination/total_pages")
                        .intValue())
                .isEqualTo(8);
    }

    @Test
    void aListLagsByTheClockAndOneRuleDoesNot() {
        scanning.behavior().listLag(Duration.ofSeconds(3));
        wire.create("{\"text\":\"a\",\"nvt\":\"" + OID + "\"}");
        assertThat(texts("")).isEmpty();
        assertThat(wire.get("/v2/exceptions/17").at("/exception/text").asText()).isEqualTo("a");
        clock.advance(Duration.ofSeconds(3));
        assertThat(texts("")).containsExactly("a");
    }

    @Test
    void aRuleIsRequestedUntilItIsActivated() {
        scanning.behavior().createsRequested(true);
        wire.create("{\"text\":\"a\",\"nvt\":\"" + OID + "\"}");
        assertThat(stored("status").asText()).isEqualTo("requested");
        wire.send("PUT", "/v2/exceptions/activate", "{\"ids\":[\"17\"]}");
        assertThat(stored("status").asText()).isEqualTo("active");
        assertThat(wire.get("/v2/exceptions/statistics").toString())
                .isEqualTo("{\"statistics\":{\"total\":1,\"active\":1}}");
        wire.send("PUT", "/v2/exceptions/reset", "{\"ids\":[\"17\"]}");
        assertThat(stored("status").asText()).isEqualTo("requested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?ids%5B%5D=17&ids[]=18", "?ids[]=17,18"})
    void idsMayTravelInTheQuery(String query) {
        add("10.0.0.1", 1, "a");
        add("10.0.0.1", 2, "b");
        add("10.0.0.1", 3, "c");
        scanning.behavior().bulkIdsInQuery("ids[]");
        assertThat(wire.send("DELETE", "/v2/exceptions", "{\"ids\":[\"19\"]}").statusCode())
                .isEqualTo(422);
        wire.send("DELETE", "/v2/exceptions" + query.replace("[]", "%5B%5D"), "");
        assertThat(scanning.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("id").asText()).isEqualTo("19"));
    }

    @Test
    void aServiceThatFindsNoIdsMayTakeAll() {
        add("10.0.0.1", 1, "a");
        scanning.behavior().bulkWithoutIdsMeansAll(true).bulkIdsInBody("exception_ids");
        wire.send("DELETE", "/v2/exceptions", "{\"ids\":[\"99\"]}");
        assertThat(scanning.rules()).isEmpty();
    }

    @Test
    void vulnerabilitiesAreListedForAllAndForOneScan() {
        scanning.addVulnerability(
                "{\"id\":\"1\",\"scan\":{\"id\":\"" + SCAN + "\"},\"nvt\":{\"oid\":\"" + OID + "\"}}");
        scanning.addVulnerability("{\"id\":\"2\",\"scan\":\"other\"}");
        assertThat(wire.get("/v2/vulnerabilities").path("vulnerabilities")).hasSize(2);
        scanning.behavior().vulnerabilities("results").envelopes(ListShape.PLURAL_MAP, OneShape.BARE);
        assertThat(wire.get("/v2/scans/" + SCAN + "/vulnerabilities")
                        .at("/results/1/nvt/oid")
                        .asText())
                .isEqualTo(OID);
        add("10.0.0.1", 1, "a");
        assertThat(wire.get("/v2/exceptions/17/details").path("results")).hasSize(1);
    }

    @Test
    void anotherWriterAndADifferentStoreAreSeen() {
        scanning.behavior()
                .storesDifferently(rule -> rule.put("text", "changed"))
                .concurrentWriter(() -> add("10.0.0.9", 9, "other"));
        wire.create("{\"text\":\"a\",\"nvt\":\"" + OID + "\"}");
        assertThat(texts("")).containsExactly("changed", "other");
    }

    @Test
    void faultsAndLimitsRespondInTheServicesOwnShape() {
        scanning.faults().next(Fault.retryAfter(429, "7"), Fault.status(500).afterApplying());
        HttpResponse<String> limited = wire.create("{\"text\":\"a\",\"nvt\":\"" + OID + "\"}");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(Json.parse(limited.body()).at("/errors/0/message").asText()).isEqualTo("status 429");
        assertThat(scanning.rules()).isEmpty();
        assertThat(wire.create("{\"text\":\"a\",\"nvt\":\"" + OID + "\"}").statusCode())
                .isEqualTo(500);
        assertThat(scanning.rules()).hasSize(1);

        scanning.limits().requestsPerSecond(1);
        assertThat(wire.send("GET", "/v2/exceptions", "").statusCode()).isEqualTo(200);
        assertThat(wire.send("GET", "/v2/exceptions", "").statusCode()).isEqualTo(429);
    }
}
