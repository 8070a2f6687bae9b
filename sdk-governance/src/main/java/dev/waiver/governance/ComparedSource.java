/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.governance.internal.Depth;
import dev.waiver.governance.internal.GovernedSource;
import dev.waiver.governance.internal.Part;
import dev.waiver.governance.internal.Publication;
import dev.waiver.governance.internal.SourceComparison;
import dev.waiver.governance.internal.SourcePlan;
import dev.waiver.governance.internal.SourceRun;
import dev.waiver.governance.internal.Standing;
import dev.waiver.governance.internal.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source that was read and compared.
 *
 * @param governed the source
 * @param register the register's part of a marker
 * @param parts the rules of the register's entries there
 * @param plan what the comparison has shown
 * @param ids the ids of the rules that are there, by what identifies them in a marker
 * @param publication brings the changes to where they take effect; null if they take effect at once
 * @param opposite the rules of the list with the opposite effect; empty unless they were asked for
 */
record ComparedSource<R extends ExceptionRule>(
        GovernedSource<R> governed,
        String register,
        List<Part<R>> parts,
        SourcePlan<R> plan,
        Map<String, String> ids,
        @Nullable Publication<R> publication,
        List<R> opposite) {
    private static final int FREE_REMOVALS = 5;
    private static final int FREE_CHANGES = 20;

    static <R extends ExceptionRule> ComparedSource<R> of(
            GovernedSource<R> governed,
            String register,
            List<Part<R>> parts,
            Iterable<R> listed,
            List<R> opposite,
            PlanOptions options,
            Depth depth) {
        SourcePlan<R> plan = SourceComparison.of(
                governed.source(), governed.kind(), register, parts, listed, opposite, options.restores(), depth);
        ComparedSource<R> compared = new ComparedSource<>(
                governed, register, parts, plan, Map.of(), null, depth.keepsOthers() ? opposite : List.of());
        return compared.only(options).limited(options);
    }

    private ComparedSource<R> only(PlanOptions options) {
        return options.only()
                .map(key -> with(
                        plan.steps().stream()
                                .filter(step -> step.change().entry().equals(key))
                                .toList(),
                        plan.notices().stream()
                                .filter(notice -> notice.entry().equals(key))
                                .toList()))
                .orElse(this);
    }

    /** Returns this without changes, if there are more than the limits allow: a mistake must not spread. */
    private ComparedSource<R> limited(PlanOptions options) {
        long removals = plan.steps().stream()
                .filter(step -> step.change().kind() == Change.Kind.REMOVE)
                .count();
        long writes = plan.steps().size() - removals;
        long removalLimit = Math.max(options.allowedRemovals(), Math.max(FREE_REMOVALS, plan.managed() / 10));
        long writeLimit = Math.max(options.allowedChanges(), Math.max(FREE_CHANGES, plan.managed() / 4));
        List<Notice> notices = new ArrayList<>(plan.notices());
        if (removals > removalLimit) {
            notices.add(overLimit(removals + " removals are more than the " + removalLimit
                    + " that are allowed at once; look at them, and allow " + removals + " removals"));
        }
        if (writes > writeLimit) {
            notices.add(overLimit(writes + " creates and updates are more than the " + writeLimit
                    + " that are allowed at once; look at them, and allow " + writes + " changes"));
        }
        return notices.size() == plan.notices().size() ? this : with(List.of(), notices);
    }

    private Notice overLimit(String message) {
        return new Notice(
                Notice.Kind.OVER_LIMIT, governed.source(), "", List.of(), message + ". Nothing is written here");
    }

    private ComparedSource<R> with(List<Step<R>> steps, List<Notice> notices) {
        return new ComparedSource<>(governed, register, parts, plan.with(steps, notices), ids, publication, opposite);
    }

    /** Returns this with the steps of a publication. */
    ComparedSource<R> published(Publication<R> with, Map<String, String> itsIds, List<Notice> problems) {
        List<Step<R>> steps = new ArrayList<>(plan.steps());
        steps.addAll(with.steps());
        List<Notice> notices = new ArrayList<>(plan.notices());
        notices.addAll(problems);
        Map<String, String> missing = new HashMap<>();
        for (Step<R> step : with.steps()) {
            if (step.change().kind() == Change.Kind.ENABLE) {
                missing.put(
                        step.change().entry(),
                        "not enabled for " + step.change().rule());
            }
        }
        problems.forEach(problem -> missing.put(problem.entry(), problem.message()));
        List<Standing> standings = plan.standings().stream()
                .map(standing -> notEnabled(standing, missing.get(standing.entry())))
                .toList();
        return new ComparedSource<>(
                governed, register, parts, plan.with(steps, notices).withStandings(standings), itsIds, with, opposite);
    }

    private static Standing notEnabled(Standing standing, @Nullable String missing) {
        return missing == null || standing.state() != Standing.State.IN_FORCE
                ? standing
                : new Standing(standing.entry(), Standing.State.NOT_IN_FORCE, standing.ids(), standing.rule(), missing);
    }

    ApiCall<SourceRun.Result> run() {
        return new SourceRun<>(governed, register, parts, plan.steps(), ids, publication).run();
    }
}
