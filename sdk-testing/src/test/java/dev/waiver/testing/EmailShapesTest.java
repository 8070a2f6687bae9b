/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.testing.EmailBehavior.Data;
import dev.waiver.testing.EmailBehavior.Names;
import dev.waiver.testing.EmailBehavior.RequestIds;
import dev.waiver.testing.internal.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The response shapes that were observed at the service, or that its guide suggests. */
class EmailShapesTest {
    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.create();

    private final Client client = Client.signedIn(hec);

    private JsonNode listed() {
        return Json.parse(client.get("/exceptions/blacklist").body());
    }

    private JsonNode envelope(RequestIds ids) {
        hec.behavior().requestIds(ids);
        HttpResponse<String> response =
                client.send(client.resource("/exceptions/blacklist").setHeader("x-av-req-id", "rid-12345678"));
        return Json.parse(response.body()).path("responseEnvelope");
    }

    @Test
    void requestIds() {
        assertThat(envelope(RequestIds.ECHO).path("requestId").asText()).isEqualTo("rid-12345678");
        assertThat(envelope(RequestIds.OWN).path("requestId").asText()).matches("[0-9a-f-]{36}");
        assertThat(envelope(RequestIds.CUT_SHORT).path("requestId").asText()).isEqualTo("rid-1234");
        assertThat(envelope(RequestIds.ABSENT).has("requestId")).isFalse();
    }

    @Test
    void codesAndStatuses() {
        hec.behavior()
                .responseCode(0)
                .createCode(201)
                .deleteCode(200)
                .createStatus(201)
                .deleteStatus(204);
        assertThat(listed().path("responseEnvelope").path("responseCode")).isEqualTo(Json.parse("0"));

        HttpResponse<String> created = client.post("/exceptions/blacklist", "{}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"responseCode\":201");

        HttpResponse<String> deleted = client.delete("blacklist", "17");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();

        hec.behavior().codesAsText(true);
        assertThat(listed().path("responseEnvelope").path("responseCode")).isEqualTo(Json.parse("\"0\""));
    }

    @Test
    void noEnvelope() {
        hec.behavior().envelope(false);
        assertThat(client.get("/exceptions/blacklist").body()).isEqualTo("{\"responseData\":[]}");
    }

    @Test
    void recordsNumberProvesNothing() {
        hec.add("blacklist", "{}");
        assertThat(listed().path("responseEnvelope").path("recordsNumber").intValue())
                .isEqualTo(1);
        hec.behavior().recordsNumber(total -> total + 1);
        assertThat(listed().path("responseEnvelope").path("recordsNumber").intValue())
                .isEqualTo(2);
    }

    @Test
    void dataMayBeMoreThanAnArray() {
        hec.behavior().data(Data.NULL);
        assertThat(listed().get("responseData").isNull()).isTrue();
        hec.behavior().data(Data.ABSENT);
        assertThat(listed().has("responseData")).isFalse();
        String id = hec.add("blacklist", "{}");
        assertThat(listed().get("responseData")).hasSize(1);
        hec.behavior().data(Data.OBJECT);
        assertThat(listed().path("responseData").path("entityId").asText()).isEqualTo(id);
    }

    @Test
    void membersMayBeInSnakeCase() {
        hec.behavior().names(Names.SNAKE_CASE);
        hec.add(
                "blacklist",
                "{\"entityId\":\"17\",\"senderName\":\"Eve\",\"attachmentMd5\":\"4437\",\"linkDomains\":\"x.example\"}");
        JsonNode rule = listed().path("responseData").path(0);
        assertThat(rule.get("entity_id")).isEqualTo(Json.parse("17"));
        assertThat(rule.path("nickname").asText()).isEqualTo("Eve");
        assertThat(rule.path("attachment_md5").asText()).isEqualTo("4437");
        assertThat(rule.path("email_link").asText()).isEqualTo("x.example");
        assertThat(rule.has("from_domain_matching")).isTrue();
        assertThat(rule.has("ignoring_spf_check")).isTrue();
        assertThat(rule.has("entityId")).isFalse();
        assertThat(hec.rules("blacklist").get(0).get("senderName").asText()).isEqualTo("Eve");
    }

    @Test
    void idsTimesAndUnsetMembersVary() {
        hec.behavior().idName("id").numericIds(true).unsetIsEmptyText(true).times(instant -> null);
        hec.add("blacklist", "{\"entityId\":\"17\"}");
        JsonNode rule = listed().path("responseData").path(0);
        assertThat(rule.get("id")).isEqualTo(Json.parse("17"));
        assertThat(rule.get("senderDomain").asText("absent")).isEmpty();
        assertThat(rule.get("updateTime").asText("absent")).isEmpty();
        hec.behavior().times(Object::toString).extraMembers("{\"mine\":[1.0]}");
        hec.add("blacklist", "{}");
        rule = listed().path("responseData").path(1);
        assertThat(rule.path("updateTime").asText()).endsWith("Z").contains("T");
        assertThat(rule.get("mine")).hasToString("[1.0]");
    }

    @Test
    void aListMayComeInPages() {
        hec.behavior().pageSize(2);
        for (int i = 0; i < 5; i++) {
            hec.add("blacklist", "{\"entityId\":\"" + i + "\"}");
        }
        List<String> ids = new ArrayList<>();
        String scrollId = "";
        do {
            JsonNode page = Json.parse(
                    client.get("/exceptions/blacklist?scrollId=" + scrollId).body());
            page.path("responseData")
                    .forEach(rule -> ids.add(rule.path("entityId").asText()));
            assertThat(page.path("responseEnvelope").path("recordsNumber").intValue())
                    .isEqualTo(5);
            scrollId = page.path("responseEnvelope").path("scrollId").asText();
        } while (!scrollId.isEmpty());
        assertThat(ids).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void theEnvelopeMayCarryAnErrorInsideA200() {
        hec.faults().next(Fault.envelopeError(422, "entityFilter Field required"));
        HttpResponse<String> response = client.post("/exceptions/blacklist", "{}");
        JsonNode envelope = Json.parse(response.body()).path("responseEnvelope");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(envelope.path("responseCode").intValue()).isEqualTo(422);
        assertThat(envelope.path("responseText").asText()).isEqualTo("entityFilter Field required");
        assertThat(envelope.path("requestId").asText()).isNotEmpty();
        assertThat(hec.rules("blacklist")).isEmpty();
    }
}
