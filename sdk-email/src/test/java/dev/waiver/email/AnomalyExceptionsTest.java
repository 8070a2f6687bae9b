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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.Settings;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.email.model.AnomalyExceptionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of anomaly exceptions, against a list in memory that speaks the recorded shape. */
class AnomalyExceptionsTest extends WireFixture {
    private static final String PATH = "sectools/anomaly/exceptions";
    private static final JsonDocument REQUEST = JsonCodec.strictNames()
            .document("{\"anomalyType\":\"superman_anomaly\",\"weight\":1.50,\"apply\":{\"past\":true}}");

    private enum Fault {
        NONE,
        LOSES_THE_RESPONSE,
        IGNORES_IT,
        IGNORES_IT_AND_LOSES_THE_RESPONSE,
        TAKES_ALL,
        CREATES_TWO,
        CREATES_FOR_ANOTHER
    }

    private final List<ObjectNode> stored = new ArrayList<>();
    private Fault fault = Fault.NONE;
    private int lag;

    @BeforeEach
    void recorded() {
        EmailFixture.object(EmailFixture.document("anomaly-list.json"))
                .get("responseData")
                .forEach(rule -> stored.add((ObjectNode) rule));
    }

    @Override
    MockResponse respond(Sent sent) {
        switch (sent.method()) {
            case "GET" -> {
                ArrayNode rows = EmailFixture.JSON.createArrayNode();
                stored.stream()
                        .limit(lag > 0 ? stored.size() - 1 : stored.size())
                        .forEach(rows::add);
                lag -= requests.size() > 1 ? 1 : 0;
                return success(200, rows);
            }
            case "POST" -> {
                if (!fault.name().startsWith("IGNORES")) {
                    created(
                            fault == Fault.CREATES_FOR_ANOTHER
                                    ? "x@y.test"
                                    : sent.data().get("addedBy").asText());
                }
                if (fault == Fault.CREATES_TWO) {
                    created("a@b.test");
                }
            }
            default -> {
                JsonNode ids = sent.data().has("ruleId")
                        ? sent.data().get("ruleId")
                        : sent.data().get("listIds");
                if (fault == Fault.TAKES_ALL) {
                    stored.clear();
                } else if (!fault.name().startsWith("IGNORES")) {
                    stored.removeIf(
                            rule -> rule.get("id").asText().equals(ids.get(0).asText()));
                }
            }
        }
        return fault.name().endsWith("LOSES_THE_RESPONSE")
                ? new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build()
                : success(sent.method().equals("POST") ? 201 : 204);
    }

    private void created(String addedBy) {
        stored.add(EmailFixture.JSON
                .createObjectNode()
                .put("id", Integer.toString(20000 + stored.size()))
                .put("added_by", addedBy)
                .put("enabled", true));
    }

    private AnomalyExceptions exceptions() {
        return client().anomalyExceptions();
    }

    private AnomalyExceptions removing(AnomalyDeleteForm form) {
        return closing(settings().anomalyDeleteForm(form).build()).anomalyExceptions();
    }

    // ------------------------------------------------------------------ reading

    @Test
    void exceptionsAreReadFromTheRecordedShape() {
        List<AnomalyExceptionRule> rules = exceptions().list().toList();
        assertThat(requests).containsExactly(new Sent("GET", PATH, "", "", ""));
        AnomalyExceptionRule recorded = rules.get(0);
        assertThat(recorded.id()).isEqualTo("10001");
        assertThat(recorded.anomalyType()).contains("superman_anomaly");
        assertThat(recorded.addedBy()).contains("a@b.test");
        assertThat(recorded.comments()).isEmpty();
        assertThat(recorded.customerDomain()).contains("test");
        assertThat(recorded.enabled()).contains(true);
        assertThat(recorded.eventId()).contains("00000000000000000000000000000000");
        assertThat(recorded.exceptionRule().orElseThrow().lines()).hasSize(4);
        assertThat(recorded.expirationDate()).isEmpty();
        assertThat(recorded.insertTime().orElseThrow().hasZone()).isFalse();
        assertThat(recorded.updateTime().flatMap(WireTimestamp::instant))
                .contains(Instant.parse("2024-10-08T13:15:15.283094Z"));
        AnomalyExceptionRule other = rules.get(1);
        assertThat(other.id()).isEqualTo("10002");
        assertThat(other.enabled()).contains(true);
        assertThat(other.additionalProperties()).containsOnlyKeys("severity");
    }

    @Test
    void oneIsActiveWhileItIsEnabledAndHasNotEnded() {
        Instant end = Instant.parse("2026-11-30T00:00:00Z");
        AnomalyExceptionRule rule = exceptions().list().toList().get(1);
        assertThat(rule.isActive(end.minusSeconds(1))).isTrue();
        assertThat(rule.isActive(end)).isFalse();
        AnomalyExceptionRule unknown = AnomalyExceptionRule.builder().build();
        assertThat(unknown.isActive(end)).isTrue();
        assertThat(unknown.withEnabled(false).isActive(end)).isFalse();
        assertThat(unknown.withExpirationDate(WireTimestamp.of("soon")).isActive(end))
                .isTrue();
    }

    @Test
    void eachTenantHasItsScope() {
        EmailClient client =
                closing(settings().anomalyDeleteForm(AnomalyDeleteForm.RULE_ID).build());
        for (String tenant : List.of("farm:acme", "farm:other")) {
            requests.clear();
            AnomalyExceptions exceptions = client.forTenant(tenant).anomalyExceptions();
            exceptions
                    .remove(exceptions.create(REQUEST, "a@b.test").execute().id())
                    .execute();
            assertThat(requests).hasSize(6).allSatisfy(sent -> {
                assertThat(sent.scopes()).isEqualTo(tenant);
                assertThat(sent.query()).isEqualTo("scope=" + tenant.replace(":", "%3A"));
            });
        }
        stored.clear();
        assertThatThrownBy(() -> client.forTenant("farm:unknown")
                        .anomalyExceptions()
                        .list()
                        .toList())
                .isInstanceOf(IncompleteListException.class);
    }

