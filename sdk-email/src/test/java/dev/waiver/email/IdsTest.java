/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.CallOptions;
import dev.waiver.email.model.EmailList;
import dev.waiver.fixtures.IdTests;
import dev.waiver.testing.Simulator;
import org.jspecify.annotations.Nullable;

class IdsTest extends EmailFixture implements IdTests {
    @Override
    public Simulator service() {
        return hec;
    }

    @Override
    @SuppressWarnings("NullAway") // for callers without a null checker
    public void operationsRefuse(@Nullable String value) {
        EmailClient email = client();
        EmailExceptions exceptions = email.exceptions(EmailList.WHITELIST);
        refused(value, "id", () -> exceptions.get(value));
        refused(value, "id", () -> exceptions.replace(value, RULE));
        refused(value, "id", () -> exceptions.edit(value, rule -> rule));
        refused(value, "id", () -> exceptions.remove(value));
        refused(value, "list", () -> EmailList.of(value));
        refused(value, "tenantScope", () -> email.forTenant(value));
        refused(value, "tenantScope", () -> EmailClient.builder().tenantScope(value));
        refused(value, "tenantScope", () -> CallOptions.builder().tenantScope(value));
    }
}
