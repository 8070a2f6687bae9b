package dev.waiver.scanning.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A comparator of rules. */
public final class ScanningRuleComparator {
    private ScanningRuleComparator() {}

    /** The results of a comparison. */
    public enum Equality {
        /** The rules are equal. */
        EQUAL,
        /** The rules differ. */
        DIFFERENT,
        /** The response does not show it. */
        UNDECIDED
    }

    /** Compares the findings that two rules match: by vulnerability, hosts as a set, port number, and scan. */
    public static Equality matchesTheSame(ScanningExceptionRule wanted, ScanningExceptionRule found) {
        if (found.nvt().isPresent() && !ScanningRequestBodies.sameNvt(wanted, found)) {
            return Equality.DIFFERENT;
        }
        Equality scope = sameScope(wanted.scope(), found.scope());
        return scope == Equality.EQUAL && found.nvt().isEmpty() ? Equality.UNDECIDED : scope;
    }

    private static Equality sameScope(ScanningScope wanted, ScanningScope found) {
        if (found.kind() == ScanningScope.Kind.UNKNOWN) {
            return Equality.UNDECIDED;
        }
        if (!wanted.hostSet().equals(found.hostSet()) || !wanted.port().equals(found.port())) {
            return Equality.DIFFERENT;
        }
        if (wanted.scan().isPresent() && found.scan().isEmpty() && found.task().isPresent()) {
            return Equality.UNDECIDED; // a task is never compared with a scan
        }
        boolean inScan = found.scan().isPresent() || found.task().isPresent();
        boolean same = wanted.scan().isPresent() ? wanted.scan().equals(found.scan()) : !inScan;
        return same ? Equality.EQUAL : Equality.DIFFERENT;
    }

    /** Compares the effects of two rules that match the same findings: by the severity as a number. */
    public static Equality doesTheSame(ScanningExceptionRule wanted, ScanningExceptionRule found) {
        if (wanted.newSeverity().isPresent() && !ScanningRequestBodies.hasSeverity(found)) {
            return Equality.UNDECIDED;
        }
        if (ScanningRuleMapper.unreadable(found, "new_severity")) {
            return Equality.DIFFERENT;
        }
        return sameNumber(wanted.newSeverity(), found.newSeverity()) ? Equality.EQUAL : Equality.DIFFERENT;
    }

    private static boolean sameNumber(Optional<BigDecimal> a, Optional<BigDecimal> b) {
        return a.isPresent() == b.isPresent() && (a.isEmpty() || a.get().compareTo(b.get()) == 0);
    }

    /** Returns the differences in effect between two rules that match the same findings. */
    public static List<FieldDifference> effects(ScanningExceptionRule wanted, ScanningExceptionRule found) {
        return List.of(new FieldDifference(
                "new_severity",
                wanted.newSeverity().map(BigDecimal::toPlainString).orElse(null),
                found.newSeverity()
                        .map(BigDecimal::toPlainString)
                        .or(() -> Optional.ofNullable(
                                        found.additionalProperties().get("new_severity"))
                                .map(Object::toString))
                        .orElse(null)));
    }

    /** Returns a key that is equal for rules that match the same findings. */
    public static Object key(ScanningExceptionRule rule) {
        ScanningScope scope = rule.scope();
        return List.of(rule.nvt(), scope.hostSet(), scope.port(), scope.scan());
    }

    /** A search for rules that were just created. */
    public static final class Search {
        private final List<ScanningExceptionRule> wanted;
        private final Set<String> before;
        private List<ScanningExceptionRule> fresh = List.of();
        private @Nullable List<ScanningExceptionRule> ambiguous;

        /**
         * Creates a search.
         *
         * @param wanted the rules that were sent, in this order
         * @param before the ids that existed before
         */
        public Search(List<ScanningExceptionRule> wanted, Collection<String> before) {
            this.wanted = wanted;
            this.before = Set.copyOf(before);
        }

        /**
         * Searches a list for the created rules.
         *
         * @return the created rules, in the order in which they were sent; empty if some are missing or cannot be
         *     distinguished from other rules
         */
        public Optional<List<ScanningExceptionRule>> in(List<ScanningExceptionRule> now) {
            fresh = now.stream()
                    .filter(rule ->
                            rule.entityId().filter(id -> !before.contains(id)).isPresent())
                    .toList();
            ambiguous = null;
            List<@Nullable ScanningExceptionRule> found = new ArrayList<>();
            wanted.forEach(rule -> found.add(null));
            for (ScanningExceptionRule rule : wanted) {
                Set<Integer> equal = equalTo(rule);
                if (found.get(equal.iterator().next()) != null) {
                    continue; // found together with an equal one
                }
                List<ScanningExceptionRule> candidates = candidates(rule);
                if (candidates.size() < equal.size()) {
                    return Optional.empty();
                }
                if (candidates.size() > equal.size()) {
                    ambiguous = candidates;
                    return Optional.empty();
                }
                int next = 0;
                for (int at : equal) {
                    found.set(at, candidates.get(next++));
                }
            }
            return Optional.of(found.stream().map(Objects::requireNonNull).toList());
        }

        private Set<Integer> equalTo(ScanningExceptionRule rule) {
            Set<Integer> equal = new LinkedHashSet<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (ScanningRequestBodies.body(rule).equals(ScanningRequestBodies.body(wanted.get(i)))) {
                    equal.add(i);
                }
            }
            return equal;
        }

        private List<ScanningExceptionRule> candidates(ScanningExceptionRule rule) {
            List<ScanningExceptionRule> all = fresh.stream()
                    .filter(candidate -> recognized(rule, candidate))
                    .toList();
            List<ScanningExceptionRule> sameEffect = all.stream()
                    .filter(candidate -> doesTheSame(rule, candidate) != Equality.DIFFERENT)
                    .toList();
            return sameEffect.isEmpty() ? all : sameEffect;
        }

        /**
         * Returns the new rules that are like a sent one, if there are more of them than were sent, so that none can be
         * identified; empty if the search failed for another reason.
         */
        public List<ScanningExceptionRule> ambiguous() {
            List<ScanningExceptionRule> several = ambiguous;
            return several == null ? List.of() : several;
        }

        /**
         * Returns new rules with the vulnerability and text of a rule that was not found. One may be the created rule,
         * stored with another scope.
         */
        public List<ScanningExceptionRule> similar(ScanningExceptionRule rule) {
            return fresh.stream()
                    .filter(candidate -> ScanningRequestBodies.sameNvt(rule, candidate)
                            && ScanningRequestBodies.text(rule).equals(ScanningRequestBodies.text(candidate)))
                    .toList();
        }
    }

    /**
     * Returns whether a new rule is the one that was sent: vulnerability, text, hosts as a set and port number are
     * equal. For a scan, vulnerability and text are enough if the scope is not wider and shows no other scan, since a
     * task in the response does not show the scan.
     */
    private static boolean recognized(ScanningExceptionRule sent, ScanningExceptionRule candidate) {
        if (!ScanningRequestBodies.sameNvt(sent, candidate)
                || !ScanningRequestBodies.text(sent).equals(ScanningRequestBodies.text(candidate))) {
            return false;
        }
        ScanningScope scope = sent.scope();
        ScanningScope found = candidate.scope();
        if (scope.kind() == ScanningScope.Kind.SCAN) {
            return !found.isWiderThan(scope)
                    && (found.scan().isEmpty() || found.scan().equals(scope.scan()));
        }
        return scope.hostSet().equals(found.hostSet())
                && scope.port().equals(found.port())
                && (scope.scan().isPresent()
                        || (found.scan().isEmpty() && found.task().isEmpty()));
    }
}
