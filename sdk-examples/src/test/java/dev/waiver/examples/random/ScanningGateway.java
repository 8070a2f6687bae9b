package dev.waiver.examples.random;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningExceptions;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.ScanningBehaviour;
import dev.waiver.testing.ScanningSimulator;
import java.util.List;

/** A rule is told by its host, its version stands in the text. */
final class ScanningGateway extends Gateway {
    private static final String OID = "1.3.6.1.4.1.25623.1.0.815255";

    private final ScanningSimulator simulator = ScanningSimulator.create();
    private final ScanningExceptions exceptions = settings(ScanningClient.builder())
            .credentials(ScanningCredentials.userAndPassword(
                    simulator.credentials().apiKey(),
                    simulator.credentials().username(),
                    simulator.credentials().password()))
            .build()
            .exceptions();

    ScanningGateway() {
        // In pages that are counted, a rule that another thread removes makes the next page skip one: no client could
        // tell.
        ScanningBehaviour unused = simulator.behaviour().paging(ScanningBehaviour.Paging.ANNOUNCED, 1_000);
    }

    @Override
    ScanningSimulator simulator() {
        return simulator;
    }

    private static ScanningExceptionRule rule(Rule rule) {
        return ScanningExceptionRule.forHosts(rule.name())
                .nvt(OID)
                .text(rule.version())
                .newSeverity(0)
                .build();
    }

    private static Rule seen(ScanningExceptionRule rule) {
        return new Rule(
                rule.id().orElse(""),
                rule.scope().hosts().orElse(""),
                rule.text().orElse(""));
    }

    @Override
    ApiCall<List<Rule>> create(Rule rule) {
        return exceptions.create(rule(rule)).map(created -> List.of(seen(created)));
    }

    @Override
    ApiCall<List<Rule>> createAll(List<Rule> rules) {
        return exceptions
                .createAll(rules.stream().map(ScanningGateway::rule).toList())
                .map(created -> created.stream().map(ScanningGateway::seen).toList());
    }

    @Override
    ApiCall<List<Rule>> replace(String id, Rule rule) {
        return exceptions.replace(id, rule(rule)).map(after -> List.of(seen(after)));
    }

    @Override
    ApiCall<List<Rule>> edit(String id, String version) {
        return exceptions.edit(id, rule -> rule.withText(version)).map(after -> List.of(seen(after)));
    }

    @Override
    ApiCall<List<Rule>> remove(String id) {
        return exceptions.remove(id).map(nothing -> List.of());
    }

    @Override
    ApiCall<List<Rule>> ensure(Rule rule) {
        return exceptions.ensure(rule(rule)).map(ensured -> List.of(seen(ensured.value())));
    }

    @Override
    ApiCall<List<Rule>> get(String id) {
        return exceptions.get(id).map(rule -> List.of(seen(rule)));
    }

    @Override
    ApiCall<List<Rule>> list(CallOptions options) {
        return exceptions.list().map(ScanningGateway::seen).with(options).all();
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
