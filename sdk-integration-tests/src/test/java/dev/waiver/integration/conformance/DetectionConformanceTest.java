package dev.waiver.integration.conformance;

import dev.waiver.detection.model.DetectionExceptionRule;

/** The operations at the detection service. */
class DetectionConformanceTest extends ExceptionOperationsConformance<DetectionExceptionRule> {
    @Override
    ConformanceFixture<DetectionExceptionRule> open() {
        return new DetectionConformanceFixture();
    }
}
