/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The exceptions of the email service's engines, in tables. Guarded by the simulator's lock. */
final class EngineExceptions {
    static final String STRING = "exception_str";
    static final String TIME = "insert_time";
    private static final String TYPE = "farm_customer_exception_type";
    private static final String CREATOR = "created_by_email";

    /** The members of requests, other than those that say which exception is meant. */
    private static final List<String> WRITABLE = List.of(
            "entityType", "entityId", "fileName", "createdByEmail", "isExclusive", "comment", "exceptionPayload");

    /** The members of requests that are not stored, besides what the service sets. */
    private static final Set<String> NOT_STORED = Set.of("exceptionType", "exception_type", "exceptionStr", "scopes");

    private static final Set<String> SERVER_FIELDS = Set.of(STRING, TYPE, TIME);
    private static final DateTimeFormatter TO_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The exceptions of one type of one engine, for one tenant. */
    record Table(String scope, String sectool, String type) {

        private String name() {
            return scope + ":" + sectool + ":" + type;
        }
    }

    private final Map<Table, ItemStore<StoredRule>> tables = new LinkedHashMap<>();

    void clear() {
        tables.clear();
    }

    /** Adds an exception, or replaces the one with its string, and returns its string. */
    String add(Table table, ObjectNode members, EmailBehavior behavior, Instant now) {
        if (!members.path(STRING).isTextual()) {
            throw new IllegalArgumentException(STRING + ": must be a string, not " + members.get(STRING));
        }
        String string = members.path(STRING).asText();
        ObjectNode exception = blank(table, string, behavior, now);
        exception.setAll(members.deepCopy());
        put(table, string, exception, null);
        return string;
    }

    /** Creates an exception, or overwrites the one with its string. */
    void create(Table table, String string, ObjectNode sent, EmailBehavior behavior, Instant now) {
        ObjectNode exception = blank(table, string, behavior, now);
        take(sent, exception);
        StoredRule before = exceptions(table).get(string);
        // What is listed stays so: only new exceptions can lag.
        put(table, string, behavior.stored.apply(exception), before == null ? now : before.created());
    }

    /** Updates an exception and returns whether it existed. */
    boolean update(Table table, String string, ObjectNode sent, EmailBehavior behavior) {
        StoredRule stored = exceptions(table).get(string);
        if (stored == null) {
            return false;
        }
        ObjectNode exception = stored.members().deepCopy();
        if (behavior.replacesOnUpdate) {
            exception.retain(STRING, TYPE, TIME, CREATOR);
            exception.putNull("comment");
        }
        take(sent, exception);
        put(table, string, behavior.stored.apply(exception), stored.created());
        return true;
    }

    /** Deletes exceptions and returns whether any of them existed. */
    boolean delete(Table table, List<String> strings) {
        boolean existed = false;
        for (String string : strings) {
            existed |= exceptions(table).remove(string);
        }
        return existed;
    }

    /** Deletes all exceptions of an engine and returns whether there were any. */
    boolean deleteAll(String scope, String sectool) {
        List<ItemStore<StoredRule>> all = tables.entrySet().stream()
                .filter(at -> at.getKey().scope().equals(scope))
                .filter(at -> at.getKey().sectool().equals(sectool))
                .map(Map.Entry::getValue)
                .toList();
        boolean existed = all.stream().anyMatch(table -> !table.all().isEmpty());
        all.forEach(ItemStore::clear);
        return existed;
    }

    @Nullable
    ObjectNode get(Table table, String string) {
        StoredRule exception = exceptions(table).get(string);
        return exception == null ? null : exception.members();
    }

    /** Returns the exceptions that lists show at this time. */
    List<ObjectNode> listed(Table table, EmailBehavior behavior, Instant now) {
        return exceptions(table).listed(now, behavior.listLag).stream()
                .map(StoredRule::members)
                .toList();
    }

    /** Returns copies of the stored exceptions of these tables. */
    List<ObjectNode> stored(Predicate<Table> which) {
        return tables.entrySet().stream()
                .filter(at -> which.test(at.getKey()))
                .flatMap(at -> at.getValue().all().stream())
                .map(exception -> exception.members().deepCopy())
                .toList();
    }

    private void put(Table table, String string, ObjectNode exception, @Nullable Instant created) {
        exceptions(table).put(StoredRule.of(string, exception, created));
    }

    private static ObjectNode blank(Table table, String string, EmailBehavior behavior, Instant at) {
        ObjectNode exception = Json.object()
                .putNull("comment")
                .put(CREATOR, EmailRules.WRITER)
                .put(STRING, string)
                .put(TYPE, table.name())
                .put(TIME, TO_SECONDS.format(at));
        exception.setAll(behavior.extraMembers.deepCopy());
        return exception;
    }

    /** Takes what was sent, in either case, and members that nobody documented as they are. */
    private static void take(ObjectNode sent, ObjectNode exception) {
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            String name = member.getKey();
            String shown = WRITABLE.contains(name) ? EmailResponses.snake(name) : name;
            if (!NOT_STORED.contains(name) && !SERVER_FIELDS.contains(shown)) {
                exception.set(shown, member.getValue().deepCopy());
            }
        }
    }

    private ItemStore<StoredRule> exceptions(Table table) {
        return tables.computeIfAbsent(table, where -> new ItemStore<>());
    }
}
