/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.ClickTimeLists.ClickTimeList;
import dev.waiver.testing.EmailBehavior.ClickTimeDelete;
import dev.waiver.testing.EmailBehavior.ListItems;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.Routes;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The email service's operations on its click-time protection lists. Guarded by the simulator's lock. */
final class ClickTimeBackend {
    private static final String SECTOOL = "click_time_protection";
    private static final String LISTS = "/sectools/" + SECTOOL + "/exceptions";
    private static final String ITEMS = LISTS + "/items";

    private final Clock clock;
    private final Supplier<EmailBehavior> behavior;
    private final ClickTimeLists lists = new ClickTimeLists();

    ClickTimeBackend(Clock clock, Supplier<EmailBehavior> behavior) {
        this.clock = clock;
        this.behavior = behavior;
    }

    void addTo(Routes<EmailKey> routes) {
        routes.on("GET", LISTS, (call, key, path) -> lists(call, key))
                .on("DELETE", LISTS, (call, key, path) -> deleteLists(call, key))
                .on("GET", ITEMS, (call, key, path) -> items(call, key))
                .on("POST", ITEMS, (call, key, path) -> post(call, key))
                .on("DELETE", ITEMS, (call, key, path) -> deleteItems(call, key))
                .on("GET", ITEMS + "/{item}", (call, key, path) -> item(call, key, path.get("item")))
                .on("PUT", ITEMS + "/{item}", (call, key, path) -> update(call, key, path.get("item")))
                .on("DELETE", ITEMS + "/{item}", (call, key, path) -> delete(call, key, path.get("item")))
                .on("GET", LISTS + "/{list}", (call, key, path) -> list(call, key, path.get("list")));
    }

    ClickTimeLists lists() {
        return lists;
    }

    private ServerResponse lists(RecordedRequest call, EmailKey key) {
        String scope = scope(call, key);
        return elements(call, scope, lists.lists(scope));
    }

    private ServerResponse list(RecordedRequest call, EmailKey key, String id) {
        String scope = scope(call, key);
        ClickTimeList list = lists.list(scope, id);
        return list == null ? EmailResponses.one(call, behavior(), null) : elements(call, scope, List.of(list));
    }

    private ServerResponse elements(RecordedRequest call, String scope, List<ClickTimeList> shown) {
        List<ObjectNode> items = lists.listed(scope, behavior(), clock.instant());
        List<ObjectNode> elements = new ArrayList<>();
        for (ClickTimeList list : shown) {
            List<ObjectNode> its = items.stream()
                    .filter(item -> ClickTimeLists.isIn(item, list))
                    .toList();
            if (behavior().listItems == ListItems.ROWS && !its.isEmpty()) {
                its.forEach(item -> elements.add(element(list, item)));
            } else if (behavior().listItems == ListItems.ROWS) {
                elements.add(element(list, null));
            } else if (behavior().listItems == ListItems.OBJECT_OR_ARRAY && its.size() == 1) {
                elements.add(element(list, its.get(0)));
            } else {
                ArrayNode array = Json.array();
                its.forEach(array::add);
                elements.add(element(list, null).set("listitem", array));
            }
        }
        return EmailResponses.data(call, behavior(), behavior().responseCode, elements, elements.size(), "");
    }

    private static ObjectNode element(ClickTimeList list, @Nullable ObjectNode item) {
        ObjectNode element = Json.object().put("listid", list.id());
        element.set("listitem", item == null ? element.nullNode() : item);
        return element.put("listname", list.name());
    }

    private ServerResponse items(RecordedRequest call, EmailKey key) {
        List<ObjectNode> all = lists.listed(scope(call, key), behavior(), clock.instant());
        return EmailResponses.data(call, behavior(), behavior().responseCode, all, all.size(), "");
    }

    private ServerResponse item(RecordedRequest call, EmailKey key, String id) {
        ObjectNode item = lists.get(scope(call, key), id);
        return item == null || behavior().itemInArray
                ? EmailResponses.one(call, behavior(), item)
                : EmailResponses.object(call, behavior(), item);
    }

    /** Serves the two operations that the guide documents on one path, distinguished only by the body. */
    private ServerResponse post(RecordedRequest call, EmailKey key) {
        String scope = scope(call, key);
        ObjectNode sent = EmailRequests.requestData(call);
        boolean ids = !EmailRequests.member(sent, "listItemIds").isMissingNode();
        return ids && behavior().clickTimeDelete != ClickTimeDelete.DELETE
                ? deleted(call, scope, sent)
                : create(call, scope, sent);
    }

    private ServerResponse create(RecordedRequest call, String scope, ObjectNode sent) {
        String listId = EmailRequests.text(sent, "listId");
        String name = EmailRequests.text(sent, "listItemName");
        if (scope.isEmpty()) {
            return EmailResponses.created(call, behavior(), 201, false);
        }
        ClickTimeList list = knownList(call, scope, listId);
        if (behavior().repeatedCreateIs409 && lists.has(scope, list, name)) {
            return EmailResponses.exists(call, behavior());
        }
        lists.create(scope, list, sent, behavior(), clock.instant());
        return EmailResponses.created(call, behavior(), 201, true);
    }

    private ServerResponse update(RecordedRequest call, EmailKey key, String id) {
        String scope = scope(call, key);
        ObjectNode sent = EmailRequests.requestData(call);
        boolean there = lists.get(scope, id) != null;
        if (there) {
            boolean named = !EmailRequests.member(sent, "listId").isMissingNode();
            ClickTimeList list = named ? knownList(call, scope, EmailRequests.text(sent, "listId")) : null;
            lists.update(scope, id, list, sent, behavior());
        }
        return EmailResponses.updated(call, behavior(), there);
    }

    private ClickTimeList knownList(RecordedRequest call, String scope, String id) {
        ClickTimeList list = lists.list(scope, id);
        if (list == null) {
            throw new RefusedException(EmailResponses.error(call, behavior(), 404, 404, "List " + id + " not found"));
        }
        return list;
    }

    private ServerResponse delete(RecordedRequest call, EmailKey key, String id) {
        boolean there = lists.delete(scope(call, key), List.of(id));
        return EmailResponses.deleted(call, behavior(), there);
    }

    private ServerResponse deleteItems(RecordedRequest call, EmailKey key) {
        String scope = scope(call, key);
        return switch (behavior().clickTimeDelete) {
            case POST -> EmailKeys.message(405, "Not Allowed");
            case DELETE, BOTH -> deleted(call, scope, EmailRequests.requestData(call));
            case IDS_IGNORED -> EmailResponses.deleted(call, behavior(), lists.deleteItems(scope));
        };
    }

    private ServerResponse deleted(RecordedRequest call, String scope, ObjectNode sent) {
        boolean there = lists.delete(scope, EmailRequests.texts(sent, "listItemIds"));
        return EmailResponses.deleted(call, behavior(), there);
    }

    private ServerResponse deleteLists(RecordedRequest call, EmailKey key) {
        return EmailResponses.deleted(call, behavior(), lists.deleteLists(scope(call, key)));
    }

    private String scope(RecordedRequest call, EmailKey key) {
        String scope = EmailRequests.scope(call, key, "scopes", behavior());
        EmailRequests.checkLicense(call, SECTOOL, behavior());
        return scope;
    }

    private EmailBehavior behavior() {
        return behavior.get();
    }
}
