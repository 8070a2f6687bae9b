/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.error.ErrorEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A reader of the error entries in a body, in the forms that services, gateways and frameworks use: a message,
 * {@code error} or {@code errors} as text, object or list, {@code error_description}, and a list of validation errors
 * in {@code detail}. The names of members are found in any case.
 */
public final class ErrorEntries {
    private static final int MAX_DEPTH = 4;

    /** The names of a message; the first one that has a text counts. */
    private static final List<String> MESSAGES = List.of(
            "message",
            "msg",
            "error_description",
            "errordescription",
            "error_message",
            "errormessage",
            "detail",
            "description",
            "status_text",
            "statustext",
            "error");

    /** The names of a code. */
    private static final List<String> CODES =
            List.of("code", "error_code", "errorcode", "type", "__type", "error", "status");

    private final List<ErrorEntry> found = new ArrayList<>(1);

    private ErrorEntries() {}

    /**
     * Returns the error entries in a body: first those in lists, then that of the body itself.
     *
     * @param body the body as JSON; one that is no object and no list has none
     * @param others the members that are not about the error, such as the vendor's envelope
     */
    public static List<ErrorEntry> of(JsonNode body, String... others) {
        ErrorEntries entries = new ErrorEntries();
        if (body.isObject()) {
            entries.addObject(body, List.of(others), 0);
        } else if (body.isArray()) {
            entries.addAll(body, 0);
        }
        return entries.found;
    }

    /**
     * Adds the error entries of a body to what is known of a response.
     *
     * @param body the body as JSON
     * @param meta receives the entries
     * @param others the members that are not about the error, such as the vendor's envelope
     */
    public static void read(JsonNode body, ResponseMetadata meta, String... others) {
        of(body, others).forEach(meta::error);
    }

    private void addAll(JsonNode error, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (error.isObject()) {
            int before = found.size();
            addObject(error, List.of(), depth);
            if (found.size() == before && !error.isEmpty()) {
                found.add(ErrorEntry.of(null, error.toString(), Map.of()));
            }
        } else if (error.isArray()) {
            error.forEach(one -> addAll(one, depth + 1));
        } else if (isText(error)) {
            add(ErrorEntry.of(null, error.asText().strip(), Map.of()));
        }
    }

    private void addObject(JsonNode object, List<String> others, int depth) {
        String messageName = null;
        String codeName = null;
        int messageRank = MESSAGES.size();
        int codeRank = CODES.size();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            if (isList(name, member.getValue())) {
                addAll(member.getValue(), depth + 1);
            } else if (isText(member.getValue())) {
                int rank = MESSAGES.indexOf(name);
                if (rank >= 0 && rank < messageRank) {
                    messageRank = rank;
                    messageName = member.getKey();
                }
            }
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            int rank = CODES.indexOf(member.getKey().toLowerCase(Locale.ROOT));
            boolean better = rank >= 0 && rank < codeRank && !member.getKey().equals(messageName);
            if (better && isCode(member.getKey(), member.getValue())) {
                codeRank = rank;
                codeName = member.getKey();
            }
        }
        if (messageName == null && (codeName == null || !found.isEmpty())) {
            return;
        }
        String where = "";
        Map<String, String> details = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equals(messageName) || name.equals(codeName) || others.contains(name) || value.isNull()) {
                continue;
            }
            String text = name.equals("loc") && value.isArray() ? joined(value) : text(value);
            where = name.equals("loc") ? text : where;
            if (!text.isBlank() && !isList(name.toLowerCase(Locale.ROOT), value)) {
                details = details == null ? new LinkedHashMap<>() : details;
                details.put(name, text);
            }
        }
        String message =
                messageName == null ? "" : text(object.path(messageName)).strip();
        add(ErrorEntry.of(
                codeName == null ? null : text(object.path(codeName)).strip(),
                where.isEmpty() ? message : where + ": " + message,
                details == null ? Map.of() : details));
    }

    /** Adds an entry, unless it repeats the text of another one. */
    private void add(ErrorEntry entry) {
        if (found.stream().noneMatch(other -> other.message().equals(entry.message()))) {
            found.add(entry);
        }
    }

    /** Returns whether a member holds errors, rather than a text about one. */
    private static boolean isList(String name, JsonNode value) {
        return name.equals("errors") || (value.isContainerNode() && (name.equals("error") || name.equals("detail")));
    }

    /** A number as status repeats the status of the response. */
    private static boolean isCode(String name, JsonNode value) {
        return isText(value)
                && !(name.equalsIgnoreCase("status") && value.asText().matches("\\s*\\d+\\s*"));
    }

    private static boolean isText(JsonNode value) {
        return (value.isTextual() || value.isNumber()) && !value.asText().isBlank();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String joined(JsonNode path) {
        List<String> parts = new ArrayList<>();
        path.forEach(part -> parts.add(text(part)));
        return String.join(".", parts);
    }
}
