/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples;

import dev.waiver.core.Settings;
import dev.waiver.core.error.ApiException;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningFilter;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.ScanningSimulator;
import java.io.PrintStream;

/** A walkthrough that creates, edits and removes an exception for a finding of a vulnerability scanner. */
final class ScanningWalkthrough {
    private ScanningWalkthrough() {}

    /**
     * Runs against the service in the settings (WAIVER_SCANNING_BASE_URL, _API_KEY, _ACCESS_TOKEN), or against a
     * simulator if they have none.
     */
    static void run(Settings settings, PrintStream out) {
        if (settings.find("scanning", "base-url").isPresent()) {
            try (ScanningClient scanning =
                    ScanningClient.builder().settings(settings).build()) {
                run(scanning, out);
            }
            return;
        }
        try (ScanningSimulator portal = ScanningSimulator.create();
                ScanningClient scanning = ScanningClient.builder()
                        .baseUrl(portal.baseUrl())
                        .credentials(
                                AccessTokenCredentials.of(portal.credentials().apiKey(), portal.accessToken()))
                        .build()) {
            run(scanning, out);
        }
    }

    private static void run(ScanningClient scanning, PrintStream out) {
        out.println("Scanning: accepted findings, " + scanning);

        ScanningExceptionRule wanted = ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
                .nvt("1.3.6.1.4.1.25623.1.0.815255")
                .text("TICKET-4711: behind the WAF")
                .newSeverity(0)
                .build();

        ScanningExceptionRule rule = scanning.exceptions().create(wanted).execute();
        out.println("  created   " + line(rule));

        out.println("  ensured   "
                + scanning.exceptions().ensure(wanted).execute().outcome() + ": ensure() creates no duplicates");

        String id = rule.id();
        scanning.exceptions().list(ScanningFilter.hosts("178.151.*")).stream()
                .filter(r -> r.id().equals(id))
                .forEach(r -> out.println("  found     " + line(r)));

        // Sends the whole scope: if an omitted host means "any", omitting it would silence every host.
        ScanningExceptionRule edited = scanning.exceptions()
                .edit(id, r -> r.withText("TICKET-4711: reviewed"))
                .execute();
        out.println("  edited    " + line(edited));

        scanning.exceptions().remove(id).execute();
        out.println("  removed   " + id);

        try {
            scanning.exceptions().get(id).execute();
        } catch (ApiException e) {
            out.println("  refused   " + e.getMessage());
        }
    }

    private static String line(ScanningExceptionRule rule) {
        return rule.id() + "  NVT " + rule.nvt().orElse("") + " on " + rule.scope() + "  \""
                + rule.text().orElse("") + "\"";
    }
}
