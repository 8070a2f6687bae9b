/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.detection.DetectionRuleSets;
import dev.waiver.detection.RuleSelection;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionRuleSet;
import dev.waiver.detection.model.RuleSetRule;
import dev.waiver.governance.Change;
import dev.waiver.governance.ChangeResult;
import dev.waiver.governance.ChangeResult.Outcome;
import dev.waiver.governance.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rule sets in which detection exceptions are enabled. Each is saved once at most. */
public final class RuleSetPublication implements Publication<DetectionExceptionRule> {
    /**
     * Where an exception is to be enabled.
     *
     * @param ruleSet the rule set's name
     * @param selection the rules
     * @param rules the names of the rules; empty for all
     */
    public record Enabling(String ruleSet, RuleSelection selection, List<String> rules) {}

    /** What happens to one rule set. */
    private static final class Save {
        private final DetectionRuleSet ruleSet;
        private final Map<String, RuleSelection> enabled = new LinkedHashMap<>();
        private final Set<String> disabled = new LinkedHashSet<>();
        private final Set<String> affected = new LinkedHashSet<>();
        private final List<Step<DetectionExceptionRule>> steps = new ArrayList<>();

        Save(DetectionRuleSet ruleSet) {
            this.ruleSet = ruleSet;
        }
    }

    private final DetectionRuleSets operations;
    private final Source source;
    private final Map<String, Save> saves = new LinkedHashMap<>();
    private final List<Step<DetectionExceptionRule>> steps = new ArrayList<>();

    /**
     * Creates a publication without steps.
     *
     * @param operations saves rule sets
     * @param source the source of the exceptions
     * @param ruleSets the rule sets as they are
     */
    public RuleSetPublication(DetectionRuleSets operations, Source source, List<DetectionRuleSet> ruleSets) {
        this.operations = operations;
        this.source = source;
        for (DetectionRuleSet ruleSet : ruleSets) {
            ruleSet.id().ifPresent(id -> saves.put(id, new Save(ruleSet)));
        }
    }

    /**
     * Plans to enable an exception where it is not enabled yet.
     *
     * @param part the exception as it should be
     * @param id its id; empty if it is yet to be created
     * @param enabling where
     * @return a problem for a person; empty if there is none
     */
    public Optional<String> enable(Part<DetectionExceptionRule> part, Optional<String> id, Enabling enabling) {
        List<Save> named = saves.values().stream()
                .filter(save ->
                        save.ruleSet.name().filter(enabling.ruleSet()::equals).isPresent())
                .toList();
        if (named.size() != 1) {
            return Optional.of("there " + (named.isEmpty() ? "is no rule set" : "are several rule sets") + " called '"
                    + enabling.ruleSet() + "'; write the name of one into enable.ruleSet");
        }
        Save save = named.get(0);
        for (String rule : enabling.rules()) {
            long count = save.ruleSet.rules().stream()
                    .filter(candidate -> candidate.name().filter(rule::equals).isPresent())
                    .count();
            if (count != 1) {
                return Optional.of("the rule set '" + enabling.ruleSet() + "' has "
                        + (count == 0 ? "no rule" : "several rules") + " called '" + rule
                        + "'; write the name of one into enable.rules");
            }
        }
        if (id.isPresent() && isEnabled(save.ruleSet, id.get(), enabling.rules())) {
            return Optional.empty();
        }
        save.enabled.put(part.marker(), enabling.selection());
        add(
                save,
                Change.Kind.ENABLE,
                part.entry(),
                id,
                (enabling.rules().isEmpty() ? "all rules" : "rules " + enabling.rules()) + " of the rule set "
                        + enabling.ruleSet());
        return Optional.empty();
    }

    private static boolean isEnabled(DetectionRuleSet ruleSet, String exception, List<String> rules) {
        return ruleSet.rules().stream()
                .filter(rule ->
                        rules.isEmpty() || rule.name().filter(rules::contains).isPresent())
                .allMatch(rule -> isEnabled(rule, exception));
    }

    private static boolean isEnabled(RuleSetRule rule, String exception) {
        return rule.exceptions().stream()
                .anyMatch(entry -> entry.exceptionId().filter(exception::equals).isPresent()
                        && entry.enabled().orElse(false));
    }

    /**
     * Plans to save the rule sets that use an exception.
     *
     * @param entry the key of its entry, or its marker
     * @param id its id
     * @param removed whether it is disabled there, since it is about to be removed
     */
    public void resave(String entry, String id, boolean removed) {
        for (Save save : saves.values()) {
            if (save.ruleSet.rules().stream().anyMatch(rule -> isEnabled(rule, id))) {
                save.affected.add(id);
                if (removed) {
                    save.disabled.add(id);
                }
                add(
                        save,
                        Change.Kind.RESAVE,
                        entry,
                        Optional.of(id),
                        "the rule set " + save.ruleSet.name().orElse("(no name)"));
            }
        }
    }

    private void add(Save save, Change.Kind kind, String entry, Optional<String> id, String what) {
        Step<DetectionExceptionRule> step =
                new Step<>(new Change(kind, source, entry, id, what, List.of()), null, null);
        save.steps.add(step);
        steps.add(step);
    }

    @Override
    public List<Step<DetectionExceptionRule>> steps() {
        return List.copyOf(steps);
    }

    @Override
    public ApiCall<Published<DetectionExceptionRule>> publish(Map<String, String> ids) {
        Published<DetectionExceptionRule> published = new Published<>(new LinkedHashMap<>(), new LinkedHashSet<>());
        List<Supplier<ApiCall<Boolean>>> calls = saves.entrySet().stream()
                .filter(save -> !save.getValue().steps.isEmpty())
                .<Supplier<ApiCall<Boolean>>>map(save -> () -> save(save.getKey(), save.getValue(), ids, published))
                .toList();
        return Calls.sequence(calls).map(done -> published);
    }

    private ApiCall<Boolean> save(
            String ruleSet, Save save, Map<String, String> ids, Published<DetectionExceptionRule> published) {
        Map<String, RuleSelection> enabled = new LinkedHashMap<>();
        save.enabled.forEach((part, rules) -> {
            String id = ids.get(part);
            if (id != null) {
                enabled.put(id, rules);
            }
        });
        Set<String> disabled = new LinkedHashSet<>(save.disabled);
        disabled.removeAll(enabled.keySet());
        return Calls.onErrorResume(
                operations.save(ruleSet, enabled, disabled).map(saved -> {
                    save.steps.forEach(step -> result(published, step, Outcome.DONE, null));
                    return true;
                }),
                e -> {
                    save.steps.forEach(step ->
                            result(published, step, e.mayHaveBeenApplied() ? Outcome.UNKNOWN : Outcome.FAILED, e));
                    published.unpublished().addAll(save.affected);
                    return ApiCall.of(false);
                });
    }

    private static void result(
            Published<DetectionExceptionRule> published,
            Step<DetectionExceptionRule> step,
            Outcome outcome,
            @Nullable SdkException error) {
        published
                .results()
                .put(
                        step,
                        new ChangeResult(
                                step.change(),
                                outcome,
                                step.change().id(),
                                error,
                                error == null ? "" : String.valueOf(error.getMessage())));
    }
}
