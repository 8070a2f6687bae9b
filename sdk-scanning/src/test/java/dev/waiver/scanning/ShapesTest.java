/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.scanning.model.ScanningScope.Kind;
import dev.waiver.scanning.model.ScanningStatus;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningBehavior.ListShape;
import dev.waiver.testing.ScanningBehavior.OneShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every response shape in the vendor's facts is read, and that unreadable values are kept and never fatal.
 */
@SuppressWarnings("NullAway") // a missing member fails the test anyway
class ShapesTest extends ScanningFixture {

    @ParameterizedTest
    @EnumSource(ListShape.class)
    void everyEnvelopeIsRead(ListShape list) {
        cg.add(stored(""));
        cg.add(stored(""));
        for (OneShape one : OneShape.values()) {
            for (String idName : List.of("id", "uuid")) {
                cg.behavior().envelopes(list, one).ids(idName, true);
                assertThat(exceptions().list().map(ScanningExceptionRule::id).toList())
                        .containsExactly("17", "18");
                assertThat(exceptions().get("18").execute().id()).isEqualTo("18");
            }
        }
    }

    @Test
    void theListOfVersion1IsRead() {
        cg.stub("GET", "/exceptions", document("list-v1.json"));
        List<ScanningExceptionRule> rules = exceptions().list().toList();

        ScanningExceptionRule scan = rules.get(0);
        assertThat(scan.nvt()).contains(OID);
        assertThat(scan.scope().kind()).isEqualTo(Kind.TASK);
        assertThat(scan.scope().task()).contains("4879b8a6-fb3e-4a0d-aef8-b0ea469ac85c");
        assertThat(scan.scanName()).contains("Weekly scan");
        assertThat(scan.additionalProperties()).containsOnlyKeys("task"); // it also has the progress
        assertThat(scan.inForce()).isEmpty();

        ScanningExceptionRule hosts = rules.get(1);
        assertThat(hosts.scope().kind()).isEqualTo(Kind.HOSTS_AND_PORT);
        assertThat(hosts.scope().hostSet()).containsExactly("178.151.13.5", "web.example");
        assertThat(hosts.scope().port()).contains(ScanningPort.of(443));
        assertThat(hosts.status()).contains(ScanningStatus.REQUESTED);
        assertThat(hosts.inForce()).contains(false);
        assertThat(hosts.additionalProperties().get("days_active").intValue()).isEqualTo(-1);
    }

    @Test
    void oddValuesAreReadKeptAndNeverFatal() {
        cg.stub("GET", "/exceptions", document("list-odd.json"));
        List<ScanningExceptionRule> rules = exceptions().list().toList();

        ScanningExceptionRule first = rules.get(0);
        assertThat(first.id()).isEqualTo("a7a2f3fe-0000-4c3f-9ff0-56fb58648122");
        assertThat(first.nvt()).contains(OID);
        assertThat(first.nvtName()).contains("TLS 1.0 enabled");
        assertThat(first.scope()).isEqualTo(ScanningScope.scan(SCAN));
        assertThat(first.scanName()).contains("Quarterly");
        assertThat(first.newSeverity()).contains(new BigDecimal("2.50"));
        assertThat(first.severity()).contains(new BigDecimal("7.50"));
        assertThat(first.inForce()).contains(false);
        assertThat(first.createdAt()).hasValueSatisfying(at -> {
            assertThat(at.raw()).isEqualTo("2026-11-20 16:41:35");
            assertThat(at.hasZone()).isFalse();
            assertThat(at.instant()).contains(Instant.parse("2026-11-20T16:41:35Z"));
        });
        assertThat(first.updatedAt().orElseThrow().instant()).contains(Instant.ofEpochSecond(1763656895));
        assertThat(first.additionalProperties().get("weight").asText()).isEqualTo("1.50");
        assertThat(first.additionalProperties().get("big").asText()).isEqualTo("123456789012345678901234567890.10");
        assertThat(first.additionalProperties().get("nvt").path("family").asText())
                .isEqualTo("SSL and TLS");

        ScanningExceptionRule second = rules.get(1);
        assertThat(second.id()).isEqualTo("2");
        assertThat(second.nvt()).isEmpty();
        assertThat(second.text()).isEmpty();
        assertThat(second.newSeverity()).isEmpty();
        assertThat(second.additionalProperties().get("new_severity").asText()).isEqualTo("High");
        assertThat(second.scope().hostSet()).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(second.scope().port().orElseThrow().raw()).isEqualTo("general/tcp");
        assertThat(second.status()).contains(ScanningStatus.of("Waiting for Godot"));
    }

    @Test
    void onlyTheEntryThatWasAskedForIsTaken() {
        cg.stub("GET", "/exceptions/42", document("list-v1.json"));
        assertThat(exceptions().get("42").execute().text()).contains("Behind the WAF");
        cg.stub("GET", "/exceptions/43", document("list-v1.json"));
        assertThatThrownBy(() -> exceptions().get("43").execute())
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("asked for the exception 43, got [41, 42]");
        cg.stub("GET", "/exceptions/44", "{\"text\":\"no id at all\",\"nvt\":\"1.2\"}");
        assertThat(exceptions().get("44").execute().id()).isEqualTo("44");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"exceptions\":[]}", "{\"exception\":null}"})
    void anEmptySuccessIsNotFound(String response) {
        cg.stub("GET", "/exceptions/7", response);
        assertThatThrownBy(() -> exceptions().get("7").execute())
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.status()).isEqualTo(200))
                .hasMessageContaining("no exception 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errors\":[{\"message\":\"a\",\"type\":\"t\"},{\"message\":\"b\"}]} | [t: a, b]",
                "{\"errors\":[\"a\",\"b\"]} | [a, b]",
                "{\"errors\":\"a\"} | [a]",
                "{\"errors\":[{\"field\":\"nvt\"}]} | [{\"field\":\"nvt\"}]",
                "{\"status\":422,\"status_text\":\"older shape\"} | [older shape]",
                "{\"error\":\"e\"} | [e]",
                "{\"message\":\"m\"} | [m]",
                "plain text | []"
            })
    void everyShapeOfAnErrorIsRead(String body, String entries) {
        cg.faults().next(Fault.status(422, Map.of("Content-Type", "application/json"), body));
        assertThatThrownBy(() -> exceptions().get("7").execute()).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.errors()).hasToString(entries);
            assertThat(e.rawBody()).isEqualTo(body);
        });
    }
}
