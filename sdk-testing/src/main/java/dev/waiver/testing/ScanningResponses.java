/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The scanning service's envelopes and item formats, as set by its behavior. */
final class ScanningResponses {
    private ScanningResponses() {}

    /** Returns an error in the only documented format. */
    static ServerResponse error(int status, String type, String message, Instant now) {
        ObjectNode body = Json.object();
        body.putArray("errors")
                .addObject()
                .put("message", message)
                .put("type", type)
                .put("timestamp", now.toString());
        return ServerResponse.json(status, Json.write(body)).applied(false);
    }

    /** Returns the body of a list, or of a page of it. */
    static ObjectNode list(
            ScanningBehavior.ListShape shape, String plural, List<ObjectNode> items, ScanningBehavior behavior) {
        JsonNode array = Json.array(items);
        ObjectNode body = Json.object();
        switch (shape) {
            case ARRAY, DATA -> body.set("data", array);
            case PLURAL -> body.set(plural, array);
            case DATA_PLURAL -> body.putObject("data").set(plural, array);
            case PLURAL_MAP -> body.set(plural, keyed(items, behavior));
            case PLURAL_MAP_IN_ARRAY -> body.putArray(plural).add(keyed(items, behavior));
        }
        return body;
    }

    /** Returns the response to send; a bare array has no room for members beside it. */
    static ServerResponse response(ScanningBehavior.ListShape shape, ObjectNode body, int items) {
        JsonNode sent = shape == ScanningBehavior.ListShape.ARRAY ? body.path("data") : body;
        return ListResponse.of(sent, items);
    }

    static ServerResponse one(String singular, String plural, ObjectNode item, ScanningBehavior behavior) {
        ObjectNode body = Json.object();
        switch (behavior.one) {
            case BARE -> body = item;
            case SINGULAR -> body.set(singular, item);
            case DATA -> body.set("data", item);
            case AS_LIST -> {
                return response(behavior.list, list(behavior.list, plural, List.of(item), behavior), 1);
            }
        }
        return ServerResponse.json(200, Json.write(body));
    }

    private static ObjectNode keyed(List<ObjectNode> items, ScanningBehavior behavior) {
        ObjectNode map = Json.object();
        for (ObjectNode item : items) {
            String id = item.path(behavior.idName).asText();
            ObjectNode entry = item.deepCopy();
            if (behavior.idsOnlyAsKeys) {
                entry.remove(behavior.idName);
            }
            map.set(id, entry);
        }
        return map;
    }

    /** Returns a stored rule as the service shows it. */
    static ObjectNode shown(ObjectNode rule, ScanningBehavior behavior) {
        ObjectNode shown = rule.deepCopy();
        JsonNode id = shown.remove("id");
        ObjectNode named = Json.object();
        named.set(behavior.idName, id);
        named.setAll(shown);
        String oid = rule.path("nvt").asText();
        switch (behavior.nvt) {
            case NVT -> {}
            case NVT_OID -> {
                named.remove("nvt");
                named.put("nvt_oid", oid);
            }
            case NVT_OBJECT ->
                named.putObject("nvt").put("oid", oid).put("name", "Vulnerability " + oid.replaceAll(".*\\.", ""));
        }
        showScan(named, text(rule, "scan"), behavior);
        showPort(named, rule.path("port"), behavior);
        for (String severity : List.of("severity", "new_severity")) {
            if (behavior.severityAsText && named.path(severity).isNumber()) {
                named.put(severity, named.path(severity).asText());
            }
        }
        if (behavior.omitsUnset) {
            named.properties().removeIf(member -> unset(member.getValue()));
        }
        return named;
    }

    private static boolean unset(JsonNode value) {
        return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
    }

    /** Returns the id of the engine's task for a scan, which always differs from the scan's id. */
    static String taskOf(String scan) {
        return UUID.nameUUIDFromBytes(("task of " + scan).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void showScan(ObjectNode rule, @Nullable String scan, ScanningBehavior behavior) {
        String task = text(rule, "task");
        String shownTask = task != null ? task : scan == null ? null : taskOf(scan);
        String name = "Weekly scan";
        rule.remove(List.of("scan", "task"));
        switch (behavior.scan) {
            case SCAN_TEXT -> {
                rule.put("scan", scan);
                if (task != null) {
                    rule.put("task", task);
                }
            }
            case SCAN_OBJECT -> setObject(rule, "scan", scan, name);
            case TASK_TEXT -> rule.put("task", shownTask == null ? "" : shownTask);
            case TASK_OBJECT -> setObject(rule, "task", shownTask, name);
            case BOTH -> {
                rule.put("scan", scan);
                setObject(rule, "task", shownTask, name);
            }
        }
    }

    private static void setObject(ObjectNode rule, String member, @Nullable String id, String name) {
        if (id == null) {
            rule.putNull(member);
        } else {
            rule.putObject(member).put("id", id).put("name", name);
        }
    }

    private static void showPort(ObjectNode rule, JsonNode port, ScanningBehavior behavior) {
        if (port.isNumber()) {
            switch (behavior.port) {
                case NUMBER -> {}
                case TEXT -> rule.put("port", port.asText());
                case TEXT_WITH_PROTOCOL -> rule.put("port", port.asText() + "/tcp");
            }
        }
    }

    static @Nullable String text(ObjectNode node, String member) {
        JsonNode value = node.path(member);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }
}
