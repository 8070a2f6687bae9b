/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.ClickTimeList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of click-time protection lists, against items in memory that speak the recorded shapes. */
class ClickTimeExceptionsTest extends WireFixture {
    private static final String LISTS = "sectools/click_time_protection/exceptions";
    private static final String ITEMS = LISTS + "/items";

    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private int nextId = 2000;
    private String response = "";
    private boolean storesElsewhere;
    private boolean storesItsOwnAuthor;
    private boolean losesTheNext;

    @Override
    MockResponse respond(Sent sent) {
        if (!response.isEmpty()) {
            return json(200, response);
        }
        MockResponse done = processed(sent);
        if (losesTheNext && !sent.method().equals("GET")) {
            losesTheNext = false;
            return new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build();
        }
        return done;
    }

    private MockResponse processed(Sent sent) {
        String id = segment(sent.path());
        switch (sent.method()) {
            case "GET" -> {
                ObjectNode item = items.get(id);
                return success(
                        200, rows(id.equals("items") ? items.values() : item == null ? List.of() : List.of(item)));
            }
            case "POST" -> {
                String fresh = Integer.toString(nextId++);
                items.put(fresh, lowerCase(sent.data()).put("listitemid", fresh));
                return success(201);
            }
            case "PUT" -> {
                if (items.containsKey(id)) {
                    items.get(id).setAll(lowerCase(sent.data()));
                }
                return success(200);
            }
            default -> {
                return items.remove(id) == null ? json(404, "{\"message\":\"not found\"}") : success(204);
            }
        }
    }

    private static ArrayNode rows(Iterable<ObjectNode> rows) {
        ArrayNode all = EmailFixture.JSON.createArrayNode();
        rows.forEach(all::add);
        return all;
    }

    private ObjectNode lowerCase(ObjectNode data) {
        ObjectNode item = EmailFixture.JSON.createObjectNode();
        data.properties()
                .forEach(member -> item.set(
                        switch (member.getKey()) {
                            case "listId" -> "listid";
                            case "listItemName" -> "listitemname";
                            case "createdBy" -> "created_by";
                            default -> member.getKey();
                        },
                        member.getValue()));
        if (storesElsewhere) {
            item.put("listid", "9");
        }
        if (storesItsOwnAuthor) {
            item.put("created_by", "service@example.com");
        }
        return item.put("listname", "blacklist").put("created_at", "2026-11-20T16:41:35.611763");
    }

    private void recorded() {
        EmailFixture.object(EmailFixture.document("click-time-items.json"))
                .get("responseData")
                .forEach(item -> items.put(item.get("listitemid").asText(), (ObjectNode) item));
    }

    private ClickTimeExceptions exceptions() {
        return client().clickTimeExceptions();
    }

    // ------------------------------------------------------------------ reading

    @Test
    void itemsAreReadFromTheRecordedShape() {
        recorded();
        List<ClickTimeItem> read = exceptions().list().toList();
        assertThat(lines()).containsExactly("GET " + ITEMS);
        ClickTimeItem item = read.get(1);
        assertThat(item.id()).isEqualTo("1000000000000002");
        assertThat(item.listId()).contains("1");
        assertThat(item.listName()).contains("blacklist");
        assertThat(item.listItemName()).contains("www5.example.com");
        assertThat(item.createdBy()).contains("a@b.test");
        assertThat(item.createdAt().orElseThrow().hasZone()).isFalse();
        assertThat(item.createdAt().orElseThrow().instant()).contains(Instant.parse("2024-10-08T14:47:47.647926Z"));
        assertThat(item.additionalProperties()).containsOnlyKeys("category");
    }

    @Test
    void theSpellingOfRequestsIsReadToo() {
        ClickTimeItem item = JsonCodec.strictNames()
                .read(
                        ClickTimeItem.class,
                        "{\"listId\":\"0\",\"listItemId\":\"7\",\"listItemName\":\"a\",\"createdBy\":\"b\"}");
        assertThat(item.id()).isEqualTo("7");
        assertThat(item.listId()).contains("0");
        assertThat(item.listItemName()).contains("a");
        assertThat(item.createdBy()).contains("b");
    }

    @Test
    void aListHasASingleObjectOrAnArrayOfItems() {
        response = EmailFixture.document("click-time-lists.json");
        List<ClickTimeList> lists = exceptions().lists().toList();
        assertThat(lines()).containsExactly("GET " + LISTS);
        assertThat(lists).extracting(ClickTimeList::listName).allMatch(Optional::isPresent);
        assertThat(lists.get(1).items()).extracting(ClickTimeItem::id).containsExactly("1000000000000002");
        assertThat(lists.get(1).additionalProperties()).containsOnlyKeys("owner");
        response = "{\"responseEnvelope\":{},\"responseData\":[{\"listid\":\"0\",\"listitem\":"
                + "[{\"listitemid\":\"1\"},{\"listitemid\":\"2\"}]},{\"listid\":\"1\",\"listitem\":null}]}";
        lists = exceptions().lists().toList();
        assertThat(lists.get(0).items()).extracting(ClickTimeItem::id).containsExactly("1", "2");
        assertThat(lists.get(1).items()).isEmpty();
    }

