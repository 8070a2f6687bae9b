package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** A rule and the time of its creation; null for a rule added without a request, which is listed at once. */
    private record Entry(ObjectNode rule, @Nullable Instant created) {
        boolean shown(Instant now, Duration lag) {
            return created == null || !now.isBefore(created.plus(lag));
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private long lastId;

    void clear() {
        entries.clear();
        lastId = 16;
    }

    /** Adds a rule with the defaults of a new rule for missing members, and returns its id. */
    String add(ObjectNode members, ScanningBehavior behavior, Instant now) {
        ObjectNode rule = blank(behavior, now);
        rule.setAll(members.deepCopy());
        entries.add(new Entry(rule, null));
        return rule.path("id").asText();
    }

    void create(ObjectNode sent, ScanningBehavior behavior, Instant now) {
        ObjectNode rule = blank(behavior, now);
        rule.put("status", behavior.requested ? REQUESTED : ACTIVE);
        take(sent, rule, WRITABLE);
        entries.add(new Entry(behavior.stored.apply(rule), now));
    }

    /** Updates a rule and returns whether it existed. */
    boolean update(String id, ObjectNode sent, ScanningBehavior behavior, Instant now) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (id(entry).equals(id)) {
                ObjectNode rule = entry.rule().deepCopy();
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
                entries.set(i, new Entry(behavior.stored.apply(rule), entry.created()));
                return true;
            }
        }
        return false;
    }

    boolean delete(Collection<String> ids) {
        return entries.removeIf(entry -> ids.contains(id(entry)));
    }

    void status(Collection<String> ids, String status) {
        entries.stream().filter(entry -> ids.contains(id(entry))).forEach(entry -> entry.rule()
                .put("status", status));
    }

    List<String> ids() {
        return entries.stream().map(ScanningRules::id).toList();
    }

    @Nullable
    ObjectNode get(String id) {
        return entries.stream()
                .filter(entry -> id(entry).equals(id))
                .map(Entry::rule)
                .findFirst()
                .orElse(null);
    }

    /** Returns the rules that lists show at this time. */
    List<ObjectNode> shown(Duration lag, Instant now) {
        return entries.stream()
                .filter(entry -> entry.shown(now, lag))
                .map(Entry::rule)
                .toList();
    }

    /** Returns copies of the stored rules. */
    List<ObjectNode> stored() {
        return entries.stream().map(entry -> entry.rule().deepCopy()).toList();
    }

    private ObjectNode blank(ScanningBehavior behavior, Instant now) {
        ObjectNode rule = Json.object();
        lastId++;
        rule.put("id", Long.toString(lastId)).put("text", "").put("nvt", "");
        SCOPE.stream().sorted().forEach(member -> clear(rule, member));
        rule.putNull("new_severity");
        rule.put("status", ACTIVE).put("created_at", now.toString()).put("updated_at", now.toString());
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

    private static String id(Entry entry) {
        return entry.rule().path("id").asText();
    }
}
