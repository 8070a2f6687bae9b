/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of the members of an entry, and their values by name. */
final class EntryMembers {
    /** The members that a policy can require. */
    static final List<String> REQUIRABLE =
            List.of("reason", "ticket", "owner", "approvedBy", "text", "created", "reviewBy", "expires");

    /** The vendors, each of which is a member. */
    static final List<String> VENDORS = List.of("email", "scanning", "detection");

    /** All members. */
    static final List<String> ALL = Stream.of(List.of("key"), REQUIRABLE, List.of("baseline"), VENDORS)
            .flatMap(List::stream)
            .toList();

    private EntryMembers() {}

    /** Returns the members that are texts, in the order in which they are written. */
    static Map<String, Optional<String>> texts(RegisterEntry entry) {
        Map<String, Optional<String>> texts = new LinkedHashMap<>();
        texts.put("reason", entry.reason());
        texts.put("ticket", entry.ticket());
        texts.put("owner", entry.owner());
        texts.put("approvedBy", entry.approvedBy());
        texts.put("text", entry.text());
        return texts;
    }

    /** Returns the members that are dates, as they are written, in order. */
    static Map<String, Optional<String>> dates(RegisterEntry entry) {
        Map<String, Optional<String>> dates = new LinkedHashMap<>();
        dates.put("created", entry.created().map(Object::toString));
        dates.put("reviewBy", entry.reviewBy().map(Object::toString));
        dates.put("expires", entry.expires().map(Object::toString));
        return dates;
    }

    /**
     * Returns whether an entry lacks a member that can be required. One that is written is not missing: what is wrong
     * with it is a problem already.
     */
    static boolean isMissing(RegisterEntry entry, String name) {
        return !entry.lines().members().containsKey(name)
                && texts(entry).getOrDefault(name, Optional.empty()).isEmpty()
                && dates(entry).getOrDefault(name, Optional.empty()).isEmpty();
    }
}
