/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.Inferred;
import dev.waiver.core.Pager;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.internal.rules.Reads;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.internal.DetectionPaging;
import dev.waiver.detection.internal.DetectionRequestBodies;
import dev.waiver.detection.internal.DetectionResponseReader;
import dev.waiver.detection.internal.DetectionRuleAdapter;
import dev.waiver.detection.model.DetectionRuleSet;
import dev.waiver.detection.model.DetectionRuleSetSummary;
import dev.waiver.detection.model.RuleSetExceptionEntry;
import dev.waiver.detection.model.RuleSetRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Operations on rule sets that concern exceptions. An exception takes effect once it is enabled for rules of a rule
 * set. A change to it reaches the endpoints once the rule set is saved.
 *
 * <p>Each save sends the rule set with all of its rules. So it is read immediately before, only the entries of the
 * exception are changed in its text, and it is read again and compared afterwards.
 */
public final class DetectionRuleSets {
    private static final Set<String> SERVER_FIELDS =
            Set.of("last_modified", "modified_by", "lastmodified", "modifiedby", "version");

    private static final String GIVE_THE_RULE_SET_ID = "give the rule set's id; list() shows the ids";

    private final ClientCore core;
    private final DetectionRuleSetsApi api;
    private final DetectionRuleAdapter exceptions;

    DetectionRuleSets(ClientCore core) {
        this.core = core;
        this.api = core.builtInApi(DetectionRuleSetsApi.class);
        this.exceptions = new DetectionRuleAdapter(core, core.builtInApi(DetectionExceptionsApi.class));
    }

    /**
     * Returns all rule sets, as summaries, 200 per page.
     *
     * <p>Inferred: the page size and the scope {@code opticsruleset:read}.
     */
    @Inferred("The page size of 200, which is the largest that public clients request, and the scope "
            + "opticsruleset:read, where the vendor's page names user:create.")
    public Pager<DetectionRuleSetSummary> list() {
        return Pagers.paged(
                core, "DetectionRuleSets.list", () -> DetectionPaging.of(api::list, DetectionRuleSetSummary::id));
    }

    /**
     * Reads a rule set, whole.
     *
     * @param id the rule set's id
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    public ApiCall<DetectionRuleSet> get(String id) {
        PathValues.check("ruleSetId", id, GIVE_THE_RULE_SET_ID);
        return core.call("DetectionRuleSets.get", () -> document(id).flatMap(DetectionRuleSets::read));
    }

    /** Reads the tenant's default rule set. */
    public ApiCall<DetectionRuleSet> getDefault() {
        return core.call("DetectionRuleSets.getDefault", () -> api.getDefault().flatMap(DetectionRuleSets::read));
    }

    /**
     * Enables an exception for some rules of a rule set and saves it, so that endpoints receive it. If a rule has no
     * entry for the exception yet, one is added at the end. Nothing is saved if the exception is enabled already.
     *
     * <p>Inferred: the response to a save may hold anything or nothing, so the rule set is read back.
     *
     * @param ruleSetId the rule set's id
     * @param exceptionId the exception's id
     * @param rules the rules to enable it for
     * @return the rule set as it is afterwards
     * @throws IllegalArgumentException if an id is not valid, see {@link #get}
     */
    @Inferred("The response to a save may hold anything or nothing, so the rule set is read back.")
    public ApiCall<DetectionRuleSet> enable(String ruleSetId, String exceptionId, RuleSelection rules) {
        check(ruleSetId, exceptionId, rules);
        return core.call("DetectionRuleSets.enable", () -> exceptions
                .get(exceptionId)
                .flatMap(rule -> change(
                        ruleSetId,
                        List.of(rules),
                        before -> with(before, exceptionId, rules, rule.name().orElse(""), true),
                        false)));
    }

