/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.BulkResult;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Settings;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.BulkStoppedException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EngineCondition;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the exceptions of single engines, against a table in memory that speaks the recorded shapes. */
class EngineExceptionsTest extends WireFixture {
    private static final String LIST = "GET sectool-exceptions/avanan_url/exceptions/block-domain";
    private static final String MD5 = "11111111111111111111111111111111";

    private static final Map<String, String> SNAKE = Map.of(
            "exceptionType", "exception_type",
            "exceptionStr", "exception_str",
            "exceptionPayload", "exception_payload",
            "isExclusive", "is_exclusive",
            "entityType", "entity_type",
            "entityId", "entity_id",
            "fileName", "file_name",
            "createdByEmail", "created_by_email");

    /** The faults of removals. */
    private enum Deletes {
        AS_ASKED,
        ALL,
        NOTHING,
        LATER,
        WITH_A_LOST_RESPONSE,
        ALL_WITH_A_LOST_RESPONSE
    }

    private final Map<String, ObjectNode> table = new LinkedHashMap<>();
    /** The types of the engine's other tables, of which one has rows. */
    private Set<String> otherTypes = Set.of("allow-url", "allow-domain", "block-url");

    private final Map<String, ObjectNode> allowed = new LinkedHashMap<>();
    private boolean othersAreRefused;
    private Deletes deletes = Deletes.AS_ASKED;
    private int readsUntilGone;
    private String list = "";
    private int failures;
    private boolean losesPosts;
    private boolean keepsAuthor;

    @Override
    MockResponse respond(Sent sent) {
        if (failures > 0 && !sent.method().equals("GET")) {
            failures--;
            return json(500, "{\"message\":\"internal error\"}");
        }
        return switch (sent.method()) {
            case "GET" -> read(sent.path());
            case "POST" -> post(sent.data());
            case "PUT" -> put(sent.data());
            default -> delete(sent.data());
        };
    }

    private MockResponse read(String path) {
        String[] segments = path.split("/", -1);
        if (segments.length == 4) {
            if (readsUntilGone > 0 && --readsUntilGone == 0) {
                table.remove("evil.example");
            }
            if (otherTypes.contains(segments[3])) {
                return othersAreRefused
                        ? json(403, "{\"message\":\"Forbidden\"}")
                        : success(200, rows(segments[3].equals("allow-domain") ? allowed.values() : List.of()));
            }
            return list.isEmpty() ? success(200, rows(table.values())) : json(200, list);
        }
        ObjectNode row = table.get(segment(path));
        return success(200, rows(row == null ? List.of() : List.of(row)));
    }

    private static ArrayNode rows(Iterable<ObjectNode> rows) {
        ArrayNode all = EmailFixture.JSON.createArrayNode();
        rows.forEach(all::add);
        return all;
    }

    private MockResponse post(ObjectNode data) {
        table.put(data.get("exceptionStr").asText(), snake(data).put("insert_time", "2026-11-20T16:41:35.283094"));
        return losesPosts
                ? new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()
                : success(201);
    }

    private MockResponse put(ObjectNode data) {
        ObjectNode row = table.get(data.get("exceptionStr").asText());
        if (row != null) {
            row.setAll(keepsAuthor ? snake(data).without("created_by_email") : snake(data));
        }
        return success(200);
    }

    private MockResponse delete(ObjectNode data) {
        String str = data.has("exceptionStr")
                ? data.get("exceptionStr").asText()
                : data.get("exceptionStrList").get(0).asText();
        switch (deletes) {
            case ALL, ALL_WITH_A_LOST_RESPONSE -> {
                table.clear();
                allowed.clear();
            }
            case NOTHING -> {}
            case LATER -> readsUntilGone = 3;
            default -> table.remove(str);
        }
        return deletes.name().endsWith("LOST_RESPONSE")
                ? new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()
                : success(204);
    }

    private static ObjectNode snake(ObjectNode data) {
        ObjectNode row = EmailFixture.JSON.createObjectNode();
        data.properties()
                .forEach(member -> row.set(SNAKE.getOrDefault(member.getKey(), member.getKey()), member.getValue()));
        return row;
    }

    private void stored(String... strings) {
        for (String str : strings) {
            table.put(str, EmailFixture.JSON.createObjectNode().put("exception_str", str));
        }
    }

