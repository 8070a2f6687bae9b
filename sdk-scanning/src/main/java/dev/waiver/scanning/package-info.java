/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A client for the exceptions of the CG Scanning API v2. Start with {@link dev.waiver.scanning.ScanningClient}.
 *
 * <p>A program that accepts a finding, once, however often it runs:
 *
 * <pre>{@code
 * import dev.waiver.core.Settings;
 * import dev.waiver.scanning.ScanningClient;
 * import dev.waiver.scanning.model.ScanningExceptionRule;
 *
 * public final class AcceptFinding {
 *     private AcceptFinding() {}
 *
 *     public static void main(String[] args) {
 *         // WAIVER_SCANNING_BASE_URL, WAIVER_SCANNING_API_KEY, WAIVER_SCANNING_ACCESS_TOKEN
 *         try (ScanningClient scanning =
 *                 ScanningClient.builder().settings(Settings.environment()).build()) {
 *             ScanningExceptionRule accepted = ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
 *                     .nvt("1.3.6.1.4.1.25623.1.0.815255")
 *                     .text("TICKET-4711: behind the WAF")
 *                     .newSeverity(0)
 *                     .build();
 *             var result = scanning.exceptions().ensure(accepted).execute();
 *             System.out.println(result.outcome() + ": rule " + result.rule().id());
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package dev.waiver.scanning;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
