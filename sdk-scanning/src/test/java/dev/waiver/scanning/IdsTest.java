/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import dev.waiver.fixtures.IdTests;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.testing.Simulator;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

class IdsTest extends ScanningFixture implements IdTests {
    @Override
    public Simulator service() {
        return cg;
    }

    @Override
    @SuppressWarnings("NullAway") // for callers without a null checker
    public void operationsRefuse(@Nullable String value) {
        ScanningExceptions exceptions = exceptions();
        refused(value, "id", () -> exceptions.get(value));
        refused(value, "id", () -> exceptions.details(value));
        refused(value, "id", () -> exceptions.replace(value, rule()));
        refused(value, "id", () -> exceptions.edit(value, rule -> rule));
        refused(value, "id", () -> exceptions.remove(value));
        List<@Nullable String> ids = Arrays.asList("1", value);
        refused(value, "ids[1]", () -> exceptions.removeAll(ids));
        refused(value, "ids[1]", () -> exceptions.deleteMany(ids));
        refused(value, "ids[1]", () -> exceptions.activate(ids));
        refused(value, "ids[1]", () -> exceptions.reset(ids));
        refused(value, "scanId", () -> client().findings().ofScan(value));
        refused(value, "scan", () -> ScanningScope.scan(value));
        refused(value, "scan", () -> ScanningExceptionRule.forScan(value));
    }
}
