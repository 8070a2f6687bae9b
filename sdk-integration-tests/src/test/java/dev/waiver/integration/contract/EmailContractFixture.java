/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.BulkResult;
import dev.waiver.core.CallOptions;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.email.AnomalyDeleteForm;
import dev.waiver.email.AnomalyExceptionsApi;
import dev.waiver.email.ClickTimeExceptionsApi;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.EngineExceptions;
import dev.waiver.email.EngineExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.email.model.MatchMode;
import dev.waiver.email.model.RequestData;
import dev.waiver.integration.contract.Operation.Kind;
import dev.waiver.integration.contract.Operation.Part;
import dev.waiver.testing.EmailSimulator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The email service with two rules on its block list, and two exceptions of each other family. */
@SuppressWarnings("NullAway")
class EmailContractFixture extends ContractFixture {
    private static final EmailList LIST = EmailList.BLACKLIST;
    private static final EngineTable TABLE = EngineTable.URL_BLOCK_DOMAIN;
    private static final String DOMAIN = "first.example";
    private static final String CLICK_TIME_LIST = "1";
    private static final JsonDocument ANOMALY =
            JsonCodec.strictNames().document("{\"anomaly_type\":\"superman_anomaly\"}");
    private static final String AUTHOR = "admin@example.com";

    final EmailSimulator simulator = EmailSimulator.builder()
            .clock(time)
            .credentials("client-id", Canary.MARK + "-access-key")
            .legacyCredentials("US:app", Canary.MARK + "-legacy-secret")
            .build();
    EmailClient client;
    private String id = "";
    private String anomalyId = "";
    private String itemId = "";

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    void connect(String baseUrl, CallOptions options) {
        client = signingIn(settings(EmailClient.builder(), baseUrl, options)).build();
    }

    EmailClient.Builder signingIn(EmailClient.Builder builder) {
        return withDeleteForms(builder)
                .credentials(InfinityCredentials.of(
                        simulator.credentials().clientId(),
                        simulator.credentials().accessKey()));
    }

    static EmailClient.Builder withDeleteForms(EmailClient.Builder builder) {
        return builder.engineDeleteForm(EngineDeleteForm.EXCEPTION_STR).anomalyDeleteForm(AnomalyDeleteForm.RULE_ID);
    }

    @Override
    EmailClient client() {
        return client;
    }

    @Override
    void warm() {
        Object unused = client.scopes().execute();
    }

    @Override
    void fill() {
        id = client.exceptions(LIST).create(rule("first")).execute().id();
        EmailExceptionRule unused =
                client.exceptions(LIST).create(rule("second")).execute();
        for (String domain : List.of(DOMAIN, "second.example")) {
            String unusedId = simulator.addEngineException(
                    TABLE.engine(), TABLE.type(), "{\"exception_str\":\"" + domain + "\"}");
            anomalyId = simulator.addAnomalyException("{\"anomaly_type\":\"superman_anomaly\"}");
            itemId = simulator.addClickTimeItem("blacklist", "{\"listitemname\":\"" + domain + "\"}");
        }
    }

    static EmailExceptionRule rule(String name) {
        return EmailExceptionRule.builder()
                .senderDomain("." + name + ".example", MatchMode.ENDS_WITH)
                .comment("TICKET-1: " + name)
                .build();
    }

    private static EngineExceptionRule engineRule(String comment) {
        return EngineExceptionRule.builder()
                .exceptionStr(DOMAIN)
                .comment("TICKET-1: " + comment)
                .build();
    }

    private static RequestData<EngineExceptionRule> engineData(EngineExceptionRule rule) {
        return RequestData.of(EngineExceptionRule.rawBuilder()
                .from(rule)
                .exceptionType(TABLE.type())
                .build());
    }

    private static ClickTimeItem item(String name) {
        return ClickTimeItem.of(CLICK_TIME_LIST, name + ".example").withCreatedBy(AUTHOR);
    }

