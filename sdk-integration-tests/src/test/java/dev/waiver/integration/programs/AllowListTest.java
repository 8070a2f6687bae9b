/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AllowListTest {
    @RegisterExtension
    static final EmailSimulator service = EmailSimulator.create(); // on a local port; reset after each test

    @Test
    void allowsAPartner() {
        try (EmailClient email = EmailClient.builder()
                .baseUrl(service.baseUrl())
                .credentials(InfinityCredentials.of(
                        service.credentials().clientId(), service.credentials().accessKey()))
                .build()) {
            service.faults().next(Fault.status(503)); // the first request fails once, and is retried

            email.exceptions(EmailList.WHITELIST)
                    .ensureAll(EmailExceptionRule.domainAndSubdomains("partner.example"))
                    .execute()
                    .throwIfFailed();

            assertEquals(2, service.rules("whitelist").size());
        }
    }
}
