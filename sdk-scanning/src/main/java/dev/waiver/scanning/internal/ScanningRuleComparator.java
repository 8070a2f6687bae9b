/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.rules.CanonicalHost;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comparator of exceptions. They match the same findings if vulnerability, hosts (as a set, by value), port number
 * and scan are equal; their effect is the severity, as a number. A task in a response does not show its scan.
 */
public final class ScanningRuleComparator implements RuleComparator<ScanningExceptionRule> {
    /** The comparator, which has no state. */
    public static final ScanningRuleComparator INSTANCE = new ScanningRuleComparator();

    private ScanningRuleComparator() {}

    @Override
    public @Nullable Object matchKey(ScanningExceptionRule rule) {
        ScanningScope scope = rule.scope();
        boolean shown = rule.nvt().isPresent()
                && scope.kind() != ScanningScope.Kind.UNKNOWN
                && (scope.scan().isPresent() || scope.task().isEmpty());
        return shown
                ? List.of(rule.nvt(), hosts(scope), scope.port().map(ScanningRuleComparator::text), scope.scan())
                : null;
    }

    @Override
    public Verdict matches(ScanningExceptionRule wanted, ScanningExceptionRule stored) {
        if (stored.nvt().isPresent() && !sameNvt(wanted, stored)) {
            return Verdict.DIFFERENT;
        }
        Verdict scope = sameScope(wanted.scope(), stored.scope());
        return scope == Verdict.SAME && stored.nvt().isEmpty() ? Verdict.UNKNOWN : scope;
    }