    private ObjectNode row(String str) {
        return Objects.requireNonNull(table.get(str));
    }

    private EngineExceptions blocked() {
        return client().engineExceptions(EngineTable.URL_BLOCK_DOMAIN);
    }

    private EngineExceptions removing(EngineDeleteForm form) {
        return closing(settings().engineDeleteForm(form).build()).engineExceptions(EngineTable.URL_BLOCK_DOMAIN);
    }

    // ------------------------------------------------------------------ reading

    @Test
    void aListIsReadByAGetWithoutABody() {
        list = EmailFixture.document("engine-list.json");
        List<EngineExceptionRule> rules =
                client().engineExceptions(EngineTable.MALWARE_HASH).list().toList();
        assertThat(requests)
                .containsExactly(new Sent("GET", "sectool-exceptions/checkpoint2/exceptions/hash", "", "", ""));
        EngineExceptionRule recorded = rules.get(0);
        assertThat(recorded.id()).isEqualTo("00000000000000000000000000000000");
        assertThat(recorded.comment()).contains("README.md file");
        assertThat(recorded.createdByEmail()).contains("admin@example.com");
        assertThat(recorded.insertTime().orElseThrow().hasZone()).isTrue();
        assertThat(recorded.additionalProperties()).containsOnlyKeys("farm_customer_exception_type");
        EngineExceptionRule full = rules.get(1);
        assertThat(full.comment()).isEmpty();
        assertThat(full.condition()).contains(EngineCondition.WITH_LINK);
        assertThat(full.exclusive()).contains(EmailFlag.of(true));
        assertThat(full.boundEntityType()).contains("office365_emails");
        assertThat(full.boundEntityId()).contains("17");
        assertThat(full.fileName()).contains("invoice.docx");
        assertThat(full.insertTime().orElseThrow().hasZone()).isFalse();
        assertThat(full.insertTime().orElseThrow().instant()).contains(Instant.parse("2024-09-27T08:15:00.283094Z"));
    }

    @Test
    void bothSpellingsAreRead() {
        EngineExceptionRule camel = JsonCodec.strictNames()
                .read(
                        EngineExceptionRule.class,
                        "{\"exceptionStr\":\"a\",\"exceptionPayload\":{\"condition\":\"with_link\"},\"isExclusive\":\"True\"}");
        assertThat(camel.id()).isEqualTo("a");
        assertThat(camel.condition()).contains(EngineCondition.WITH_LINK);
        assertThat(camel.exclusive().orElseThrow().isOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"responseEnvelope\":{\"responseCode\":200,\"lastEvaluatedKey\":\"k\"},\"responseData\":[ROW]}",
                "{\"responseEnvelope\":{\"responseCode\":200,\"lastEvaluatedKey\":{\"a\":[{}]}},\"responseData\":[ROW]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"lastEvaluatedKey\":\"k\",\"responseData\":[ROW]}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[ROW],\"last_evaluated_key\":{\"a\":1}}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":{\"exceptions\":[ROW],\"lastEvaluatedKey\":\"k\"}}",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":{\"lastEvaluatedKey\":{\"a\":1},\"count\":1,\"items\":[ROW]}}"
            })
    void aListThatGoesOnIsIncomplete(String body) {
        list = body.replace("ROW", "{\"exception_str\":\"evil.example\",\"comment\":\"read\"}");
        List<EngineExceptionRule> read = new ArrayList<>();
        IncompleteListException error = catchThrowableOfType(
                IncompleteListException.class, () -> blocked().list().forEach(read::add));
        assertThat(read).extracting(EngineExceptionRule::id).containsExactly("evil.example");
        assertThat(error.reason()).isEqualTo(IncompleteListException.Reason.MORE_ANNOUNCED);
        assertThat(error.itemsRead()).isEqualTo(1);
        assertThat(error.ids()).containsExactly("evil.example");
        assertThatThrownBy(() -> blocked().list().all().execute()).isInstanceOf(IncompleteListException.class);
        assertThatThrownBy(() -> blocked()
                        .ensure(EngineExceptionRule.of("other.example"))
                        .execute())
                .isInstanceOf(IncompleteListException.class);
        assertThatThrownBy(() -> removing(EngineDeleteForm.EXCEPTION_STR)
                        .remove("evil.example")
                        .execute())
                .isInstanceOf(IncompleteListException.class);
        assertThat(writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"responseEnvelope\":{\"lastEvaluatedKey\":\"\"},\"responseData\":[ROW]}",
                "{\"responseEnvelope\":{\"lastEvaluatedKey\":null},\"lastEvaluatedKey\":{},\"responseData\":[ROW]}",
                "{\"responseEnvelope\":{\"recordsNumber\":99},\"responseData\":{\"lastEvaluatedKey\":null,\"items\":[ROW]}}",
                "{\"responseEnvelope\":{},\"responseData\":ROW}"
            })
    void aWholeListInAnotherShape(String body) {
        list = body.replace("ROW", "{\"exception_str\":\"evil.example\"}");
        assertThat(blocked().list().toList())
                .extracting(EngineExceptionRule::id)
                .containsExactly("evil.example");
    }

    @Test
    void whatIsNoListIsUnreadable() {
        list = "{\"responseEnvelope\":{},\"responseData\":{\"a\":[],\"b\":[]}}";
        assertThatThrownBy(() -> blocked().list().toList())
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("several lists");
        list = "[{\"exception_str\":\"evil.example\"}]";
        assertThatThrownBy(() -> blocked().list().toList()).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/a b?q=1#x, https:%2F%2Fevil.example%2Fa%20b%3Fq=1%23x",
        "user+tag@evil.example, user+tag@evil.example",
        "100%/.., 100%25%2F.."
    })
    void aTextIsOneSegmentOfThePath(String text, String segment) {
        stored(text);
        assertThat(client().engineExceptions(EngineTable.URL_BLOCK_URL)
                        .get(text)
                        .execute()
                        .id())
                .isEqualTo(text);
        assertThat(lines()).containsExactly("GET sectool-exceptions/avanan_url/exceptions/block-url/" + segment);
    }

