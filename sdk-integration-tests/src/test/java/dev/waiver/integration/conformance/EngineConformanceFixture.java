/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.EngineExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EngineCondition;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.email.model.RequestData;
import dev.waiver.integration.schema.EmailSchemas;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A table of an engine at the email service. Its effect here is the condition, its text the comment. The id is what an
 * exception matches; somebody else spells it in another way.
 */
final class EngineConformanceFixture extends SimulatorConformanceFixture<EngineExceptionRule> {
    private static final EngineTable TABLE = EngineTable.URL_BLOCK_DOMAIN;
    private static final String PATH = "/app/hec-api/v1.0/sectool-exceptions/avanan_url";

    private final EmailSimulator simulator =
            EmailSimulator.builder().clock(time).build();
    private final InfinityCredentials credentials = InfinityCredentials.of(
            simulator.credentials().clientId(), simulator.credentials().accessKey());
    private final EmailClient client = under(EmailClient.builder())
            .credentials(credentials)
            .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
            .build();
    private final EmailClient other = elsewhere(EmailClient.builder())
            .credentials(credentials)
            .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR_LIST)
            .build();

    @Override
    EmailSimulator simulator() {
        return simulator;
    }

    @Override
    ExceptionOperations<EngineExceptionRule> operations() {
        return client.engineExceptions(TABLE);
    }

    @Override
    String className() {
        return "EngineExceptions";
    }

    private static EngineExceptionRule rule(int number, EngineCondition condition) {
        return EngineExceptionRule.builder()
                .exceptionStr("rule-" + number + ".example")
                .condition(condition)
                .comment("text")
                .build();
    }

    @Override
    EngineExceptionRule rule(int number) {
        return rule(number, EngineCondition.WITH_LINK);
    }

    @Override
    EngineExceptionRule otherEffect(int number) {
        return rule(number, EngineCondition.WITHOUT_LINK);
    }

    @Override
    EngineExceptionRule thirdEffect(int number) {
        return rule(number, EngineCondition.WITH_OR_WITHOUT_LINK);
    }

    @Override
    String effectPath() {
        return "condition";
    }

    @Override
    EngineExceptionRule withText(EngineExceptionRule rule, String text) {
        return rule.withComment(text);
    }

    @Override
    String text(EngineExceptionRule rule) {
        return rule.comment().orElse("");
    }

    @Override
    boolean mayStoreEqualRulesOnce() {
        return true;
    }

    @Override
    boolean idIsMatch() {
        return true;
    }

    @Override
    boolean removalsList() {
        return true;
    }

    private static ObjectNode members(EngineExceptionRule rule, String text) {
        ObjectNode members = JSON.createObjectNode()
                .put("exception_str", text)
                .put("comment", rule.comment().orElse(""));
        members.putObject("exception_payload")
                .put("condition", rule.condition().orElseThrow().value());
        return members;
    }

    @Override
    String add(EngineExceptionRule rule) {
        String text = rule.exceptionStr().orElseThrow();
        List<String> stored = storedIds();
        String free = IntStream.rangeClosed(1, text.indexOf('-'))
                .mapToObj(capitals -> text.substring(0, capitals).toUpperCase(Locale.ROOT) + text.substring(capitals))
                .filter(spelling -> !stored.contains(spelling))
                .findFirst()
                .orElseThrow();
        return simulator.addEngineException(TABLE.engine(), TABLE.type(), write(members(rule, free)));
    }

    @Override
    void change(String id, EngineExceptionRule rule) {
        EngineExceptionRule changed = EngineExceptionRule.rawBuilder()
                .from(rule)
                .exceptionType(TABLE.type())
                .exceptionStr(id)
                .build();
        other.api(EngineExceptionsApi.class)
                .update(TABLE.engine(), RequestData.of(changed))
                .execute();
    }

    @Override
    void removeElsewhere(String id) {
        other.engineExceptions(TABLE).remove(id).execute();
    }

    @Override
    EngineExceptionRule stored(String id) {
        return other.engineExceptions(TABLE).get(id).execute();
    }

    @Override
    List<String> storedIds() {
        return simulator.engineExceptions(TABLE.engine(), TABLE.type()).stream()
                .map(rule -> rule.path("exception_str").asText())
                .toList();
    }

    @Override
    String shown(String id) {
        ObjectNode rule = simulator.engineExceptions(TABLE.engine(), TABLE.type()).stream()
                .filter(stored -> stored.path("exception_str").asText().equals(id))
                .findFirst()
                .orElseThrow();
        return EmailConformanceFixture.enveloped(rule);
    }

    @Override
    void storeDifferently() {
        EmailBehavior unused = simulator.behavior().storesDifferently(rule -> {
            rule.putObject("exception_payload").put("condition", "other");
            return rule;
        });
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
        return switch (method) {
            case "GET" -> path.matches(PATH + "/exceptions/[^/]+") ? Kind.LIST : Kind.GET;
            case "POST" -> path.equals(PATH) ? Kind.CREATE : Kind.OTHER;
            case "PUT" -> Kind.UPDATE;
            default -> Kind.OTHER;
        };
    }
}
