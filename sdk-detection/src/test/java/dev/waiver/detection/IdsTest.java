/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.fixtures.IdTests;
import dev.waiver.testing.Simulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class IdsTest implements IdTests {
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
    @SuppressWarnings("NullAway") // for callers without a null checker
    public void operationsRefuse(@Nullable String value) {
        DetectionExceptionRule rule = DetectionExceptionRule.windows("x")
                .when(Facet.TARGET_FILE_PATH.isAnyOf("y"))
                .build();
        DetectionExceptions exceptions = f.client.exceptions();
        refused(value, "id", () -> exceptions.get(value));
        refused(value, "id", () -> exceptions.document(value));
        refused(value, "id", () -> exceptions.replace(value, rule));
        refused(value, "id", () -> exceptions.edit(value, read -> read));
        refused(value, "id", () -> exceptions.deactivate(value));
        refused(value, "id", () -> exceptions.remove(value));
        DetectionRuleSets ruleSets = f.client.ruleSets();
        RuleSelection all = RuleSelection.allRules();
        refused(value, "ruleSetId", () -> ruleSets.get(value));
        refused(value, "ruleSetId", () -> ruleSets.enable(value, "1", all));
        refused(value, "exceptionId", () -> ruleSets.enable("1", value, all));
        refused(value, "ruleSetId", () -> ruleSets.disable(value, "1", all));
        refused(value, "exceptionId", () -> ruleSets.disable("1", value, all));
        refused(value, "ruleSetId", () -> ruleSets.resave(value));
        refused(value, "ids[1]", () -> RuleSelection.ids("1", value));
        refused(value, "names[1]", () -> RuleSelection.named("1", value));
    }
}
