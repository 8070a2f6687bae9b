/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.RequestLimits;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.fixtures.ManualClock;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fixture with a simulated service per test and a manual clock. */
abstract class EmailFixture {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The rule in most tests. */
    static final EmailExceptionRule RULE = EmailExceptionRule.builder()
            .senderDomain(".evil.example", MatchMode.ENDS_WITH)
            .comment("TICKET-4711: invoice fraud")
            .build();

    final TestClock clock = TestClock.at(Instant.parse("2026-11-20T16:41:35Z"));
    final ManualClock time = new ManualClock(clock);

    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.builder().clock(clock).build();

    private final List<EmailClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(EmailClient::close);
    }

    /** Returns a builder for the simulated service: no request limits, fixed jitter, manual clock. */
    EmailClient.Builder settings() {
        return EmailClient.builder()
                .baseUrl(hec.baseUrl())
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0.5)
                .clock(time);
    }

    InfinityCredentials key() {
        return InfinityCredentials.of(
                hec.credentials().clientId(), hec.credentials().accessKey());
    }

    LegacyCredentials legacyKey() {
        return LegacyCredentials.of(
                hec.legacyCredentials().appId(), hec.legacyCredentials().secret());
    }

    EmailClient client() {
        return closing(settings().credentials(key()).build());
    }

    EmailExceptions exceptions(EmailList list) {
        return client().exceptions(list);
    }

    EmailClient closing(EmailClient client) {
        clients.add(client);
        return client;
    }

    /** Returns the requests that create a rule. */
    List<RecordedRequest> creates() {
        return hec.writes().stream()
                .filter(call -> call.method().equals("POST"))
                .filter(call -> call.resource().split("/").length == 3)
                .toList();
    }

    static ObjectNode body(RecordedRequest call) {
        return object(call.body());
    }

    static ObjectNode requestData(RecordedRequest call) {
        return (ObjectNode) body(call).get("requestData");
    }

    static ObjectNode object(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return (ObjectNode) tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a document from the test resources of this package. */
    static String document(String name) {
        try (InputStream in = Objects.requireNonNull(EmailFixture.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
