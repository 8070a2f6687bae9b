package dev.waiver.scanning.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comparator of exceptions. They match the same findings if vulnerability, hosts (as a set), port number and scan are
 * equal; their effect is the severity, as a number. A task in a response does not show its scan.
 */
final class ScanningRuleComparator implements RuleComparator<ScanningExceptionRule> {
    static final ScanningRuleComparator INSTANCE = new ScanningRuleComparator();

    private ScanningRuleComparator() {}

    @Override
    public @Nullable Object matchKey(ScanningExceptionRule rule) {
        ScanningScope scope = rule.scope();
        boolean shown = rule.nvt().isPresent()
                && scope.kind() != ScanningScope.Kind.UNKNOWN
                && (scope.scan().isPresent() || scope.task().isEmpty());
        return shown ? List.of(rule.nvt(), scope.hostSet(), scope.port(), scope.scan()) : null;
    }

    @Override
    public Verdict matches(ScanningExceptionRule wanted, ScanningExceptionRule stored) {
        if (stored.nvt().isPresent() && !ScanningRequestBodies.sameNvt(wanted, stored)) {
            return Verdict.DIFFERENT;
        }
        Verdict scope = sameScope(wanted.scope(), stored.scope());
        return scope == Verdict.SAME && stored.nvt().isEmpty() ? Verdict.UNKNOWN : scope;
    }

    private static Verdict sameScope(ScanningScope wanted, ScanningScope stored) {
        if (stored.kind() == ScanningScope.Kind.UNKNOWN) {
            return Verdict.UNKNOWN;
        }
        if (!wanted.hostSet().equals(stored.hostSet()) || !wanted.port().equals(stored.port())) {
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
    public Verdict effect(ScanningExceptionRule wanted, ScanningExceptionRule stored) {
        if (wanted.newSeverity().isPresent() && !ScanningRequestBodies.hasSeverity(stored)) {
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
                ScanningRequestBodies.text(sent),
                scope.hostSet(),
                scope.port(),
                scope.scan(),
                sent.newSeverity().map(BigDecimal::stripTrailingZeros));
    }

    @Override
    public Object lookupKey(ScanningExceptionRule rule) {
        return List.of(rule.nvt(), ScanningRequestBodies.text(rule));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Vulnerability, text, hosts as a set and port number are equal. For a scan, vulnerability and text are enough
     * if the scope is not wider and shows no other scan, since a task in the response does not show the scan.
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
        return scope.hostSet().equals(found.hostSet())
                && scope.port().equals(found.port())
                && sameScope(scope, found) != Verdict.DIFFERENT;
    }

    @Override
    public int similarity(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        boolean alike = ScanningRequestBodies.sameNvt(sent, stored)
                && ScanningRequestBodies.text(sent).equals(ScanningRequestBodies.text(stored));
        return alike ? 1 : 0;
    }

    @Override
    public List<FieldDifference> differences(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        return ScanningRequestBodies.differences(sent, stored);
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
}