    private EngineExceptions engine() {
        return client.engineExceptions(TABLE);
    }

    private EngineExceptionsApi engineApi() {
        return client.api(EngineExceptionsApi.class);
    }

    private AnomalyExceptionsApi anomalyApi() {
        return client.api(AnomalyExceptionsApi.class);
    }

    private ClickTimeExceptionsApi clickTimeApi() {
        return client.api(ClickTimeExceptionsApi.class);
    }

    private static RequestData<JsonNode> data(String json) {
        return RequestData.of(JsonCodec.strictNames().document(json).as(JsonNode.class));
    }

    private EmailExceptionsApi api() {
        return client.api(EmailExceptionsApi.class);
    }

    static List<Operation> operations() {
        return Stream.concat(rules().stream(), otherFamilies().stream()).toList();
    }

    private static List<Operation> rules() {
        Operation create = operation("EmailExceptions.create", Kind.COMPOSED, b -> b.client
                .exceptions(LIST)
                .create(rule("new")));
        return List.of(
                operation("EmailExceptions.get", Kind.READ, b -> b.client
                                .exceptions(LIST)
                                .get(b.id))
                        .everyFault(),
                operation("EmailExceptions.remove", Kind.IDEMPOTENT, b -> b.client
                                .exceptions(LIST)
                                .remove(b.id))
                        .everyFault(),
                operation("EmailExceptionsApi.create", Kind.CREATE, b -> b.api()
                                .create(LIST, RequestData.of(rule("new"))))
                        .everyFault(),
                create.struck(Part.WRITE).everyFault(),
                create.struck(Part.LOOK_UP).everyFault(),
                operation("EmailExceptions.list", Kind.LIST, b -> b.client
                                .exceptions(LIST)
                                .list())
                        .everyFault(),
                operation("EmailExceptionsApi.list", Kind.READ, b -> b.api().list(LIST)),
                operation("EmailExceptionsApi.get", Kind.READ, b -> b.api().get(LIST, b.id)),
                operation("EmailExceptionsApi.update", Kind.IDEMPOTENT, b -> b.api()
                        .update(LIST, b.id, RequestData.of(rule("changed")))),
                operation("EmailExceptionsApi.delete", Kind.IDEMPOTENT, b -> b.api()
                        .delete(LIST, b.id)),
                operation("EmailClient.scopes", Kind.READ, b -> b.client.scopes()),
                operation("EmailExceptions.createAll", Kind.COMPOSED, b -> b.client
                                .exceptions(LIST)
                                .createAll(List.of(rule("new"), rule("newer")))
                                .map(BulkResult::throwIfFailed))
                        .struck(Part.WRITE),
                operation("EmailExceptions.replace", Kind.COMPOSED, b -> b.client
                                .exceptions(LIST)
                                .replace(b.id, rule("changed")))
                        .struck(Part.WRITE),
                operation("EmailExceptions.edit", Kind.COMPOSED, b -> b.client
                                .exceptions(LIST)
                                .edit(b.id, r -> r.withComment("changed")))
                        .struck(Part.WRITE),
                operation("EmailExceptions.edit", Kind.COMPOSED, b -> b.client
                                .exceptions(LIST)
                                .edit(b.id, r -> r.withComment("changed")))
                        .struck(Part.LOOK_UP),
                operation("EmailExceptions.ensure", Kind.COMPOSED, b -> b.client
                                .exceptions(LIST)
                                .ensure(rule("new")))
                        .struck(Part.WRITE),
                operation("EmailExceptions.ensure", Kind.COMPOSED, b -> b.client
                                .exceptions(LIST)
                                .ensure(rule("new")))
                        .struck(Part.LOOK_UP));
    }