    /**
     * Disables an exception for some rules of a rule set and saves it. Its entries stay, disabled. Nothing is saved if
     * the exception is disabled already.
     *
     * <p>Inferred: the response to a save may hold anything or nothing, so the rule set is read back.
     *
     * @param ruleSetId the rule set's id
     * @param exceptionId the exception's id
     * @param rules the rules to disable it for
     * @return the rule set as it is afterwards
     * @throws IllegalArgumentException if an id is not valid, see {@link #get}
     */
    @Inferred("The response to a save may hold anything or nothing, so the rule set is read back.")
    public ApiCall<DetectionRuleSet> disable(String ruleSetId, String exceptionId, RuleSelection rules) {
        check(ruleSetId, exceptionId, rules);
        return core.call(
                "DetectionRuleSets.disable",
                () -> change(ruleSetId, List.of(rules), before -> with(before, exceptionId, rules, "", false), false));
    }

    /**
     * Saves a rule set as it is, so that endpoints receive the changes to its exceptions.
     *
     * <p>Inferred: the response to a save may hold anything or nothing, so the rule set is read back.
     *
     * @param ruleSetId the rule set's id
     * @return the rule set as it is afterwards
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Inferred("The response to a save may hold anything or nothing, so the rule set is read back.")
    public ApiCall<DetectionRuleSet> resave(String ruleSetId) {
        PathValues.check("ruleSetId", ruleSetId, GIVE_THE_RULE_SET_ID);
        return core.call(
                "DetectionRuleSets.resave",
                () -> serialized(ruleSetId, document(ruleSetId).flatMap(read -> save(ruleSetId, read, read))));
    }

    /**
     * Enables and disables several exceptions, and saves the rule set once: also if they are enabled and disabled
     * already, so that endpoints receive the changes to its exceptions.
     *
     * <p>Inferred: the response to a save may hold anything or nothing, so the rule set is read back.
     *
     * @param ruleSetId the rule set's id
     * @param enabled the rules to enable an exception for, by the exception's id
     * @param disabled the ids of exceptions to disable for all rules
     * @return the rule set as it is afterwards
     * @throws IllegalArgumentException if an id is not valid, see {@link #get}, or an exception is in both
     */
    @Inferred("The response to a save may hold anything or nothing, so the rule set is read back.")
    public ApiCall<DetectionRuleSet> save(
            String ruleSetId, Map<String, RuleSelection> enabled, Collection<String> disabled) {
        PathValues.check("ruleSetId", ruleSetId, GIVE_THE_RULE_SET_ID);
        Map<String, RuleSelection> on = new LinkedHashMap<>(enabled);
        on.forEach((exception, rules) -> check(ruleSetId, exception, rules));
        Set<String> off = new LinkedHashSet<>(disabled);
        for (String exception : off) {
            check(ruleSetId, exception, RuleSelection.allRules());
            if (on.containsKey(exception)) {
                throw new IllegalArgumentException(
                        "enabled, disabled: the exception " + exception + " is in both; leave it out of one");
            }
        }
        return core.call("DetectionRuleSets.save", () -> names(on.keySet())
                .flatMap(names -> change(
                        ruleSetId,
                        on.values(),
                        before -> {
                            DetectionRuleSet after = before;
                            for (Map.Entry<String, RuleSelection> exception : on.entrySet()) {
                                String id = exception.getKey();
                                after = with(after, id, exception.getValue(), names.getOrDefault(id, ""), true);
                            }
                            for (String id : off) {
                                after = with(after, id, RuleSelection.allRules(), "", false);
                            }
                            return after;
                        },
                        true)));
    }

