/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The detection service. Its match is the name, its effect everything else, its text the description. The response to a
 * create is empty, so that new rules have to be looked up.
 */
final class DetectionConformanceFixture extends SimulatorConformanceFixture<DetectionExceptionRule> {
    private static final String PATH = "/exceptions/v2";

    private final DetectionSimulator simulator = DetectionSimulator.builder()
            .clock(time)
            .behavior(behavior -> behavior.createResponse(201, false, DetectionBehavior.Body.NONE))
            .build();
    private final ApplicationCredentials credentials = ApplicationCredentials.of(
            simulator.credentials().tenantId(),
            simulator.credentials().applicationId(),
            simulator.credentials().applicationSecret());
    private final DetectionClient client =
            under(DetectionClient.builder()).credentials(credentials).build();
    private final DetectionClient other =
            elsewhere(DetectionClient.builder()).credentials(credentials).build();

    @Override
    DetectionSimulator simulator() {
        return simulator;
    }

    @Override
    ExceptionOperations<DetectionExceptionRule> operations() {
        return client.exceptions();
    }

    @Override
    String className() {
        return "DetectionExceptions";
    }

    private static DetectionExceptionRule rule(int number, String option) {
        return DetectionExceptionRule.windows("rule-" + number)
                .when(Facet.INSTIGATING_COMMAND_LINE.containsAny(option))
                .build()
                .withDescription("text");
    }

    @Override
    DetectionExceptionRule rule(int number) {
        return rule(number, "--ci");
    }

    @Override
    DetectionExceptionRule otherEffect(int number) {
        return rule(number, "--other");
    }

    @Override
    DetectionExceptionRule thirdEffect(int number) {
        return rule(number, "--third");
    }

    @Override
    String effectPath() {
        return "States[0]";
    }

    @Override
    DetectionExceptionRule withText(DetectionExceptionRule rule, String text) {
        return rule.withDescription(text);
    }

    @Override
    String text(DetectionExceptionRule rule) {
        return rule.description().orElse("");
    }

    /** A new exception is not in force until a rule set uses it. */
    @Override
    EnsureResult.Outcome afterCreated() {
        return EnsureResult.Outcome.PRESENT_INACTIVE;
    }

    @Override
    boolean showsUpdates() {
        return true;
    }

    @Override
    boolean returnIds() {
        DetectionBehavior unused = simulator.behavior().createResponse(201, true, DetectionBehavior.Body.NONE);
        return true;
    }

    @Override
    int readsWithListing() {
        return 1;
    }

    @Override
    String add(DetectionExceptionRule rule) {
        String id = addUnused(rule);
        String unused = simulator.addRuleSet("{\"name\":\"set of " + id + "\",\"category\":\"Custom\",\"rules\":["
                + "{\"detection_rule_id\":\"1\",\"enabled\":true,\"exceptions\":[{\"exception_id\":\"" + id
                + "\",\"enabled\":true}],\"responses\":[]}]}");
        return id;
    }

    @Override
    Optional<String> addInactive(DetectionExceptionRule rule) {
        return Optional.of(addUnused(rule));
    }

    /** Adds a rule that no rule set uses. */
    private String addUnused(DetectionExceptionRule rule) {
        return simulator.add(JsonCodec.strictNames().write(rule));
    }

    @Override
    void change(String id, DetectionExceptionRule rule) {
        JsonCodec codec = JsonCodec.strictNames();
        String unused = other.api(DetectionExceptionsApi.class)
                .replace(id, codec.document(codec.write(rule)))
                .execute();
    }

    @Override
    void removeElsewhere(String id) {
        other.exceptions().remove(id).execute();
    }

    @Override
    DetectionExceptionRule stored(String id) {
        return other.exceptions().get(id).execute();
    }

    @Override
    List<String> storedIds() {
        return List.copyOf(simulator.exceptions().keySet());
    }

    @Override
    String shown(String id) {
        return Objects.requireNonNull(simulator.exceptions().get(id));
    }

    @Override
    Fault fault(Reaction reaction) {
        return switch (reaction) {
            case UNSHOWN -> Fault.emptyBody(200);
            case SHOWN_IN_PART ->
                Fault.status(
                        200,
                        Map.of("Content-Type", "application/json"),
                        "{\"Id\":\"1\",\"Version\":2,\"Name\":\"rule-1\"}");
            default -> super.fault(reaction);
        };
    }

    @Override
    void storeDifferently() {
        DetectionBehavior unused = simulator.behavior().storesDifferently(rule -> {
            ObjectNode changed = object(write(rule).replaceAll("--[a-z]+", "--stored"));
            return changed;
        });
    }

    @Override
    void listLag(Duration lag) {
        DetectionBehavior unused = simulator.behavior().listLag(lag);
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
