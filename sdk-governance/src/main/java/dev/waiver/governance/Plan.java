/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.internal.client.LockKeys;
import dev.waiver.governance.internal.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has to be written so that the services have what the register says. Immutable; nothing was written. */
public final class Plan {
    private final Register register;
    private final PlanOptions options;
    private final Instant time;
    private final List<Change> changes;
    private final List<Notice> notices;
    private final List<UnreadableSource> unreadable;
    private final int settled;
    private final String digest;

    Plan(
            Register register,
            PlanOptions options,
            Instant time,
            List<Change> changes,
            List<Notice> notices,
            List<UnreadableSource> unreadable,
            int settled) {
        this.register = register;
        this.options = options;
        this.time = time;
        this.changes = List.copyOf(changes);
        this.notices = List.copyOf(notices);
        this.unreadable = List.copyOf(unreadable);
        this.settled = settled;
        this.digest = LockKeys.of(List.of(
                        register.id(), changes.stream().map(Plan::key).sorted().toList()))
                .substring(0, 12);
    }

    private static String key(Change change) {
        return change.kind() + " " + change.source() + " " + change.entry() + " " + change.id() + " " + change.rule()
                + " " + change.differences();
    }

    /** Returns the register. */
    public Register register() {
        return register;
    }

    /** Returns the options with which the plan was made. */
    public PlanOptions options() {
        return options;
    }

    /** Returns when the plan was made. */
    public Instant time() {
        return time;
    }

    /** Returns the changes, by source, in the order of the register. */
    public List<Change> changes() {
        return changes;
    }

    /** Returns what a person should know. */
    public List<Notice> notices() {
        return notices;
    }

    /** Returns the sources that could not be read, unless the register expects that. */
    public List<UnreadableSource> unreadable() {
        return unreadable;
    }

    /** Returns how many rules of entries in force are there as they should be. */
    public int settled() {
        return settled;
    }

    /** Returns whether every source was read, and every entry was looked at. */
    public boolean isComplete() {
        return unreadable.isEmpty() && notices.stream().noneMatch(notice -> notice.kind() == Notice.Kind.NOT_LOOKED_AT);
    }

    /** Returns whether nothing has to be written. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Returns a digest of the changes: equal for plans with equal changes of one register. */
    public String digest() {
        return digest;
    }

    /**
     * Returns the plan as text for a person: first what could not be read, then changes and notices by source, then the
     * sums and the digest. Characters that could mislead in a terminal are replaced.
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        unreadable.forEach(source -> lines.add("UNREADABLE " + source + "; nothing is written there"));
        Map<Source, List<String>> bySource = new TreeMap<>();
        changes.forEach(change -> bySource.computeIfAbsent(change.source(), source -> new ArrayList<>())
                .add(line(change)));
        notices.forEach(notice -> bySource.computeIfAbsent(notice.source(), source -> new ArrayList<>())
                .add(line(notice)));
        bySource.forEach((source, rest) -> {
            lines.add(source.toString());
            lines.addAll(rest);
        });
        long removals = changes.stream()
                .filter(change -> change.kind() == Change.Kind.REMOVE)
                .count();
        lines.add(
                changes.isEmpty()
                        ? "Nothing to do: " + settled + " in force."
                        : (changes.size() - removals) + " to write, " + removals + " to remove, " + settled
                                + " in force. Digest " + digest);
        return String.join("\n", lines.stream().map(Printable::text).toList()) + "\n";
    }

    private static String line(Change change) {
        return "  " + change.kind() + " " + change.entry()
                + change.id().map(id -> " (" + id + ")").orElse("") + ": " + change.rule()
                + (change.differences().isEmpty() ? "" : " " + change.differences());
    }

    private static String line(Notice notice) {
        return "  " + (notice.kind().isHigh() ? "!" : "-") + " " + notice.kind()
                + (notice.entry().isEmpty() ? "" : " " + notice.entry())
                + (notice.ids().isEmpty() ? "" : " (" + String.join(", ", notice.ids()) + ")") + ": "
                + notice.message();
    }

    /** Returns the number of changes and notices, and the digest. */
    @Override
    public String toString() {
        return "Plan[" + changes.size() + " changes, " + notices.size() + " notices, " + unreadable.size()
                + " sources unreadable, " + digest + "]";
    }
}
