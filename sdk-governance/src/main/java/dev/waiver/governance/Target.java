/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

/**
 * Where an entry applies at one vendor, and the rule that brings it about. The types have the vendors' words as text,
 * so that a register can be read without the modules of the vendors.
 */
public sealed interface Target permits EmailTarget, ScanningTarget, DetectionTarget {
    /** Returns the vendor: {@code email}, {@code scanning} or {@code detection}. */
    String vendor();
}