    /**
     * Returns one operation of each kind of the other families. Only what the rules lack is tested with every fault.
     */
    private static List<Operation> otherFamilies() {
        Operation engineCreate = operation("EngineExceptions.create", Kind.COMPOSED, b -> b.engine()
                .create(EngineExceptionRule.of("new.example")));
        Operation engineEdit = operation("EngineExceptions.edit", Kind.COMPOSED, b -> b.engine()
                .edit(DOMAIN, rule -> rule.withComment("changed")));
        Operation engineRemove = operation(
                "EngineExceptions.remove", Kind.COMPOSED, b -> b.engine().remove(DOMAIN));
        Operation anomalyCreate = operation("AnomalyExceptions.create", Kind.COMPOSED, b -> b.client
                .anomalyExceptions()
                .create(ANOMALY, AUTHOR));
        return List.of(
                engineRemove.struck(Part.WRITE).everyFault(),
                operation("EngineExceptions.list", Kind.LIST, b -> b.engine().list()),
                operation("EngineExceptions.get", Kind.READ, b -> b.engine().get(DOMAIN)),
                engineCreate.struck(Part.WRITE),
                engineCreate.struck(Part.LOOK_UP),
                engineEdit.struck(Part.WRITE),
                engineEdit.struck(Part.LOOK_UP),
                engineRemove.struck(Part.LOOK_UP),
                operation("EngineExceptionsApi.create", Kind.CREATE, b -> b.engineApi()
                        .create(TABLE.engine(), engineData(EngineExceptionRule.of("new.example")))),
                operation("EngineExceptionsApi.update", Kind.WRITE, b -> b.engineApi()
                        .update(TABLE.engine(), engineData(engineRule("changed")))),
                operation("EngineExceptionsApi.delete", Kind.WRITE, b -> b.engineApi()
                        .delete(
                                TABLE.engine(),
                                data("{\"exceptionType\":\"block-domain\",\"exceptionStr\":\"" + DOMAIN + "\"}"))),
                operation("AnomalyExceptions.list", Kind.LIST, b -> b.client
                        .anomalyExceptions()
                        .list()),
                anomalyCreate.struck(Part.WRITE),
                anomalyCreate.struck(Part.LOOK_UP),
                operation("AnomalyExceptions.remove", Kind.COMPOSED, b -> b.client
                                .anomalyExceptions()
                                .remove(b.anomalyId))
                        .struck(Part.WRITE),
                operation("AnomalyExceptionsApi.delete", Kind.WRITE, b -> b.anomalyApi()
                        .delete(data("{\"ruleId\":[\"" + b.anomalyId + "\"]}"))),
                operation("ClickTimeExceptions.list", Kind.LIST, b -> b.client
                        .clickTimeExceptions()
                        .list()),
                operation("ClickTimeExceptions.lists", Kind.LIST, b -> b.client
                        .clickTimeExceptions()
                        .lists()),
                operation("ClickTimeExceptions.get", Kind.READ, b -> b.client
                        .clickTimeExceptions()
                        .get(b.itemId)),
                operation("ClickTimeExceptions.create", Kind.COMPOSED, b -> b.client
                                .clickTimeExceptions()
                                .create(item("new")))
                        .struck(Part.WRITE),
                operation("ClickTimeExceptions.replace", Kind.COMPOSED, b -> b.client
                                .clickTimeExceptions()
                                .replace(b.itemId, item("changed")))
                        .struck(Part.WRITE),
                operation("ClickTimeExceptions.remove", Kind.IDEMPOTENT, b -> b.client
                        .clickTimeExceptions()
                        .remove(b.itemId)),
                operation("ClickTimeExceptionsApi.update", Kind.WRITE, b -> b.clickTimeApi()
                        .update(b.itemId, RequestData.of(item("changed")))));
    }

    private static Operation operation(String name, Kind kind, Function<EmailContractFixture, Object> make) {
        return new Operation(
                Vendor.EMAIL, name, Part.ALL, kind, false, bench -> make.apply((EmailContractFixture) bench));
    }
}
