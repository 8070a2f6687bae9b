/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;
import dev.waiver.governance.internal.ListedRule;
import dev.waiver.governance.internal.RuleKind;
import dev.waiver.governance.internal.Weakness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges the rules that are at the services. */
final class LintReader {
    /** What limits the report; the rest is about writes. */
    private static final Set<Notice.Kind> KEPT =
            EnumSet.of(Notice.Kind.NEW_TENANT, Notice.Kind.NOT_LOOKED_AT, Notice.Kind.EXPECTED_UNAVAILABLE);

    private final List<LintFinding> findings = new ArrayList<>();

    /** The entries and kinds that were found at a service, and need not be found in the register again. */
    private final Set<List<Object>> found = new HashSet<>();

    private int checked;

    private LintReader() {}

    static LintReport read(Plan plan, List<ComparedSource<?>> sources) {
        LintReader reader = new LintReader();
        sources.forEach(reader::add);
        for (LintFinding finding : Lint.offline(plan.register(), plan.time()).findings()) {
            if (!reader.found.contains(List.of(finding.entry(), finding.kind()))) {
                reader.findings.add(finding);
            }
        }
        List<Notice> notices = plan.notices().stream()
                .filter(notice -> KEPT.contains(notice.kind()))
                .toList();
        return new LintReport(reader.findings, notices, plan.unreadable(), reader.checked);
    }

    private <R extends ExceptionRule> void add(ComparedSource<R> compared) {
        RuleKind<R> kind = compared.governed().kind();
        Source source = compared.governed().source();
        for (ListedRule<R> listed : compared.plan().listed()) {
            checked++;
            for (Weakness weakness : kind.weaknesses(listed.rule(), source.table())) {
                boolean unused = found.add(List.of(listed.entry(), weakness.kind()));
                add(compared, List.of(listed), weakness);
            }
            if (listed.entry().isEmpty()) {
                add(compared, List.of(listed), unregistered(listed));
            }
        }
        duplicates(compared);
        if (compared.governed().allows()) {
            contradictions(compared);
        }
    }

    private static Weakness unregistered(ListedRule<?> listed) {
        return new Weakness(
                Kind.UNREGISTERED,
                Severity.LOW,
                "nobody is named who is responsible for the rule, and nothing ends it",
                listed.marked()
                        ? "its entry is gone: apply the register, or remove the rule"
                        : "add an entry, or remove the rule");
    }

    private <R extends ExceptionRule> void duplicates(ComparedSource<R> compared) {
        RuleComparator<R> comparator = compared.governed().kind().comparator();
        for (List<ListedRule<R>> same : byMatch(comparator, compared.plan().listed())) {
            R first = same.get(0).rule();
            List<ListedRule<R>> equal = same.stream()
                    .filter(other -> comparator.matches(first, other.rule()) == Verdict.SAME)
                    .toList();
            if (equal.size() > 1) {
                boolean different = equal.stream()
                        .skip(1)
                        .anyMatch(other -> comparator.effect(first, other.rule()) != Verdict.SAME);
                add(
                        compared,
                        equal,
                        different
                                ? new Weakness(
                                        Kind.DUPLICATE,
                                        Severity.MEDIUM,
                                        "the rules match the same and do different things, and which of them applies"
                                                + " is not documented",
                                        "keep the one that is meant")
                                : new Weakness(
                                        Kind.DUPLICATE,
                                        Severity.LOW,
                                        "the exception stays in force when one of the rules is removed",
                                        "keep one of the rules"));
            }
        }
    }

    private static <R extends ExceptionRule> Iterable<List<ListedRule<R>>> byMatch(
            RuleComparator<R> comparator, List<ListedRule<R>> rules) {
        Map<Object, List<ListedRule<R>>> byMatch = new LinkedHashMap<>();
        for (ListedRule<R> listed : rules) {
            Object key = comparator.matchKey(listed.rule());
            if (key != null) {
                byMatch.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(listed);
            }
        }
        return byMatch.values();
    }

    private <R extends ExceptionRule> void contradictions(ComparedSource<R> compared) {
        RuleComparator<R> comparator = compared.governed().kind().comparator();
        Map<Object, List<ListedRule<R>>> opposite = new HashMap<>();
        for (R rule : compared.opposite()) {
            Object key = comparator.matchKey(rule);
            if (key != null) {
                opposite.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(new ListedRule<>(rule, "", false));
            }
        }
        for (List<ListedRule<R>> same : byMatch(comparator, compared.plan().listed())) {
            Object key = comparator.matchKey(same.get(0).rule());
            List<ListedRule<R>> against = key == null ? List.of() : opposite.getOrDefault(key, List.of());
            if (!against.isEmpty()) {
                List<ListedRule<R>> both = new ArrayList<>(same);
                both.addAll(against);
                add(
                        compared,
                        both,
                        new Weakness(
                                Kind.CONTRADICTION,
                                Severity.HIGH,
                                "an allow list and a block list of this tenant match the same, and which of them wins"
                                        + " is not documented",
                                "keep the one that is meant"));
            }
        }
    }

    private <R extends ExceptionRule> void add(
            ComparedSource<R> compared, List<ListedRule<R>> rules, Weakness weakness) {
        findings.add(new LintFinding(
                weakness.kind(),
                weakness.severity(),
                Optional.of(compared.governed().source()),
                rules.stream()
                        .map(ListedRule::entry)
                        .filter(entry -> !entry.isEmpty())
                        .findFirst()
                        .orElse(""),
                rules.stream()
                        .map(listed -> listed.rule().entityId().orElse("(no id)"))
                        .toList(),
                compared.governed().kind().describe(rules.get(0).rule()),
                weakness.why(),
                weakness.remedy()));
    }
}
