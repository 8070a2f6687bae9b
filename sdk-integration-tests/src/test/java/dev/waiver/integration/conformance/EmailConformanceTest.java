/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.email.model.EmailExceptionRule;

/** The operations at the email service. */
class EmailConformanceTest extends ExceptionOperationsConformance<EmailExceptionRule> {
    @Override
    ConformanceFixture<EmailExceptionRule> open() {
        return new EmailConformanceFixture();
    }
}
