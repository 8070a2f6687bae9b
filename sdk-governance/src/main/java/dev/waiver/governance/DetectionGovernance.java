/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.CallOutcome;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.RuleSelection;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import dev.waiver.detection.model.DetectionRuleSet;
import dev.waiver.detection.model.RuleSetExceptionEntry;
import dev.waiver.detection.model.RuleSetRule;
import dev.waiver.governance.internal.Depth;
import dev.waiver.governance.internal.DetectionRuleFields;
import dev.waiver.governance.internal.DetectionRuleKind;
import dev.waiver.governance.internal.DetectionRuleKind.RuleSetUse;
import dev.waiver.governance.internal.GovernedSource;
import dev.waiver.governance.internal.Marker;
import dev.waiver.governance.internal.Part;
import dev.waiver.governance.internal.RuleKind;
import dev.waiver.governance.internal.RuleSetPublication;
import dev.waiver.governance.internal.RuleSetPublication.Enabling;
import dev.waiver.governance.internal.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The exceptions of the endpoint agent, and the rule sets in which they are enabled. */
final class DetectionGovernance implements GovernedVendor {
    private static final Source SOURCE = new Source("detection", "", "");
    private static final RuleKind<DetectionExceptionRule> KIND = new DetectionRuleKind();
    private static final int READS_AT_ONCE = 8;

    private final DetectionClient client;
    private final InstantSource clock;

