/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.internal.client.LockKeys;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;
import dev.waiver.governance.ScanningTarget;
import dev.waiver.governance.Target;
import dev.waiver.scanning.internal.ScanningRuleComparator;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.scanning.model.ScanningStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accepted findings of the scanning service. */
public final class ScanningRuleKind implements RuleKind<ScanningExceptionRule> {
    @Override
    public RuleComparator<ScanningExceptionRule> comparator() {
        return ScanningRuleComparator.INSTANCE;
    }

    @Override
    public Optional<String> text(ScanningExceptionRule rule) {
        return rule.text();
    }

    @Override
    public ScanningExceptionRule withText(ScanningExceptionRule rule, String text) {
        return rule.withText(text);
    }

    @Override
    public boolean isText(String path) {
        return path.equals("text");
    }

    @Override
    public ScanningExceptionRule changed(ScanningExceptionRule stored, ScanningExceptionRule wanted) {
        return stored.hasId() ? wanted.withEntityId(stored.id()) : wanted;
    }

    @Override
    public boolean updatesMatch() {
        return true;
    }

    @Override
    public Target target(ScanningExceptionRule rule, String table) {
        return ScanningTarget.of(rule);
    }

    @Override
    public List<ScanningExceptionRule> rules(Target target, Optional<String> text, RuleFields.Receiver receiver) {
        return new ScanningRuleFields().rules((ScanningTarget) target, text, receiver);
    }

    @Override
    public List<String> unexpressed(ScanningExceptionRule rule) {
        return RuleKind.unknownMembers(
                rule.additionalProperties(), "the entry does not have them, and the SDK never sends them");
    }

    @Override
    public String describe(ScanningExceptionRule rule) {
        return "NVT " + rule.nvt().orElse("(not shown)") + " at " + rule.scope()
                + rule.newSeverity()
                        .map(severity -> ", severity " + severity.toPlainString())
                        .orElse("");
    }

    @Override
    public boolean isPending(ScanningExceptionRule stored) {
        return stored.status().map(ScanningStatus::isRequested).orElse(false);
    }

    @Override
    public List<Weakness> weaknesses(ScanningExceptionRule rule, String table) {
        List<Weakness> all = new ArrayList<>();
        ScanningScope scope = rule.scope();
        if (scope.kind() == ScanningScope.Kind.EVERYWHERE) {
            all.add(Weakness.tooBroad(
                    Severity.HIGH,
                    "the finding is accepted on every host and port, also on those that are yet to come",
                    "give the hosts, the port or the scan for which it was accepted"));
        } else if (scope.kind() == ScanningScope.Kind.PORT) {
            all.add(Weakness.tooBroad(
                    Severity.MEDIUM,
                    "the finding is accepted on a port of every host, also of those that are yet to come",
                    "give the hosts for which it was accepted"));
        } else if (scope.hostSet().stream().anyMatch(AddressRanges::isWide)) {
            all.add(Weakness.tooBroad(
                    Severity.HIGH,
                    "the finding is accepted in a network wider than /16, also on hosts that nobody looked at",
                    "give the hosts, or the networks, for which it was accepted"));
        }
        if (isPending(rule)) {
            all.add(new Weakness(
                    Kind.ONLY_REQUESTED,
                    Severity.MEDIUM,
                    "the exception is only requested, so that the finding is still reported",
                    "have it approved at the service, or remove it"));
        }
        return all;
    }

    /** A response shows the task of a scan instead of the scan, so that the scan does not count. */
    @Override
    public @Nullable String digest(ScanningExceptionRule rule) {
        ScanningScope scope = rule.scope();
        if (scope.scan().isEmpty() && scope.task().isEmpty()) {
            return RuleKind.super.digest(rule);
        }
        return rule.nvt().isEmpty()
                ? null
                : LockKeys.of(List.of("scan", rule.nvt(), comparator().effectKey(rule)));
    }
}
