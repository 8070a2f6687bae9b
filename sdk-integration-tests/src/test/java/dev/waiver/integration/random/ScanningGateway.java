/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningExceptions;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import java.util.List;

/** Identifies a rule by its host and stores its version in the text. */
final class ScanningGateway extends Gateway<ScanningExceptionRule> {
    private static final String OID = "1.3.6.1.4.1.25623.1.0.815255";

    private final ScanningSimulator simulator = ScanningSimulator.create();
    private final ScanningExceptions exceptions = settings(ScanningClient.builder())
            .credentials(PasswordCredentials.of(
                    simulator.credentials().apiKey(),
                    simulator.credentials().username(),
                    simulator.credentials().password()))
            .build()
            .exceptions();

    ScanningGateway(boolean http2) {
        super(http2);
        // One page holds all rules: with numbered pages, a rule that another thread removes makes the next page skip
        // one, which no client can detect.
        ScanningBehavior unused = simulator.behavior().paging(ScanningBehavior.Paging.ANNOUNCED, 1_000);
    }

    @Override
    ScanningSimulator simulator() {
        return simulator;
    }

    @Override
    ScanningExceptionRule rule(Rule rule) {
        return ScanningExceptionRule.forHosts(rule.name())
                .nvt(OID)
                .text(rule.version())
                .newSeverity(0)
                .build();
    }

    @Override
    Rule seen(ScanningExceptionRule rule) {
        return new Rule(rule.id(), rule.scope().hosts().orElse(""), rule.text().orElse(""));
    }

    @Override
    ScanningExceptionRule changed(ScanningExceptionRule rule, String version) {
        return rule.withText(version);
    }

    @Override
    Verbs<ScanningExceptionRule> verbs() {
        return new Verbs<>(
                exceptions::create,
                exceptions::createAll,
                exceptions::replace,
                exceptions::edit,
                exceptions::remove,
                exceptions::ensure,
                exceptions::get,
                () -> exceptions.list().map(this::seen));
    }

    @Override
    List<Rule> stored() {
        return simulator.rules().stream()
                .map(rule -> new Rule(
                        rule.path("id").asText(),
                        rule.path("hosts").asText(),
                        rule.path("text").asText()))
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
