/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.programs;

import dev.waiver.core.Settings;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;

public final class ExceptBuildAgent {
    private ExceptBuildAgent() {}

    public static void main(String[] args) {
        // WAIVER_DETECTION_BASE_URL, WAIVER_DETECTION_TENANT_ID, WAIVER_DETECTION_APPLICATION_ID,
        // WAIVER_DETECTION_APPLICATION_SECRET
        try (DetectionClient detection =
                DetectionClient.builder().settings(Settings.environment()).build()) {
            DetectionExceptionRule agent = DetectionExceptionRule.windows("Build agent")
                    .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                    .description("TICKET-4711: our own build agent")
                    .build();
            var result = detection.exceptions().ensure(agent).execute();
            // Has no effect until a rule set enables it: see DetectionClient.ruleSets().
            System.out.println(result.outcome() + ": exception " + result.rule().id());
        }
    }
}
