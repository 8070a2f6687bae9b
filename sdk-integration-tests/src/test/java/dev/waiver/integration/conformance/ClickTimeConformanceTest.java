/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.email.model.ClickTimeItem;

/** The operations on items of click-time protection lists, at the email service. */
class ClickTimeConformanceTest extends ExceptionOperationsConformance<ClickTimeItem> {
    @Override
    ConformanceFixture<ClickTimeItem> open() {
        return new ClickTimeConformanceFixture();
    }
}
