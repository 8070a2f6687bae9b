/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

/**
 * A part of an entry: one rule at one place. It does not depend on other entries, nor on the fields of the rule.
 *
 * @param vendor the vendor, such as {@code email}
 * @param tenant the tenant; empty where there are none
 * @param table the table; empty where there are none
 * @param ordinal the position of the rule among those of the target, from 0
 */
public record RulePart(String vendor, String tenant, String table, int ordinal) {}
