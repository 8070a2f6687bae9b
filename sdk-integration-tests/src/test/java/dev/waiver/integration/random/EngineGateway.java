/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.EngineExceptions;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.testing.EmailSimulator;
import java.util.List;

/** Identifies an exception of an engine by its text, which is its id, and stores its version in the comment. */
final class EngineGateway extends Gateway<EngineExceptionRule> {
    private static final EngineTable TABLE = EngineTable.URL_BLOCK_DOMAIN;

    private final EmailSimulator simulator = EmailSimulator.create();
    private final EngineExceptions exceptions = settings(EmailClient.builder())
            .credentials(InfinityCredentials.of(
                    simulator.credentials().clientId(), simulator.credentials().accessKey()))
            .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
            .build()
            .engineExceptions(TABLE);

    EngineGateway(boolean http2) {
        super(http2);
    }

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    EngineExceptionRule rule(Rule rule) {
        return EngineExceptionRule.builder()
                .exceptionStr(rule.name())
                .comment(rule.version())
                .build();
    }

    @Override
    Rule seen(EngineExceptionRule rule) {
        return new Rule(rule.id(), rule.id(), rule.comment().orElse(""));
    }

    @Override
    EngineExceptionRule changed(EngineExceptionRule rule, String version) {
        return rule.withComment(version);
    }

    @Override
    Verbs<EngineExceptionRule> verbs() {
        return new Verbs<>(
                rule -> exceptions.create(rule),
                rules -> exceptions.createAll(rules),
                (id, rule) -> exceptions.replace(rule.id(), rule), // also one that was never created has its id
                (id, change) -> exceptions.edit(id, change),
                id -> exceptions.remove(id),
                rule -> exceptions.ensure(rule),
                id -> exceptions.get(id),
                () -> exceptions.list().map(this::seen));
    }

    @Override
    List<Rule> stored() {
        return simulator.engineExceptions(TABLE.engine(), TABLE.type()).stream()
                .map(rule -> new Rule(
                        rule.path("exception_str").asText(),
                        rule.path("exception_str").asText(),
                        rule.path("comment").asText()))
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
