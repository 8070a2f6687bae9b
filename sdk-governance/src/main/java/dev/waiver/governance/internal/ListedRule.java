/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

/**
 * A rule as it was listed.
 *
 * @param rule the rule
 * @param entry the key of the entry that it belongs to; empty if it belongs to none
 * @param marked whether it has a marker of the register
 * @param <R> the vendor's rule
 */
public record ListedRule<R>(R rule, String entry, boolean marked) {}
