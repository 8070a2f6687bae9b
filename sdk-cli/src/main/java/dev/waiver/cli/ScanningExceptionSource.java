/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.cli.Completeness.NotLookedAt;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A source of scanning exceptions. Fields: nvt, text, newSeverity, and hosts, port, scan or everywhere=true. */
final class ScanningExceptionSource extends ExceptionSource<ScanningExceptionRule> {
    private static final List<String> FIELDS =
            List.of("nvt", "text", "newSeverity", "hosts", "port", "scan", "everywhere");

    /** Inferred: what a list has depends on the product that is selected in the account. */
    static final List<NotLookedAt> NOT_LOOKED_AT =
            List.of(NotLookedAt.bySdk("scanning", "exceptions of the account's other products, if it has several"));

    private final ScanningClient client;

    ScanningExceptionSource(ScanningClient client) {
        super("scanning", Row.NOTHING, Row.NOTHING);
        this.client = client;
    }

    @Override
    ExceptionOperations<ScanningExceptionRule> operations() {
        return client.exceptions();
    }

    @Override
    public ScanningExceptionRule rule(Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        checkNotBlank(fields, List.of("hosts", "port", "scan"));
        ScanningExceptionRule.Builder rule =
                start(fields).nvt(required(fields, "nvt")).text(required(fields, "text"));
        String severity = fields.getOrDefault("newSeverity", "");
        if (!severity.isBlank()) {
            rule.newSeverity(number(severity));
        }
        return rule.build();
    }

    private static ScanningExceptionRule.Builder start(Map<String, String> fields) {
        String hosts = fields.getOrDefault("hosts", "");
        String port = fields.getOrDefault("port", "");
        String scan = fields.getOrDefault("scan", "");
        if (!scan.isBlank() && hosts.isBlank() && port.isBlank()) {
            return ScanningExceptionRule.forScan(scan);
        }
        if (!scan.isBlank()) {
            throw new IllegalArgumentException(
                    "scan: give it without hosts and port; which of them takes precedence is not documented");
        }
        if (!hosts.isBlank() && !port.isBlank()) {
            return ScanningExceptionRule.forHostAndPort(hosts, port);
        }
        if (!hosts.isBlank()) {
            return ScanningExceptionRule.forHosts(List.of(hosts.split("[,;\\s]+")));
        }
        if (!port.isBlank()) {
            return ScanningExceptionRule.forPort(port);
        }
        if (Boolean.parseBoolean(fields.getOrDefault("everywhere", ""))) {
            return ScanningExceptionRule.everywhere();
        }
        throw new IllegalArgumentException("hosts: give hosts, port, both, or scan; for all hosts, everywhere=true");
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "newSeverity: '" + text + "' is not a number; give one such as 0 or 4.5", e);
        }
    }

    @Override
    public ScanningExceptionRule withChanges(ScanningExceptionRule rule, Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        ScanningExceptionRule after = rule;
        if (fields.containsKey("text")) {
            after = after.withText(required(fields, "text"));
        }
        if (fields.containsKey("newSeverity")) {
            after = after.withNewSeverity(number(required(fields, "newSeverity")));
        }
        if (fields.containsKey("nvt") || fields.keySet().stream().anyMatch(FIELDS.subList(3, 7)::contains)) {
            throw new IllegalArgumentException("nvt, scope: cannot be edited; create another exception");
        }
        return after;
    }

    @Override
    public JsonNode json(ScanningExceptionRule rule) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        rule.entityId().ifPresent(v -> members.put("id", v));
        rule.nvt().ifPresent(v -> members.put("nvt", v));
        rule.text().ifPresent(v -> members.put("text", v));
        ScanningScope scope = rule.scope();
        scope.hosts().ifPresent(v -> members.put("hosts", v));
        scope.port().ifPresent(v -> members.put("port", v.raw()));
        scope.scan().ifPresent(v -> members.put("scan", v));
        scope.task().ifPresent(v -> members.put("task", v));
        rule.newSeverity().ifPresent(v -> members.put("new_severity", v));
        rule.status().ifPresent(v -> members.put("status", v.value()));
        rule.additionalProperties().forEach(members::set);
        return members;
    }

    @Override
    public Row row(ScanningExceptionRule rule) {
        return new Row(
                where(),
                tenant(),
                rule.nvt().map(nvt -> "NVT " + nvt).orElse("a vulnerability that the response does not name"),
                rule.scope().toString(),
                rule.updatedAt().or(rule::createdAt),
                Row.NOTHING,
                rule.entityId().orElse(Row.NOTHING),
                rule.inForce(),
                rule.text().orElse(""));
    }
}
