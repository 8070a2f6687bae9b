/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples.phishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.SimulatorExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two more ways to obtain a simulator: as a test parameter, and without a framework. */
class InjectedSimulatorTest {

    private static EmailClient client(EmailSimulator simulator) {
        return EmailClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(InfinityCredentials.of(
                        simulator.credentials().clientId(),
                        simulator.credentials().accessKey()))
                .build();
    }

    @Test
    @ExtendWith(SimulatorExtension.class)
    void comesAsAParameter(EmailSimulator simulator) {
        try (EmailClient client = client(simulator)) {
            new PhishingReports(client).report("evil.example", "ann");
        }
        assertThat(simulator.requests("POST", "/exceptions/blacklist")).hasSize(1);
    }

    /** Uses nothing of JUnit but the annotation that runs it; a main method would do as well. */
    @Test
    void needsNoFramework() {
        try (EmailSimulator simulator = EmailSimulator.create();
                EmailClient client = client(simulator)) {
            assertThat(new PhishingReports(client).report("evil.example", "ann"))
                    .isEqualTo(PhishingReports.Outcome.BLOCKED);
        }
    }
}