    @Test
    void anEmptySuccessIsNotFound() {
        assertThatThrownBy(() -> blocked().get("evil.example").execute())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no exception 'evil.example' in url-block-domain");
    }

    @Test
    void theTextIsComparedByValue() {
        table.put("EVIL.example", EmailFixture.JSON.createObjectNode().put("exception_str", "evil.example."));
        assertThat(blocked().get("EVIL.example").execute().id()).isEqualTo("evil.example.");
        table.put("evil.example", EmailFixture.JSON.createObjectNode().put("exception_str", "other.example"));
        assertThatThrownBy(() -> blocked().get("evil.example").execute())
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("got other.example");
    }

    @Test
    void eachTenantHasItsScope() {
        stored("evil.example");
        EmailClient client = client();
        for (String tenant : List.of("farm:acme", "farm:other")) {
            requests.clear();
            client.forTenant(tenant)
                    .engineExceptions(EngineTable.URL_BLOCK_DOMAIN)
                    .edit("evil.example", rule -> rule.withComment(tenant))
                    .execute();
            assertThat(requests).hasSize(3).allSatisfy(sent -> {
                assertThat(sent.scopes()).isEqualTo(tenant);
                assertThat(sent.query()).isEqualTo("scope=" + tenant.replace(":", "%3A"));
            });
        }
        table.clear();
        assertThatThrownBy(() -> client.forTenant("farm:unknown")
                        .engineExceptions(EngineTable.URL_BLOCK_DOMAIN)
                        .list()
                        .toList())
                .isInstanceOfSatisfying(IncompleteListException.class, e -> assertThat(e.reason())
                        .isEqualTo(IncompleteListException.Reason.NO_TENANT));
    }

    // ------------------------------------------------------------------ writing

    @Test
    void aCreateSendsTheTypeOfTheTable() {
        EngineExceptionRule rule = EngineExceptionRule.builder()
                .exceptionStr("evil.example")
                .comment("TICKET-4711")
                .condition(EngineCondition.WITH_LINK)
                .exclusive(false)
                .boundEntity("office365_emails", "17")
                .fileName("not-shown.docx")
                .createdByEmail("admin@example.com")
                .build();
        EngineExceptionRule created = blocked().create(rule).execute();
        assertThat(created.insertTime()).isPresent();
        assertThat(lines()).containsExactly(LIST, "POST sectool-exceptions/avanan_url", LIST);
        assertThat(requests.get(1).data())
                .isEqualTo(EmailFixture.object("{\"exceptionStr\":\"evil.example\",\"exceptionType\":\"block-domain\","
                        + "\"comment\":\"TICKET-4711\",\"exceptionPayload\":{\"condition\":\"with_link\"},"
                        + "\"isExclusive\":false,\"entityType\":\"office365_emails\",\"entityId\":\"17\","
                        + "\"fileName\":\"not-shown.docx\",\"createdByEmail\":\"admin@example.com\"}"));
    }

