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

/** Documents that are kept as the text they came in. Guarded by the simulator's lock. */
final class DetectionDocuments {

    /**
     * One document.
     *
     * @param text as it was received
     * @param ownHead whether the text has its id and version itself
     * @param created since when it exists; one that was there before the service started is listed at once
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

        /** As the service answers it: what it owns, then the text as it was received. */
        String shown() {
            if (ownHead) {
                return text;
            }
            return headed("\"Id\":\"" + id + "\",\"Version\":" + version, text);
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

    /** A member by its name in any case; a missing node if there is none. */
    static JsonNode member(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return object.path(name);
    }

    /** The text without the members that the service owns; untouched if it has none of them. */
    static String withoutOwned(String text) {
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

    /** The text of an object with members put in front. */
    static String headed(String members, String object) {
        int open = object.indexOf('{');
        String rest = object.substring(open + 1);
        return object.substring(0, open + 1) + members + (rest.stripLeading().startsWith("}") ? "" : ",") + rest;
    }
}
