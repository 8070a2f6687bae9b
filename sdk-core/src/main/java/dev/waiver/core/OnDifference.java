/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

/** The ways in which {@code ensure} handles a rule with the same match criteria and another effect. */
public enum OnDifference {
    /** Fails with {@link dev.waiver.core.error.ExistingRuleDiffersException}; nothing is changed. The default. */
    FAIL,
    /** Replaces the existing rule. */
    REPLACE,
    /** Keeps the existing rule as it is and reports it. */
    KEEP
}
