/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;

/**
 * What is wrong with one rule, whatever else there is.
 *
 * @param kind what it is
 * @param severity how much it matters
 * @param why why it matters, as one sentence without a full stop
 * @param remedy what to do
 */
public record Weakness(Kind kind, Severity severity, String why, String remedy) {
    static Weakness tooBroad(Severity severity, String why, String remedy) {
        return new Weakness(Kind.TOO_BROAD, severity, why, remedy);
    }
}
