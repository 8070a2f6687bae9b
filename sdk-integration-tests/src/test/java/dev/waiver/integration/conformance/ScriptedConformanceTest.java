/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

/** The common operations alone, over an adapter that has nothing of a vendor. */
class ScriptedConformanceTest extends ExceptionOperationsConformance<ScriptedRule> {
    @Override
    ConformanceFixture<ScriptedRule> open() {
        return new ScriptedConformanceFixture();
    }
}
