/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import java.util.ArrayList;
import java.util.List;

/** What became of a plan. */
public final class ApplyResult {
    private final Plan plan;
    private final List<ChangeResult> changes;
    private final List<Notice> notices;
    private final List<UnreadableSource> unverified;

    ApplyResult(Plan plan, List<ChangeResult> changes, List<Notice> notices, List<UnreadableSource> unverified) {
        this.plan = plan;
        this.changes = List.copyOf(changes);
        this.notices = List.copyOf(notices);
        this.unverified = List.copyOf(unverified);
    }

    /** Returns the plan that was applied. */
    public Plan plan() {
        return plan;
    }

    /** Returns one result for each change of the plan, in its order. */
    public List<ChangeResult> changes() {
        return changes;
    }

    /** Returns the changes that were not made, or may not have been. */
    public List<ChangeResult> failures() {
        return changes.stream().filter(change -> !change.isDone()).toList();
    }

    /** Returns what the listing after the writes has shown. */
    public List<Notice> notices() {
        return notices;
    }

    /** Returns the sources where changes were made and the listing afterwards failed. */
    public List<UnreadableSource> unverified() {
        return unverified;
    }

    /** Returns whether every source was read, every change was made, and a listing afterwards has proven it. */
    public boolean isComplete() {
        return plan.isComplete() && failures().isEmpty() && unverified.isEmpty();
    }

    /** Returns the result as text for a person. Characters that could mislead in a terminal are replaced. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        plan.unreadable().forEach(source -> lines.add("UNREADABLE " + source + "; nothing was written there"));
        unverified.forEach(source -> lines.add("UNVERIFIED " + source));
        changes.forEach(change -> lines.add(change.toString()));
        plan.notices().forEach(notice -> lines.add(notice.toString()));
        notices.forEach(notice -> lines.add(notice.toString()));
        long done = changes.stream().filter(ChangeResult::isDone).count();
        lines.add(done + " of " + changes.size() + " changes made.");
        return String.join("\n", lines.stream().map(Printable::text).toList()) + "\n";
    }

    /** Returns the number of changes, and of those that were not made. */
    @Override
    public String toString() {
        return "ApplyResult[" + changes.size() + " changes, " + failures().size() + " not made]";
    }
}
