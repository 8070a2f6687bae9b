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
    private static final String WRITER = "admin@example.com";

    /** The members of the recorded response, in their order, all unset. */
    private static final String UNSET = """
            {"entityId":null,"actionNeeded":null,"addedBy":null,"editedBy":null,"updateTime":null,"comment":null,
            "attachmentMd5":null,"ignoringSpfCheck":false,"linkDomains":false,"linkDomainMatching":null,
            "recipient":null,"recipientMatching":null,"senderClientIp":null,"senderDomain":null,
            "senderDomainMatching":null,
            "senderEmail":null,"senderEmailMatching":null,"senderIp":null,"senderName":null,"senderNameMatching":null,
            "subject":null,"subjectMatching":null}""";

    private record Where(String scope, String list) {}

    /** A rule and the time of its creation; null for a rule added without a request, which is listed at once. */
    private record Entry(ObjectNode rule, @Nullable Instant created) {
        String id() {
            return rule.path(ID).asText();
        }

        boolean shown(Instant now, Duration lag) {
            return created == null || !now.isBefore(created.plus(lag));
        }
    }

    private final Map<Where, List<Entry>> lists = new LinkedHashMap<>();
    private long lastId;

    void clear() {
        lists.clear();
        lastId = 126802090;
    }

    /** Adds a rule with the defaults of a new rule for missing members, and returns its id. */
    String add(String scope, String list, ObjectNode members, EmailBehavior behavior, Instant now) {
        ObjectNode rule = blank(behavior, now);
        rule.setAll(members.deepCopy());
        entries(scope, list).add(new Entry(rule, null));
        return rule.path(ID).asText();
    }

    void create(String scope, String list, ObjectNode sent, EmailBehavior behavior, Instant now) {
        ObjectNode rule = blank(behavior, now);
        sent.properties().stream()
                .filter(member -> WRITABLE.contains(member.getKey()))
                .forEach(member -> put(rule, member.getKey(), member.getValue()));
        entries(scope, list).add(new Entry(behavior.stored.apply(rule), now));
    }

    /** Updates a rule and returns whether it existed. */
    boolean update(String scope, String list, String id, ObjectNode sent, EmailBehavior behavior, Instant now) {
        List<Entry> entries = entries(scope, list);
        int at = position(entries, id);
        if (at < 0) {
            return false;
        }
        Entry entry = entries.get(at);
        ObjectNode before = entry.rule();
        ObjectNode after = before.deepCopy();
        if (behavior.replacesOnUpdate) {
            ObjectNode unset = Json.parseObject(UNSET);
            List<String> known = new ArrayList<>();
            before.fieldNames().forEachRemaining(known::add);
            for (String name : known) {
                if (!SERVER_FIELDS.contains(name)) {
                    JsonNode cleared = unset.get(name);
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
        entries.set(at, new Entry(behavior.stored.apply(after), entry.created()));
        return true;
    }

    /** Deletes a rule and returns whether it existed. */
    boolean delete(String scope, String list, String id) {
        return entries(scope, list).removeIf(entry -> entry.id().equals(id));
    }

    @Nullable
    ObjectNode get(String scope, String list, String id) {
        List<Entry> entries = entries(scope, list);
        int at = position(entries, id);
        return at < 0 ? null : entries.get(at).rule();
    }

    /** Returns the rules that lists show at this time. */
    List<ObjectNode> shown(String scope, String list, Duration lag, Instant now) {
        return entries(scope, list).stream()
                .filter(entry -> entry.shown(now, lag))
                .map(Entry::rule)
                .toList();
    }

    /** Returns copies of the stored rules, of all scopes if {@code scope} is null. */
    List<ObjectNode> stored(@Nullable String scope, String list) {
        return lists.entrySet().stream()
                .filter(at -> at.getKey().list().equals(list))
                .filter(at -> scope == null || at.getKey().scope().equals(scope))
                .flatMap(at -> at.getValue().stream())
                .map(entry -> entry.rule().deepCopy())
                .toList();
    }

    private ObjectNode blank(EmailBehavior behavior, Instant now) {
        ObjectNode rule = Json.parseObject(UNSET);
        lastId++;
        rule.put(ID, Long.toString(lastId)).put("addedBy", WRITER).put("updateTime", behavior.times.apply(now));
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

    private static int position(List<Entry> entries, String id) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private List<Entry> entries(String scope, String list) {
        return lists.computeIfAbsent(new Where(scope, list), where -> new ArrayList<>());
    }
}
