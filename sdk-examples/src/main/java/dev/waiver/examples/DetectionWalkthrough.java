/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples;

import dev.waiver.core.Settings;
import dev.waiver.core.error.ApiException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionSimulator;
import java.io.PrintStream;

/** A walkthrough that creates, edits and deactivates an endpoint detection exception. */
final class DetectionWalkthrough {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private DetectionWalkthrough() {}

    /**
     * Runs against the service in the settings (WAIVER_DETECTION_BASE_URL, _TENANT_ID, _APPLICATION_ID,
     * _APPLICATION_SECRET), or against a simulator if they have none.
     */
    static void run(Settings settings, PrintStream out) {
        if (settings.find("detection", "base-url").isPresent()) {
            try (DetectionClient detection =
                    DetectionClient.builder().settings(settings).build()) {
                run(detection, out);
            }
            return;
        }
        try (DetectionSimulator optics = DetectionSimulator.create();
                DetectionClient detection = DetectionClient.builder()
                        .baseUrl(optics.baseUrl())
                        .credentials(ApplicationCredentials.of(
                                optics.credentials().tenantId(),
                                optics.credentials().applicationId(),
                                optics.credentials().applicationSecret()))
                        .build()) {
            run(detection, out);
        }
    }

    private static void run(DetectionClient detection, PrintStream out) {
        out.println("Detection: endpoint exceptions, " + detection);

        DetectionExceptionRule wanted = DetectionExceptionRule.windows("Signed build agent")
                .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(HASH))
                .and(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                .description("TICKET-4711: our own build agent")
                .build();

        DetectionExceptionRule rule = detection.exceptions().create(wanted).execute();
        out.println("  created   " + line(rule));

        out.println(
                "  ensured   " + detection.exceptions().ensure(wanted).execute().outcome()
                        + ": ensure() creates no duplicates; enable it in a rule set to activate it");

        String id = rule.id();
        detection.exceptions().summaries().stream()
                .filter(r -> r.id().filter(id::equals).isPresent())
                .forEach(r -> out.println("  found     " + id + "  " + r.name().orElse("") + ", in "
                        + r.rulesetCount().orElse(0) + " rule sets"));

        // Sends the whole document back: members that the SDK does not know stay as the service wrote them.
        DetectionExceptionRule edited = detection
                .exceptions()
                .edit(id, r -> r.withDescription("TICKET-4711: reviewed"))
                .execute();
        out.println("  edited    " + line(edited));

        detection.exceptions().deactivate(id).execute();
        out.println("  removed   " + id + " (deactivated permanently)");

        try {
            detection.exceptions().get(id).execute();
        } catch (ApiException e) {
            out.println("  refused   " + e.getMessage());
        }
    }

    private static String line(DetectionExceptionRule rule) {
        return rule.id() + "  " + rule.name().orElse("") + "  \""
                + rule.description().orElse("") + "\"";
    }
}
