/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.examples.phishing;

import dev.waiver.core.EnsureResult;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.util.stream.Stream;

/** The code under test: what an application does when a user presses "report phishing". */
final class PhishingReports {
    /** The result that is shown to the user. */
    enum Outcome {
        BLOCKED,
        ALREADY_BLOCKED,
        TRUSTED_PARTNER,
        TRY_LATER,
        BEING_CHECKED
    }

    private final EmailClient email;

    PhishingReports(EmailClient email) {
        this.email = email;
    }

    /** Blocks senders in the subdomains of a domain, unless the domain is on the allow list. */
    Outcome report(String domain, String reporter) {
        try {
            if (isTrusted(domain)) {
                return Outcome.TRUSTED_PARTNER;
            }
            EnsureResult<EmailExceptionRule> rule = email.exceptions(EmailList.BLACKLIST)
                    .ensure(EmailExceptionRule.builder()
                            .senderDomain("." + domain, MatchMode.ENDS_WITH)
                            .comment("reported by " + reporter)
                            .build())
                    .execute();
            return rule.outcome() == EnsureResult.Outcome.CREATED ? Outcome.BLOCKED : Outcome.ALREADY_BLOCKED;
        } catch (RateLimitException e) {
            return Outcome.TRY_LATER; // certainly not applied
        } catch (SdkException e) {
            if (e.mayHaveBeenApplied()) {
                return Outcome.BEING_CHECKED; // it may exist: sending it again could create a duplicate
            }
            throw e;
        }
    }

    private boolean isTrusted(String domain) {
        try (Stream<EmailExceptionRule> allowed = email.exceptions(EmailList.WHITELIST).list().stream()) {
            return allowed.anyMatch(
                    rule -> rule.senderDomain().filter(domain::equalsIgnoreCase).isPresent());
        }
    }
}
