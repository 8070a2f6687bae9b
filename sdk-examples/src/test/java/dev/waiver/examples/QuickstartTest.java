/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.Settings;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.SimulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The quickstart runs three walkthroughs, each to its end. */
@ExtendWith(SimulatorExtension.class)
class QuickstartTest {

    private static String told(Map<String, String> environment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Quickstart.run(Settings.environment(environment::get), out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsThreeStoriesFromCreationToARefusedRequest() {
        assertThat(told(Map.of())
                        .lines()
                        .map(line -> line.length() < 10
                                ? line
                                : line.substring(0, 10).strip()))
                .containsExactly(
                        "Email: blo",
                        "created",
                        "ensured",
                        "found",
                        "edited",
                        "removed",
                        "refused",
                        "Scanning:",
                        "created",
                        "ensured",
                        "found",
                        "edited",
                        "removed",
                        "refused",
                        "Detection:",
                        "created",
                        "ensured",
                        "found",
                        "edited",
                        "removed",
                        "refused");
    }

    @Test
    void showsWhatAPersonWantsToSee() {
        assertThat(told(Map.of()))
                .contains("sender domain endswith .evil.example  \"TICKET-4711: invoice fraud\"")
                .contains("NVT 1.3.6.1.4.1.25623.1.0.815255 on 178.151.13.5:8080  \"TICKET-4711: reviewed\"")
                .contains("Signed build agent, in 0 rule sets")
                .contains("no rule 126802091", "Couldn't find Exception with id 17", "nothing has the id");
    }

    @Test
    void goesToTheServiceThatTheEnvironmentNames(EmailSimulator real) {
        String told = told(Map.of(
                "WAIVER_EMAIL_BASE_URL", real.baseUrl(),
                "WAIVER_EMAIL_CLIENT_ID", real.credentials().clientId(),
                "WAIVER_EMAIL_ACCESS_KEY", real.credentials().accessKey()));

        assertThat(told).contains(real.baseUrl());
        assertThat(real.writes()).hasSize(3); // create, edit and remove; ensure wrote nothing
    }
}