    /** Reads the names of exceptions. */
    private ApiCall<Map<String, String>> names(Collection<String> ids) {
        return Calls.sequence(ids.stream()
                        .<Supplier<ApiCall<Map.Entry<String, String>>>>map(id -> () -> exceptions
                                .get(id)
                                .map(rule -> Map.entry(id, rule.name().orElse(""))))
                        .toList())
                .map(entries -> entries.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static void check(String ruleSetId, String exceptionId, RuleSelection rules) {
        PathValues.check("ruleSetId", ruleSetId, GIVE_THE_RULE_SET_ID);
        PathValues.check("exceptionId", exceptionId, "give the exception's id, as rule.id() returns it");
        Objects.requireNonNull(rules, "rules");
    }

    private ApiCall<DetectionRuleSet> change(
            String set,
            Collection<RuleSelection> selections,
            UnaryOperator<DetectionRuleSet> change,
            boolean savesAnyway) {
        return serialized(set, document(set).flatMap(document -> read(document).flatMap(ruleSet -> {
            Set<String> unresolved = new TreeSet<>();
            selections.forEach(selection -> unresolved.addAll(selection.unresolved(ruleSet.rules())));
            if (!unresolved.isEmpty()) {
                return Calls.failed(state -> new AmbiguousMatchException(
                        "rule set " + set + " does not have exactly one rule called " + unresolved
                                + "; use ids for rules of equal names. Nothing was changed",
                        AmbiguousMatchException.Reason.UNDECIDABLE,
                        state.callInfo(),
                        List.copyOf(unresolved)));
            }
            return DetectionRequestBodies.edit(document, DetectionRuleSet.class, change)
                    .flatMap(changed ->
                            changed.equals(document) && !savesAnyway ? read(document) : save(set, document, changed));
        })));
    }

    private static DetectionRuleSet with(
            DetectionRuleSet ruleSet, String exception, RuleSelection selection, String name, boolean on) {
        return ruleSet.withRules(ruleSet.rules().stream()
                .map(rule -> selection.selects(rule) ? withEnabled(rule, exception, name, on) : rule)
                .toList());
    }

    private static RuleSetRule withEnabled(RuleSetRule rule, String exception, String name, boolean on) {
        List<RuleSetExceptionEntry> entries = new ArrayList<>();
        boolean there = false;
        for (RuleSetExceptionEntry entry : rule.exceptions()) {
            boolean meant = entry.exceptionId().filter(exception::equals).isPresent();
            there |= meant;
            boolean differs = entry.enabled().orElse(false) != on;
            entries.add(meant && differs ? entry.withEnabled(on) : entry);
        }
        if (!there && on) {
            entries.add(RuleSetExceptionEntry.builder()
                    .exceptionId(exception)
                    .enabled(true)
                    .name(name)
                    .build());
        }
        return rule.withExceptions(entries);
    }

    /**
     * Saves a document, and reads it back to compare, because the response to a save is not documented. If that
     * response is unclear, a rule set that is as it was before, such as one that is saved again, proves nothing.
     */
    private ApiCall<DetectionRuleSet> save(String set, JsonDocument before, JsonDocument document) {
        ApiCall<String> saved = Reads.settled(
                proven(set, api.replace(set, document)), "", () -> document(set).flatMap(after -> read(after)
                        .map(ruleSet -> !after.equals(before)
                                && differences(document, after).isEmpty())));
        return saved.flatMap(response -> document(set))
                .flatMap(after -> read(after).flatMap(ruleSet -> {
                    // The document is an object: reading it as a rule set fails for anything else.
                    List<FieldDifference> differences = differences(document, after);
                    if (differences.isEmpty()) {
                        return ApiCall.of(ruleSet);
                    }
                    return Calls.failed(state -> new AppliedButUnconfirmedException(
                            "rule set " + set + " was saved, but differs from what was sent: " + differences,
                            null,
                            state.callInfo(),
                            state.sent(),
                            differences));
                }));
    }

    private static List<FieldDifference> differences(JsonDocument sent, JsonDocument after) {
        return JsonCodec.strictNames().differences(withoutServerFields(sent), withoutServerFields(after));
    }

    private static JsonNode withoutServerFields(JsonDocument document) {
        ObjectNode tree = (ObjectNode) JsonCodec.strictNames().read(JsonNode.class, document.text());
        List<String> owned = new ArrayList<>();
        tree.fieldNames().forEachRemaining(name -> {
            if (SERVER_FIELDS.contains(name.toLowerCase(Locale.ROOT))) {
                owned.add(name);
            }
        });
        return tree.without(owned);
    }

    private ApiCall<JsonDocument> document(String id) {
        return proven(id, api.get(id));
    }

    private <T> ApiCall<T> proven(String id, ApiCall<T> call) {
        return DetectionResponseReader.proven(core, id, call, () -> api.list(1, 1), missing -> null);
    }

    private static ApiCall<DetectionRuleSet> read(JsonDocument document) {
        return DetectionResponseReader.found(document, DetectionRuleSet.class);
    }

    private ApiCall<DetectionRuleSet> serialized(String set, ApiCall<DetectionRuleSet> call) {
        return core.serialized(List.of("detection rule set", core.baseUrl(), set), call);
    }
}
