/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.cli.Completeness.Problem;
import dev.waiver.core.error.SdkException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A listing of the exceptions of several sources in one table, which names its sources. */
public final class Audit {
    private Audit() {}

    /**
     * Writes rows as they are read. If a source fails, the others are still read, and the failure is written last.
     *
     * @return the exit code: 0, or 3 if something could not be read
     */
    public static int run(Selection selection, RowWriter out) {
        return run(selection, "", row -> true, out);
    }

    /**
     * Writes the rows that match a predicate, as {@link #run(Selection, RowWriter)} does.
     *
     * @param filter the predicate in words, for the output
     */
    public static int run(Selection selection, String filter, Predicate<Row> wanted, RowWriter out) {
        List<Completeness.Source> sources = new ArrayList<>();
        selection.sources().forEach(source -> sources.add(read(source, filter, wanted, out)));
        sources.addAll(selection.unreadable());
        return out.finish(new Completeness(selection.name(), sources, selection.notLookedAt()))
                ? 0
                : ExitCode.INCOMPLETE.code();
    }

    private static Completeness.Source read(
            ExceptionSource<?> source, String filter, Predicate<Row> wanted, RowWriter out) {
        List<Problem> problems = new ArrayList<>();
        int read = 0;
        int shown = 0;
        try (Stream<Row> rows = source.rows(problems::add)) {
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                Row row = each.next();
                read++;
                if (wanted.test(row)) {
                    shown++;
                    out.row(row);
                }
            }
        } catch (SdkException e) {
            problems.add(Problem.of("", e));
        }
        if (read == 0 && problems.isEmpty()) {
            source.doubtIfEmpty().map(Problem::of).ifPresent(problems::add);
        }
        return new Completeness.Source(source.where(), source.tenant(), source.list(), filter, read, shown, problems);
    }
}
