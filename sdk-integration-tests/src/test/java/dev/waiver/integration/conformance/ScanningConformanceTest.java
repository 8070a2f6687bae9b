/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.scanning.model.ScanningExceptionRule;

/** The operations at the scanning service. */
class ScanningConformanceTest extends ExceptionOperationsConformance<ScanningExceptionRule> {
    @Override
    ConformanceFixture<ScanningExceptionRule> open() {
        return new ScanningConformanceFixture();
    }
}
