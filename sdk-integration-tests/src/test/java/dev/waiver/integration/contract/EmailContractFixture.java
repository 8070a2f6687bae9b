/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.core.BulkResult;
import dev.waiver.core.CallOptions;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.email.model.RequestData;
import dev.waiver.integration.contract.Operation.Kind;
import dev.waiver.integration.contract.Operation.Part;
import dev.waiver.testing.EmailSimulator;
import java.util.List;
import java.util.function.Function;

/** The email service with two rules on its block list. */
@SuppressWarnings("NullAway")
class EmailContractFixture extends ContractFixture {
    private static final EmailList LIST = EmailList.BLACKLIST;

    final EmailSimulator simulator = EmailSimulator.builder()
            .clock(time)
            .credentials("client-id", Canary.MARK + "-access-key")
            .legacyCredentials("US:app", Canary.MARK + "-legacy-secret")
            .build();
    EmailClient client;
    private String id = "";

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    void connect(String baseUrl, CallOptions options) {
        client = signingIn(settings(EmailClient.builder(), baseUrl, options)).build();
    }

    EmailClient.Builder signingIn(EmailClient.Builder builder) {
        return builder.credentials(InfinityCredentials.of(
                simulator.credentials().clientId(), simulator.credentials().accessKey()));
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
    }

    static EmailExceptionRule rule(String name) {
        return EmailExceptionRule.builder()
                .senderDomain("." + name + ".example", MatchMode.ENDS_WITH)
                .comment("TICKET-1: " + name)
                .build();
    }

    private EmailExceptionsApi api() {
        return client.api(EmailExceptionsApi.class);
    }

    static List<Operation> operations() {
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

    private static Operation operation(String name, Kind kind, Function<EmailContractFixture, Object> make) {
        return new Operation(
                Vendor.EMAIL, name, Part.ALL, kind, false, bench -> make.apply((EmailContractFixture) bench));
    }
}
