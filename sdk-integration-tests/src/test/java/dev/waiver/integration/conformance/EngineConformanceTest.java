/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.email.model.EngineExceptionRule;

/** The operations on exceptions of an engine, at the email service. */
class EngineConformanceTest extends ExceptionOperationsConformance<EngineExceptionRule> {
    @Override
    ConformanceFixture<EngineExceptionRule> open() {
        return new EngineConformanceFixture();
    }
}