    private static Verdict sameScope(ScanningScope wanted, ScanningScope stored) {
        if (stored.kind() == ScanningScope.Kind.UNKNOWN) {
            return Verdict.UNKNOWN;
        }
        if (!hosts(wanted).equals(hosts(stored)) || !wanted.port().equals(stored.port())) {
            return Verdict.DIFFERENT;
        }
        if (wanted.scan().isPresent()
                && stored.scan().isEmpty()
                && stored.task().isPresent()) {
            return Verdict.UNKNOWN; // a task is never compared with a scan
        }
        boolean inScan = stored.scan().isPresent() || stored.task().isPresent();
        boolean same = wanted.scan().isPresent() ? wanted.scan().equals(stored.scan()) : !inScan;
        return same ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public Object effectKey(ScanningExceptionRule rule) {
        return ScanningRuleMapper.unreadable(rule, "new_severity")
                ? String.valueOf(rule.additionalProperties().get("new_severity"))
                // Not as a plain text: a service could send an exponent of any size.
                : rule.newSeverity()
                        .map(severity -> severity.stripTrailingZeros().toString());
    }

    @Override
    public Verdict effect(ScanningExceptionRule wanted, ScanningExceptionRule stored) {
        if (wanted.newSeverity().isPresent() && !hasSeverity(stored)) {
            return Verdict.UNKNOWN;
        }
        if (ScanningRuleMapper.unreadable(stored, "new_severity")) {
            return Verdict.DIFFERENT;
        }
        return sameNumber(wanted.newSeverity(), stored.newSeverity()) ? Verdict.SAME : Verdict.DIFFERENT;
    }

    private static boolean sameNumber(Optional<BigDecimal> a, Optional<BigDecimal> b) {
        return a.isPresent() == b.isPresent() && (a.isEmpty() || a.get().compareTo(b.get()) == 0);
    }

    @Override
    public List<FieldDifference> effectDifferences(ScanningExceptionRule wanted, ScanningExceptionRule stored) {
        if (effect(wanted, stored) == Verdict.SAME) {
            return List.of();
        }
        return List.of(new FieldDifference(
                "new_severity",
                wanted.newSeverity().map(BigDecimal::toPlainString).orElse(null),
                stored.newSeverity()
                        .map(BigDecimal::toPlainString)
                        .or(() -> Optional.ofNullable(
                                        stored.additionalProperties().get("new_severity"))
                                .map(Object::toString))
                        .orElse(null)));
    }

    @Override
    public Object sentKey(ScanningExceptionRule sent) {
        ScanningScope scope = sent.scope();
        return List.of(
                sent.nvt(),
                text(sent),
                hosts(scope),
                scope.port(),
                scope.scan(),
                sent.newSeverity().map(BigDecimal::stripTrailingZeros));
    }

    @Override
    public Object lookupKey(ScanningExceptionRule rule) {
        return List.of(rule.nvt(), text(rule));
    }

    /**
     * Returns whether vulnerability, text, hosts as a set and port number are equal. For a scan, vulnerability and text
     * are enough if the scope is not wider and shows no other scan, since a task in the response does not show the
     * scan.
     */
    @Override
    public boolean recognizes(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        if (similarity(sent, stored) == 0) {
            return false;
        }
        ScanningScope scope = sent.scope();
        ScanningScope found = stored.scope();
        if (scope.kind() == ScanningScope.Kind.SCAN) {
            return !found.isWiderThan(scope)
                    && (found.scan().isEmpty() || found.scan().equals(scope.scan()));
        }
        return hosts(scope).equals(hosts(found))
                && scope.port().equals(found.port())
                && sameScope(scope, found) != Verdict.DIFFERENT;
    }

    @Override
    public int similarity(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        boolean alike = sameNvt(sent, stored) && text(sent).equals(text(stored));
        return alike ? 1 : 0;
    }

    /**
     * Returns the differences. A scan is not compared with a task. A severity that was not sent, or that the response
     * does not show, is not a difference.
     */
    @Override
    public List<FieldDifference> differences(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        ObjectNode expected = ScanningRequestBodies.exception(sent);
        ObjectNode actual = ScanningRequestBodies.exception(stored);
        same(expected, actual, "text", text(sent).equals(text(stored)));
        same(expected, actual, "hosts", hosts(sent.scope()).equals(hosts(stored.scope())));
        stored.scope().port().filter(port -> port.number().isEmpty()).ifPresent(port -> actual.put("port", port.raw()));
        boolean taskOnly =
                stored.scope().scan().isEmpty() && stored.scope().task().isPresent();
        if (taskOnly) {
            if (sent.scope().scan().isPresent()) {
                same(expected, actual, "scan", true);
            } else {
                stored.scope().task().ifPresent(task -> actual.put("task", task));
            }
        }
        if (stored.scope().kind() == ScanningScope.Kind.UNKNOWN
                && sent.scope().kind() != ScanningScope.Kind.EVERYWHERE) {
            actual.put("scope", "unknown");
        }
        if (sent.newSeverity().isEmpty() || !hasSeverity(stored)) {
            same(expected, actual, "new_severity", true);
        }
        return ScanningProtocol.CODEC.differences(expected, actual);
    }

    @Override
    public boolean hasChanged(ScanningExceptionRule before, ScanningExceptionRule now) {
        return !before.equals(now);
    }

    @Override
    public Optional<String> alarm(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        return stored.scope().isWiderThan(sent.scope())
                ? Optional.of("the exception is now WIDER than what was sent: it holds for " + stored.scope()
                        + ", not for " + sent.scope() + "; narrow or remove it")
                : Optional.empty();
    }

    /** Returns whether the response shows the severity: a number, a null, or a value that cannot be read. */
    private static boolean hasSeverity(ScanningExceptionRule stored) {
        return stored.newSeverity().isPresent() || stored.additionalProperties().containsKey("new_severity");
    }

    private static Set<String> hosts(ScanningScope scope) {
        return CanonicalHost.of(scope.hostSet());
    }

    /** Returns a text that is equal for equal ports: {@code 8080} and {@code 8080/tcp} are. */
    private static String text(ScanningPort port) {
        return port.number().isPresent() ? Integer.toString(port.number().getAsInt()) : port.raw();
    }

    private static String text(ScanningExceptionRule rule) {
        return rule.text().orElse("").strip();
    }

    private static boolean sameNvt(ScanningExceptionRule a, ScanningExceptionRule b) {
        Optional<String> nvt = a.nvt();
        return nvt.isPresent() && Objects.equals(nvt, b.nvt());
    }

    private static void same(ObjectNode expected, ObjectNode actual, String name, boolean same) {
        if (same) {
            JsonNode value = expected.get(name);
            if (value == null) {
                actual.remove(name);
            } else {
                actual.set(name, value);
            }
        }
    }
}
