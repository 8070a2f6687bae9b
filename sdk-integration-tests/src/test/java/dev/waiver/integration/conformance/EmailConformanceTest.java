package dev.waiver.integration.conformance;

import dev.waiver.email.model.EmailExceptionRule;

/** The operations at the email service. */
class EmailConformanceTest extends ExceptionOperationsConformance<EmailExceptionRule> {
    @Override
    ConformanceFixture<EmailExceptionRule> open() {
        return new EmailConformanceFixture();
    }
}