    @Test
    void aLostCreateIsFound() {
        losesPosts = true;
        assertThat(blocked()
                        .create(EngineExceptionRule.of("evil.example"))
                        .execute()
                        .id())
                .isEqualTo("evil.example");
        assertThat(writes()).hasSize(1);
    }

    @Test
    void anEditSendsEveryValueThatIsSetInTheSpellingOfRequests() {
        exact(EmailFixture.document("engine-list.json"))
                .get("responseData")
                .forEach(row -> table.put(row.get("exception_str").asText(), (ObjectNode) row));
        EngineExceptionRule after = client().engineExceptions(EngineTable.MALWARE_HASH)
                .edit(MD5, rule -> rule.withComment("Reviewed 2026-11"))
                .execute();
        assertThat(after.comment()).contains("Reviewed 2026-11");
        Sent put = writes().get(0);
        assertThat(put.line()).isEqualTo("PUT sectool-exceptions/checkpoint2");
        assertThat(EmailFixture.object(put.body()))
                .isEqualTo(EmailFixture.object(EmailFixture.document("engine-edit-request.json")));
        assertThat(put.body()).contains("\"weight\":1.50");
    }

    @Test
    void aChangeOfUnknownMembersIsReadBack() {
        stored("evil.example");
        row("evil.example").putObject("exception_payload").put("weight", 1);
        EngineExceptionRule after = blocked()
                .edit("evil.example", rule -> rule.toBuilder()
                        .putAdditionalProperty("revision", IntNode.valueOf(2))
                        .condition(EngineCondition.WITHOUT_LINK)
                        .build())
                .execute();
        assertThat(after.additionalProperties()).containsEntry("revision", IntNode.valueOf(2));
        assertThat(after.exceptionPayload().orElseThrow().additionalProperties())
                .containsKey("weight");
        assertThat(after.condition()).contains(EngineCondition.WITHOUT_LINK);
    }

    @Test
    void anEditOfNothingWritesNothingAndTheTextCannotBeEdited() {
        stored("evil.example");
        assertThat(blocked().edit("evil.example", rule -> rule).execute().id()).isEqualTo("evil.example");
        assertThatThrownBy(() -> blocked()
                        .edit("evil.example", rule -> rule.toBuilder()
                                .exceptionStr("other.example")
                                .build())
                        .execute())
                .isInstanceOf(LossyEditException.class)
                .hasMessageContaining("failed: exceptionStr: ");
        assertThat(writes()).isEmpty();
    }

