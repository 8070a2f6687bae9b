/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.List;
import java.util.Objects;

/** Something that a person should know or decide. Nothing is written because of it. */
public final class Notice {
    /** What was found. */
    public enum Kind {
        /** Somebody changed the rule of an entry. {@code restore} writes it back. */
        DRIFT(true),
        /** The rule, the register and another rule contradict each other. */
        CONFLICT(true),
        /** A rule of this register whose entry has expired or is gone, but somebody changed it. It is not removed. */
        ORPHAN(true),
        /** A copy of a rule of this register. It is not changed. */
        COPIED(true),
        /** A rule equal to that of an entry, made by somebody else. The entry counts as in force. */
        UNMARKED(false),
        /** A rule equal to that of an expired entry, made by somebody else. */
        STILL_IN_FORCE(true),
        /** The service acknowledged the rule, but it is not in force yet. */
        PENDING(false),
        /** A tenant that the key sees and the register does not name. Nothing is written there. */
        NEW_TENANT(true),
        /** A rule was stored without its marker and was removed again. */
        MARKER_LOST(true),
        /** A rule was stored differently from what was sent. */
        STORED_DIFFERENTLY(true),
        /** A source that cannot be read, as the register expects. */
        EXPECTED_UNAVAILABLE(false),
        /** Entries of a vendor that there is no client for. */
        NOT_LOOKED_AT(true),
        /** The clock of this machine differs from that of a service. */
        CLOCK(true),
        /** More would be written than the limits allow. Nothing is written to the source. */
        OVER_LIMIT(true);

        private final boolean high;

        Kind(boolean high) {
            this.high = high;
        }

        /** Returns whether somebody has to act. */
        public boolean isHigh() {
            return high;
        }
    }

    private final Kind kind;
    private final Source source;
    private final String entry;
    private final List<String> ids;
    private final String message;

    /**
     * Creates a notice. Called by the SDK and by tests.
     *
     * @param kind what was found
     * @param source where
     * @param entry the key of the entry, or a marker; empty if there is none
     * @param ids the ids of the rules
     * @param message what was found and what to do, for a person
     */
    public Notice(Kind kind, Source source, String entry, List<String> ids, String message) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.source = Objects.requireNonNull(source, "source");
        this.entry = Objects.requireNonNull(entry, "entry");
        this.ids = List.copyOf(ids);
        this.message = Objects.requireNonNull(message, "message");
    }

    /** Returns what was found. */
    public Kind kind() {
        return kind;
    }

    /** Returns where. */
    public Source source() {
        return source;
    }

    /** Returns the key of the entry, or a marker; empty if there is none. */
    public String entry() {
        return entry;
    }

    /** Returns the ids of the rules. */
    public List<String> ids() {
        return ids;
    }

    /** Returns what was found and what to do, for a person. May contain text of the service. */
    public String message() {
        return message;
    }

    @Override
    public String toString() {
        return kind + (entry.isEmpty() ? "" : " " + entry) + " at " + source + (ids.isEmpty() ? "" : " " + ids) + ": "
                + message;
    }
}
