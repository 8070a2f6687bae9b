/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of the scanning service. Guarded by the simulator's lock. */
final class ScanningRules {
    /** The members a client may set. All others are ignored. */
    static final List<String> WRITABLE = List.of("text", "nvt", "hosts", "port", "scan", "task", "new_severity");

    private static final Set<String> SCOPE = Set.of("hosts", "port", "scan", "task");
    static final String ACTIVE = "active";
    static final String REQUESTED = "requested";

    private final ItemStore<StoredRule> rules = new ItemStore<>();
    private long lastId;
    private int generated;

    void clear() {
        rules.clear();
        lastId = 16;
        generated = 0;
    }

    /** Adds a rule with the defaults of a new rule for missing members, and returns its id. */
    String add(ObjectNode members, ScanningBehavior behavior, Instant now) {
        ObjectNode rule = blank(nextId(), behavior, now);
        rule.setAll(members.deepCopy());
        put(rule, null);
        return rule.path("id").asText();
    }

    void create(ObjectNode sent, ScanningBehavior behavior, Instant now) {
        ObjectNode rule = blank(nextId(), behavior, now);
        rule.put("status", behavior.requested ? REQUESTED : ACTIVE);
        take(sent, rule, WRITABLE);
        put(behavior.stored.apply(rule), now);
    }

    private void put(ObjectNode rule, @Nullable Instant created) {
        rules.put(StoredRule.of(rule.path("id").asText(), rule, created));
    }

    /** Adds generated rules. */
    void generate(int count, ScanningBehavior behavior) {
        rules.seed(generated + 1, count, number -> generated(number, behavior));
        generated += count;
    }

    private static StoredRule generated(int number, ScanningBehavior behavior) {
        String id = Long.toString(StoredRule.GENERATED_IDS + number);
        return new StoredRule(
                id,
                () -> blank(id, behavior, StoredRule.GENERATED_AT)
                        .put("text", "Generated rule " + number)
                        .put("nvt", "1.3.6.1.4.1.25623.1.0." + (100_000 + number))
                        .put("hosts", "10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255))
                        .put("port", 443),
                null);
    }

    /** Updates a rule and returns whether it existed. */
    boolean update(String id, ObjectNode sent, ScanningBehavior behavior, Instant now) {
        StoredRule stored = rules.get(id);
        if (stored == null) {
            return false;
        }
        ObjectNode rule = stored.members().deepCopy();
        switch (behavior.updates) {
            case MERGE -> take(sent, rule, WRITABLE);
            case REPLACE -> {
                SCOPE.forEach(member -> clear(rule, member));
                clear(rule, "new_severity");
                take(sent, rule, WRITABLE);
            }
            case TEXT_AND_NVT -> take(sent, rule, List.of("text", "nvt"));
        }
        if (behavior.dropsScope) {
            SCOPE.forEach(member -> clear(rule, member));
        }
        rule.put("updated_at", now.toString());
        rules.put(StoredRule.of(id, behavior.stored.apply(rule), stored.created()));
        return true;
    }

    /** Deletes rules and returns whether any existed. */
    boolean delete(Collection<String> ids) {
        boolean any = false;
        for (String id : ids) {
            any |= rules.remove(id);
        }
        return any;
    }

    void status(Collection<String> ids, String status) {
        for (String id : ids) {
            StoredRule stored = rules.get(id);
            if (stored != null) {
                ObjectNode rule = stored.members().deepCopy().put("status", status);
                rules.put(StoredRule.of(id, rule, stored.created()));
            }
        }
    }

    @Nullable
    ObjectNode get(String id) {
        StoredRule rule = rules.get(id);
        return rule == null ? null : rule.members();
    }

    List<StoredRule> all() {
        return rules.all();
    }

    /** Returns the rules that lists show at this time. */
    List<StoredRule> listed(Duration lag, Instant now) {
        return rules.listed(now, lag);
    }

    private String nextId() {
        lastId++;
        return Long.toString(lastId);
    }

    private static ObjectNode blank(String id, ScanningBehavior behavior, Instant at) {
        ObjectNode rule = Json.object();
        String time = at.toString();
        rule.put("id", id).put("text", "").put("nvt", "").put("hosts", "");
        rule.putNull("port").putNull("scan").putNull("task").putNull("new_severity");
        rule.put("status", ACTIVE).put("created_at", time).put("updated_at", time);
        rule.setAll(behavior.extraMembers.deepCopy());
        return rule;
    }

    private static void clear(ObjectNode rule, String member) {
        if (member.equals("hosts")) {
            rule.put(member, "");
        } else {
            rule.putNull(member);
        }
    }

    private static void take(ObjectNode sent, ObjectNode rule, List<String> members) {
        members.stream()
                .filter(sent::has)
                .forEach(member -> rule.set(member, sent.path(member).deepCopy()));
    }
}
