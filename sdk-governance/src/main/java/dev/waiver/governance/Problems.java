/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A collector of the problems of one register. */
final class Problems {
    private final List<RegisterProblem> problems = new ArrayList<>();
    private final Map<String, Integer> files = new TreeMap<>();

    /** Adds a problem of a file as a whole, or of its syntax. */
    void add(@Nullable String file, int line, String message) {
        add(new RegisterProblem(file, line, null, "", message));
    }

    /** Adds a problem of a member of the head. */
    void add(SourceLines lines, String path, String message) {
        add(new RegisterProblem(lines.file(), lines.of(path), null, path, message));
    }

    /** Adds a problem of a member of an entry. */
    void add(RegisterEntry entry, String path, String message) {
        add(new RegisterProblem(entry.lines().file(), entry.lines().of(path), entry.key(), path, message));
    }

    void add(RegisterProblem problem) {
        problems.add(problem);
        if (problem.file() != null) {
            files.putIfAbsent(problem.file(), files.size());
        }
    }

    /** Returns the problems in the order in which they were found. */
    List<RegisterProblem> all() {
        return List.copyOf(problems);
    }

    int count() {
        return problems.size();
    }

    /** Puts the files in order before anything is found in them. */
    void files(List<String> names) {
        names.forEach(name -> files.putIfAbsent(new RegisterProblem(name, 0, null, "", "").file(), files.size()));
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new RegisterException(sorted());
        }
    }

    private List<RegisterProblem> sorted() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(this::position).thenComparingInt(RegisterProblem::line))
                .toList();
    }

    private int position(RegisterProblem problem) {
        String file = problem.file();
        return file == null ? -1 : files.getOrDefault(file, 0);
    }
}
