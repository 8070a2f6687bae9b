/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningExceptionsApi;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The scanning service. Its effect is the severity. */
final class ScanningConformanceFixture extends SimulatorConformanceFixture<ScanningExceptionRule> {
    private static final String OID = "1.3.6.1.4.1.25623.1.0.815255";
    private static final String PATH = "/v2/exceptions";

    private final ScanningSimulator simulator =
            ScanningSimulator.builder().clock(time).build();
    private final PasswordCredentials credentials = PasswordCredentials.of(
            simulator.credentials().apiKey(),
            simulator.credentials().username(),
            simulator.credentials().password());
    private final ScanningClient client =
            under(ScanningClient.builder()).credentials(credentials).build();
    private final ScanningClient other =
            elsewhere(ScanningClient.builder()).credentials(credentials).build();

    @Override
    ScanningSimulator simulator() {
        return simulator;
    }

    @Override
    ExceptionOperations<ScanningExceptionRule> operations() {
        return client.exceptions();
    }

    @Override
    String className() {
        return "ScanningExceptions";
    }

    private static ScanningExceptionRule rule(int number, double severity) {
        return ScanningExceptionRule.forHosts("10.0.0." + number)
                .nvt(OID)
                .text("text")
                .newSeverity(severity)
                .build();
    }

    @Override
    ScanningExceptionRule rule(int number) {
        return rule(number, 0);
    }

    @Override
    ScanningExceptionRule otherEffect(int number) {
        return rule(number, 5);
    }

    @Override
    ScanningExceptionRule thirdEffect(int number) {
        return rule(number, 6);
    }

    @Override
    String effectPath() {
        return "new_severity";
    }

    @Override
    ScanningExceptionRule withText(ScanningExceptionRule rule, String text) {
        return rule.withText(text);
    }

    @Override
    String text(ScanningExceptionRule rule) {
        return rule.text().orElse("");
    }

    @Override
    Optional<String> addWithoutMatch() {
        return Optional.of(simulator.add("{\"text\":\"text\",\"hosts\":\"10.0.0.1\",\"nvt\":\"\"}"));
    }

    @Override
    Optional<String> addWithoutEffect(int number) {
        ScanningBehavior unused = simulator.behavior().omitsUnset(true);
        ObjectNode members = members(rule(number));
        members.remove("new_severity");
        return Optional.of(simulator.add(write(members)));
    }

    private static ObjectNode members(ScanningExceptionRule rule) {
        return JSON.createObjectNode()
                .put("text", rule.text().orElseThrow())
                .put("nvt", rule.nvt().orElseThrow())
                .put("hosts", rule.scope().hosts().orElseThrow())
                .put("new_severity", rule.newSeverity().orElseThrow());
    }

    @Override
    String add(ScanningExceptionRule rule) {
        return simulator.add(write(members(rule)));
    }

    @Override
    Optional<String> addInactive(ScanningExceptionRule rule) {
        return Optional.of(simulator.add(write(members(rule).put("status", "requested"))));
    }

    @Override
    void change(String id, ScanningExceptionRule rule) {
        ObjectNode body = JSON.createObjectNode();
        body.set("exception", members(rule));
        other.api(ScanningExceptionsApi.class).update(id, body).execute();
    }

    @Override
    void removeElsewhere(String id) {
        simulator.remove(id);
    }

    @Override
    ScanningExceptionRule stored(String id) {
        return other.exceptions().get(id).execute();
    }

    @Override
    List<String> storedIds() {
        return simulator.rules().stream().map(rule -> rule.path("id").asText()).toList();
    }

    @Override
    String shown(String id) {
        ObjectNode rule = simulator.rules().stream()
                .filter(stored -> stored.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        return "{\"exception\":" + rule + "}";
    }

    @Override
    void storeDifferently() {
        ScanningBehavior unused = simulator.behavior().storesDifferently(rule -> rule.put("new_severity", 9));
    }

    @Override
    void listLag(Duration lag) {
        ScanningBehavior unused = simulator.behavior().listLag(lag);
    }

    @Override
    Kind kind(String method, String path) {
        if (path.equals(PATH)) {
            return method.equals("GET") ? Kind.LIST : Kind.CREATE;
        }
        if (path.startsWith(PATH + "/")) {
            return switch (method) {
                case "GET" -> Kind.GET;
                case "PUT" -> Kind.UPDATE;
                default -> Kind.OTHER;
            };
        }
        return Kind.OTHER;
    }
}
