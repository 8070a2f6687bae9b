/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.email.ClickTimeExceptions;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.testing.EmailSimulator;
import java.util.List;

/** Identifies a click-time item by its name and stores its version as the author. */
final class ClickTimeGateway extends Gateway<ClickTimeItem> {
    private final EmailSimulator simulator = EmailSimulator.create();
    private final ClickTimeExceptions exceptions = settings(EmailClient.builder())
            .credentials(InfinityCredentials.of(
                    simulator.credentials().clientId(), simulator.credentials().accessKey()))
            .build()
            .clickTimeExceptions();

    ClickTimeGateway(boolean http2) {
        super(http2);
    }

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    ClickTimeItem rule(Rule rule) {
        return ClickTimeItem.of("1", rule.name()).withCreatedBy(rule.version());
    }

    @Override
    Rule seen(ClickTimeItem item) {
        return new Rule(
                item.id(), item.listItemName().orElse(""), item.createdBy().orElse(""));
    }

    @Override
    ClickTimeItem changed(ClickTimeItem item, String version) {
        return item.withCreatedBy(version);
    }

    @Override
    Verbs<ClickTimeItem> verbs() {
        return new Verbs<>(
                item -> exceptions.create(item),
                items -> exceptions.createAll(items),
                (id, item) -> exceptions.replace(id, item),
                (id, change) -> exceptions.edit(id, change),
                id -> exceptions.remove(id),
                item -> exceptions.ensure(item),
                id -> exceptions.get(id),
                () -> exceptions.list().map(this::seen));
    }

    @Override
    List<Rule> stored() {
        return simulator.clickTimeItems().stream()
                .map(item -> new Rule(
                        item.path("listitemid").asText(),
                        item.path("listitemname").asText(),
                        item.path("created_by").asText()))
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
