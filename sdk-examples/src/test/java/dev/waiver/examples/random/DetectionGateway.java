package dev.waiver.examples.random;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptions;
import dev.waiver.detection.auth.DetectionCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionBehaviour;
import dev.waiver.testing.DetectionSimulator;
import java.util.List;

/** A rule is told by its name, its version stands in the description; a create answers nothing, so that it has to be looked up. */
final class DetectionGateway extends Gateway {
    private final DetectionSimulator simulator = DetectionSimulator.create();
    private final DetectionExceptions exceptions = settings(DetectionClient.builder())
            .credentials(DetectionCredentials.of(
                    simulator.credentials().tenantId(),
                    simulator.credentials().applicationId(),
                    simulator.credentials().applicationSecret()))
            .build()
            .exceptions();

    DetectionGateway(boolean answersWithId) {
        if (!answersWithId) {
            DetectionBehaviour unused = simulator.behaviour().createAnswer(201, false, DetectionBehaviour.Body.NONE);
        }
    }

    @Override
    DetectionSimulator simulator() {
        return simulator;
    }

    private static DetectionExceptionRule rule(Rule rule) {
        return DetectionExceptionRule.windows(rule.name())
                .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                .build()
                .withDescription(rule.version());
    }

    private static Rule seen(DetectionExceptionRule rule) {
        return new Rule(
                rule.id().orElse(""), rule.name().orElse(""), rule.description().orElse(""));
    }

    @Override
    ApiCall<List<Rule>> create(Rule rule) {
        return exceptions.create(rule(rule)).map(created -> List.of(seen(created)));
    }

    @Override
    ApiCall<List<Rule>> createAll(List<Rule> rules) {
        return exceptions
                .createAll(rules.stream().map(DetectionGateway::rule).toList())
                .map(created -> created.stream().map(DetectionGateway::seen).toList());
    }

    @Override
    ApiCall<List<Rule>> replace(String id, Rule rule) {
        return exceptions.replace(id, rule(rule)).map(after -> List.of(seen(after)));
    }

    @Override
    ApiCall<List<Rule>> edit(String id, String version) {
        return exceptions.edit(id, rule -> rule.withDescription(version)).map(after -> List.of(seen(after)));
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
        return exceptions
                .list()
                .map(item -> new Rule(
                        item.id().orElse(""),
                        item.name().orElse(""),
                        item.description().orElse("")))
                .with(options)
                .all();
    }

    @Override
    List<Rule> stored() {
        return simulator.exceptions().entrySet().stream()
                .map(entry -> {
                    JsonNode document = json(entry.getValue());
                    return new Rule(
                            entry.getKey(),
                            document.path("Name").asText(),
                            document.path("Description").asText());
                })
                .toList();
    }

    @Override
    void revokeTokens() {
        simulator.revokeTokens();
    }
}
