/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptions;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.DetectionSimulator;
import java.util.List;

/**
 * Identifies a rule by its name and stores its version in the description. The response to a create may be empty, so
 * that the new rule has to be looked up.
 */
final class DetectionGateway extends Gateway<DetectionExceptionRule> {
    private final DetectionSimulator simulator = DetectionSimulator.create();
    private final DetectionExceptions exceptions = settings(DetectionClient.builder())
            .credentials(ApplicationCredentials.of(
                    simulator.credentials().tenantId(),
                    simulator.credentials().applicationId(),
                    simulator.credentials().applicationSecret()))
            .build()
            .exceptions();

    DetectionGateway(boolean http2, boolean returnsId) {
        super(http2);
        if (!returnsId) {
            DetectionBehavior unused = simulator.behavior().createResponse(201, false, DetectionBehavior.Body.NONE);
        }
    }

    @Override
    DetectionSimulator simulator() {
        return simulator;
    }

    @Override
    DetectionExceptionRule rule(Rule rule) {
        return DetectionExceptionRule.windows(rule.name())
                .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                .build()
                .withDescription(rule.version());
    }

    @Override
    Rule seen(DetectionExceptionRule rule) {
        return new Rule(rule.id(), rule.name().orElse(""), rule.description().orElse(""));
    }

    @Override
    DetectionExceptionRule changed(DetectionExceptionRule rule, String version) {
        return rule.withDescription(version);
    }

    @Override
    Verbs<DetectionExceptionRule> verbs() {
        return new Verbs<>(
                exceptions::create,
                exceptions::createAll,
                exceptions::replace,
                exceptions::edit,
                exceptions::remove,
                exceptions::ensure,
                exceptions::get,
                () -> exceptions
                        .summaries()
                        .map(item -> new Rule(
                                item.id().orElse(""),
                                item.name().orElse(""),
                                item.description().orElse(""))));
    }

    @Override
    List<Rule> stored() {
        return simulator.exceptions().entrySet().stream()
                .map(entry -> {
                    JsonNode document = json(entry.getValue());
                    return new Rule(
                            entry.getKey(),
                            document.path("Name").asText(),
                            document.path("Description").asText());
                })
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
