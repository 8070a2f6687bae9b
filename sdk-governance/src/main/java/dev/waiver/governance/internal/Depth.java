/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

/** How much of the rules that belong to no entry is read and kept. */
public enum Depth {
    /** Nothing: they are read over, so that a long list costs no memory after its comparison. */
    ENTRIES,
    /** What a listing shows. */
    LISTING,
    /** The whole rules, one more request for each where a listing does not show them. */
    RULES;

    /** Returns whether rules that belong to no entry are kept. */
    public boolean keepsOthers() {
        return this != ENTRIES;
    }
}
