/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.SdkClock;
import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;
import dev.waiver.governance.internal.Weakness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks of a register without the services, for pull requests whose jobs have no credentials. With the services, see
 * {@link Governance#lint(Register)}.
 */
public final class Lint {
    private Lint() {}

    /**
     * Returns the weaknesses of the entries that are in force now, by the clock of the system.
     *
     * @param register the register
     */
    public static LintReport offline(Register register) {
        return offline(register, SdkClock.system().now());
    }

    /**
     * Returns the weaknesses of the entries that are in force: rules that are too broad or ignore SPF, and missing
     * owners, missing tickets and overdue reviews. Entries of a vendor whose module is not present are in a notice.
     *
     * @param register the register
     * @param now when the entries have to be in force
     */
    public static LintReport offline(Register register, Instant now) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(now, "now");
        List<LintFinding> findings = new ArrayList<>();
        Map<String, Integer> notLookedAt = new TreeMap<>();
        int checked = 0;
        for (RegisterEntry entry : register.entries()) {
            if (entry.isInForce(now)) {
                members(entry, now.atOffset(ZoneOffset.UTC).toLocalDate(), findings);
                for (Target target : entry.targets()) {
                    Optional<List<VendorRules.Judged>> judged = VendorRules.judge(entry, target);
                    judged.ifPresent(rules -> rules.forEach(rule -> weaknesses(entry, target, rule, findings)));
                    checked += judged.map(List::size).orElse(0);
                    if (judged.isEmpty()) {
                        notLookedAt.merge(target.vendor(), 1, Integer::sum);
                    }
                }
            }
        }
        List<Notice> notices = notLookedAt.entrySet().stream()
                .map(count -> new Notice(
                        Notice.Kind.NOT_LOOKED_AT,
                        new Source(count.getKey(), "", ""),
                        "",
                        List.of(),
                        "the rules of " + count.getValue() + " entries were not looked at: the module sdk-"
                                + count.getKey() + " is not present"))
                .toList();
        return new LintReport(findings, notices, List.of(), checked);
    }

    private static void weaknesses(
            RegisterEntry entry, Target target, VendorRules.Judged judged, List<LintFinding> findings) {
        String table = target instanceof EmailTarget email ? email.table() : "";
        for (Weakness weakness : judged.weaknesses()) {
            findings.add(new LintFinding(
                    weakness.kind(),
                    weakness.severity(),
                    Optional.of(new Source(target.vendor(), "", table)),
                    entry.key(),
                    List.of(),
                    judged.rule(),
                    weakness.why(),
                    weakness.remedy()));
        }
    }

    private static void members(RegisterEntry entry, LocalDate today, List<LintFinding> findings) {
        if (entry.owner().isEmpty()) {
            findings.add(member(
                    Kind.NO_OWNER,
                    Severity.MEDIUM,
                    entry,
                    "nobody can say whether the exception is still needed",
                    "give owner"));
        }
        if (entry.ticket().isEmpty()) {
            findings.add(member(
                    Kind.NO_TICKET,
                    Severity.LOW,
                    entry,
                    "the request for the exception and its discussion cannot be found",
                    "give ticket"));
        }
        entry.reviewBy()
                .filter(today::isAfter)
                .ifPresent(date -> findings.add(member(
                        Kind.REVIEW_OVERDUE,
                        Severity.MEDIUM,
                        entry,
                        "the review was due by " + date + ", so that nobody may have looked at the exception since",
                        "review the entry, and set another reviewBy")));
    }

    private static LintFinding member(Kind kind, Severity severity, RegisterEntry entry, String why, String remedy) {
        return new LintFinding(kind, severity, Optional.empty(), entry.key(), List.of(), "", why, remedy);
    }

    /**
     * Returns the entries whose rule, tenants or end changed while {@code approvedBy} did not, those without an
     * approval included. Tenants also change through groups and the scope. Entries that are new or gone are not
     * reported.
     *
     * @param before the register as it was approved, such as that of the main branch
     * @param now the register as it is
     */
    public static LintReport approvals(Register before, Register now) {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(now, "now");
        Map<String, RegisterEntry> approved = new HashMap<>();
        before.entries().forEach(entry -> approved.put(entry.key(), entry));
        List<LintFinding> findings = new ArrayList<>();
        int checked = 0;
        for (RegisterEntry entry : now.entries()) {
            RegisterEntry old = approved.get(entry.key());
            if (old != null) {
                checked++;
                List<String> changes = changes(before, old, now, entry);
                if (!changes.isEmpty() && old.approvedBy().equals(entry.approvedBy())) {
                    findings.add(member(
                            Kind.APPROVAL_OUTDATED,
                            Severity.HIGH,
                            entry,
                            "the approval was given for something else: changed are " + String.join(", ", changes),
                            "have the change approved, and write down who did in approvedBy"));
                }
            }
        }
        return new LintReport(findings, List.of(), List.of(), checked);
    }

    private static List<String> changes(Register before, RegisterEntry old, Register now, RegisterEntry entry) {
        List<String> changes = new ArrayList<>();
        Map<String, Target> olds = targets(old);
        Map<String, Target> news = targets(entry);
        if (!olds.equals(news)) {
            changes.add("the rule");
        }
        if (!tenants(before, old).equals(tenants(now, entry))) {
            changes.add("the tenants");
        }
        if (!old.expires().map(Expiry::end).equals(entry.expires().map(Expiry::end))) {
            changes.add("expires (" + shown(old) + " before, " + shown(entry) + " now)");
        }
        return changes;
    }

    /** Returns the targets by vendor, without tenants. */
    private static Map<String, Target> targets(RegisterEntry entry) {
        Map<String, Target> targets = new LinkedHashMap<>();
        entry.targets()
                .forEach(target -> targets.put(
                        target.vendor(), target instanceof EmailTarget email ? email.withTenants() : target));
        return targets;
    }

    private static List<TenantSet> tenants(Register register, RegisterEntry entry) {
        return entry.targets().stream()
                .filter(EmailTarget.class::isInstance)
                .map(target -> register.tenants((EmailTarget) target))
                .toList();
    }

    private static String shown(RegisterEntry entry) {
        return entry.expires().map(Expiry::toString).orElse("never");
    }
}
