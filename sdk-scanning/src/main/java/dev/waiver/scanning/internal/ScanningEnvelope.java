/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The location of the items in a response. The envelope of version 2 of the API is not documented. Inferred: all
 * envelopes that were seen in version 1 or are likely are read: {@code [..]}, {@code {"exceptions": [..]}},
 * {@code {"exceptions": [{"<id>": {..}}]}}, {@code {"exceptions": {"<id>": {..}}}}, {@code {"exception": {..}}},
 * {@code {"data": ..}} around each of them, and a bare object.
 *
 * @param kinds the members that hold items, such as {@code exceptions} and {@code exception}
 * @param itemMembers the members that an item may have and a map of items does not have
 */
public record ScanningEnvelope(List<String> kinds, Set<String> itemMembers) {
    /** The envelope of exceptions. */
    public static final ScanningEnvelope EXCEPTIONS = new ScanningEnvelope(
            List.of("exceptions", "exception"),
            Set.of("id", "uuid", "text", "nvt", "nvt_oid", "task", "scan", "hosts", "port", "new_severity"));

    /** The envelope of vulnerabilities. */
    public static final ScanningEnvelope FINDINGS = new ScanningEnvelope(
            List.of("vulnerabilities", "results", "vulnerability", "result"),
            Set.of("id", "uuid", "name", "nvt", "nvt_oid", "host", "port", "severity", "threat", "task", "scan"));

    /**
     * An item of a response.
     *
     * @param id the item's id, from the item or from the map that contains it
     * @param object the item's members
     */
    public record Item(@Nullable String id, ObjectNode object) {}

    /**
     * Returns the items of a response. A response has no items if the member that holds them is empty or null, or if it
     * counts none. An empty response, or one without such a member, does not show that there are none.
     *
     * @throws JsonException if the response neither has items nor shows that there are none
     */
    public List<Item> items(JsonNode response) {
        List<Item> items = new ArrayList<>();
        if (isNothing(response)) {
            throw new JsonException("the response is empty where " + kinds.get(0) + " were expected", null);
        }
        collect(response, items, 0);
        return items;
    }

    private void collect(JsonNode node, List<Item> items, int depth) {
        if (node.isArray()) {
            list(node, items);
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            throw new JsonException(
                    "the response is " + node.getNodeType() + " where " + kinds.get(0) + " were expected", null);
        }
        JsonNode errors = object.path("errors");
        if (!errors.isMissingNode() && !errors.isEmpty()) {
            throw new JsonException("the response is a success with errors: " + errors, null);
        }
        for (String kind : kinds) {
            if (object.has(kind) && !isItem(object)) {
                inside(object.path(kind), items);
                return;
            }
        }
        if (object.has("data") && depth == 0 && !isItem(object)) {
            collect(object.path("data"), items, 1);
            return;
        }
        int before = items.size();
        element(object, items);
        if (items.size() == before && depth == 0 && !saysNone(object)) {
            throw new JsonException(
                    "no " + kinds.get(0) + " in the response, and nothing that says that there are none", null);
        }
    }

    private static boolean saysNone(JsonNode response) {
        return pages(response)
                .filter(pages -> pages.totalCount().orElse(-1) == 0)
                .isPresent();
    }

    /** Collects the items from the member that holds them: a list, a map or a single item. */
    private void inside(JsonNode node, List<Item> items) {
        if (node.isArray()) {
            list(node, items);
        } else if (!isNothing(node)) {
            element(node, items);
        }
    }

    /** Collects the items of a list. Without an element that is null, the list would seem complete. */
    private void list(JsonNode node, List<Item> items) {
        for (JsonNode element : node) {
            if (isNothing(element)) {
                throw new JsonException("an element of the list is null or empty", null);
            }
            element(element, items);
        }
    }

    /** Collects an item, or the items of a map by id. */
    private void element(JsonNode node, List<Item> items) {
        if (isNothing(node) || (node.isObject() && node.isEmpty())) {
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            throw new JsonException("an element of the list is " + node.getNodeType() + ", not an object", null);
        }
        if (isItem(object)) {
            items.add(new Item(id(object), object));
            return;
        }
        for (var entry : object.properties()) {
            if (!(entry.getValue() instanceof ObjectNode item) || !isItem(item)) {
                if (beside(entry.getKey())) {
                    continue;
                }
                throw new JsonException(
                        "no " + kinds.get(0) + " in the response: it has the members "
                                + object.properties().stream()
                                        .map(e -> e.getKey())
                                        .toList(),
                        null);
            }
            String own = id(item);
            items.add(new Item(own == null ? entry.getKey() : own, item));
        }
    }

    /** Returns whether a response may have this member beside its items. */
    private static boolean beside(String name) {
        return Set.of("pagination", "count", "meta", "status", "status_text").contains(name);
    }

    private boolean isItem(ObjectNode object) {
        for (String name : itemMembers) {
            if (object.has(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isBlank());
    }

    /** Returns the id from either of its names; null if there is none or it is blank. */
    static @Nullable String id(ObjectNode object) {
        for (String name : new String[] {"id", "uuid"}) {
            JsonNode id = object.path(name);
            if (id.isValueNode() && !id.isNull() && !id.asText().isBlank()) {
                return id.asText();
            }
        }
        return null;
    }

    /**
     * The paging information of a response.
     *
     * @param totalCount the number of items in all pages
     * @param totalPages the number of pages
     */
    public record Pages(OptionalLong totalCount, OptionalLong totalPages) {}

    /**
     * Returns the paging information of a response, read by the names of version 1: {@code pagination}, or
     * {@code count}, which means a single page. Empty if the response has neither.
     */
    public static Optional<Pages> pages(JsonNode response) {
        for (JsonNode at : List.of(response, response.path("data"), response.path("meta"))) {
            JsonNode pagination = at.path("pagination");
            if (pagination.isObject()) {
                return Optional.of(
                        new Pages(number(pagination.path("total_count")), number(pagination.path("total_pages"))));
            }
            OptionalLong total = number(at.path("count").path("total"));
            if (total.isPresent()) {
                return Optional.of(new Pages(total, OptionalLong.of(1)));
            }
        }
        return Optional.empty();
    }

    private static OptionalLong number(JsonNode node) {
        String text = node.asText("").strip();
        return text.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
