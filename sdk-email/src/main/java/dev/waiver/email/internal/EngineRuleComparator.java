/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.core.json.OpenEnum;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EngineCondition;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A comparator of the exceptions of one table. Two match the same if their texts are equal, see {@link EngineText}.
 * Effects are the condition, of which a missing one equals {@code with_or_without_link}, whether the exception is
 * exclusive, of which no equals a missing one, and the entity that it is bound to. The name of the file describes a
 * hash; it is compared only after a write, and only if the response shows one.
 */
final class EngineRuleComparator implements RuleComparator<EngineExceptionRule> {
    /** An effect field: its value as it was sent, and normalized for comparison. */
    private record Effect(
            String name,
            Function<EngineExceptionRule, Optional<?>> sent,
            Function<EngineExceptionRule, Object> compared) {}

    private static final List<Effect> EFFECTS = List.of(
            new Effect("condition", EngineExceptionRule::condition, EngineRuleComparator::condition),
            new Effect("isExclusive", EngineExceptionRule::exclusive, EngineRuleComparator::exclusive),
            new Effect("entityType", EngineExceptionRule::boundEntityType, rule -> trimmed(rule.boundEntityType())),
            new Effect("entityId", EngineExceptionRule::boundEntityId, rule -> trimmed(rule.boundEntityId())));

    private final EngineText text;

    EngineRuleComparator(EngineTable table) {
        this.text = EngineText.of(table);
    }

    private static Object condition(EngineExceptionRule rule) {
        String word = trimmed(rule.condition().map(OpenEnum::value));
        return word.equals(EngineCondition.WITH_OR_WITHOUT_LINK.value()) ? "" : word;
    }

    private static Object exclusive(EngineExceptionRule rule) {
        EmailFlag flag = rule.exclusive().filter(value -> !value.isOff()).orElse(null);
        return flag == null ? "" : flag.isOn() ? "true" : flag.json().toString();
    }

    private static String trimmed(Optional<String> value) {
        return value.map(String::strip).orElse("");
    }

    /** Returns whether two texts match the same. */
    boolean isSameText(String one, String other) {
        return text.key(one).equals(text.key(other));
    }

    @Override
    public @Nullable Object matchKey(EngineExceptionRule rule) {
        return rule.exceptionStr().map(text::key).orElse(null);
    }

    @Override
    public Verdict matches(EngineExceptionRule wanted, EngineExceptionRule stored) {
        Object shown = matchKey(stored);
        return shown == null ? Verdict.UNKNOWN : shown.equals(matchKey(wanted)) ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public Object effectKey(EngineExceptionRule rule) {
        return EFFECTS.stream().map(effect -> effect.compared().apply(rule)).toList();
    }

    @Override
    public Verdict effect(EngineExceptionRule wanted, EngineExceptionRule stored) {
        return effectDifferences(wanted, stored).isEmpty() ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public List<FieldDifference> effectDifferences(EngineExceptionRule wanted, EngineExceptionRule stored) {
        List<FieldDifference> differences = new ArrayList<>();
        for (Effect effect : EFFECTS) {
            if (!effect.compared().apply(wanted).equals(effect.compared().apply(stored))) {
                differences.add(new FieldDifference(
                        effect.name(),
                        written(effect.sent().apply(wanted)),
                        written(effect.sent().apply(stored))));
            }
        }
        return differences;
    }

    @Override
    public Object sentKey(EngineExceptionRule sent) {
        List<Object> key = new ArrayList<>(List.of(lookupKey(sent), trimmed(sent.comment()), trimmed(sent.fileName())));
        EFFECTS.forEach(effect -> key.add(effect.compared().apply(sent)));
        return key;
    }

    @Override
    public Object lookupKey(EngineExceptionRule rule) {
        return rule.exceptionStr().map(text::key).orElse("");
    }

    @Override
    public boolean recognizes(EngineExceptionRule sent, EngineExceptionRule stored) {
        return differences(sent, stored).isEmpty();
    }

    @Override
    public int similarity(EngineExceptionRule sent, EngineExceptionRule stored) {
        return lookupKey(sent).equals(lookupKey(stored)) ? 1 : 0;
    }

    @Override
    public List<FieldDifference> differences(EngineExceptionRule sent, EngineExceptionRule stored) {
        List<FieldDifference> differences = new ArrayList<>();
        if (!lookupKey(sent).equals(lookupKey(stored))) {
            differences.add(difference("exceptionStr", sent.exceptionStr(), stored.exceptionStr()));
        }
        differences.addAll(effectDifferences(sent, stored));
        if (stored.fileName().isPresent() && !trimmed(sent.fileName()).equals(trimmed(stored.fileName()))) {
            differences.add(difference("fileName", sent.fileName(), stored.fileName()));
        }
        if (!trimmed(sent.comment()).equals(trimmed(stored.comment()))) {
            differences.add(difference("comment", sent.comment(), stored.comment()));
        }
        return differences;
    }

    private static FieldDifference difference(String name, Optional<?> expected, Optional<?> found) {
        return new FieldDifference(name, written(expected), written(found));
    }

    private static @Nullable String written(Optional<?> value) {
        return value.map(EmailProtocol.CODEC::write).orElse(null);
    }

    @Override
    public boolean hasChanged(EngineExceptionRule before, EngineExceptionRule now) {
        return !Objects.equals(before, now);
    }

    /** The text is the id, so that there is one exception for it. */
    @Override
    public boolean storesEqualRulesOnce() {
        return true;
    }
}
