/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.EmailBehavior.EngineDelete;
import dev.waiver.testing.EmailBehavior.LastEvaluatedKey;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineExceptionsTest {
    private static final String ENGINE = "/sectool-exceptions/avanan_url";
    private static final String EXCEPTIONS = ENGINE + "/exceptions";
    private static final String ALLOWED = EXCEPTIONS + "/allow-url";

    private final TestClock clock = TestClock.at(Instant.parse("2024-09-26T20:00:31.283Z"));

    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.builder().clock(clock).build();

    private final Client client = Client.signedIn(hec);

    private static String allow(String string) {
        return "{\"exceptionType\":\"allow-url\",\"exceptionStr\":\"" + string + "\"}";
    }

    private void add(String string, String comment) {
        hec.addEngineException(
                "avanan_url", "allow-url", "{\"exception_str\":\"" + string + "\",\"comment\":\"" + comment + "\"}");
    }

    private List<String> strings() {
        return strings(hec.engineExceptions("avanan_url", "allow-url"));
    }

    private static List<String> strings(Iterable<? extends JsonNode> exceptions) {
        List<String> strings = new ArrayList<>();
        exceptions.forEach(
                exception -> strings.add(exception.path("exception_str").asText()));
        return strings;
    }

    private List<String> listed(String query) {
        return strings(Client.data(client.send("GET", ALLOWED, query)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint2/hash", "avanan_url/block-domain", "avanan_dlp/text_content", "later/no type"})
    void anExceptionIsCreatedFoundChangedAndRemoved(String name) {
        String sectool = name.split("/", 2)[0];
        String type = name.split("/", 2)[1];
        String engine = "/sectool-exceptions/" + sectool;
        String table = engine + "/exceptions/" + type.replace(" ", "%20");
        String key = "\"exceptionType\":\"" + type + "\",\"exceptionStr\":\"https://a.example/x?y=1\"";
        assertThat(Client.data(client.get(table))).isEqualTo(Json.array());

        HttpResponse<String> created = client.post(engine, "{" + key + ",\"comment\":\"ours\"}");
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(Client.code(created)).isEqualTo(201);
        assertThat(Client.data(created)).isEqualTo(Json.array());
        String one = table + "/https:%2F%2Fa.example%2Fx%3Fy=1";
        assertThat(Client.data(client.get(one))).hasSize(1).isEqualTo(Client.data(client.get(table)));

        HttpResponse<String> updated = client.put(engine, "{" + key + ",\"comment\":\"theirs\"}");
        assertThat(Client.code(updated)).isEqualTo(200);
        assertThat(Client.data(client.get(one)).path(0).path("comment").asText())
                .isEqualTo("theirs");

        HttpResponse<String> deleted = client.send("DELETE", engine, "{" + key + "}");
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(Client.code(deleted)).isEqualTo(204);
        assertThat(hec.engineExceptions(sectool, type)).isEmpty();
        assertThat(hec.writes()).hasSize(3).allMatch(RecordedRequest::applied);
        assertThat(hec.requests("GET", one)).hasSize(2).allMatch(RecordedRequest::applied);
    }

    @Test
    void anExceptionHasTheRecordedMembersInTheirOrderAndSomeThatNobodyDocumented() {
        String hash = "00000000000000000000000000000000";
        client.post(
                "/sectool-exceptions/checkpoint2",
                "{\"exceptionType\":\"hash\",\"exceptionStr\":\"" + hash + "\",\"comment\":\"README.md file\"}");
        ObjectNode recorded = Json.parseObject(Json.text(getClass().getResource("recorded-engine-exception.json")));
        recorded.put("farm_customer_exception_type", "mt-prod-3:acme:checkpoint2:hash");

        JsonNode exception = Client.data(client.get("/sectool-exceptions/checkpoint2/exceptions/hash/" + hash))
                .path(0);

        assertThat(exception.toString())
                .startsWith(recorded.toString().replaceFirst("}$", ","))
                .contains("\"weight\":1.50");
    }

    @Test
    void requestsAreReadInBothCasesAndUnknownMembersAreKept() {
        client.post(
                "/sectool-exceptions/avanan_dlp",
                "{\"exceptionType\":\"hash\",\"exceptionStr\":\"a\",\"entityType\":\"file\",\"entityId\":\"7\","
                        + "\"fileName\":\"a.txt\",\"createdByEmail\":\"b@example.com\",\"isExclusive\":true,"
                        + "\"exceptionPayload\":{\"condition\":\"with_link\"},\"laterOn\":1.50,\"scopes\":[\"x\"],"
                        + "\"insertTime\":\"kept\",\"insert_time\":\"ignored\"}");
        assertThat(hec.engineExceptions("avanan_dlp", "hash").get(0).toString())
                .contains(
                        "\"created_by_email\":\"b@example.com\"",
                        "\"insert_time\":\"2024-09-26T20:00:31Z\"",
                        "\"entity_type\":\"file\",\"entity_id\":\"7\",\"file_name\":\"a.txt\",\"is_exclusive\":true,"
                                + "\"exception_payload\":{\"condition\":\"with_link\"},\"laterOn\":1.50")
                .doesNotContain("exceptionType", "exceptionStr", "scopes", "ignored");

        client.put(
                "/sectool-exceptions/avanan_dlp",
                "{\"exception_type\":\"hash\",\"exception_str\":\"a\","
                        + "\"exception_payload\":{\"condition\":\"without_link\"}}");
        assertThat(hec.engineExceptions("avanan_dlp", "hash")).singleElement().satisfies(exception -> {
            assertThat(exception.path("exception_payload").path("condition").asText())
                    .isEqualTo("without_link");
            assertThat(exception.has("exception_type")).isFalse();
            assertThat(exception.get("laterOn")).hasToString("1.50");
        });
    }

    @Test
    void aListIsFilteredAndSorted() {
        add("a.example", "first");
        clock.advance(Duration.ofSeconds(1));
        add("c.example", "second");
        clock.advance(Duration.ofSeconds(1));
        add("b.test", "third");
        assertThat(strings(Client.data(client.get(ALLOWED)))).containsExactly("a.example", "c.example", "b.test");
        assertThat(listed("{}")).containsExactly("a.example", "c.example", "b.test");
        assertThat(listed("{\"filterStr\":\".example\"}")).containsExactly("a.example", "c.example");
        assertThat(listed("{\"filterStr\":\"ir\",\"filterIndex\":\"comment\"}")).containsExactly("a.example", "b.test");
        assertThat(listed("{\"filter_str\":\"2024-09-26T20:00:32Z\",\"filter_index\":\"insert_time\","
                        + "\"insert_time_gte\":true}"))
                .containsExactly("c.example", "b.test");
        assertThat(listed("{\"filterStr\":\"2024-09-26T20:00:32Z\",\"filterIndex\":\"insert_time\","
                        + "\"insertTimeGte\":false}"))
                .containsExactly("a.example", "c.example");
        assertThat(listed("{\"filterStr\":\"20:00:32\",\"filterIndex\":\"insert_time\"}"))
                .containsExactly("c.example");
        assertThat(listed("{\"sortDir\":\"desc\"}")).containsExactly("b.test", "c.example", "a.example");
        assertThat(listed("{\"sortDir\":\"asc\",\"filterIndex\":\"exception_str\"}"))
                .containsExactly("a.example", "b.test", "c.example");
        assertThat(client.send("GET", ALLOWED, "[]").statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(LastEvaluatedKey.class)
    void aListMayComeInPages(LastEvaluatedKey place) {
        hec.behavior().enginePageSize(2).lastEvaluatedKey(place);
        for (int i = 0; i < 5; i++) {
            add("s" + i, "");
        }
        List<String> found = new ArrayList<>();
        String key = "";
        int pages = 0;
        do {
            HttpResponse<String> response =
                    client.send("GET", ALLOWED, "{\"limit\":100,\"lastEvaluatedKey\":\"" + key + "\"}");
            JsonNode data = Client.data(response);
            found.addAll(strings(place == LastEvaluatedKey.DATA ? data.path("items") : data));
            JsonNode holder =
                    switch (place) {
                        case ENVELOPE -> Client.envelope(response);
                        case TOP_LEVEL -> Json.parse(response.body());
                        case DATA -> data;
                    };
            assertThat(Client.envelope(response).path("recordsNumber").intValue())
                    .isEqualTo(5);
            key = holder.path("lastEvaluatedKey").asText("");
            pages++;
        } while (!key.isEmpty());
        assertThat(found).containsExactly("s0", "s1", "s2", "s3", "s4");
        assertThat(pages).isEqualTo(3);
        assertThat(listed("{\"limit\":1}")).hasSize(place == LastEvaluatedKey.DATA ? 2 : 1);
    }

    @Test
    void aListComesWholeByDefaultAndALimitIsHonored() {
        add("a", "");
        add("b", "");
        HttpResponse<String> whole = client.get(ALLOWED);
        assertThat(Client.data(whole)).hasSize(2);
        assertThat(whole.body()).doesNotContain("lastEvaluatedKey");
        HttpResponse<String> page = client.send("GET", ALLOWED, "{\"limit\":1}");
        assertThat(strings(Client.data(page))).containsExactly("a");
        assertThat(Client.envelope(page).path("lastEvaluatedKey").asText()).isNotEmpty();
    }

    @Test
    void aListMayIgnoreItsBodyAndRepeatTheFirstPage() {
        hec.behavior().enginePageSize(1).ignoresListBody(true);
        add("a", "");
        add("b", "");
        String key =
                Client.envelope(client.get(ALLOWED)).path("lastEvaluatedKey").asText();
        String next = "{\"filterStr\":\"b\",\"lastEvaluatedKey\":\"" + key + "\"}";
        assertThat(listed(next)).containsExactly("a");
        hec.behavior().ignoresListBody(false);
        assertThat(listed("{\"lastEvaluatedKey\":\"" + key + "\"}")).containsExactly("b");
    }

    @Test
    void aBuilderSetsTheSizeOfPages() {
        try (EmailSimulator small = EmailSimulator.builder().maxPageSize(1).build()) {
            small.addEngineException("avanan_url", "allow-url", "{\"exception_str\":\"a\"}");
            small.addEngineException("avanan_url", "allow-url", "{\"exception_str\":\"b\"}");
            assertThat(Client.data(Client.signedIn(small).get(ALLOWED))).hasSize(1);
        }
    }

    @Test
    void severalAreDeletedAtOnce() {
        add("a", "");
        add("b", "");
        add("c", "");
        HttpResponse<String> deleted = client.send(
                "DELETE", EXCEPTIONS, "{\"exceptionType\":\"allow-url\",\"exceptionStrList\":[\"a\",\"c\",\"x\"]}");
        assertThat(Client.code(deleted)).isEqualTo(204);
        assertThat(strings()).containsExactly("b");
    }

    @Test
    void aDeleteMayReadOneOfBothForms() {
        String list = "{\"exceptionType\":\"allow-url\",\"exceptionStrList\":[\"a\",\"b\"]}";
        hec.behavior().engineDelete(EngineDelete.EXCEPTION_STR);
        add("a", "");
        add("b", "");
        assertThat(client.send("DELETE", EXCEPTIONS, list).statusCode()).isEqualTo(422);
        assertThat(client.send("DELETE", EXCEPTIONS, list).body()).contains("\"exceptionStr\"");
        assertThat(strings()).hasSize(2);
        client.send("DELETE", EXCEPTIONS, allow("a"));
        client.send("DELETE", ENGINE, allow("b"));
        assertThat(strings()).isEmpty();

        hec.behavior().engineDelete(EngineDelete.EXCEPTION_STR_LIST);
        add("a", "");
        add("b", "");
        assertThat(client.send("DELETE", ENGINE, allow("a")).statusCode()).isEqualTo(422);
        client.send("DELETE", ENGINE, list);
        assertThat(strings()).isEmpty();

        hec.behavior().engineDelete(EngineDelete.BOTH);
        assertThat(client.send("DELETE", ENGINE, list).statusCode()).isEqualTo(422);
        assertThat(client.send("DELETE", EXCEPTIONS, allow("a")).statusCode()).isEqualTo(422);
    }

    @Test
    void aDeleteWhoseBodyIsLostMayDeleteEverything() {
        hec.behavior().engineDelete(EngineDelete.BODY_IGNORED);
        add("a", "");
        hec.addEngineException("avanan_url", "block-url", "{\"exception_str\":\"b\"}");
        hec.addEngineException("avanan_dlp", "hash", "{\"exception_str\":\"c\"}");
        hec.addEngineException(
                "mt-prod-3:other", "avanan_url", "allow-url", Json.parseObject("{\"exception_str\":\"d\"}"));

        assertThat(Client.code(client.send("DELETE", ENGINE, allow("x")))).isEqualTo(204);

        assertThat(strings()).containsExactly("d");
        assertThat(hec.engineExceptions("avanan_url", "block-url")).isEmpty();
        assertThat(hec.engineExceptions("avanan_dlp", "hash")).hasSize(1);
    }

    @Test
    void aRepeatedCreateOverwritesOrIsRefused() {
        client.post(ENGINE, "{\"exceptionType\":\"allow-url\",\"exceptionStr\":\"a\",\"fileName\":\"f\"}");
        clock.advance(Duration.ofSeconds(9));
        client.post(ENGINE, "{\"exceptionType\":\"allow-url\",\"exceptionStr\":\"a\",\"comment\":\"later\"}");
        assertThat(hec.engineExceptions("avanan_url", "allow-url"))
                .singleElement()
                .satisfies(exception -> {
                    assertThat(exception.path("comment").asText()).isEqualTo("later");
                    assertThat(exception.has("file_name")).isFalse();
                    assertThat(exception.path("insert_time").asText()).isEqualTo("2024-09-26T20:00:40Z");
                });

        hec.behavior().repeatedCreateIs409(true);
        HttpResponse<String> refused = client.post(ENGINE, allow("a"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.code(refused)).isEqualTo(409);
        assertThat(client.post(ENGINE, allow("b")).statusCode()).isEqualTo(200);
        assertThat(hec.writes()).extracting(RecordedRequest::applied).containsExactly(true, true, false, true);
    }

    @Test
    void anUpdateMergesOrReplaces() {
        String rest = "\"file_name\":\"f\",\"created_by_email\":\"b@example.com\",\"comment\":\"c\",\"later\":1.50";
        hec.addEngineException("avanan_url", "allow-url", "{\"exception_str\":\"a\"," + rest + "}");
        String update =
                "{\"exceptionType\":\"allow-url\",\"exceptionStr\":\"a\",\"exceptionPayload\":{\"condition\":\"x\"}}";
        client.put(ENGINE, update);
        ObjectNode merged = hec.engineExceptions("avanan_url", "allow-url").get(0);
        assertThat(merged.path("file_name").asText()).isEqualTo("f");
        assertThat(merged.path("exception_payload")).hasToString("{\"condition\":\"x\"}");

        hec.behavior().replacesOnUpdate(true);
        client.put(ENGINE, update);
        ObjectNode replaced = hec.engineExceptions("avanan_url", "allow-url").get(0);
        assertThat(replaced.has("file_name")).isFalse();
        assertThat(replaced.has("later")).isFalse();
        assertThat(replaced.get("comment").isNull()).isTrue();
        assertThat(replaced.path("created_by_email").asText()).isEqualTo("b@example.com");
        assertThat(replaced.path("insert_time").asText()).isEqualTo("2024-09-26T20:00:31Z");
        assertThat(replaced.path("exception_payload")).hasToString("{\"condition\":\"x\"}");
    }

    @Test
    void aStringThatIsNotThereIsASuccessOrA404() {
        for (boolean is404 : new boolean[] {false, true}) {
            hec.behavior().missingIs404(is404, is404, is404);
            for (HttpResponse<String> response : List.of(
                    client.get(ALLOWED + "/x"),
                    client.put(ENGINE, allow("x")),
                    client.send("DELETE", ENGINE, allow("x")),
                    client.send(
                            "DELETE", EXCEPTIONS, "{\"exceptionType\":\"allow-url\",\"exceptionStrList\":[\"x\"]}"))) {
                assertThat(response.statusCode()).isEqualTo(is404 ? 404 : 200);
                assertThat(Client.data(response)).isEqualTo(Json.array());
            }
        }
        assertThat(hec.writes()).hasSize(6).noneMatch(RecordedRequest::applied);
        assertThat(strings()).isEmpty();
    }

    @Test
    void anEngineMayHaveNoLicense() {
        hec.behavior().unlicensedEngine("avanan_url");
        for (HttpResponse<String> response : List.of(
                client.get(ALLOWED),
                client.get(ALLOWED + "/a"),
                client.post(ENGINE, allow("a")),
                client.put(ENGINE, allow("a")),
                client.send("DELETE", ENGINE, allow("a")))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(Client.code(response)).isEqualTo(403);
        }
        assertThat(client.get("/sectool-exceptions/avanan_dlp/exceptions/hash").statusCode())
                .isEqualTo(200);
        assertThat(hec.writes()).noneMatch(RecordedRequest::applied);
        hec.reset();
        assertThat(Client.signedIn(hec).get(ALLOWED).statusCode()).isEqualTo(200);
    }

    @Test
    void eachTenantHasItsOwnTables() {
        EmailSimulator.Credentials key = new EmailSimulator.Credentials("msp", "k");
        hec.addKey(key, "mt-prod-3:acme", "mt-prod-3:other");
        Client msp = Client.signedIn(hec, key);

        HttpResponse<String> refused = msp.post(ENGINE, allow("a"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.envelope(refused).path("responseText").asText()).startsWith("Must provide a single scope");
        assertThat(msp.get(ALLOWED + "?scope=mt-prod-3:third").statusCode()).isEqualTo(403);
        assertThat(msp.post(ENGINE + "?scope=mt-prod-3%3Aother", allow("a")).statusCode())
                .isEqualTo(200);

        assertThat(hec.engineExceptions("mt-prod-3:other", "avanan_url", "allow-url"))
                .singleElement()
                .satisfies(exception -> assertThat(
                                exception.path("farm_customer_exception_type").asText())
                        .isEqualTo("mt-prod-3:other:avanan_url:allow-url"));
        assertThat(hec.engineExceptions("mt-prod-3:acme", "avanan_url", "allow-url"))
                .isEmpty();
        assertThat(Client.data(client.get(ALLOWED))).isEmpty();

        EmailSimulator.Credentials lost = new EmailSimulator.Credentials("lost", "k");
        hec.addKey(lost, "");
        assertThat(Client.signedIn(hec, lost).post(ENGINE, allow("b")).statusCode())
                .isEqualTo(200);
        assertThat(strings()).containsExactly("a");
    }

    @Test
    void aListLagsByTheClockAndAnOverwrittenExceptionDoesNot() {
        hec.behavior().listLag(Duration.ofSeconds(3));
        client.post(ENGINE, allow("a"));
        assertThat(Client.data(client.get(ALLOWED))).isEmpty();
        assertThat(Client.data(client.get(ALLOWED + "/a"))).hasSize(1);
        clock.advance(Duration.ofSeconds(3));
        assertThat(Client.data(client.get(ALLOWED))).hasSize(1);
        client.post(ENGINE, allow("a"));
        assertThat(Client.data(client.get(ALLOWED))).hasSize(1);
    }

    @Test
    void theSettingsOfAllServicesApply() {
        hec.behavior()
                .createCode(200)
                .createStatus(201)
                .deleteCode(200)
                .deleteStatus(204)
                .responseCode(0)
                .storesDifferently(exception -> exception.put("comment", "changed"))
                .concurrentWriter(() -> add("theirs", ""));
        HttpResponse<String> created = client.post(ENGINE, allow("a"));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(Client.code(created)).isEqualTo(200);
        assertThat(strings()).containsExactly("a", "theirs");
        assertThat(Client.data(client.get(ALLOWED)).path(0).path("comment").asText())
                .isEqualTo("changed");
        assertThat(Client.code(client.get(ALLOWED))).isZero();
        assertThat(client.send("DELETE", ENGINE, allow("a")).statusCode()).isEqualTo(204);
        hec.behavior()
                .lastEvaluatedKey(LastEvaluatedKey.ENVELOPE)
                .envelope(false)
                .enginePageSize(1);
        add("a", "");
        assertThat(client.get(ALLOWED).body()).startsWith("{\"responseData\":[").doesNotContain("lastEvaluatedKey");
    }

    @Test
    void faultsStubsAndTheLogKnowTheRoutes() {
        hec.faults().when("POST", ENGINE).next(Fault.status(503));
        assertThat(client.post(ENGINE, allow("a")).statusCode()).isEqualTo(503);
        assertThat(strings()).isEmpty();
        hec.stub("GET", ALLOWED + "/a%2Fb", "{\"stubbed\":true}");
        assertThat(client.get(ALLOWED + "/a%2Fb").body()).isEqualTo("{\"stubbed\":true}");
        assertThat(hec.requests("GET", ALLOWED)).singleElement().returns(ALLOWED + "/a%2Fb", RecordedRequest::resource);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThat(client.post(ENGINE, "{\"exceptionType\":\"allow-url\"}").body())
                .isEqualTo("{\"detail\":[{\"msg\":\"Field required\",\"type\":\"missing\","
                        + "\"loc\":[\"body\",\"requestData\",\"exceptionStr\"]}]}");
        assertThat(client.put(ENGINE, "{\"exceptionStr\":\"a\"}").statusCode()).isEqualTo(422);
        assertThat(client.send(client.resource(ENGINE).DELETE()).statusCode()).isEqualTo(422);
        assertThat(client.get(EXCEPTIONS).statusCode()).isEqualTo(404);
        assertThat(client.get(ALLOWED + "/a/b").statusCode()).isEqualTo(404);
        assertThat(Client.anonymous(hec).get(ALLOWED).statusCode()).isEqualTo(401);
        assertThat(hec.requests()).noneMatch(call -> call.applied() && !call.authentication());
    }

    @Test
    void aSeedNeedsItsStringAndEndsWithAReset() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hec.addEngineException("avanan_url", "allow-url", "{\"comment\":\"c\"}"))
                .withMessageStartingWith("exception_str: ");
        add("a", "");
        add("a", "again");
        assertThat(strings()).containsExactly("a");
        hec.reset();
        assertThat(strings()).isEmpty();
    }
}
