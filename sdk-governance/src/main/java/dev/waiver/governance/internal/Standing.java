/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.util.List;

/**
 * Where one rule of an entry stands at one source.
 *
 * @param entry the key of the entry
 * @param state what the comparison has shown
 * @param ids the ids of the rules at the service
 * @param rule the rule, for a person
 * @param detail what is wrong, for a person; empty if nothing is
 */
public record Standing(String entry, State state, List<String> ids, String rule, String detail) {
    /** What the comparison has shown. */
    public enum State {
        /** The rule is there as the register says. */
        IN_FORCE,
        /** An equal rule without a marker of the register is there. */
        UNMARKED,
        /** The entry is in force, and its rule is missing, changed, pending or not enabled. */
        NOT_IN_FORCE,
        /** The entry has expired, and its rule is still there. */
        PAST_END
    }
}
