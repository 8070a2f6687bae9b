/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.DetectionDocuments.Entry;
import dev.waiver.testing.internal.Json;
import java.time.Instant;
import java.util.List;

/** The detection service's response formats, as set by its behavior. */
final class DetectionResponses {
    private static final String WRITER_ID = "5b1f4a3e-02f6-4d4c-8a0c-1c3f0f6f5b1a";
    private static final String WRITER = "sec@example.com";

    private DetectionResponses() {}

    /** Returns an exception's entry in a list. */
    static ObjectNode summary(Entry entry, long ruleSets, DetectionBehavior behavior) {
        ObjectNode document = entry.tree();
        ArrayNode systems = Json.array();
        DetectionDocuments.member(document, "OperatingSystems")
                .forEach(system -> systems.add(DetectionDocuments.member(system, "Name")));
        return summary(
                entry.id(),
                entry.version(),
                DetectionDocuments.member(document, "Name"),
                DetectionDocuments.member(document, "Description"),
                systems,
                ruleSets,
                entry.modified(),
                behavior);
    }

    private static ObjectNode summary(
            String id,
            int version,
            JsonNode name,
            JsonNode description,
            ArrayNode systems,
            long ruleSets,
            Instant modified,
            DetectionBehavior behavior) {
        boolean documented = behavior.names == DetectionBehavior.Names.DOCUMENTED;
        ObjectNode item = Json.object().put(documented ? "Id" : "id", id);
        item.set(documented ? "Name" : "name", text(name));
        item.set(documented ? "Description" : "description", text(description));
        item.put(documented ? "DeviceCount" : "deviceCount", 0)
                .put(documented ? "PolicyCount" : "policyCount", ruleSets)
                .put(documented ? "RulesetCount" : "rulesetCount", ruleSets)
                .put(documented ? "LastModified" : "lastModified", modified.toString());
        ObjectNode by = item.putObject(documented ? "ModifiedBy" : "modifiedBy");
        by.put(documented ? "id" : "Id", WRITER_ID).put(documented ? "login" : "Login", WRITER);
        ArrayNode shown = item.putArray(documented ? "OperatingSystem" : "operatingSystems");
        systems.forEach(system -> shown.addObject().set(documented ? "name" : "Name", system));
        item.put(documented ? "Version" : "version", version);
        item.setAll(behavior.extraMembers.deepCopy());
        return item;
    }

    private static JsonNode text(JsonNode value) {
        return value.isMissingNode() ? Json.object().textNode("") : value;
    }

    /** Returns a page of a list. */
    static ObjectNode page(int number, int size, int pages, int total, List<ObjectNode> items, DetectionBehavior b) {
        ObjectNode page = Json.object();
        if (b.pagingMetadata) {
            page.put("page_number", number)
                    .put("page_size", size)
                    .put("total_pages", pages)
                    .put("total_number_of_items", total);
        }
        page.set("page_items", Json.array().addAll(items));
        page.setAll(b.extraMembers.deepCopy());
        return page;
    }

    /** Returns a line of the CSV list, from a summary with documented names. */
    static String csv(ObjectNode summary) {
        return String.join(
                ",",
                quoted(summary.path("Name").asText()),
                summary.path("Id").asText(),
                summary.path("Version").asText(),
                quoted(summary.path("Description").asText()),
                summary.path("LastModified").asText(),
                summary.path("ModifiedBy").path("login").asText(),
                summary.path("DeviceCount").asText(),
                summary.path("RulesetCount").asText());
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
