/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

// snippet: first-program
import dev.waiver.core.BulkResult;
import dev.waiver.core.Settings;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.List;

public class BlockDomain {
    public static void main(String[] args) {
        try (EmailClient email =
                EmailClient.builder().settings(Settings.environment()).build()) {
            // Two rules: a single one that ends with evil.example would match notevil.example, too.
            List<EmailExceptionRule> wanted = EmailExceptionRule.domainAndSubdomains("evil.example").stream()
                    .map(rule -> rule.withComment("TICKET-4711: invoice fraud"))
                    .toList();

            BulkResult<EmailExceptionRule> result =
                    email.exceptions(EmailList.BLACKLIST).ensureAll(wanted).execute();
            result.throwIfFailed();
            result.rules().forEach(rule -> System.out.println(rule.id()));
        }
    }
}
// end
