/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.email.ClickTimeExceptionsApi;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ClickTimeItem;
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

/**
 * The click-time protection lists of the email service. The list is the effect of an item, and also a part of what it
 * is compared by: the same site in another list is another item. Its text here is the author.
 */
final class ClickTimeConformanceFixture extends SimulatorConformanceFixture<ClickTimeItem> {
    private static final String WHITELIST = "0";
    private static final String BLACKLIST = "1";
    private static final String PATH = "/app/hec-api/v1.0/sectools/click_time_protection/exceptions/items";

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
    ExceptionOperations<ClickTimeItem> operations() {
        return client.clickTimeExceptions();
    }

    @Override
    String className() {
        return "ClickTimeExceptions";
    }

    private static ClickTimeItem item(int number, String listId) {
        return ClickTimeItem.builder()
                .listId(listId)
                .listItemName("rule-" + number + ".example")
                .createdBy("text")
                .build();
    }

    @Override
    ClickTimeItem rule(int number) {
        return item(number, BLACKLIST);
    }

    @Override
    ClickTimeItem otherEffect(int number) {
        return item(number, WHITELIST);
    }

    /** There are two lists. */
    @Override
    ClickTimeItem thirdEffect(int number) {
        throw new UnsupportedOperationException("there are two lists");
    }

    @Override
    String effectPath() {
        return "listId";
    }

    @Override
    ClickTimeItem withText(ClickTimeItem item, String text) {
        return item.withCreatedBy(text);
    }

    @Override
    String text(ClickTimeItem item) {
        return item.createdBy().orElse("");
    }

    @Override
    Optional<String> addWithoutMatch() {
        return Optional.of(simulator.addClickTimeItem("blacklist", "{\"listitemname\":null}"));
    }

    @Override
    boolean mayStoreEqualRulesOnce() {
        return true;
    }

    @Override
    boolean effectsConflict() {
        return false;
    }

    @Override
    String add(ClickTimeItem item) {
        ObjectNode members = JSON.createObjectNode()
                .put("listitemname", item.listItemName().orElseThrow())
                .put("created_by", item.createdBy().orElseThrow());
        String list = item.listId().orElseThrow().equals(BLACKLIST) ? "blacklist" : "whitelist";
        return simulator.addClickTimeItem(list, write(members));
    }

    @Override
    void change(String id, ClickTimeItem item) {
        other.api(ClickTimeExceptionsApi.class).update(id, RequestData.of(item)).execute();
    }

    @Override
    void removeElsewhere(String id) {
        other.clickTimeExceptions().remove(id).execute();
    }

    @Override
    ClickTimeItem stored(String id) {
        return other.clickTimeExceptions().get(id).execute();
    }

    @Override
    List<String> storedIds() {
        return simulator.clickTimeItems().stream()
                .map(item -> item.path("listitemid").asText())
                .toList();
    }

    @Override
    String shown(String id) {
        ObjectNode item = simulator.clickTimeItems().stream()
                .filter(stored -> stored.path("listitemid").asText().equals(id))
                .findFirst()
                .orElseThrow();
        return EmailConformanceFixture.enveloped(item);
    }

    @Override
    void storeDifferently() {
        EmailBehavior unused = simulator.behavior().storesDifferently(item -> item.put("listid", "7"));
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
        boolean all = path.equals(PATH);
        return switch (method) {
            case "GET" -> all ? Kind.LIST : path.startsWith(PATH + "/") ? Kind.GET : Kind.OTHER;
            case "POST" -> all ? Kind.CREATE : Kind.OTHER;
            case "PUT" -> Kind.UPDATE;
            default -> Kind.OTHER;
        };
    }
}
