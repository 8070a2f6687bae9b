/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.FieldDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members of a rule that its model has no method for. */
final class UnknownMembers {
    private UnknownMembers() {}

    /**
     * Returns those that are sent: all but nulls and what the service maintains.
     *
     * @param maintained the names of the members that the service maintains
     */
    static Map<String, JsonNode> sent(Map<String, JsonNode> members, Set<String> maintained) {
        Map<String, JsonNode> sent = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (!value.isNull() && !maintained.contains(name)) {
                sent.put(name, value);
            }
        });
        return sent;
    }

    /** Returns the names of those that differ. */
    static Set<String> changed(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    /** Returns how those of some names differ. A null equals a missing one. */
    static List<FieldDifference> differences(
            Set<String> names, Map<String, JsonNode> sent, Map<String, JsonNode> stored) {
        List<FieldDifference> all = new ArrayList<>();
        for (String name : names) {
            String expected = text(sent.get(name));
            String found = text(stored.get(name));
            if (!Objects.equals(expected, found)) {
                all.add(new FieldDifference(name, expected, found));
            }
        }
        return all;
    }

    private static @Nullable String text(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : json.toString();
    }
}
