/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.BulkResult;
import dev.waiver.core.CallOptions;
import dev.waiver.integration.contract.Operation.Kind;
import dev.waiver.integration.contract.Operation.Part;
import dev.waiver.scanning.BulkIdLocation;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningExceptionsApi;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.ScanningSimulator;
import java.util.List;
import java.util.function.Function;

/** The scanning service with two rules and a finding. */
@SuppressWarnings("NullAway")
class ScanningContractFixture extends ContractFixture {
    private static final String OID = "1.3.6.1.4.1.25623.1.0.815255";
    private static final String SCAN = "a7a2f3fe-ff95-4c3f-9ff0-56fb58648122";

    final ScanningSimulator simulator = ScanningSimulator.builder()
            .clock(time)
            .credentials(Canary.MARK + "-api-key", "a-user", Canary.MARK + "-pass/word\"")
            .accessToken(Canary.MARK + "-access-token")
            .build();
    ScanningClient client;
    private String id = "";

    @Override
    ScanningSimulator simulator() {
        return simulator;
    }

    @Override
    void connect(String baseUrl, CallOptions options) {
        client = settings(ScanningClient.builder(), baseUrl, options)
                .credentials(credentials())
                .bulkIdLocation(BulkIdLocation.jsonBody("ids"))
                .build();
    }

    ScanningCredentials credentials() {
        return PasswordCredentials.of(
                simulator.credentials().apiKey(),
                simulator.credentials().username(),
                simulator.credentials().password());
    }

    @Override
    ScanningClient client() {
        return client;
    }

    @Override
    void warm() {
        Object unused = client.exceptions().statistics().execute();
    }

    @Override
    void fill() {
        id = client.exceptions().create(rule("first")).execute().id();
        ScanningExceptionRule unused =
                client.exceptions().create(rule("second")).execute();
        simulator.addVulnerability(
                "{\"id\":\"1\",\"host\":\"10.0.0.1\",\"port\":443,\"nvt\":\"" + OID + "\",\"scan\":\"" + SCAN + "\"}");
    }

    static ScanningExceptionRule rule(String text) {
        return ScanningExceptionRule.forHostAndPort("178.151.13.5", 8000 + text.length())
                .nvt(OID)
                .text(text)
                .newSeverity(0)
                .build();
    }

    private static ObjectNode body(String text) {
        ObjectNode exception = JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .put("nvt", OID)
                .put("hosts", "10.0.0.9");
        return JsonNodeFactory.instance.objectNode().set("exception", exception);
    }

    private ScanningExceptionsApi api() {
        return client.api(ScanningExceptionsApi.class);
    }

    static List<Operation> operations() {
        Operation create = operation("ScanningExceptions.create", Kind.COMPOSED, b -> b.client
                .exceptions()
                .create(rule("new")));
        return List.of(
                operation("ScanningExceptions.get", Kind.READ, b -> b.client
                                .exceptions()
                                .get(b.id))
                        .everyFault(),
                operation("ScanningExceptions.remove", Kind.IDEMPOTENT, b -> b.client
                                .exceptions()
                                .remove(b.id))
                        .everyFault(),
                operation("ScanningExceptionsApi.create", Kind.CREATE, b -> b.api()
                                .create(body("new")))
                        .everyFault(),
                create.struck(Part.WRITE).everyFault(),
                create.struck(Part.LOOK_UP).everyFault(),
                operation("ScanningExceptions.list", Kind.LIST, b -> b.client
                                .exceptions()
                                .list())
                        .everyFault(),
                operation("ScanningExceptionsApi.update", Kind.IDEMPOTENT, b -> b.api()
                        .update(b.id, body("changed"))),
                operation("ScanningExceptionsApi.delete", Kind.IDEMPOTENT, b -> b.api()
                        .delete(b.id)),
                operation("ScanningExceptions.details", Kind.READ, b -> b.client
                        .exceptions()
                        .details(b.id)),
                operation("ScanningExceptions.statistics", Kind.READ, b -> b.client
                        .exceptions()
                        .statistics()),
                operation("ScanningExceptions.createAll", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .createAll(List.of(rule("new"), rule("newer")))
                                .map(BulkResult::throwIfFailed))
                        .struck(Part.WRITE),
                operation("ScanningExceptions.replace", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .replace(b.id, rule("changed")))
                        .struck(Part.WRITE),
                operation("ScanningExceptions.edit", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .edit(b.id, r -> r.withText("changed")))
                        .struck(Part.WRITE),
                operation("ScanningExceptions.edit", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .edit(b.id, r -> r.withText("changed")))
                        .struck(Part.LOOK_UP),
                operation("ScanningExceptions.ensure", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .ensure(rule("new")))
                        .struck(Part.WRITE),
                operation("ScanningExceptions.ensure", Kind.COMPOSED, b -> b.client
                                .exceptions()
                                .ensure(rule("new")))
                        .struck(Part.LOOK_UP),
                operation(
                        "ScanningExceptions.removeAll",
                        Kind.IDEMPOTENT,
                        b -> b.client.exceptions().removeAll(List.of(b.id)).map(BulkResult::throwIfFailed)),
                operation("ScanningExceptions.deleteMany", Kind.WRITE, b -> b.client
                        .exceptions()
                        .deleteMany(List.of(b.id))),
                operation("ScanningExceptions.activate", Kind.WRITE, b -> b.client
                        .exceptions()
                        .activate(List.of(b.id))),
                operation("ScanningExceptions.reset", Kind.WRITE, b -> b.client
                        .exceptions()
                        .reset(List.of(b.id))),
                operation("ScanningFindings.list", Kind.LIST, b -> b.client
                        .findings()
                        .list()),
                operation("ScanningFindings.ofScan", Kind.LIST, b -> b.client
                        .findings()
                        .ofScan(SCAN)),
                operation("ScanningUser.generateAccessToken", Kind.WRITE, b -> b.client
                        .user()
                        .generateAccessToken()),
                operation("ScanningUser.revokeAccessToken", Kind.WRITE, b -> b.client
                        .user()
                        .revokeAccessToken()));
    }

    private static Operation operation(String name, Kind kind, Function<ScanningContractFixture, Object> make) {
        return new Operation(
                Vendor.SCANNING, name, Part.ALL, kind, false, bench -> make.apply((ScanningContractFixture) bench));
    }
}
