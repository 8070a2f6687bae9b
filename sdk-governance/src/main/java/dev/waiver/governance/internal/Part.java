/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

/**
 * One rule of an entry at one source.
 *
 * @param entry the key of the entry
 * @param marker what identifies the rule at the service
 * @param rule the rule, with its marker in the free text
 * @param digest the digest of the rule
 * @param inForce whether the entry is in force now
 * @param <R> the vendor's rule
 */
public record Part<R>(String entry, String marker, R rule, String digest, boolean inForce) {}
