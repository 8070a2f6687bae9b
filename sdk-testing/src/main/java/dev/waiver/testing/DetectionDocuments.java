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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Documents stored as the text that was received. */
final class DetectionDocuments {
    private DetectionDocuments() {}

    /**
     * A document.
     *
     * @param source returns the text as received; a generated text is built by each call
     * @param ownHead whether the text itself has the id and version
     */
    record Entry(
            String id,
            int version,
            String name,
            Supplier<String> source,
            boolean ownHead,
            @Nullable Instant created,
            Instant modified,
            boolean deactivated)
            implements ItemStore.Item {

        /** Returns a document with this text, and the name in it. */
        static Entry of(
                String id, int version, String text, boolean ownHead, @Nullable Instant created, Instant modified) {
            String name = member(Json.parseObject(text), "Name").asText("");
            return new Entry(id, version, name, () -> text, ownHead, created, modified, false);
        }

        /** Returns this document with the next version of its text. */
        Entry replaced(int newVersion, String text, Instant now) {
            Entry next = of(id, newVersion, text, false, created, now);
            return deactivated ? next.deactivated(now) : next;
        }

        Entry deactivated(Instant now) {
            return new Entry(id, version, name, source, ownHead, created, now, true);
        }

        String text() {
            return source.get();
        }

        ObjectNode tree() {
            return Json.parseObject(text());
        }

        /** Returns the document as served: the members that the service owns, then the text as received. */
        String shown() {
            if (ownHead) {
                return text();
            }
            return prependMembers("\"Id\":\"" + id + "\",\"Version\":" + version, text());
        }
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
