package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents stored as the text that was received. Guarded by the simulator's lock. */
final class DetectionDocuments {

    /**
     * A document.
     *
     * @param text the text as received
     * @param ownHead whether the text itself has the id and version
     * @param created the time of its creation; null for a document added without a request, which is listed at once
     */
    record Entry(
            String id,
            int version,
            String text,
            boolean ownHead,
            @Nullable Instant created,
            Instant modified,
            boolean deactivated) {

        ObjectNode tree() {
            return Json.parseObject(text);
        }

        String name() {
            return member(tree(), "Name").asText("");
        }

        /** Returns the document as served: the members that the service owns, then the text as received. */
        String shown() {
            if (ownHead) {
                return text;
            }
            return prependMembers("\"Id\":\"" + id + "\",\"Version\":" + version, text);
        }

        boolean listed(Instant now, Duration lag) {
            return created == null || !now.isBefore(created.plus(lag));
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void clear() {
        entries.clear();
    }

    @Nullable
    Entry get(String id) {
        return entries.get(id);
    }

    List<Entry> all() {
        return new ArrayList<>(entries.values());
    }

    void put(Entry entry) {
        entries.put(entry.id(), entry);
    }

    void remove(String id) {
        entries.remove(id);
    }

    /** Returns a member by name, ignoring case, or a missing node if there is none. */
    static JsonNode member(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return object.path(name);
    }

    /** Returns the text without the members that the service owns; unchanged if it has none. */
    static String withoutServerFields(String text) {
        ObjectNode tree = Json.parseObject(text);
        List<String> names = new ArrayList<>();
        tree.fieldNames().forEachRemaining(names::add);
        boolean changed = false;
        for (String name : names) {
            if (name.equalsIgnoreCase("Id") || name.equalsIgnoreCase("Version")) {
                JsonNode unused = tree.remove(name);
                changed = true;
            }
        }
        return changed ? Json.write(tree) : text;
    }

    /** Returns the text of an object with members inserted at its start. */
    static String prependMembers(String members, String object) {
        int open = object.indexOf('{');
        String rest = object.substring(open + 1);
        return object.substring(0, open + 1) + members + (rest.stripLeading().startsWith("}") ? "" : ",") + rest;
    }
}
