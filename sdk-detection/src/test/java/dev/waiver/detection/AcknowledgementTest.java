/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.internal.DetectionRequestBodies;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.fixtures.AcknowledgementTests;
import dev.waiver.testing.Simulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class AcknowledgementTest implements AcknowledgementTests {
    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    @Override
    public Simulator service() {
        return f.service;
    }

    @Override
    public List<ApiCall<?>> writes() {
        DetectionExceptionsApi api = f.client.api(DetectionExceptionsApi.class);
        JsonDocument body = DetectionRequestBodies.toDocument(DetectionExceptionRule.windows("one")
                .when(Facet.TARGET_FILE_PATH.containsAny("\\build\\"))
                .build());
        String id = f.service.add(body.text());
        return List.of(
                api.create(body),
                api.replace(id, body),
                api.deactivate(id),
                f.client.api(DetectionRuleSetsApi.class).replace(id, body),
                f.client.exceptions().deactivate(id));
    }

    @Override
    public List<String> acknowledgements() {
        return List.of(
                "{\"Id\":\"1\",\"Version\":2,\"Name\":\"n\"}",
                "{\"id\":\"1\",\"name\":\"n\",\"status\":7,\"code\":\"x\"}",
                "{\"Name\":\"n\",\"States\":[],\"Status\":3,\"Severity\":\"High\"}",
                "{\"Id\":\"1\",\"Status\":3}",
                "{\"status\":\"DEACTIVATED\"}");
    }
}
