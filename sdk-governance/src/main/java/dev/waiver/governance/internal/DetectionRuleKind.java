/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.spi.RuleComparator;
import dev.waiver.detection.internal.DetectionRuleComparator;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionState;
import dev.waiver.detection.model.FieldOperator;
import dev.waiver.detection.model.OperandSource;
import dev.waiver.governance.DetectionTarget;
import dev.waiver.governance.EnabledRules;
import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;
import dev.waiver.governance.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The exceptions of the endpoint agent. */
public final class DetectionRuleKind implements RuleKind<DetectionExceptionRule> {
    private static final List<OperandSource> LITERALS = List.of(OperandSource.LITERAL, OperandSource.LITERAL_SET);
    private static final Set<String> PATHS_AND_NAMES = Set.of("path", "directory", "name");

    /**
     * Where an exception stands in the rule sets.
     *
     * @param isUsed whether a rule has it, enabled or not
     * @param enabled the names of the rules that have it enabled, by the name of their rule set
     */
    public record RuleSetUse(boolean isUsed, Map<String, List<String>> enabled) {}

    private final Optional<Function<String, RuleSetUse>> uses;

    /** Creates the kind of rules whose rule sets are not known. */
    public DetectionRuleKind() {
        this.uses = Optional.empty();
    }

    /**
     * Creates the kind of rules of which it is known where they are enabled.
     *
     * @param uses returns it by the id of an exception
     */
    public DetectionRuleKind(Function<String, RuleSetUse> uses) {
        this.uses = Optional.of(uses);
    }

    @Override
    public RuleComparator<DetectionExceptionRule> comparator() {
        return DetectionRuleComparator.INSTANCE;
    }

    @Override
    public Optional<String> text(DetectionExceptionRule rule) {
        return rule.description();
    }

    @Override
    public DetectionExceptionRule withText(DetectionExceptionRule rule, String text) {
        return rule.withDescription(text);
    }

    @Override
    public boolean isText(String path) {
        return path.equals("Description");
    }

    /** Keeps tags, and members that the SDK does not know, which the service may have set. */
    @Override
    public DetectionExceptionRule changed(DetectionExceptionRule stored, DetectionExceptionRule wanted) {
        return stored.withName(wanted.name())
                .withDescription(wanted.description())
                .withObjectType(wanted.objectType())
                .withOperatingSystems(wanted.operatingSystems())
                .withPlugin(wanted.plugin())
                .withProduct(wanted.product())
                .withSchemaVersion(wanted.schemaVersion())
                .withSeverity(wanted.severity())
                .withStates(wanted.states())
                .withPaths(wanted.paths())
                .withTags(wanted.tags().isEmpty() ? stored.tags() : wanted.tags());
    }

    @Override
    public boolean updatesMatch() {
        return true;
    }

    @Override
    public List<Weakness> weaknesses(DetectionExceptionRule rule, String table) {
        List<FieldOperator> comparisons =
                rule.states().stream().flatMap(DetectionRuleKind::comparisons).toList();
        boolean isWeak = !comparisons.isEmpty() && comparisons.stream().allMatch(DetectionRuleKind::isPathOrName);
        List<Weakness> all = new ArrayList<>();
        if (isWeak) {
            all.add(Weakness.tooBroad(
                    Severity.HIGH,
                    "a program only needs the right name or place to be excepted, and both are easy to take",
                    "also compare a hash, or the status of the signature"));
        }
        use(rule)
                .filter(where -> where.enabled().isEmpty())
                .ifPresent(where -> all.add(new Weakness(
                        Kind.NOT_ENABLED,
                        Severity.MEDIUM,
                        where.isUsed()
                                ? "the exception is disabled in every rule set, so that it has no effect"
                                : "the exception is in no rule set, so that it has no effect",
                        "enable it for the rules that it is about, or remove it")));
        return all;
    }

    private static Stream<FieldOperator> comparisons(DetectionState state) {
        return Stream.concat(
                state.fieldOperators().values().stream(),
                state.states().stream().flatMap(DetectionRuleKind::comparisons));
    }

    /** Returns whether a comparison is with nothing but a path or a name. */
    private static boolean isPathOrName(FieldOperator comparison) {
        List<String> facets = comparison.operands().stream()
                .filter(operand -> operand.source()
                        .filter(source -> !LITERALS.contains(source))
                        .isPresent())
                .flatMap(operand -> operand.texts().stream())
                .map(facet -> facet.toLowerCase(Locale.ROOT))
                .toList();
        return !facets.isEmpty() && PATHS_AND_NAMES.containsAll(facets);
    }

    /** The exception is enabled where the rule is, if that is in one rule set. */
    @Override
    public Target target(DetectionExceptionRule rule, String table) {
        DetectionTarget target = DetectionTarget.of(DetectionExceptionRule.rawBuilder()
                .from(rule)
                .additionalProperties(RuleKind.withoutNulls(rule.additionalProperties()))
                .build());
        Map<String, List<String>> enabled = use(rule).map(RuleSetUse::enabled).orElse(Map.of());
        return isEnabledInOne(enabled)
                ? enabled.entrySet().stream()
                        .findFirst()
                        .map(set -> target.withEnabled(EnabledRules.of(set.getKey(), set.getValue())))
                        .orElse(target)
                : target;
    }

    private static boolean isEnabledInOne(Map<String, List<String>> enabled) {
        return enabled.size() == 1
                && enabled.entrySet().stream()
                        .allMatch(set -> !set.getKey().isBlank()
                                && set.getValue().stream().noneMatch(String::isBlank)
                                && new HashSet<>(set.getValue()).size()
                                        == set.getValue().size());
    }

    @Override
    public List<DetectionExceptionRule> rules(Target target, Optional<String> text, RuleFields.Receiver receiver) {
        return new DetectionRuleFields().rules((DetectionTarget) target, text, receiver);
    }

    @Override
    public List<String> unexpressed(DetectionExceptionRule rule) {
        List<String> all = new ArrayList<>(RuleKind.unknownMembers(
                rule.additionalProperties(),
                "they are in unchecked, and are sent if the exception is created again; remove those that the service"
                        + " sets"));
        if (!rule.tags().isEmpty()) {
            all.add("the exception has tags, which an entry cannot have");
        }
        Map<String, List<String>> enabled = use(rule).map(RuleSetUse::enabled).orElse(Map.of());
        if (!enabled.isEmpty() && !isEnabledInOne(enabled)) {
            all.add("the exception is enabled in the rule sets " + String.join(", ", enabled.keySet())
                    + ", and an entry can name only one, and rules by names that are unique; the entry names none");
        }
        return all;
    }

    private Optional<RuleSetUse> use(DetectionExceptionRule rule) {
        return uses.flatMap(byId -> rule.entityId().map(byId));
    }

    @Override
    public String describe(DetectionExceptionRule rule) {
        return rule.name().orElse("(no name)");
    }
}
