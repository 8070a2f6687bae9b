/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.email.model.RequestData;
import dev.waiver.integration.schema.EmailSchemas;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;

/** The email service. Its effect here is the action, its text the comment. */
final class EmailConformanceFixture extends SimulatorConformanceFixture<EmailExceptionRule> {
    private static final EmailList LIST = EmailList.BLACKLIST;
    private static final String PATH = "/app/hec-api/v1.0/exceptions/blacklist";

    private final EmailSimulator simulator =
            EmailSimulator.builder().clock(time).build();
    private final InfinityCredentials credentials = InfinityCredentials.of(
            simulator.credentials().clientId(), simulator.credentials().accessKey());
    private final EmailClient client =
            under(EmailClient.builder()).credentials(credentials).build();
    private final EmailClient other =
            elsewhere(EmailClient.builder()).credentials(credentials).build();

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    ExceptionOperations<EmailExceptionRule> operations() {
        return client.exceptions(LIST);
    }

    @Override
    String className() {
        return "EmailExceptions";
    }

    private static EmailExceptionRule rule(int number, ActionNeeded action) {
        return EmailExceptionRule.builder()
                .senderDomain(".rule-" + number + ".example", MatchMode.ENDS_WITH)
                .actionNeeded(action)
                .comment("text")
                .build();
    }

    @Override
    EmailExceptionRule rule(int number) {
        return rule(number, ActionNeeded.PHISHING);
    }

    @Override
    EmailExceptionRule otherEffect(int number) {
        return rule(number, ActionNeeded.SPAM);
    }

    @Override
    EmailExceptionRule thirdEffect(int number) {
        return rule(number, ActionNeeded.GREYMAIL);
    }

    @Override
    String effectPath() {
        return "actionNeeded";
    }

    @Override
    EmailExceptionRule withText(EmailExceptionRule rule, String text) {
        return rule.withComment(text);
    }

    @Override
    String text(EmailExceptionRule rule) {
        return rule.comment().orElse("");
    }

    @Override
    Optional<String> addWithoutMatch() {
        return Optional.of(simulator.add("blacklist", "{\"type\":\"domain\",\"value\":\"evil.example\"}"));
    }

    @Override
    boolean mayStoreEqualRulesOnce() {
        return true;
    }

    private static ObjectNode members(EmailExceptionRule rule) {
        return JSON.createObjectNode()
                .put("senderDomain", rule.senderDomain().orElseThrow())
                .put(
                        "senderDomainMatching",
                        rule.senderDomainMatching().orElseThrow().value())
                .put("actionNeeded", rule.actionNeeded().orElseThrow().value())
                .put("comment", text(rule, ""));
    }

    private static String text(EmailExceptionRule rule, String otherwise) {
        return rule.comment().orElse(otherwise);
    }

    @Override
    String add(EmailExceptionRule rule) {
        return simulator.add("blacklist", members(rule));
    }

    @Override
    Optional<String> addInactive(EmailExceptionRule rule) {
        return Optional.of(simulator.add("blacklist", members(rule).put("expiration_time", "2020-01-01T00:00:00Z")));
    }

    @Override
    void change(String id, EmailExceptionRule rule) {
        other.api(EmailExceptionsApi.class)
                .update(LIST, id, RequestData.of(rule))
                .execute();
    }

    @Override
    void removeElsewhere(String id) {
        other.exceptions(LIST).remove(id).execute();
    }

    @Override
    EmailExceptionRule stored(String id) {
        return other.exceptions(LIST).get(id).execute();
    }

    @Override
    List<String> storedIds() {
        return simulator.rules("blacklist").stream()
                .map(rule -> rule.path("entityId").asText())
                .toList();
    }

    @Override
    String shown(String id) {
        ObjectNode rule = simulator.rules("blacklist").stream()
                .filter(stored -> stored.path("entityId").asText().equals(id))
                .findFirst()
                .orElseThrow();
        return enveloped(rule);
    }

    /** Returns a response with one element. */
    static String enveloped(ObjectNode element) {
        return "{\"responseEnvelope\":{\"requestId\":\"1\",\"responseCode\":200,\"responseText\":\"\",\"additionalText\":"
                + "\"\",\"recordsNumber\":1,\"scrollId\":\"\"},\"responseData\":[" + element + "]}";
    }

    @Override
    void storeDifferently() {
        EmailBehavior unused = simulator.behavior().storesDifferently(rule -> rule.put("actionNeeded", "other"));
    }

    @Override
    void listLag(Duration lag) {
        EmailBehavior unused = simulator.behavior().listLag(lag);
    }

    @Override
    List<String> violations(Request request, Response response) throws IOException {
        return EmailSchemas.violations(request, response);
    }

    @Override
    Kind kind(String method, String path) {
        if (path.equals(PATH)) {
            return method.equals("GET") ? Kind.LIST : Kind.CREATE;
        }
        return path.startsWith(PATH + "/") && !path.startsWith(PATH + "/delete/")
                ? method.equals("GET") ? Kind.GET : Kind.UPDATE
                : Kind.OTHER;
    }
}
