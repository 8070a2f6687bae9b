/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The API that all clients share: calls, their options and responses, paging, transport and settings. Calls are lazy:
 * nothing is sent until they are executed.
 *
 * <p>A program that reads a list within a deadline, and reports an error with its request id:
 *
 * <pre>{@code
 * import dev.waiver.core.CallOptions;
 * import dev.waiver.core.Pager;
 * import dev.waiver.core.Settings;
 * import dev.waiver.core.error.SdkException;
 * import dev.waiver.email.EmailClient;
 * import dev.waiver.email.model.EmailExceptionRule;
 * import dev.waiver.email.model.EmailList;
 * import java.time.Duration;
 *
 * public final class ReadRules {
 *     private ReadRules() {}
 *
 *     public static void main(String[] args) {
 *         CallOptions patient =
 *                 CallOptions.builder().deadline(Duration.ofMinutes(2)).build();
 *         try (EmailClient email =
 *                 EmailClient.builder().settings(Settings.environment()).build()) {
 *             // Lazy: nothing is sent until the pages are read.
 *             Pager<EmailExceptionRule> rules =
 *                     email.exceptions(EmailList.BLACKLIST).list().with(patient);
 *             rules.stream().forEach(rule -> System.out.println("blocked by rule " + rule.id()));
 *         } catch (SdkException e) {
 *             System.err.println(e.getMessage()); // the operation, its cause, and the request id
 *             System.exit(1);
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package dev.waiver.core;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
