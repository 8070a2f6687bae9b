/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.core.BulkResult;
import dev.waiver.core.CallOptions;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.RuleSelection;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.integration.contract.Operation.Kind;
import dev.waiver.integration.contract.Operation.Part;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.DetectionSimulator;
import java.util.List;
import java.util.function.Function;

/**
 * The detection service with two exceptions and a rule set. Its response to a create is empty, so that the new rule has
 * to be looked up.
 */
@SuppressWarnings("NullAway")
class DetectionContractFixture extends ContractFixture {
    private static final String RULE_SET = """
            {"id": "c407f28a-3805-4014-b32c-0c2553ac1e17", "name": "Workstations", "category": "Custom",
             "rules": [{"detection_rule_id": "998ece50-49af-472a-b0d8-3c3700883736", "detection_name": "Gatekeeper Bypass",
                        "enabled": true, "exceptions": [], "responses": []}]}
            """;

    final DetectionSimulator simulator = DetectionSimulator.builder()
            .clock(time)
            .credentials(
                    "11111111-2222-3333-4444-555555555555",
                    "66666666-7777-8888-9999-000000000000",
                    Canary.MARK + "-application-secret")
            .build();
    DetectionClient client;
    private String id = "";
    private String ruleSet = "";

    @Override
    DetectionSimulator simulator() {
        return simulator;
    }

    @Override
    void connect(String baseUrl, CallOptions options) {
        client =
                signingIn(settings(DetectionClient.builder(), baseUrl, options)).build();
    }

    DetectionClient.Builder signingIn(DetectionClient.Builder builder) {
        DetectionSimulator.Credentials known = simulator.credentials();
        return builder.credentials(
                ApplicationCredentials.of(known.tenantId(), known.applicationId(), known.applicationSecret()));
    }

    @Override
    DetectionClient client() {
        return client;
    }

    @Override
    void warm() {
        Object unused = client.ruleSets().getDefault().execute();
    }

    @Override
    void fill() {
        simulator.behavior().createResponse(201, false, DetectionBehavior.Body.NONE);
        id = client.exceptions().create(rule("first")).execute().id();
        DetectionExceptionRule unused =
                client.exceptions().create(rule("second")).execute();
        ruleSet = simulator.addRuleSet(RULE_SET);
    }

    static DetectionExceptionRule rule(String name) {
        return DetectionExceptionRule.windows(name)
                .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                .build();
    }

    private static JsonDocument body(String name) {
        return JsonCodec.strictNames()
                .document("{\"Name\":\"" + name + "\",\"Description\":\"d\",\"States\":[],\"OperatingSystems\":[]}");
    }

    private DetectionExceptionsApi api() {
        return client.api(DetectionExceptionsApi.class);
    }

    static List<Operation> operations() {
        Operation create = operation("DetectionExceptions.create", Kind.COMPOSED, b -> b.client
                .exceptions()
                .create(rule("new")));
        return List.of(
                operation("DetectionExceptions.get", Kind.READ, b -> b.client
                                .exceptions()
                                .get(b.id))
                        .everyFault(),
                operation("DetectionExceptions.deactivate", Kind.IDEMPOTENT, b -> b.client
                                .exceptions()
                                .deactivate(b.id))
                        .everyFault(),
                operation("DetectionExceptionsApi.create", Kind.CREATE, b -> b.api()
                                .create(body("new")))
                        .everyFault(),
                create.struck(Part.WRITE).everyFault(),
                create.struck(Part.LOOK_UP).everyFault(),
                operation("DetectionExceptions.summaries", Kind.LIST, b -> b.client
                                .exceptions()
                                .summaries())
                        .everyFault(),
                operation("DetectionExceptions.list", Kind.LIST, b -> b.client
                        .exceptions()
                        .list()),
                operation("DetectionExceptions.csv", Kind.READ, b -> b.client
                        .exceptions()
                        .csv()),
                operation("DetectionExceptions.document", Kind.READ, b -> b.client
                        .exceptions()
                        .document(b.id)),
                operation("DetectionExceptionsApi.replace", Kind.IDEMPOTENT, b -> b.api()
                        .replace(b.id, body("changed"))),
                operation("DetectionExceptions.remove", Kind.IDEMPOTENT, b -> b.client
                        .exceptions()
                        .remove(b.id)),
                operation("DetectionExceptions.createAll", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .createAll(List.of(rule("new"), rule("newer")))
                                .map(BulkResult::throwIfFailed))
                        .struck(Part.WRITE),
                operation("DetectionExceptions.replace", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .replace(b.id, rule("changed")))
                        .struck(Part.WRITE),
                operation("DetectionExceptions.edit", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .edit(b.id, r -> r.withDescription("changed")))
                        .struck(Part.WRITE),
                operation("DetectionExceptions.edit", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .edit(b.id, r -> r.withDescription("changed")))
                        .struck(Part.LOOK_UP),
                operation("DetectionExceptions.ensure", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .ensure(rule("new")))
                        .struck(Part.WRITE),
                operation("DetectionExceptions.ensure", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .ensure(rule("new")))
                        .struck(Part.LOOK_UP),
                operation("DetectionRuleSets.list", Kind.LIST, b -> b.client
                        .ruleSets()
                        .list()),
                operation("DetectionRuleSets.get", Kind.READ, b -> b.client
                        .ruleSets()
                        .get(b.ruleSet)),
                operation("DetectionRuleSets.getDefault", Kind.READ, b -> b.client
                        .ruleSets()
                        .getDefault()),
                operation("DetectionRuleSets.enable", Kind.COMPOSED, b -> b.client
                                .ruleSets()
                                .enable(b.ruleSet, b.id, RuleSelection.allRules()))
                        .struck(Part.WRITE),
                operation("DetectionRuleSets.enable", Kind.COMPOSED, b -> b.client
                                .ruleSets()
                                .enable(b.ruleSet, b.id, RuleSelection.allRules()))
                        .struck(Part.LOOK_UP),
                operation("DetectionRuleSets.disable", Kind.READ, b -> b.client
                        .ruleSets()
                        .disable(b.ruleSet, b.id, RuleSelection.allRules())),
                operation("DetectionRuleSets.resave", Kind.COMPOSED, b -> b.client
                                .ruleSets()
                                .resave(b.ruleSet))
                        .struck(Part.WRITE));
    }

    private static Operation operation(String name, Kind kind, Function<DetectionContractFixture, Object> make) {
        return new Operation(
                Vendor.DETECTION, name, Part.ALL, kind, false, bench -> make.apply((DetectionContractFixture) bench));
    }
}
