/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** README's test of an application. */
class BlockingTest {
    // snippet: testing
    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create(); // on a local port; reset after each test

    @Test
    void blocksADomainAlthoughTheServiceIsBusy() {
        try (EmailClient email = EmailClient.builder()
                .baseUrl(hec.baseUrl())
                .credentials(InfinityCredentials.of(
                        hec.credentials().clientId(), hec.credentials().accessKey()))
                .build()) {
            hec.faults().when("POST", "/exceptions").next(Fault.retryAfter(429, "0"));
            List<EmailExceptionRule> wanted = EmailExceptionRule.domainAndSubdomains("evil.example");
            email.exceptions(EmailList.BLACKLIST).ensureAll(wanted).execute().throwIfFailed();
            assertEquals(2, hec.rules("blacklist").size()); // what the service holds
            assertEquals(3, hec.requests("POST", "/exceptions").size()); // what arrived
        }
    }
    // end
}
