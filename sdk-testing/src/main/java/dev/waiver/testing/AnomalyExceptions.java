/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The anomaly exceptions of the email service, by scope. Guarded by the simulator's lock. */
final class AnomalyExceptions {
    static final String ID = "id";
    private static final Set<String> SERVER_FIELDS =
            Set.of(ID, "added_by", "customer_domain", "insert_time", "update_time");

    private final Map<String, ItemStore<StoredRule>> tenants = new LinkedHashMap<>();
    private long lastId;

    void clear() {
        tenants.clear();
        lastId = 40_000;
    }

    /** Adds an exception with the defaults of a new one for missing members, and returns its id. */
    String add(String scope, ObjectNode members, EmailBehavior behavior, Instant now) {
        ObjectNode exception = blank(scope, EmailRules.WRITER, behavior, now);
        exception.setAll(members.deepCopy());
        put(scope, exception, null);
        return exception.path(ID).asText();
    }

    /**
     * Creates an exception.
     *
     * @param sent the request's {@code requestJson}, whose members nobody documented
     */
    void create(String scope, ObjectNode sent, String addedBy, EmailBehavior behavior, Instant now) {
        ObjectNode exception = blank(scope, addedBy, behavior, now);
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            String snake = EmailResponses.snake(member.getKey());
            String name = exception.has(snake) ? snake : member.getKey();
            if (!SERVER_FIELDS.contains(name)) {
                exception.set(name, member.getValue().deepCopy());
            }
        }
        put(scope, behavior.stored.apply(exception), now);
    }

    /** Deletes exceptions and returns whether any of them existed. */
    boolean delete(String scope, List<String> ids) {
        boolean existed = false;
        for (String id : ids) {
            existed |= exceptions(scope).remove(id);
        }
        return existed;
    }

    /** Deletes all exceptions of a tenant and returns whether there were any. */
    boolean deleteAll(String scope) {
        boolean existed = !exceptions(scope).all().isEmpty();
        exceptions(scope).clear();
        return existed;
    }

    /** Returns the exceptions that lists show at this time. */
    List<ObjectNode> listed(String scope, EmailBehavior behavior, Instant now) {
        return exceptions(scope).listed(now, behavior.listLag).stream()
                .map(StoredRule::members)
                .toList();
    }

    /** Returns copies of the stored exceptions, of all scopes if {@code scope} is null. */
    List<ObjectNode> stored(@Nullable String scope) {
        return tenants.entrySet().stream()
                .filter(at -> scope == null || at.getKey().equals(scope))
                .flatMap(at -> at.getValue().all().stream())
                .map(exception -> exception.members().deepCopy())
                .toList();
    }

    private void put(String scope, ObjectNode exception, @Nullable Instant created) {
        exceptions(scope).put(StoredRule.of(exception.path(ID).asText(), exception, created));
    }

    private ObjectNode blank(String scope, String addedBy, EmailBehavior behavior, Instant at) {
        lastId++;
        String time = EmailResponses.timeWithoutZone(at);
        ObjectNode exception = Json.object()
                .put("added_by", addedBy)
                .putNull("anomaly_type")
                .putNull("comments")
                .put("customer_domain", scope.substring(scope.indexOf(':') + 1))
                .put("enabled", true)
                .putNull("event_id")
                .putNull("exception_rule")
                .putNull("expiration_date")
                .put(ID, Long.toString(lastId))
                .put("insert_time", time)
                .put("update_time", time);
        exception.setAll(behavior.extraMembers.deepCopy());
        return exception;
    }

    private ItemStore<StoredRule> exceptions(String scope) {
        return tenants.computeIfAbsent(scope, tenant -> new ItemStore<>());
    }
}