    @Test
    void aReplacementTakesTheTextFromTheId() {
        stored("evil.example");
        EngineExceptionRule after = blocked()
                .replace(
                        "evil.example",
                        EngineExceptionRule.builder().comment("new").build())
                .execute();
        assertThat(after.comment()).contains("new");
        assertThat(writes().get(0).data().get("exceptionStr").asText()).isEqualTo("evil.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> blocked().replace("evil.example", EngineExceptionRule.of("other.example")))
                .withMessageStartingWith("exceptionStr: ");
    }

    /** The service knows it by its own spelling. */
    @Test
    void aReplacementKeepsTheSpellingOfTheId() {
        stored("Evil.example");
        EngineExceptionRule after = blocked()
                .replace("Evil.example", EngineExceptionRule.of("evil.example").withComment("new"))
                .execute();
        assertThat(after.comment()).contains("new");
        assertThat(writes().get(0).data().get("exceptionStr").asText()).isEqualTo("Evil.example");
        assertThat(table).containsOnlyKeys("Evil.example");
    }

    @Test
    void anAuthorThatTheServiceKeepsIsReportedIfTheEditChangedIt() {
        stored("evil.example");
        keepsAuthor = true;
        AppliedButUnconfirmedException error =
                catchThrowableOfType(AppliedButUnconfirmedException.class, () -> blocked()
                        .edit("evil.example", rule -> rule.toBuilder()
                                .createdByEmail("new@b.test")
                                .build())
                        .execute());
        assertThat(error.differences()).singleElement().satisfies(difference -> assertThat(difference.path())
                .isEqualTo("createdByEmail"));
    }

    @Test
    void aValueThatTheServiceKeepsIsReported() {
        stored("evil.example");
        row("evil.example").put("is_exclusive", true);
        AppliedButUnconfirmedException error =
                catchThrowableOfType(AppliedButUnconfirmedException.class, () -> blocked()
                        .edit("evil.example", rule -> rule.withExclusive(Optional.empty()))
                        .execute());
        assertThat(error.differences())
                .extracting(Object::toString)
                .containsExactly("isExclusive: expected nothing, found true");
    }

    // ------------------------------------------------------------------ ensure

    @Test
    void anEqualOneIsPresent() {
        stored("evil.example");
        row("evil.example").putObject("exception_payload").put("condition", "with_or_without_link");
        EnsureResult<EngineExceptionRule> result = blocked()
                .ensure(EngineExceptionRule.of(" EVIL.example. ")
                        .withComment("x")
                        .withExclusive(false))
                .execute();
        assertThat(result.outcome()).isEqualTo(EnsureResult.Outcome.PRESENT);
        assertThat(writes()).isEmpty();
    }

    @Test
    void aMissingOneIsCreatedOnce() {
        for (EnsureResult.Outcome outcome : List.of(EnsureResult.Outcome.CREATED, EnsureResult.Outcome.PRESENT)) {
            assertThat(blocked()
                            .ensure(EngineExceptionRule.of("evil.example"))
                            .execute()
                            .outcome())
                    .isEqualTo(outcome);
        }
        assertThat(writes()).hasSize(1);
    }

    @Test
    void oneWithAnotherEffectIsReplacedIfAskedTo() {
        stored("evil.example");
        row("evil.example").put("is_exclusive", true).put("comment", "kept");
        EngineExceptionRule wanted = EngineExceptionRule.of("evil.example").withCondition(EngineCondition.WITH_LINK);
        assertThatThrownBy(() -> blocked().ensure(wanted).execute())
                .isInstanceOf(ExistingRuleDiffersException.class)
                .hasMessageContaining("condition")
                .hasMessageContaining("isExclusive");
        EnsureResult<EngineExceptionRule> result =
                blocked().ensure(wanted, OnDifference.REPLACE).execute();
        assertThat(result.outcome()).isEqualTo(EnsureResult.Outcome.REPLACED);
        assertThat(result.rule().exclusive()).contains(EmailFlag.of(false));
        assertThat(result.rule().comment()).contains("kept");
    }

    @Test
    void oneWithoutATextIsUndecidable() {
        table.put("?", EmailFixture.JSON.createObjectNode().put("comment", "what is it?"));
        stored("good.example");
        assertThatThrownBy(() ->
                        blocked().ensure(EngineExceptionRule.of("evil.example")).execute())
                .isInstanceOf(AmbiguousMatchException.class);
        assertThat(writes()).isEmpty();
    }

    @Test
    void manyAreEnsuredWithOneListBeforeAndOneAfter() {
        stored("a.example");
        BulkResult<EngineExceptionRule> result = blocked()
                .ensureAll(List.of(
                        EngineExceptionRule.of("a.example"),
                        EngineExceptionRule.of("b.example"),
                        EngineExceptionRule.of("c.example")))
                .execute();
        assertThat(result.items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(BulkResult.Outcome.PRESENT, BulkResult.Outcome.CREATED, BulkResult.Outcome.CREATED);
        assertThat(lines()).filteredOn(LIST::equals).hasSize(2);
    }

    // ------------------------------------------------------------------ removal

    @Test
    void aRemovalIsRefusedUntilItsFormIsKnown() {
        EngineExceptions exceptions = blocked();
        List<ThrowingCallable> removals = List.of(
                () -> exceptions.remove("evil.example"),
                () -> exceptions.removeAll(List.of("evil.example")),
                () -> exceptions.ensureAbsent(List.of(EngineExceptionRule.of("evil.example"))));
        for (ThrowingCallable removal : removals) {
            assertThatIllegalStateException().isThrownBy(removal).withMessageContaining("engineDeleteForm(...)");
        }
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRemovalReadsTheListBeforeAndAfter(EngineDeleteForm form) {
        stored("evil.example", "good.example");
        row("evil.example").put("entity_type", "office365_emails").put("entity_id", "17");
        removing(form).remove("EVIL.example").execute();
        boolean one = form == EngineDeleteForm.EXCEPTION_STR;
        assertThat(lines())
                .containsExactly(LIST, "DELETE sectool-exceptions/avanan_url" + (one ? "" : "/exceptions"), LIST);
        assertThat(writes().get(0).data())
                .isEqualTo(EmailFixture.object("{\"exceptionType\":\"block-domain\","
                        + (one ? "\"exceptionStr\":\"evil.example\"" : "\"exceptionStrList\":[\"evil.example\"]")
                        + ",\"entityType\":\"office365_emails\",\"entityId\":\"17\"}"));
        assertThat(table).containsOnlyKeys("good.example");
    }

    @Test
    void theFormIsASetting() {
        stored("evil.example");
        Properties properties = new Properties();
        properties.setProperty("waiver.email.engine-delete-form", "exception-str-list");
        EmailClient client =
                closing(settings().settings(Settings.properties(properties)).build());
        client.forTenant("farm:acme")
                .engineExceptions(EngineTable.URL_BLOCK_DOMAIN)
                .remove("evil.example")
                .execute();
        assertThat(writes().get(0).line())
                .isEqualTo("DELETE sectool-exceptions/avanan_url/exceptions?scope=farm%3Aacme");
        properties.setProperty("waiver.email.engine-delete-form", "all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().settings(Settings.properties(properties)))
                .withMessageStartingWith("email.engine-delete-form: there is no form 'all'; give exception-str or"
                        + " exception-str-list");
    }

    @Test
    void whatIsNotListedIsNotSent() {
        stored("good.example");
        assertThatThrownBy(() -> removing(EngineDeleteForm.EXCEPTION_STR)
                        .remove("evil.example")
                        .execute())
                .isInstanceOf(NotFoundException.class);
        assertThat(writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "ALL_WITH_A_LOST_RESPONSE"})
    void moreGoneThanAskedIsTheLoudestError(String fault) {
        stored("good.example", "evil.example", "other.example");
        deletes = Deletes.valueOf(fault);
        assertThatThrownBy(() -> removing(EngineDeleteForm.EXCEPTION_STR)
                        .remove("evil.example")
                        .execute())
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> {
                    assertThat(e)
                            .hasMessageStartingWith(
                                    "EngineExceptions.remove failed: GONE AS WELL: 'good.example', 'other.example'. Only"
                                            + " 'evil.example' was to be removed");
                    assertThat(e.mayHaveBeenApplied()).isTrue();
                    assertThat(e.sent()).contains("evil.example");
                });
    }

    /** The request addresses the engine, so that its other tables are at risk, too. */
    @ParameterizedTest
    @ValueSource(strings = {"ALL", "ALL_WITH_A_LOST_RESPONSE"})
    void whatIsGoneFromAnotherTableIsSeenThereIfTheTableHasNothingElse(String fault) {
        stored("evil.example");
        allowed.put("good.example", EmailFixture.object("{\"exception_str\":\"good.example\"}"));
        removing(EngineDeleteForm.EXCEPTION_STR).remove("evil.example").execute();
        assertThat(allowed).hasSize(1);
        stored("evil.example");
        deletes = Deletes.valueOf(fault);
        assertThatThrownBy(() -> removing(EngineDeleteForm.EXCEPTION_STR)
                        .remove("evil.example")
                        .execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("GONE AS WELL: 'url-allow-domain: good.example'");
    }

    @Test
    void tablesThatTheTenantDoesNotHaveAreNoObstacle() {
        stored("evil.example");
        othersAreRefused = true;
        removing(EngineDeleteForm.EXCEPTION_STR).remove("evil.example").execute();
        assertThat(table).isEmpty();
    }

    @Test
    void nothingMoreIsRemovedAfterThat() {
        stored("a.example", "b.example", "c.example", "d.example");
        deletes = Deletes.ALL;
        BulkResult<EngineExceptionRule> result = removing(EngineDeleteForm.EXCEPTION_STR_LIST)
                .removeAll(List.of("a.example", "b.example", "c.example"))
                .execute();
        assertThat(result.items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(BulkResult.Outcome.UNKNOWN, BulkResult.Outcome.NOT_SENT, BulkResult.Outcome.NOT_SENT);
        assertThat(result.items().get(0).error()).isInstanceOf(AppliedButUnconfirmedException.class);
        assertThat(result.items().get(2).error())
                .isInstanceOf(BulkStoppedException.class)
                .hasMessageContaining("GONE AS WELL");
        assertThat(writes()).hasSize(1);
    }

    @Test
    void whatIsStillListedIsAnError() {
        stored("evil.example", "good.example");
        deletes = Deletes.NOTHING;
        assertThatThrownBy(() -> removing(EngineDeleteForm.EXCEPTION_STR)
                        .remove("evil.example")
                        .execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining(
                        "failed: the service acknowledged the removal of 'evil.example', and lists it still");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(writes()).hasSize(1);
    }

    @Test
    void aListMayLag() {
        stored("evil.example", "good.example");
        deletes = Deletes.LATER;
        removing(EngineDeleteForm.EXCEPTION_STR).remove("evil.example").execute();
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void aLostResponseIsSettledByTheList() {
        stored("evil.example", "good.example");
        deletes = Deletes.WITH_A_LOST_RESPONSE;
        removing(EngineDeleteForm.EXCEPTION_STR).remove("evil.example").execute();
        assertThat(writes()).hasSize(1);
        failures = 1;
        deletes = Deletes.AS_ASKED;
        assertThatThrownBy(() -> removing(EngineDeleteForm.EXCEPTION_STR)
                        .remove("good.example")
                        .execute())
                .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(writes()).hasSize(2);
    }

    @Test
    void removalsAtTheSameTimeTakeTurns() {
        stored("a.example", "b.example", "good.example");
        EngineExceptions exceptions = removing(EngineDeleteForm.EXCEPTION_STR);
        List<CompletableFuture<?>> removals = List.of(
                exceptions.remove("a.example").executeAsync(),
                exceptions.remove("b.example").executeAsync());
        removals.forEach(CompletableFuture::join);
        assertThat(lines())
                .containsExactly(
                        LIST,
                        "DELETE sectool-exceptions/avanan_url",
                        LIST,
                        LIST,
                        "DELETE sectool-exceptions/avanan_url",
                        LIST);
        assertThat(table).containsOnlyKeys("good.example");
    }

    @Test
    void theViewsOfTenantsKnowTheForm() {
        stored("a.example", "good.example");
        EmailClient client = closing(settings()
                .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
                .anomalyDeleteForm(AnomalyDeleteForm.RULE_ID)
                .build());
        var results = client.forEachTenant(tenant -> tenant.with(CallOptions.none())
                        .engineExceptions(EngineTable.URL_BLOCK_DOMAIN)
                        .removeAll(List.of("a.example")))
                .execute();
        assertThat(results.failures()).isEmpty(); // both tenants have the same table here
        assertThat(writes()).isNotEmpty().allMatch(sent -> sent.query()
                .equals("scope=" + sent.scopes().replace(":", "%3A")));
        assertThat(table).containsOnlyKeys("good.example");
    }

    @Test
    void manyAreRemovedOneByOne() {
        stored("a.example", "b.example", "good.example");
        EngineExceptions exceptions = removing(EngineDeleteForm.EXCEPTION_STR);
        assertThat(exceptions
                        .removeAll(List.of("a.example", "gone.example"))
                        .execute()
                        .items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(BulkResult.Outcome.REMOVED, BulkResult.Outcome.ABSENT);
        assertThat(exceptions
                        .ensureAbsent(List.of(EngineExceptionRule.of("B.example"), EngineExceptionRule.of("x.example")))
                        .execute()
                        .items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(BulkResult.Outcome.REMOVED, BulkResult.Outcome.ABSENT);
        assertThat(table).containsOnlyKeys("good.example");
    }

    // ------------------------------------------------------------------ tables and bad input

    @Test
    void aTableHasAName() {
        assertThat(EngineTable.known())
                .hasSize(12)
                .allSatisfy(table -> {
                    assertThat(EngineTable.named(table.name())).isSameAs(table);
                    assertThat(EngineTable.named(table.engine() + "/" + table.type()))
                            .isSameAs(table);
                    assertThat(table.isKnown()).isTrue();
                })
                .extracting(EngineTable::toString)
                .containsExactly(
                        "malware-hash",
                        "malware-macro-hash",
                        "malware-file-type",
                        "malware-sender-name",
                        "url-allow-url",
                        "url-allow-domain",
                        "url-block-url",
                        "url-block-domain",
                        "dlp-hash",
                        "dlp-text-content",
                        "dlp-sender-email",
                        "dlp-recipient-email");
        EngineTable other = EngineTable.named("new_engine/new-type");
        assertThat(other)
                .isEqualTo(EngineTable.of("new_engine", "new-type"))
                .hasToString("new_engine/new-type (unknown)");
        assertThat(other.isKnown()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineTable.named("url-block"))
                .withMessageContaining("malware-hash, malware-macro-hash");
        for (String bad : List.of("", " ", ".", "..", "\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EngineTable.of(bad, "hash"))
                    .withMessageStartingWith("engine: ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EngineTable.of("checkpoint2", bad))
                    .withMessageStartingWith("type: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "malware-hash, 1234",
        "malware-hash, 1111111111111111111111111111111g",
        "malware-macro-hash, 111111111111111111111111111111111",
        "dlp-hash, evil.example",
        "url-block-domain, https://evil.example",
        "url-block-domain, evil.example/path",
        "url-allow-domain, evil.example:443",
        "url-allow-domain, evil example",
        "dlp-sender-email, evil.example",
        "dlp-recipient-email, user"
    })
    void aTextThatTheTableDoesNotTake(String table, String text) {
        EngineExceptions exceptions = client().engineExceptions(EngineTable.named(table));
        EngineExceptionRule rule = EngineExceptionRule.of(text);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> exceptions.create(rule),
                () -> exceptions.ensure(rule),
                () -> exceptions.createAll(List.of(rule)),
                () -> exceptions.ensureAbsent(List.of(rule)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessageMatching("(rules\\[0]: )?exceptionStr: '" + text + "' is no [\\s\\S]*; give [\\s\\S]*");
        }
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "malware-hash, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "malware-hash, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "dlp-hash, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "malware-file-type, docx",
        "url-block-url, https://evil.example/a",
        "dlp-text-content, a: text",
        "other/type, anything"
    })
    void aTextThatTheTableTakes(String table, String text) {
        otherTypes = Set.of();
        assertThat(client().engineExceptions(EngineTable.named(table))
                        .create(EngineExceptionRule.of(text))
                        .execute()
                        .id())
                .isEqualTo(text);
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void badInput() {
        EngineExceptions exceptions = removing(EngineDeleteForm.EXCEPTION_STR);
        assertThatIllegalArgumentException().isThrownBy(() -> EngineExceptionRule.of(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exceptions.create(
                        EngineExceptionRule.builder().comment("x").build()))
                .withMessageStartingWith("exceptionStr: is not set");
        assertThatIllegalArgumentException().isThrownBy(() -> exceptions.remove(""));
        assertThatIllegalArgumentException().isThrownBy(() -> exceptions.get(".."));
        assertThatIllegalArgumentException().isThrownBy(() -> exceptions.removeAll(List.of("a", " ")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineExceptionRule.of("a").withBoundEntity("type", " "));
        assertThatNullPointerException().isThrownBy(() -> exceptions.create(null));
        assertThatNullPointerException().isThrownBy(() -> exceptions.replace("a", null));
        assertThatNullPointerException().isThrownBy(() -> client().engineExceptions(null));
        assertThatNullPointerException().isThrownBy(() -> settings().engineDeleteForm(null));
        assertThat(requests).isEmpty();
    }

    @Test
    void whatWasReadIsNotJudged() {
        stored("https://evil.example/");
        EngineExceptionRule after = blocked()
                .edit("https://evil.example/", rule -> rule.withComment("no domain"))
                .execute();
        assertThat(blocked()
                        .replace(after.id(), after.withComment("again"))
                        .execute()
                        .comment())
                .contains("again");
        removing(EngineDeleteForm.EXCEPTION_STR).remove(after.id()).execute();
        assertThat(table).isEmpty();
    }

    @Test
    void aRefusalIsTheServicesOwn() {
        list = "{\"responseEnvelope\":{\"responseCode\":422,\"responseText\":\"unknown type\"},\"responseData\":[]}";
        assertThatThrownBy(() -> blocked().list().toList())
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("unknown type");
    }
}
