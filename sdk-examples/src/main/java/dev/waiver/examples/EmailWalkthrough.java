/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples;

import dev.waiver.core.Settings;
import dev.waiver.core.error.ApiException;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailSimulator;
import java.io.PrintStream;
import java.util.stream.Stream;

/** A walkthrough that creates, edits and removes an email exception. */
final class EmailWalkthrough {
    private EmailWalkthrough() {}

    /**
     * Runs against the service in the settings (WAIVER_EMAIL_BASE_URL, _CLIENT_ID, _ACCESS_KEY), or against a simulator
     * if they have none.
     */
    static void run(Settings settings, PrintStream out) {
        if (settings.find("email", "base-url").isPresent()) {
            try (EmailClient email = EmailClient.builder().settings(settings).build()) {
                run(email, out);
            }
            return;
        }
        try (EmailSimulator hec = EmailSimulator.create();
                EmailClient email = EmailClient.builder()
                        .baseUrl(hec.baseUrl())
                        .credentials(InfinityCredentials.of(
                                hec.credentials().clientId(), hec.credentials().accessKey()))
                        .build()) {
            run(email, out);
        }
    }

    private static void run(EmailClient email, PrintStream out) {
        out.println("Email: block and allow rules, " + email);

        // Matches the subdomains of evil.example, but not evil.example itself. Without the dot, it would match both,
        // and notevil.example too.
        EmailExceptionRule wanted = EmailExceptionRule.builder()
                .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                .comment("TICKET-4711: invoice fraud")
                .build();

        EmailExceptionRule rule =
                email.exceptions(EmailList.BLACKLIST).create(wanted).execute();
        out.println("  created   " + line(rule));

        out.println("  ensured   "
                + email.exceptions(EmailList.BLACKLIST).ensure(wanted).execute().outcome()
                + ": ensure() creates no duplicates");

        String id = rule.id();
        try (Stream<EmailExceptionRule> rules = email.exceptions(EmailList.BLACKLIST).list().stream()) {
            rules.filter(r -> r.id().equals(id)).forEach(r -> out.println("  found     " + line(r)));
        }

        EmailExceptionRule edited = email.exceptions(EmailList.BLACKLIST)
                .edit(id, r -> r.withComment("TICKET-4711: reviewed"))
                .execute();
        out.println("  edited    " + line(edited));

        email.exceptions(EmailList.BLACKLIST).remove(id).execute();
        out.println("  removed   " + id);

        try {
            email.exceptions(EmailList.BLACKLIST).get(id).execute();
        } catch (ApiException e) {
            out.println("  refused   " + e.getMessage());
        }
    }

    private static String line(EmailExceptionRule rule) {
        return rule.id() + "  sender domain "
                + rule.senderDomainMatching().map(Object::toString).orElse("") + " "
                + rule.senderDomain().orElse("") + "  \"" + rule.comment().orElse("") + "\"";
    }
}