    DetectionGovernance(DetectionClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String vendor() {
        return "detection";
    }

    @Override
    public ApiCall<Readings> read(Register register, Instant now, PlanOptions options, Depth depth) {
        Parts<DetectionExceptionRule> parts = new Parts<>(register, SOURCE, KIND, now);
        Map<String, Enabling> enablings = new HashMap<>();
        for (RegisterEntry entry : register.entries()) {
            for (Target target : entry.targets()) {
                if (target instanceof DetectionTarget detection) {
                    parts.add(entry, VendorRules.rules(new DetectionRuleFields(), entry, detection));
                    detection.enable().ifPresent(rules -> enablings.put(entry.key(), enabling(rules)));
                }
            }
        }
        ApiCall<SourceReading> reading = candidates(register, parts.all(), depth)
                .flatMap(listed -> ruleSets(register, parts.all(), listed, enablings, depth)
                        .map(sets -> SourceReading.of(
                                compared(register, parts.all(), enablings, listed, sets, options, depth))));
        return Calls.onErrorResume(reading, e -> ApiCall.of(SourceReading.of(Governance.unreadable(SOURCE, e))))
                .map(source -> new Readings(List.of(source), List.of()));
    }

    private static Enabling enabling(EnabledRules rules) {
        return new Enabling(
                rules.ruleSet(),
                rules.isAllRules()
                        ? RuleSelection.allRules()
                        : RuleSelection.named(rules.rules().toArray(String[]::new)),
                rules.rules());
    }

    /** Reads the exceptions that concern the register, and those that were asked for: one request each. */
    private ApiCall<List<DetectionExceptionRule>> candidates(
            Register register, List<Part<DetectionExceptionRule>> parts, Depth depth) {
        Set<String> names = names(parts);
        String own = Parts.register(register);
        return ServiceClock.checked(clock, client.exceptions().summaries().all())
                .flatMap(summaries -> {
                    Set<String> ids = new LinkedHashSet<>();
                    List<DetectionExceptionRule> others = new ArrayList<>();
                    for (DetectionExceptionSummary summary : summaries) {
                        if (depth == Depth.RULES || concerns(summary.name(), summary.description(), names, own)) {
                            summary.id().ifPresent(ids::add);
                        } else if (depth == Depth.LISTING) {
                            others.add(shown(summary));
                        }
                    }
                    return Calls.fanOut("Governance.plan", List.copyOf(ids), this::find, READS_AT_ONCE)
                            .flatMap(outcomes -> found(outcomes, others));
                });
    }

    private static Set<String> names(List<Part<DetectionExceptionRule>> parts) {
        Set<String> names = new HashSet<>();
        parts.forEach(part -> part.rule().name().ifPresent(names::add));
        return names;
    }

    /** Returns whether an exception has the name of an entry or a marker of the register. */
    private static boolean concerns(
            Optional<String> name, Optional<String> description, Set<String> names, String register) {
        return name.filter(names::contains).isPresent()
                || description
                        .flatMap(Marker::find)
                        .filter(marker -> marker.register().equals(register))
                        .isPresent();
    }

    /** Returns what a listing shows of an exception, without reading it. */
    private static DetectionExceptionRule shown(DetectionExceptionSummary summary) {
        return DetectionExceptionRule.rawBuilder()
                .entityId(summary.id())
                .name(summary.name())
                .description(summary.description())
                .build();
    }

    private ApiCall<Optional<DetectionExceptionRule>> find(String id) {
        return Calls.onErrorResume(
                client.exceptions().get(id).map(Optional::of),
                e -> e instanceof NotFoundException ? ApiCall.of(Optional.empty()) : null);
    }

    private static ApiCall<List<DetectionExceptionRule>> found(
            List<CallOutcome<Optional<DetectionExceptionRule>>> outcomes, List<DetectionExceptionRule> others) {
        List<DetectionExceptionRule> rules = new ArrayList<>(others);
        for (CallOutcome<Optional<DetectionExceptionRule>> outcome : outcomes) {
            RuntimeException error = outcome.error();
            if (error instanceof SdkException known) {
                return Calls.failed(state -> known);
            }
            if (error != null) {
                throw error;
            }
            Objects.requireNonNull(outcome.value()).ifPresent(rules::add);
        }
        return ApiCall.of(rules);
    }

    /** Reads the rule sets, if one may have to be saved, or whole rules were asked for. */
    private ApiCall<List<DetectionRuleSet>> ruleSets(
            Register register,
            List<Part<DetectionExceptionRule>> parts,
            List<DetectionExceptionRule> listed,
            Map<String, Enabling> enablings,
            Depth depth) {
        Set<String> names = names(parts);
        String own = Parts.register(register);
        boolean concerned = listed.stream().anyMatch(rule -> concerns(rule.name(), rule.description(), names, own));
        if (!concerned && enablings.isEmpty() && (depth != Depth.RULES || listed.isEmpty())) {
            return ApiCall.of(List.of());
        }
        return client.ruleSets()
                .list()
                .all()
                .flatMap(summaries -> Calls.sequence(summaries.stream()
                        .flatMap(summary -> summary.id().stream())
                        .<java.util.function.Supplier<ApiCall<DetectionRuleSet>>>map(
                                id -> () -> client.ruleSets().get(id))
                        .toList()));
    }

    private static Function<String, RuleSetUse> uses(List<DetectionRuleSet> ruleSets) {
        Map<String, Map<String, List<String>>> enabled = new HashMap<>();
        for (DetectionRuleSet ruleSet : ruleSets) {
            for (RuleSetRule rule : ruleSet.rules()) {
                for (RuleSetExceptionEntry entry : rule.exceptions()) {
                    Map<String, List<String>> sets =
                            enabled.computeIfAbsent(entry.exceptionId().orElse(""), unused -> new LinkedHashMap<>());
                    if (entry.enabled().orElse(false)) {
                        sets.computeIfAbsent(ruleSet.name().orElse(""), unused -> new ArrayList<>())
                                .add(rule.name().orElse(""));
                    }
                }
            }
        }
        return id -> new RuleSetUse(enabled.containsKey(id), enabled.getOrDefault(id, Map.of()));
    }

    private ComparedSource<DetectionExceptionRule> compared(
            Register register,
            List<Part<DetectionExceptionRule>> parts,
            Map<String, Enabling> enablings,
            List<DetectionExceptionRule> listed,
            List<DetectionRuleSet> ruleSets,
            PlanOptions options,
            Depth depth) {
        GovernedSource<DetectionExceptionRule> governed = new GovernedSource<>(
                SOURCE,
                depth == Depth.RULES ? new DetectionRuleKind(uses(ruleSets)) : KIND,
                client.exceptions(),
                () -> candidates(register, parts, Depth.ENTRIES),
                true);
        ComparedSource<DetectionExceptionRule> compared =
                ComparedSource.of(governed, Parts.register(register), parts, listed, List.of(), options, depth);
        RuleSetPublication publication = new RuleSetPublication(client.ruleSets(), SOURCE, ruleSets);
        List<Notice> problems = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        for (DetectionExceptionRule rule : listed) {
            rule.description()
                    .flatMap(Marker::find)
                    .filter(marker -> marker.register().equals(Parts.register(register)))
                    .ifPresent(marker -> rule.entityId().ifPresent(id -> ids.put(marker.part(), id)));
        }
        Set<String> creates = new HashSet<>();
        for (Step<DetectionExceptionRule> step : compared.plan().steps()) {
            Part<DetectionExceptionRule> part = step.part();
            if (part != null && step.stored() == null) {
                creates.add(part.marker());
            }
            step.change()
                    .id()
                    .ifPresent(id -> publication.resave(
                            step.change().entry(), id, step.change().kind() == Change.Kind.REMOVE));
        }
        for (Part<DetectionExceptionRule> part : parts) {
            Enabling enabling = enablings.get(part.entry());
            Optional<String> id = Optional.ofNullable(ids.get(part.marker()));
            boolean isMeant = options.only().map(part.entry()::equals).orElse(true);
            if (enabling != null && isMeant && part.inForce() && (id.isPresent() || creates.contains(part.marker()))) {
                publication
                        .enable(part, id, enabling)
                        .ifPresent(problem -> problems.add(new Notice(
                                Notice.Kind.CONFLICT,
                                SOURCE,
                                part.entry(),
                                id.stream().toList(),
                                problem)));
            }
        }
        return compared.published(publication, ids, problems);
    }
}
