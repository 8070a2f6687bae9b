/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ExceptionRule;
import dev.waiver.governance.internal.ListedRule;
import dev.waiver.governance.internal.Marker;
import dev.waiver.governance.internal.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns comparisons into a status. */
final class StatusReader {
    /** What a finding says about the same rule, and what only concerns writes. */
    private static final Set<Notice.Kind> COVERED = EnumSet.of(
            Notice.Kind.DRIFT,
            Notice.Kind.UNMARKED,
            Notice.Kind.STILL_IN_FORCE,
            Notice.Kind.PENDING,
            Notice.Kind.OVER_LIMIT);

    private final Register register;
    private final Instant now;
    private final StatusOptions options;
    private final List<StatusFinding> findings = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    private int inForce;

    private StatusReader(Register register, Instant now, StatusOptions options) {
        this.register = register;
        this.now = now;
        this.options = options;
    }

    static Status read(Plan plan, List<ComparedSource<?>> sources, StatusOptions options) {
        StatusReader reader = new StatusReader(plan.register(), plan.time(), options);
        sources.forEach(reader::add);
        reader.register.entries().forEach(reader::add);
        for (Notice notice : plan.notices()) {
            if (!COVERED.contains(notice.kind())) {
                reader.notices.add(notice);
            }
        }
        reader.findings.sort(Comparator.comparing(StatusFinding::kind));
        return new Status(
                reader.register, reader.now, reader.findings, reader.notices, plan.unreadable(), reader.inForce);
    }

    private <R extends ExceptionRule> void add(ComparedSource<R> compared) {
        Source source = compared.governed().source();
        for (Standing standing : compared.plan().standings()) {
            switch (standing.state()) {
                case IN_FORCE -> inForce++;
                case UNMARKED -> {
                    inForce++;
                    add(
                            StatusFinding.Kind.UNMARKED,
                            source,
                            standing,
                            "an equal rule that is not of this register stands for the entry; it is not removed when"
                                    + " the entry expires");
                }
                case NOT_IN_FORCE -> add(StatusFinding.Kind.NOT_IN_FORCE, source, standing, standing.detail());
                case PAST_END ->
                    add(
                            StatusFinding.Kind.IN_FORCE_PAST_END,
                            source,
                            standing,
                            standing.detail() + "; apply the register, or remove the rule");
            }
        }
        for (ListedRule<R> listed : compared.plan().listed()) {
            if (listed.entry().isEmpty()) {
                findings.add(new StatusFinding(
                        StatusFinding.Kind.UNREGISTERED,
                        Optional.of(source),
                        "",
                        listed.rule().entityId().stream().toList(),
                        compared.governed().kind().describe(listed.rule()),
                        unregistered(compared, listed)));
            }
        }
    }

    private static <R extends ExceptionRule> String unregistered(ComparedSource<R> compared, ListedRule<R> listed) {
        if (listed.marked()) {
            return "the rule has a marker of this register and is not that of an entry: the entry is gone, or the rule"
                    + " is a copy; apply the register, or remove the rule";
        }
        boolean isOfAnother = compared.governed()
                .kind()
                .text(listed.rule())
                .flatMap(Marker::find)
                .isPresent();
        return isOfAnother
                ? "the rule has a marker of another register; if both registers have this scope, narrow one of them"
                : "the rule is in no entry; add one, or remove the rule";
    }

    private void add(StatusFinding.Kind kind, Source source, Standing standing, String message) {
        findings.add(new StatusFinding(
                kind, Optional.of(source), standing.entry(), standing.ids(), standing.rule(), message));
    }

    private void add(RegisterEntry entry) {
        if (!entry.isInForce(now)) {
            return;
        }
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        entry.reviewBy()
                .filter(today::isAfter)
                .ifPresent(date -> findings.add(new StatusFinding(
                        StatusFinding.Kind.REVIEW_DUE,
                        Optional.empty(),
                        entry.key(),
                        List.of(),
                        "",
                        "the review was due by " + date + "; review the entry, and set another reviewBy")));
        entry.expires()
                .filter(this::isSoon)
                .ifPresent(end -> findings.add(new StatusFinding(
                        StatusFinding.Kind.EXPIRING_SOON,
                        Optional.empty(),
                        entry.key(),
                        List.of(),
                        "",
                        "the entry expires " + end + "; renew it if the exception is still needed")));
    }

    private boolean isSoon(Expiry end) {
        Instant limit =
                now.atOffset(ZoneOffset.UTC).plus(options.expiringWithin()).toInstant();
        return !end.end().isAfter(limit);
    }
}
