/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.detection.model.DetectionExceptionRule;

/** The operations at the detection service. */
class DetectionConformanceTest extends ExceptionOperationsConformance<DetectionExceptionRule> {
    @Override
    ConformanceFixture<DetectionExceptionRule> open() {
        return new DetectionConformanceFixture();
    }
}