    // ------------------------------------------------------------------ create

    @Test
    void aCreateSendsTheValueAsItIsAndFindsTheNewOne() {
        lag = 2;
        AnomalyExceptionRule created = exceptions().create(REQUEST, "A@b.test").execute();
        assertThat(created.id()).isEqualTo("20002");
        assertThat(lines()).containsExactly("GET " + PATH, "POST " + PATH, "GET " + PATH, "GET " + PATH, "GET " + PATH);
        assertThat(requests.get(1).body())
                .isEqualTo("{\"requestData\":{\"requestJson\":" + REQUEST.text() + ",\"addedBy\":\"A@b.test\"}}");
    }

    @Test
    void aLostCreateIsFound() {
        fault = Fault.LOSES_THE_RESPONSE;
        assertThat(exceptions().create(REQUEST, "a@b.test").execute().id()).isEqualTo("20002");
        fault = Fault.IGNORES_IT_AND_LOSES_THE_RESPONSE;
        assertThatThrownBy(() -> exceptions().create(REQUEST, "a@b.test").execute())
                .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(writes()).hasSize(2);
    }

    @Test
    void whatCannotBeToldIsAnError() {
        fault = Fault.IGNORES_IT;
        assertThatThrownBy(() -> exceptions().create(REQUEST, "a@b.test").execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("the list does not show it (yet): do not send it again");
        fault = Fault.CREATES_FOR_ANOTHER;
        assertThatThrownBy(() -> exceptions().create(REQUEST, "a@b.test").execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("new ones of other authors: [20002]");
        fault = Fault.CREATES_TWO;
        assertThatThrownBy(() -> exceptions().create(REQUEST, "a@b.test").execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasCauseInstanceOf(AmbiguousMatchException.class)
                .hasMessageContaining("[20003, 20004]");
        assertThat(writes()).hasSize(3);
    }

    // ------------------------------------------------------------------ remove

    @ParameterizedTest
    @EnumSource
    void aRemovalReadsTheListBeforeAndAfter(AnomalyDeleteForm form) {
        removing(form).remove("10002").execute();
        assertThat(lines()).containsExactly("GET " + PATH, "DELETE " + PATH, "GET " + PATH);
        assertThat(requests.get(1).body())
                .isEqualTo("{\"requestData\":{\"" + (form == AnomalyDeleteForm.RULE_ID ? "ruleId" : "listIds")
                        + "\":[\"10002\"]}}");
        assertThat(stored).hasSize(1);
        assertThatThrownBy(() -> removing(form).remove("10002").execute()).isInstanceOf(NotFoundException.class);
        assertThat(writes()).hasSize(1);
    }

    @Test
    void aRemovalIsRefusedUntilItsFormIsKnown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> exceptions().remove("10001"))
                .withMessageContaining("anomalyDeleteForm(...)");
        assertThat(requests).isEmpty();
    }

    @Test
    void theFormIsASetting() {
        Properties properties = new Properties();
        properties.setProperty("waiver.email.anomaly-delete-form", "list-ids");
        closing(settings().settings(Settings.properties(properties)).build())
                .anomalyExceptions()
                .remove("10001")
                .execute();
        assertThat(writes().get(0).data().has("listIds")).isTrue();
        properties.setProperty("waiver.email.anomaly-delete-form", "ids");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().settings(Settings.properties(properties)))
                .withMessageContaining("give rule-id or list-ids")
                .withMessageContaining("property waiver.email.anomaly-delete-form");
    }

    @Test
    void moreGoneThanAskedIsTheLoudestError() {
        fault = Fault.TAKES_ALL;
        assertThatThrownBy(() ->
                        removing(AnomalyDeleteForm.RULE_ID).remove("10002").execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageStartingWith("AnomalyExceptions.remove failed: GONE AS WELL: '10001'. Only '10002'")
                .hasMessageContaining("unset anomalyDeleteForm");
    }

    @Test
    void whatIsStillListedIsAnError() {
        fault = Fault.IGNORES_IT;
        assertThatThrownBy(() ->
                        removing(AnomalyDeleteForm.LIST_IDS).remove("10002").execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("lists it still");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        fault = Fault.LOSES_THE_RESPONSE;
        removing(AnomalyDeleteForm.LIST_IDS).remove("10002").execute();
        assertThat(writes()).hasSize(2);
    }

    // ------------------------------------------------------------------ bad input

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "null", "{}"})
    void aValueThatIsNoObject(String json) {
        JsonDocument document = JsonCodec.strictNames().document(json);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exceptions().create(document, "a@b.test"))
                .withMessageStartingWith("requestJson: ");
        assertThat(requests).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // for callers without a null checker
    void badInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exceptions().create(REQUEST, " "))
                .withMessageStartingWith("addedBy: ");
        assertThatNullPointerException().isThrownBy(() -> exceptions().create(null, "a@b.test"));
        assertThatNullPointerException().isThrownBy(() -> exceptions().create(REQUEST, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exceptions().remove(" "))
                .withMessageStartingWith("id: ");
        assertThatNullPointerException().isThrownBy(() -> settings().anomalyDeleteForm(null));
        assertThat(requests).isEmpty();
    }
}
