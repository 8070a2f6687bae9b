/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A client for the exceptions API of Check Point Harmony Email &amp; Collaboration. Start with
 * {@link dev.waiver.email.EmailClient}.
 *
 * <p>A program that blocks a domain and its subdomains, once, however often it runs:
 *
 * <pre>{@code
 * import dev.waiver.core.Settings;
 * import dev.waiver.email.EmailClient;
 * import dev.waiver.email.model.EmailExceptionRule;
 * import dev.waiver.email.model.EmailList;
 *
 * public final class BlockDomain {
 *     private BlockDomain() {}
 *
 *     public static void main(String[] args) {
 *         // WAIVER_EMAIL_BASE_URL, WAIVER_EMAIL_CLIENT_ID, WAIVER_EMAIL_ACCESS_KEY
 *         try (EmailClient email =
 *                 EmailClient.builder().settings(Settings.environment()).build()) {
 *             // A rule for the domain, and one for its subdomains.
 *             var result = email.exceptions(EmailList.BLACKLIST)
 *                     .ensureAll(EmailExceptionRule.domainAndSubdomains("evil.example"))
 *                     .execute();
 *             result.throwIfFailed();
 *             result.rules().forEach(rule -> System.out.println("blocked by rule " + rule.id()));
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package dev.waiver.email;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
