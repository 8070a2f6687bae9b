/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rules of the email service, by scope and list. Guarded by the simulator's lock. */
final class EmailRules {
    static final String ID = "entityId";

    /** The members a client may set. All others are ignored on create, as observed at the service. */
    static final Set<String> WRITABLE = Set.of(
            "actionNeeded",
            "attachmentMd5",
            "comment",
            "ignoringSpfCheck",
            "linkDomainMatching",
            "linkDomains",
            "matchOnlyFuture",
            "quarantineAll",
            "recipient",
            "recipientMatching",
            "senderClientIp",
            "senderDomain",
            "senderDomainMatching",
            "senderEmail",
            "senderEmailMatching",
            "senderIp",
            "senderName",
            "senderNameMatching",
            "subject",
            "subjectMatching");

    private static final Set<String> SERVER_FIELDS = Set.of(ID, "addedBy", "editedBy", "updateTime");
    /** Who creates and edits everything. */
    static final String WRITER = "admin@example.com";

    /** The members of the recorded response, in their order, all unset. */
    private static final ObjectNode UNSET = Json.parseObject("""
            {"entityId":null,"actionNeeded":null,"addedBy":null,"editedBy":null,"updateTime":null,"comment":null,
            "attachmentMd5":null,"ignoringSpfCheck":false,"linkDomains":false,"linkDomainMatching":null,
            "recipient":null,"recipientMatching":null,"senderClientIp":null,"senderDomain":null,
            "senderDomainMatching":null,
            "senderEmail":null,"senderEmailMatching":null,"senderIp":null,"senderName":null,"senderNameMatching":null,
            "subject":null,"subjectMatching":null}""");

    private record Where(String scope, String list) {}

    private final Map<Where, ItemStore<StoredRule>> lists = new LinkedHashMap<>();
    private long lastId;
    private int generated;

    void clear() {
        lists.clear();
        lastId = 126802090;
        generated = 0;
    }

    /** Adds a rule with the defaults of a new rule for missing members, and returns its id. */
    String add(String scope, String list, ObjectNode members, EmailBehavior behavior, Instant now) {
        ObjectNode rule = blank(nextId(), behavior, now);
        rule.setAll(members.deepCopy());
        put(scope, list, rule, null);
        return rule.path(ID).asText();
    }

    void create(String scope, String list, ObjectNode sent, EmailBehavior behavior, Instant now) {
        ObjectNode rule = blank(nextId(), behavior, now);
        sent.properties().stream()
                .filter(member -> WRITABLE.contains(member.getKey()))
                .forEach(member -> put(rule, member.getKey(), member.getValue()));
        put(scope, list, behavior.stored.apply(rule), now);
    }

    private void put(String scope, String list, ObjectNode rule, @Nullable Instant created) {
        rules(scope, list).put(StoredRule.of(rule.path(ID).asText(), rule, created));
    }

    /** Adds generated rules to the blacklist of each of these tenants. */
    void generate(List<String> scopes, int count, EmailBehavior behavior) {
        int first = generated + 1;
        generated += count;
        for (int i = 0; i < scopes.size(); i++) {
            int tenant = i + 1;
            rules(scopes.get(i), "blacklist").seed(first, count, number -> generated(tenant, number, behavior));
        }
    }

    private static StoredRule generated(int tenant, int number, EmailBehavior behavior) {
        String id = Long.toString(tenant * StoredRule.GENERATED_IDS + number);
        return new StoredRule(
                id,
                () -> blank(id, behavior, StoredRule.GENERATED_AT)
                        .put("comment", "Generated rule " + number)
                        .put("senderDomain", "sender" + number + ".tenant" + tenant + ".example")
                        .put("senderDomainMatching", "endswith"),
                null);
    }

    /** Updates a rule and returns whether it existed. */
    boolean update(String scope, String list, String id, ObjectNode sent, EmailBehavior behavior, Instant now) {
        StoredRule stored = rules(scope, list).get(id);
        if (stored == null) {
            return false;
        }
        ObjectNode before = stored.members();
        ObjectNode after = before.deepCopy();
        if (behavior.replacesOnUpdate) {
            List<String> known = new ArrayList<>();
            before.fieldNames().forEachRemaining(known::add);
            for (String name : known) {
                if (!SERVER_FIELDS.contains(name)) {
                    JsonNode cleared = UNSET.get(name);
                    JsonNode unused = cleared == null ? after.remove(name) : after.replace(name, cleared);
                }
            }
        }
        // Undocumented members are accepted from clients that send them back, so that a test can detect a client that
        // drops one.
        sent.properties().stream()
                .filter(member -> !SERVER_FIELDS.contains(member.getKey()))
                .filter(member -> WRITABLE.contains(member.getKey()) || before.has(member.getKey()))
                .forEach(member -> put(after, member.getKey(), member.getValue()));
        after.put("editedBy", WRITER).put("updateTime", behavior.times.apply(now));
        rules(scope, list).put(StoredRule.of(id, behavior.stored.apply(after), stored.created()));
        return true;
    }

    /** Deletes a rule and returns whether it existed. */
    boolean delete(String scope, String list, String id) {
        return rules(scope, list).remove(id);
    }

    @Nullable
    ObjectNode get(String scope, String list, String id) {
        StoredRule rule = rules(scope, list).get(id);
        return rule == null ? null : rule.members();
    }

    /** Returns the rules that lists show at this time. */
    List<StoredRule> listed(String scope, String list, Duration lag, Instant now) {
        return rules(scope, list).listed(now, lag);
    }

    /** Returns copies of the stored rules, of all scopes if {@code scope} is null. */
    List<ObjectNode> stored(@Nullable String scope, String list) {
        return lists.entrySet().stream()
                .filter(at -> at.getKey().list().equals(list))
                .filter(at -> scope == null || at.getKey().scope().equals(scope))
                .flatMap(at -> at.getValue().all().stream())
                .map(rule -> rule.members().deepCopy())
                .toList();
    }

    private String nextId() {
        lastId++;
        return Long.toString(lastId);
    }

    private static ObjectNode blank(String id, EmailBehavior behavior, Instant at) {
        ObjectNode rule = UNSET.deepCopy();
        rule.put(ID, id).put("addedBy", WRITER).put("updateTime", behavior.times.apply(at));
        rule.setAll(behavior.extraMembers.deepCopy());
        return rule;
    }

    /**
     * Sets a member. An array of link domains is stored as text, since the service has never been observed to return an
     * array.
     */
    private static void put(ObjectNode rule, String name, JsonNode value) {
        if (name.equals("linkDomains") && value instanceof ArrayNode domains) {
            rule.put(
                    name,
                    String.join(
                            ",",
                            StreamSupport.stream(domains.spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList()));
        } else {
            rule.set(name, value.deepCopy());
        }
    }

    private ItemStore<StoredRule> rules(String scope, String list) {
        return lists.computeIfAbsent(new Where(scope, list), where -> new ItemStore<>());
    }
}
