/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

// snippet: first-test
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstTest {
    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create(); // listens on a local port; is reset after each test

    @Test
    void blocksADomain() {
        try (EmailClient email = EmailClient.builder()
                .baseUrl(hec.baseUrl())
                .credentials(InfinityCredentials.of(
                        hec.credentials().clientId(), hec.credentials().accessKey()))
                .build()) {
            hec.faults().next(Fault.status(503)); // the authentication request fails once

            EmailExceptionRule rule = email.exceptions(EmailList.BLACKLIST)
                    .create(EmailExceptionRule.builder()
                            .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                            .build())
                    .execute();

            assertEquals(
                    rule.id(), hec.rules("blacklist").get(0).get("entityId").asText());
        }
    }
}
// end
