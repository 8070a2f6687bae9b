/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The click-time protection lists of the email service and their items, by scope. Guarded by the simulator's lock. */
final class ClickTimeLists {
    private static final String ID = "listitemid";
    private static final String LIST_ID = "listid";
    private static final String LIST_NAME = "listname";
    private static final String NAME = "listitemname";

    /** The members of requests, by which they are in responses. */
    private static final Map<String, String> WRITABLE =
            Map.of("listItemName", NAME, "list_item_name", NAME, "createdBy", "created_by", "created_by", "created_by");

    /** The members of requests that are not stored. The list is set by its id. */
    private static final Set<String> NOT_STORED =
            Set.of(ID, LIST_ID, LIST_NAME, "created_at", "listId", "list_id", "scopes");

    /** A list. */
    record ClickTimeList(String id, String name) {}

    /** The lists and items of a tenant. */
    private static final class Tenant {
        final List<ClickTimeList> lists =
                new ArrayList<>(List.of(new ClickTimeList("0", "whitelist"), new ClickTimeList("1", "blacklist")));
        final ItemStore<StoredRule> items = new ItemStore<>();
    }

    private final Map<String, Tenant> tenants = new LinkedHashMap<>();
    private long lastId;

    void clear() {
        tenants.clear();
        lastId = 1_728_398_419_611_000L;
    }

    /** Adds an item with the defaults of a new item for missing members, and returns its id. */
    String add(String scope, String listName, ObjectNode members, EmailBehavior behavior, Instant now) {
        ClickTimeList list = lists(scope).stream()
                .filter(known -> known.name().equals(listName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "list: must be whitelist or blacklist, and not deleted before, not " + listName));
        ObjectNode item = blank(list, behavior, now);
        item.setAll(members.deepCopy());
        put(scope, item, null);
        return item.path(ID).asText();
    }

    /** Returns the lists of a tenant, none without a tenant. */
    List<ClickTimeList> lists(String scope) {
        return scope.isEmpty() ? List.of() : tenant(scope).lists;
    }

    @Nullable
    ClickTimeList list(String scope, String id) {
        return lists(scope).stream()
                .filter(list -> list.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Returns whether a list has an item with this name. */
    boolean has(String scope, ClickTimeList list, String name) {
        return tenant(scope).items.all().stream()
                .map(StoredRule::members)
                .anyMatch(item -> isIn(item, list) && item.path(NAME).asText().equals(name));
    }

    static boolean isIn(ObjectNode item, ClickTimeList list) {
        return item.path(LIST_ID).asText().equals(list.id());
    }

    void create(String scope, ClickTimeList list, ObjectNode sent, EmailBehavior behavior, Instant now) {
        ObjectNode item = blank(list, behavior, now);
        take(sent, item);
        put(scope, behavior.stored.apply(item), now);
    }

    /**
     * Updates an item, which existed.
     *
     * @param list the list it is moved to, or null to leave it in its list
     */
    void update(String scope, String id, @Nullable ClickTimeList list, ObjectNode sent, EmailBehavior behavior) {
        StoredRule stored = tenant(scope).items.get(id);
        if (stored == null) {
            return;
        }
        ObjectNode item = stored.members().deepCopy();
        if (list != null) {
            item.put(LIST_ID, list.id()).put(LIST_NAME, list.name());
        }
        take(sent, item);
        put(scope, behavior.stored.apply(item), stored.created());
    }

    /** Deletes items and returns whether any of them existed. */
    boolean delete(String scope, List<String> ids) {
        boolean existed = false;
        for (String id : ids) {
            existed |= tenant(scope).items.remove(id);
        }
        return existed;
    }

    /** Deletes all items of a tenant and returns whether there were any. */
    boolean deleteItems(String scope) {
        ItemStore<StoredRule> items = tenant(scope).items;
        boolean existed = !items.all().isEmpty();
        items.clear();
        return existed;
    }

    /** Deletes all lists of a tenant with their items and returns whether there were any. */
    boolean deleteLists(String scope) {
        deleteItems(scope);
        boolean existed = !lists(scope).isEmpty();
        tenant(scope).lists.clear();
        return existed;
    }

    @Nullable
    ObjectNode get(String scope, String id) {
        StoredRule item = tenant(scope).items.get(id);
        return item == null ? null : item.members();
    }

    /** Returns the items that lists show at this time. */
    List<ObjectNode> listed(String scope, EmailBehavior behavior, Instant now) {
        return tenant(scope).items.listed(now, behavior.listLag).stream()
                .map(StoredRule::members)
                .toList();
    }

    /** Returns copies of the stored items, of all scopes if {@code scope} is null. */
    List<ObjectNode> stored(@Nullable String scope) {
        return tenants.entrySet().stream()
                .filter(at -> scope == null || at.getKey().equals(scope))
                .flatMap(at -> at.getValue().items.all().stream())
                .map(item -> item.members().deepCopy())
                .toList();
    }

    private void put(String scope, ObjectNode item, @Nullable Instant created) {
        tenant(scope).items.put(StoredRule.of(item.path(ID).asText(), item, created));
    }

    private ObjectNode blank(ClickTimeList list, EmailBehavior behavior, Instant at) {
        lastId++;
        ObjectNode item = Json.object()
                .put("created_at", EmailResponses.timeWithoutZone(at))
                .put("created_by", EmailRules.WRITER)
                .put(LIST_ID, list.id())
                .put(ID, String.format(Locale.ROOT, "%016d", lastId))
                .put(NAME, "")
                .put(LIST_NAME, list.name());
        item.setAll(behavior.extraMembers.deepCopy());
        return item;
    }

    /** Takes what was sent, and members that nobody documented as they are. */
    private static void take(ObjectNode sent, ObjectNode item) {
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            if (!NOT_STORED.contains(member.getKey())) {
                item.set(
                        WRITABLE.getOrDefault(member.getKey(), member.getKey()),
                        member.getValue().deepCopy());
            }
        }
    }

    private Tenant tenant(String scope) {
        return tenants.computeIfAbsent(scope, name -> new Tenant());
    }
}
