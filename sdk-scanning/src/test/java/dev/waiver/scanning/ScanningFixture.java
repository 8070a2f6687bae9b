/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.fixtures.ManualClock;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Faults;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningBehavior.Paging;
import dev.waiver.testing.ScanningSimulator;
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

/** A simulated service for each test, with a manual clock. */
abstract class ScanningFixture {
    static final String OID = "1.3.6.1.4.1.25623.1.0.815255";
    static final String SCAN = "a7a2f3fe-ff95-4c3f-9ff0-56fb58648122";

    final TestClock clock = TestClock.at(Instant.parse("2026-11-20T16:41:35Z"));
    final ManualClock time = new ManualClock(clock);

    @RegisterExtension
    final ScanningSimulator cg = ScanningSimulator.builder().clock(clock).build();

    private final List<ScanningClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(ScanningClient::close);
    }

    /** Returns a builder with fixed jitter, manual time and no request limits. */
    ScanningClient.Builder settings() {
        return limited().requestLimits(RequestLimits.unlimited());
    }

    /** Returns the same builder with the default request limits. */
    ScanningClient.Builder limited() {
        return ScanningClient.builder()
                .baseUrl(cg.baseUrl())
                .jitter(() -> 0.5)
                .clock(time)
                .credentials(accessToken());
    }

    AccessTokenCredentials accessToken() {
        return AccessTokenCredentials.of(cg.credentials().apiKey(), cg.accessToken());
    }

    PasswordCredentials user() {
        return PasswordCredentials.of(
                cg.credentials().apiKey(),
                cg.credentials().username(),
                cg.credentials().password());
    }

    ScanningClient client() {
        return closing(settings().build());
    }

    /** Returns a client on the system clock: on manual time, an asynchronous wait would never end. */
    ScanningClient asynchronous() {
        return closing(settings().clock(SdkClock.system()).build());
    }

    ScanningExceptions exceptions() {
        return client().exceptions();
    }

    /** Makes the service page by a size of its own: it refuses the one that clients request. */
    ScanningBehavior pages(Paging paging, int size) {
        Faults.Rule unused =
                cg.faults().when(call -> call.query().contains("per_page=")).always(Fault.status(422));
        return cg.behavior().paging(paging, size);
    }

    /** Returns the requests for lists of exceptions that were not refused for their page size. */
    List<RecordedRequest> lists() {
        return cg.requests("GET", "/exceptions").stream()
                .filter(call -> call.status() != 422)
                .toList();
    }

    ScanningClient closing(ScanningClient client) {
        clients.add(client);
        return client;
    }

    /** Returns the rule that most tests use. */
    static ScanningExceptionRule rule() {
        return ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
                .nvt(OID)
                .text("Behind the WAF")
                .newSeverity(0)
                .build();
    }

    /** Returns the same rule as JSON, as another client stored it before. */
    static String stored(String more) {
        return "{\"nvt\":\"" + OID + "\",\"text\":\"Behind the WAF\",\"hosts\":\"178.151.13.5\",\"port\":8080,"
                + "\"new_severity\":0" + more + "}";
    }

    List<RecordedRequest> creates() {
        return cg.requests("POST", "/exceptions");
    }

    List<RecordedRequest> updates() {
        return cg.requests("PUT", "/exceptions/");
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode sent(RecordedRequest call) {
        return json(call.body()).path("exception");
    }

    /** Returns a document from this package's test resources. */
    static String document(String name) {
        try (InputStream in = Objects.requireNonNull(ScanningFixture.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
