/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptions;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailSimulator;
import java.util.List;

/** Identifies a rule by its sender domain and stores its version in the comment. */
final class EmailGateway extends Gateway<EmailExceptionRule> {
    private static final EmailList LIST = EmailList.BLACKLIST;

    private final EmailSimulator simulator = EmailSimulator.create();
    private final EmailExceptions exceptions = settings(EmailClient.builder())
            .credentials(InfinityCredentials.of(
                    simulator.credentials().clientId(), simulator.credentials().accessKey()))
            .build()
            .exceptions(LIST);

    EmailGateway(boolean http2) {
        super(http2);
    }

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    EmailExceptionRule rule(Rule rule) {
        return EmailExceptionRule.builder()
                .senderDomain(rule.name(), MatchMode.ENDS_WITH)
                .comment(rule.version())
                .build();
    }

    @Override
    Rule seen(EmailExceptionRule rule) {
        return new Rule(
                rule.id(), rule.senderDomain().orElse(""), rule.comment().orElse(""));
    }

    @Override
    EmailExceptionRule changed(EmailExceptionRule rule, String version) {
        return rule.withComment(version);
    }

    @Override
    Verbs<EmailExceptionRule> verbs() {
        return new Verbs<>(
                rule -> exceptions.create(rule),
                rules -> exceptions.createAll(rules),
                (id, rule) -> exceptions.replace(id, rule),
                (id, change) -> exceptions.edit(id, change),
                id -> exceptions.remove(id),
                rule -> exceptions.ensure(rule),
                id -> exceptions.get(id),
                () -> exceptions.list().map(this::seen));
    }

    @Override
    List<Rule> stored() {
        return simulator.rules("blacklist").stream()
                .map(rule -> new Rule(
                        rule.path("entityId").asText(),
                        rule.path("senderDomain").asText(),
                        rule.path("comment").asText()))
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