    @Test
    void theRowsOfAListAreItsItems() {
        response = EmailFixture.document("click-time-list.json");
        ClickTimeList list = exceptions().list("0").execute();
        assertThat(lines()).containsExactly("GET " + LISTS + "/0");
        assertThat(list.items())
                .extracting(item -> item.listItemName().orElseThrow())
                .containsExactly("www3.example.com", "www7.example.com");
        assertThatThrownBy(() -> exceptions().list("1").execute())
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("asked for 1, got 0");
        response = "";
        assertThatThrownBy(() -> exceptions().list("5").execute())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no click-time list 5");
    }

    @Test
    void anEmptySuccessIsNotFound() {
        assertThatThrownBy(() -> exceptions().get("5").execute())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no click-time item 5");
        recorded();
        assertThat(exceptions().get("1000000000000001").execute().listItemName())
                .contains("www3.example.com");
        assertThat(lines()).last().isEqualTo("GET " + ITEMS + "/1000000000000001");
    }

    @Test
    void eachTenantHasItsScopeInTheParameterScopes() {
        recorded();
        EmailClient client = client();
        for (String tenant : List.of("farm:acme", "farm:other")) {
            requests.clear();
            ClickTimeExceptions exceptions = client.forTenant(tenant).clickTimeExceptions();
            String id = exceptions
                    .create(ClickTimeItem.of("1", "x.example"))
                    .execute()
                    .id();
            exceptions.edit(id, item -> item.withListItemName("y.example")).execute();
            exceptions.remove(id).execute();
            assertThat(requests).hasSize(7).allSatisfy(sent -> {
                assertThat(sent.scopes()).isEqualTo(tenant);
                assertThat(sent.query()).isEqualTo("scopes=" + tenant.replace(":", "%3A"));
            });
        }
        items.clear();
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> client.forTenant("farm:unknown")
                        .clickTimeExceptions()
                        .list()
                        .toList(),
                () -> client.forTenant("farm:unknown")
                        .clickTimeExceptions()
                        .lists()
                        .toList())) {
            assertThat(catchThrowableOfType(IncompleteListException.class, read).reason())
                    .isEqualTo(IncompleteListException.Reason.NO_TENANT);
        }
    }

    // ------------------------------------------------------------------ writing

    @Test
    void aCreateSendsListNameAndAuthor() {
        recorded();
        ClickTimeItem created = exceptions()
                .create(ClickTimeItem.of("1", "www.evil.example").withCreatedBy("admin@example.com"))
                .execute();
        assertThat(created.id()).isEqualTo("2000");
        assertThat(lines()).containsExactly("GET " + ITEMS, "POST " + ITEMS, "GET " + ITEMS);
        assertThat(requests.get(1).data())
                .isEqualTo(EmailFixture.object("{\"listId\":\"1\",\"listItemName\":\"www.evil.example\","
                        + "\"createdBy\":\"admin@example.com\"}"));
    }

    @Test
    void anEditSendsTheSameMembersAndWhatIsUnknown() {
        recorded();
        ClickTimeItem after = exceptions()
                .edit("1000000000000002", item -> item.withListItemName("www6.example.com"))
                .execute();
        assertThat(after.listItemName()).contains("www6.example.com");
        assertThat(after.additionalProperties()).containsOnlyKeys("category");
        Sent put = writes().get(0);
        assertThat(put.line()).isEqualTo("PUT " + ITEMS + "/1000000000000002");
        assertThat(put.data())
                .isEqualTo(EmailFixture.object("{\"listId\":\"1\",\"listItemName\":\"www6.example.com\","
                        + "\"createdBy\":\"a@b.test\",\"category\":{\"code\":1}}"));
    }

    @Test
    void aReplacementIsReadBack() {
        recorded();
        assertThat(exceptions()
                        .replace("1000000000000001", ClickTimeItem.of("0", "a.example"))
                        .execute()
                        .listItemName())
                .contains("a.example");
        storesElsewhere = true;
        assertThatThrownBy(() -> exceptions()
                        .replace("1000000000000001", ClickTimeItem.of("0", "b.example"))
                        .execute())
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.differences())
                        .extracting(Object::toString)
                        .containsExactly("listId: expected \"0\", found \"9\""));
        assertThatThrownBy(() ->
                        exceptions().create(ClickTimeItem.of("0", "c.example")).execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("listId");
    }

    @Test
    void anAuthorThatWasSentIsReadBack() {
        recorded();
        storesItsOwnAuthor = true;
        ClickTimeItem item = ClickTimeItem.of("1", "www.evil.example");
        assertThat(exceptions().create(item).execute().createdBy()).contains("service@example.com");
        assertThatThrownBy(() -> exceptions()
                        .edit("1000000000000001", found -> found.withCreatedBy("new@b.test"))
                        .execute())
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.differences())
                        .extracting(Object::toString)
                        .containsExactly("createdBy: expected \"new@b.test\", found \"service@example.com\""));
        assertThatThrownBy(() ->
                        exceptions().create(item.withCreatedBy("new@b.test")).execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("createdBy");
    }

    @Test
    void aRemovalHasNoBodyAndMayBeRepeated() {
        recorded();
        losesTheNext = true;
        exceptions().remove("1000000000000001").execute();
        assertThat(writes())
                .extracting(Sent::line)
                .containsExactly("DELETE " + ITEMS + "/1000000000000001", "DELETE " + ITEMS + "/1000000000000001");
        assertThat(writes()).allMatch(sent -> sent.body().isEmpty());
        assertThatThrownBy(() -> exceptions().remove("1000000000000001").execute())
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anEqualItemIsPresent() {
        recorded();
        assertThat(exceptions()
                        .ensure(ClickTimeItem.of("1", " WWW5.example.com. "))
                        .execute()
                        .outcome())
                .isEqualTo(EnsureResult.Outcome.PRESENT);
        assertThat(exceptions()
                        .ensure(ClickTimeItem.of("0", "www5.example.com"))
                        .execute()
                        .outcome())
                .isEqualTo(EnsureResult.Outcome.CREATED);
        assertThat(exceptions()
                        .ensure(ClickTimeItem.of("0", "https://www5.example.com/A"))
                        .execute()
                        .outcome())
                .isEqualTo(EnsureResult.Outcome.CREATED);
        assertThat(exceptions()
                        .ensure(ClickTimeItem.of("0", "https://www5.example.com/a"))
                        .execute()
                        .outcome())
                .isEqualTo(EnsureResult.Outcome.CREATED);
        items.put(
                "?", EmailFixture.JSON.createObjectNode().put("listitemid", "?").put("listid", "0"));
        assertThatThrownBy(() ->
                        exceptions().ensure(ClickTimeItem.of("0", "x.example")).execute())
                .isInstanceOf(AmbiguousMatchException.class);
    }

    @Test
    void manyAreEnsuredAndRemoved() {
        recorded();
        List<ClickTimeItem> wanted =
                List.of(ClickTimeItem.of("1", "www5.example.com"), ClickTimeItem.of("1", "a.example"));
        assertThat(exceptions().ensureAll(wanted).execute().items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(BulkResult.Outcome.PRESENT, BulkResult.Outcome.CREATED);
        assertThat(lines()).filteredOn(("GET " + ITEMS)::equals).hasSize(2);
        assertThat(exceptions().ensureAbsent(wanted).execute().items())
                .extracting(BulkResult.Item::outcome)
                .containsOnly(BulkResult.Outcome.REMOVED);
        assertThat(exceptions()
                        .removeAll(List.of("1000000000000001", "5"))
                        .execute()
                        .items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(BulkResult.Outcome.REMOVED, BulkResult.Outcome.ABSENT);
        assertThat(items).isEmpty();
    }

    // ------------------------------------------------------------------ bad input

    @ParameterizedTest
    @CsvSource({"{}, listId", "{\"listId\":\" \"}, listId", "{\"listId\":\"0\"}, listItemName"})
    void anItemWithoutListOrName(String json, String field) {
        ClickTimeItem item = JsonCodec.strictNames().read(ClickTimeItem.class, json);
        ClickTimeExceptions exceptions = exceptions();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> exceptions.create(item),
                () -> exceptions.ensure(item),
                () -> exceptions.createAll(List.of(item)),
                () -> exceptions.ensureAbsent(List.of(item)),
                () -> exceptions.replace("1", item))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessageMatching("(rules\\[0]: )?" + field + ": is not set; give .*");
        }
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "items"})
    void aListIdThatAddressesSomethingElse(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exceptions().list(id))
                .withMessageStartingWith("listId: ");
        assertThat(requests).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickTimeItem.of(" ", "a"))
                .withMessageStartingWith("listId: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClickTimeItem.of("0", ""))
                .withMessageStartingWith("listItemName: ");
        assertThatNullPointerException().isThrownBy(() -> exceptions().create(null));
        assertThatIllegalArgumentException().isThrownBy(() -> exceptions().remove(".."));
        assertThat(requests).isEmpty();
    }

    @Test
    void whatWasReadIsNotJudged() {
        items.put(
                "7", EmailFixture.JSON.createObjectNode().put("listitemid", "7").put("listitemname", "a.example"));
        ClickTimeItem after = exceptions()
                .edit("7", item -> item.withListItemName("b.example"))
                .execute();
        assertThat(exceptions()
                        .replace("7", after.withCreatedBy("x@y.test"))
                        .execute()
                        .createdBy())
                .contains("x@y.test");
    }
}
