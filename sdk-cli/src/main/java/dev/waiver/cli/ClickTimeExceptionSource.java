/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.ExceptionOperations;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.ClickTimeList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A source of the items of click-time protection lists. A field names the list by its id or by its name. */
final class ClickTimeExceptionSource extends EmailSource<ClickTimeItem> {
    private static final List<String> FIELDS = List.of("listId", "list", "listItemName");

    private final EmailClient client;
    private final Supplier<List<ClickTimeList>> lists;

    /** @param lists reads the lists of the tenant; called only for fields that name a list by its name */
    ClickTimeExceptionSource(EmailClient client, String tenant, Supplier<List<ClickTimeList>> lists) {
        super(tenant, EmailTables.CLICK_TIME);
        this.client = client;
        this.lists = lists;
    }

    @Override
    ExceptionOperations<ClickTimeItem> operations() {
        return client.clickTimeExceptions();
    }

    @Override
    public ClickTimeItem rule(Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        String name = required(fields, "listItemName");
        return ClickTimeItem.of(
                listId(fields)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "list, listId: one of them is required; give list=whitelist or list=blacklist")),
                name);
    }

    @Override
    public ClickTimeItem withChanges(ClickTimeItem item, Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        ClickTimeItem after = item;
        if (fields.containsKey("listItemName")) {
            after = after.withListItemName(required(fields, "listItemName"));
        }
        Optional<String> listId = listId(fields);
        return listId.isPresent() ? after.withListId(listId.get()) : after;
    }

    /** Returns the id of the list, if the fields name one. Reads the lists if they have its name. */
    private Optional<String> listId(Map<String, String> fields) {
        if (!fields.containsKey("list")) {
            return fields.containsKey("listId") ? Optional.of(required(fields, "listId")) : Optional.empty();
        }
        if (fields.containsKey("listId")) {
            throw new IllegalArgumentException("list, listId: give one of the two");
        }
        String name = required(fields, "list").strip();
        List<ClickTimeList> known = lists.get();
        return Optional.of(known.stream()
                .filter(list -> list.listName().filter(name::equals).isPresent())
                .flatMap(list -> list.listId().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("list: the service shows no click-time list '" + name
                        + "', but "
                        + known.stream()
                                .flatMap(list -> list.listName().stream())
                                .toList()
                        + "; it may not show a list without items, so give listId=... of that one")));
    }

    @Override
    public Row row(ClickTimeItem item) {
        return new Row(
                where(),
                tenant(),
                "links to " + item.listItemName().orElse("a site that the response does not name"),
                list() + " "
                        + item.listName().orElse("list " + item.listId().orElse("that the response does not name")),
                item.createdAt(),
                item.createdBy().orElse(Row.NOTHING),
                item.entityId().orElse(Row.NOTHING),
                Optional.of(true),
                "");
    }
}
