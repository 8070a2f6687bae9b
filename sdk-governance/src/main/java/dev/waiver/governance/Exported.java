/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A register of what is at the services, and what it lacks. Immutable; nothing was written. */
public final class Exported {
    private static final int SHOWN = 3;

    private final Optional<Register> register;
    private final List<ExportProblem> problems;
    private final List<Notice> notices;
    private final List<UnreadableSource> unreadable;

    Exported(
            Optional<Register> register,
            List<ExportProblem> problems,
            List<Notice> notices,
            List<UnreadableSource> unreadable) {
        this.register = register;
        this.problems = problems.stream()
                .sorted(Comparator.comparing(ExportProblem::isExported))
                .toList();
        this.notices = List.copyOf(notices);
        this.unreadable = List.copyOf(unreadable);
    }

    /** Returns the register; empty if there is no rule that it could have. */
    public Optional<Register> register() {
        return register;
    }

    /**
     * Returns the rules that the register does not have, and then those that a person should compare with their
     * entries.
     */
    public List<ExportProblem> problems() {
        return problems;
    }

    /** Returns what a person should know besides, such as vendors that there is no client for. */
    public List<Notice> notices() {
        return notices;
    }

    /** Returns the sources that could not be read. The register has no entry for their rules. */
    public List<UnreadableSource> unreadable() {
        return unreadable;
    }

    /** Returns whether every source was read, and the register has an entry for every rule. */
    public boolean isComplete() {
        return unreadable.isEmpty()
                && problems.stream().allMatch(ExportProblem::isExported)
                && notices.stream().noneMatch(notice -> notice.kind() == Notice.Kind.NOT_LOOKED_AT);
    }

    /**
     * Returns a summary as text for a person: first what could not be read, then the rules without an entry, the
     * entries to be looked at, three of each source and message, the notices and the number of entries. Characters that
     * could mislead in a terminal are replaced.
     */
    public String describe() {
        List<String> lines = new ArrayList<>();
        unreadable.forEach(source -> lines.add("UNREADABLE " + source));
        Map<List<Object>, List<ExportProblem>> alike = new LinkedHashMap<>();
        for (ExportProblem problem : problems) {
            if (problem.isExported()) {
                alike.computeIfAbsent(List.of(problem.source(), problem.message()), unused -> new ArrayList<>())
                        .add(problem);
            } else {
                lines.add(problem.toString());
            }
        }
        alike.values().forEach(group -> lines.add(line(group)));
        notices.forEach(notice -> lines.add(notice.toString()));
        lines.add(entries() + " entries" + (isComplete() ? "." : ". Incomplete."));
        return String.join("\n", lines.stream().map(Printable::text).toList()) + "\n";
    }

    /** Returns one line for problems of one source that have the same message. */
    private static String line(List<ExportProblem> group) {
        ExportProblem first = group.get(0);
        if (group.size() == 1) {
            return first.toString();
        }
        String entries = group.stream().limit(SHOWN).map(ExportProblem::entry).collect(Collectors.joining(", "));
        return "CHECK " + entries + (group.size() > SHOWN ? " and " + (group.size() - SHOWN) + " more" : "") + " at "
                + first.source() + ": " + first.message();
    }

    private int entries() {
        return register.map(known -> known.entries().size()).orElse(0);
    }

    /** Returns the numbers of entries and problems. */
    @Override
    public String toString() {
        return "Exported[" + entries() + " entries, " + problems.size() + " problems, " + unreadable.size()
                + " sources unreadable]";
    }
}
