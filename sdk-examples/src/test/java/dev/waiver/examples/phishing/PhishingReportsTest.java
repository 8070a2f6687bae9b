/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples.phishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.CallOptions;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.examples.phishing.PhishingReports.Outcome;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application's own tests with the simulator: one for the class, reset after each test. */
class PhishingReportsTest {
    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.builder()
            .load(PhishingReportsTest.class.getResource("partners.json")) // restored by each reset
            .build();

    private EmailClient client;
    private PhishingReports reports;

    @BeforeEach
    void connect() {
        client = EmailClient.builder()
                .baseUrl(EMAIL.baseUrl())
                .credentials(InfinityCredentials.of(
                        EMAIL.credentials().clientId(), EMAIL.credentials().accessKey()))
                .defaults(CallOptions.builder().maxRetries(0).build())
                .build();
        reports = new PhishingReports(client);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void blocksTheDomainAndThoseBelowIt() {
        assertThat(reports.report("evil.example", "ann")).isEqualTo(Outcome.BLOCKED);

        assertThat(EMAIL.rules("blacklist")).singleElement().satisfies(rule -> {
            assertThat(rule.path("senderDomain").asText()).isEqualTo(".evil.example");
            assertThat(rule.path("comment").asText()).isEqualTo("reported by ann");
        });
    }

    @Test
    void blocksOnceHoweverManyReportIt() {
        reports.report("evil.example", "ann");
        assertThat(reports.report("EVIL.example", "bob")).isEqualTo(Outcome.ALREADY_BLOCKED);
        assertThat(EMAIL.writes()).hasSize(1);
    }

    @Test
    void leavesAPartnerAlone() {
        assertThat(reports.report("partner.example", "ann")).isEqualTo(Outcome.TRUSTED_PARTNER);
        assertThat(EMAIL.writes()).isEmpty();
    }

    @Test
    void asksToComeBackWhenTheServiceIsBusy() {
        EMAIL.faults().writes().next(Fault.retryAfter(429, "1"));
        assertThat(reports.report("evil.example", "ann")).isEqualTo(Outcome.TRY_LATER);
        assertThat(EMAIL.rules("blacklist")).isEmpty();
    }

    @Test
    void doesNotSendTwiceWhenTheResponseGetsLost() {
        EMAIL.faults().writes().next(Fault.closeAfterApplying());
        EMAIL.behavior().listLag(Duration.ofMinutes(1));
        assertThat(reports.report("evil.example", "ann")).isEqualTo(Outcome.BEING_CHECKED);
        assertThat(EMAIL.writes()).hasSize(1);
        assertThat(EMAIL.rules("blacklist")).hasSize(1);
    }
}
