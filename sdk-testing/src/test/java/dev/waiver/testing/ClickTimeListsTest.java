/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.EmailBehavior.ClickTimeDelete;
import dev.waiver.testing.EmailBehavior.ListItems;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClickTimeListsTest {
    private static final String LISTS = "/sectools/click_time_protection/exceptions";
    private static final String ITEMS = LISTS + "/items";

    private final TestClock clock = TestClock.at(Instant.parse("2024-10-08T14:40:19.611763Z"));

    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.builder().clock(clock).build();

    private final Client client = Client.signedIn(hec);

    private static String item(String listId, String name) {
        return "{\"listId\":\"" + listId + "\",\"listItemName\":\"" + name + "\",\"createdBy\":\"a@b.test\"}";
    }

    private void add(String list, String id) {
        hec.addClickTimeItem(list, "{\"listitemid\":\"" + id + "\",\"listitemname\":\"" + id + ".example\"}");
    }

    private HttpResponse<String> delete(String ids) {
        return client.send("DELETE", ITEMS, "{\"listItemIds\":" + ids + "}");
    }

    private List<String> ids() {
        return hec.clickTimeItems().stream()
                .map(item -> item.path("listitemid").asText())
                .toList();
    }

    private JsonNode listItem(int index) {
        return Client.data(client.get(LISTS)).path(index).path("listitem");
    }

    @Test
    void anItemIsCreatedFoundChangedAndRemoved() {
        HttpResponse<String> created = client.post(ITEMS, item("1", "www5.example.com"));
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(Client.code(created)).isEqualTo(201);
        assertThat(Client.data(created)).isEqualTo(Json.array());

        HttpResponse<String> listed = client.get(ITEMS);
        assertThat(Client.envelope(listed).path("recordsNumber").intValue()).isEqualTo(1);
        assertThat(Client.data(listed))
                .hasSize(1)
                .first()
                .isEqualTo(hec.clickTimeItems().get(0));
        String id = Client.data(listed).path(0).path("listitemid").asText();
        assertThat(id).matches("\\d{16}");

        HttpResponse<String> one = client.get(ITEMS + "/" + id);
        assertThat(Client.data(one)).isEqualTo(hec.clickTimeItems().get(0));
        hec.behavior().itemInArray(true);
        assertThat(Client.data(client.get(ITEMS + "/" + id))).isEqualTo(Client.data(client.get(ITEMS)));

        clock.advance(Duration.ofMinutes(1));
        HttpResponse<String> updated = client.put(ITEMS + "/" + id, item("0", "www3.example.com"));
        assertThat(Client.code(updated)).isEqualTo(200);
        assertThat(hec.clickTimeItems()).singleElement().satisfies(item -> {
            assertThat(item.path("listid").asText()).isEqualTo("0");
            assertThat(item.path("listname").asText()).isEqualTo("whitelist");
            assertThat(item.path("listitemname").asText()).isEqualTo("www3.example.com");
            assertThat(item.path("created_at").asText()).isEqualTo("2024-10-08T14:40:19.611763");
        });

        HttpResponse<String> deleted =
                client.send(client.resource(ITEMS + "/" + id).DELETE());
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(Client.code(deleted)).isEqualTo(204);
        assertThat(hec.clickTimeItems()).isEmpty();
        assertThat(hec.writes()).hasSize(3).allMatch(RecordedRequest::applied);
    }

    @Test
    void aListIsAsRecordedWithSomeMembersThatNobodyDocumented() {
        JsonNode recorded = Json.parse(Json.text(getClass().getResource("recorded-click-time-list.json")));
        client.post(ITEMS, item("0", "www3.example.com"));
        clock.set(Instant.parse("2024-10-08T14:47:47.647926Z"));
        client.post(ITEMS, item("0", "www5.example.com"));

        JsonNode listed = Client.data(client.get(LISTS + "/0"));

        assertThat(listed).hasSize(2);
        for (int i = 0; i < 2; i++) {
            ObjectNode shown = Json.asObject(listed.path(i).path("listitem"));
            assertThat(shown.has("revision")).isTrue();
            shown.put("listitemid", "000000000000000" + i);
            shown.remove(List.of("revision", "domain"));
        }
        assertThat(listed.toString()).isEqualTo(recorded.toString());
    }

    @Test
    void theListsExistAtTheStart() {
        JsonNode lists = Client.data(client.get(LISTS));
        assertThat(lists)
                .isEqualTo(Json.parse("[{\"listid\":\"0\",\"listitem\":null,\"listname\":\"whitelist\"},"
                        + "{\"listid\":\"1\",\"listitem\":null,\"listname\":\"blacklist\"}]"));
        assertThat(Client.data(client.get(LISTS + "/1"))).hasSize(1).first().isEqualTo(lists.path(1));
    }

    @Test
    void theItemsOfAListMayBeAnObjectOrAnArray() {
        add("blacklist", "1");
        assertThat(Client.data(client.get(LISTS))).hasSize(2);
        assertThat(listItem(1).path("listitemid").asText()).isEqualTo("1");
        add("blacklist", "2");
        assertThat(Client.data(client.get(LISTS))).hasSize(3);
        assertThat(listItem(2).path("listitemid").asText()).isEqualTo("2");

        hec.behavior().listItems(ListItems.OBJECT_OR_ARRAY);
        add("whitelist", "3");
        assertThat(Client.data(client.get(LISTS))).hasSize(2);
        assertThat(listItem(0).path("listitemid").asText()).isEqualTo("3");
        assertThat(listItem(1)).hasSize(2);

        hec.behavior().listItems(ListItems.ARRAY);
        assertThat(listItem(0)).hasSize(1);
        assertThat(Client.data(client.get(LISTS + "/1")).path(0).path("listitem"))
                .isEqualTo(listItem(1))
                .hasSize(2);
        delete("[\"3\"]");
        assertThat(listItem(0)).isEqualTo(Json.array());
    }

    @Test
    void requestsAreReadInBothCasesAndUnknownMembersAreKept() {
        client.post(
                ITEMS,
                "{\"list_id\":\"0\",\"list_item_name\":\"a.example\",\"created_by\":\"b@example.com\",\"laterOn\":1.50,"
                        + "\"listitemid\":\"ignored\",\"listname\":\"ignored\",\"scopes\":[\"ignored\"]}");
        ObjectNode item = hec.clickTimeItems().get(0);
        assertThat(item.toString())
                .contains("\"listitemname\":\"a.example\"", "\"created_by\":\"b@example.com\"", "\"laterOn\":1.50")
                .contains("\"listname\":\"whitelist\"")
                .doesNotContain("ignored", "list_item_name", "list_id");
    }

    @Test
    void severalAreDeletedByEitherMethod() {
        List.of("1", "2", "3", "4").forEach(id -> add("blacklist", id));
        HttpResponse<String> posted = client.post(ITEMS, "{\"listItemIds\":[\"1\",\"9\"]}");
        assertThat(Client.code(posted)).isEqualTo(204);
        assertThat(Client.code(delete("[\"2\"]"))).isEqualTo(204);
        assertThat(ids()).containsExactly("3", "4");

        hec.behavior().clickTimeDelete(ClickTimeDelete.POST);
        assertThat(delete("[\"3\"]").statusCode()).isEqualTo(405);
        client.post(ITEMS, "{\"listItemIds\":[\"3\"]}");
        assertThat(ids()).containsExactly("4");

        hec.behavior().clickTimeDelete(ClickTimeDelete.DELETE);
        assertThat(client.post(ITEMS, "{\"listItemIds\":[\"4\"]}").statusCode()).isEqualTo(422);
        delete("[\"4\"]");
        assertThat(ids()).isEmpty();
        assertThat(hec.writes())
                .extracting(RecordedRequest::applied)
                .containsExactly(true, true, false, true, false, true);
    }

    @Test
    void idsMayBeIgnoredAndAllItemsAreDeleted() {
        hec.behavior().clickTimeDelete(ClickTimeDelete.IDS_IGNORED);
        add("blacklist", "1");
        add("whitelist", "2");
        client.post(ITEMS, "{\"listItemIds\":[\"9\"]}");
        assertThat(ids()).hasSize(2);
        hec.addClickTimeItem("mt-prod-3:other", "whitelist", Json.parseObject("{\"listitemid\":\"3\"}"));
        assertThat(Client.code(delete("[\"9\"]"))).isEqualTo(204);
        assertThat(ids()).containsExactly("3");
    }

    @Test
    void allListsAreDeletedUntilAReset() {
        add("blacklist", "1");
        assertThat(Client.code(client.send(client.resource(LISTS).DELETE()))).isEqualTo(204);
        assertThat(ids()).isEmpty();
        assertThat(Client.data(client.get(LISTS))).isEqualTo(Json.array());
        assertThat(Client.data(client.get(LISTS + "/1"))).isEqualTo(Json.array());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> add("blacklist", "1"))
                .withMessageStartingWith("list: ");
        client.send(client.resource(LISTS).DELETE());
        assertThat(hec.writes()).extracting(RecordedRequest::applied).containsExactly(true, false);
        hec.reset();
        assertThat(Client.data(Client.signedIn(hec).get(LISTS))).hasSize(2);
    }

    @Test
    void aRepeatedNameIsAnotherItemOrRefused() {
        client.post(ITEMS, item("0", "a.example"));
        client.post(ITEMS, item("0", "a.example"));
        assertThat(ids()).doesNotHaveDuplicates().hasSize(2);
        hec.behavior().repeatedCreateIs409(true);
        HttpResponse<String> refused = client.post(ITEMS, item("0", "a.example"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.code(refused)).isEqualTo(409);
        assertThat(client.post(ITEMS, item("1", "a.example")).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsASuccessOrA404() {
        for (boolean is404 : new boolean[] {false, true}) {
            hec.behavior().missingIs404(is404, is404, is404);
            for (HttpResponse<String> response : List.of(
                    client.get(LISTS + "/9"),
                    client.get(ITEMS + "/9"),
                    client.put(ITEMS + "/9", item("0", "a.example")),
                    client.send(client.resource(ITEMS + "/9").DELETE()),
                    delete("[\"9\"]"))) {
                assertThat(response.statusCode()).isEqualTo(is404 ? 404 : 200);
                assertThat(Client.data(response)).isEqualTo(Json.array());
            }
        }
        assertThat(hec.writes()).hasSize(6).noneMatch(RecordedRequest::applied);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        add("whitelist", "1");
        assertThat(client.post(ITEMS, "{\"listId\":\"0\"}").statusCode()).isEqualTo(422);
        assertThat(client.post(ITEMS, item("9", "a.example")).statusCode()).isEqualTo(404);
        assertThat(client.put(ITEMS + "/1", item("9", "a.example")).statusCode())
                .isEqualTo(404);
        assertThat(client.send(client.resource(ITEMS).DELETE()).statusCode()).isEqualTo(422);
        hec.behavior().unlicensedEngine("click_time_protection");
        assertThat(client.get(LISTS).statusCode()).isEqualTo(403);
        assertThat(hec.requests()).noneMatch(call -> call.applied() && !call.authentication());
        assertThat(hec.clickTimeItems().get(0).path("listitemname").asText()).isEqualTo("1.example");
    }

    @Test
    void eachTenantHasItsOwnListsNamedByScopes() {
        EmailSimulator.Credentials key = new EmailSimulator.Credentials("msp", "k");
        hec.addKey(key, "mt-prod-3:acme", "mt-prod-3:other");
        Client msp = Client.signedIn(hec, key);
        HttpResponse<String> refused = msp.get(LISTS + "?scope=mt-prod-3:acme");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.envelope(refused).path("responseText").asText()).contains("\"scopes\"");
        assertThat(msp.get(LISTS + "?scopes=mt-prod-3:third").statusCode()).isEqualTo(403);
        msp.post(ITEMS + "?scopes=mt-prod-3:other", item("0", "a.example"));
        assertThat(hec.clickTimeItems("mt-prod-3:other")).hasSize(1);
        assertThat(hec.clickTimeItems("mt-prod-3:acme")).isEmpty();
        assertThat(Client.data(client.get(ITEMS))).isEmpty();

        EmailSimulator.Credentials lost = new EmailSimulator.Credentials("lost", "k");
        hec.addKey(lost, "");
        Client without = Client.signedIn(hec, lost);
        assertThat(Client.data(without.get(LISTS))).isEqualTo(Json.array());
        assertThat(without.post(ITEMS, item("0", "a.example")).statusCode()).isEqualTo(200);
        assertThat(hec.clickTimeItems()).hasSize(1);
    }

    @Test
    void theSettingsOfAllServicesApply() {
        hec.behavior()
                .listLag(Duration.ofSeconds(3))
                .createStatus(201)
                .storesDifferently(item -> item.put("listitemname", "changed"))
                .concurrentWriter(() -> add("blacklist", "theirs"));
        assertThat(client.post(ITEMS, item("0", "a.example")).statusCode()).isEqualTo(201);
        assertThat(Client.data(client.get(ITEMS))).hasSize(1);
        assertThat(listItem(0).isNull()).isTrue();
        clock.advance(Duration.ofSeconds(3));
        assertThat(Client.data(client.get(ITEMS))).hasSize(2);
        assertThat(listItem(0).path("listitemname").asText()).isEqualTo("changed");
    }
}
