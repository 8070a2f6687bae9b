/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleComparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The smallest adapter there can be. */
final class ScriptedRuleAdapter implements RuleAdapter<ScriptedRule> {
    private static final RuleComparator<ScriptedRule> COMPARATOR = new Comparator();

    private final ScriptedExceptions.Api api;
    private volatile boolean returnsId;

    ScriptedRuleAdapter(ScriptedExceptions.Api api) {
        this.api = api;
    }

    @Override
    public RuleComparator<ScriptedRule> comparator() {
        return COMPARATOR;
    }

    @Override
    public void check(ScriptedRule rule) {
        if (rule.match() == null) {
            throw new IllegalArgumentException("match: the rule has none");
        }
    }

    @Override
    public ApiCall<ScriptedRule> get(String id) {
        return api.get(id).map(ScriptedService::rule);
    }

    @Override
    public ApiCall<Listing<ScriptedRule>> list(Keep keep) {
        return api.list().map(nodes -> {
            List<ScriptedRule> rules = nodes.stream().map(ScriptedService::rule).toList();
            Set<String> ids = rules.stream().map(ScriptedRule::id).collect(Collectors.toSet());
            List<Stored<ScriptedRule>> kept = rules.stream()
                    .filter(rule -> keep.test(rule.id(), rule::match))
                    .map(rule -> new Stored<>(rule, rule.active()))
                    .toList();
            return new Listing<>(ids, kept);
        });
    }

    @Override
    public boolean listsBeforeCreate() {
        return !returnsId;
    }

    @Override
    public ApiCall<Posted<ScriptedRule>> create(ScriptedRule rule) {
        return api.create(ScriptedService.json(rule)).map(shown -> {
            String id = shown.path("id").textValue();
            returnsId |= id != null;
            return new Posted<>(id, null, false);
        });
    }

    @Override
    public ApiCall<Edit<ScriptedRule>> edit(String id, UnaryOperator<ScriptedRule> change) {
        return get(id).map(before -> {
            ScriptedRule after = change.apply(before);
            return new Edit<>(before, after.equals(before) ? null : replacement(id, after));
        });
    }

    @Override
    public Update<ScriptedRule> replacement(String id, ScriptedRule rule) {
        ApiCall<Optional<ScriptedRule>> request = api.update(id, ScriptedService.json(rule))
                .map(shown -> shown.has("id") ? Optional.of(ScriptedService.rule(shown)) : Optional.empty());
        return new Update<>(rule, request, stored -> COMPARATOR.differences(rule, stored), stored -> {});
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return api.remove(id);
    }

    private static final class Comparator implements RuleComparator<ScriptedRule> {
        @Override
        public @Nullable Object matchKey(ScriptedRule rule) {
            return rule.match();
        }

        @Override
        public Verdict matches(ScriptedRule wanted, ScriptedRule stored) {
            return verdict(wanted.match(), stored.match());
        }

        @Override
        public Object effectKey(ScriptedRule rule) {
            return Optional.ofNullable(rule.effect());
        }

        @Override
        public Verdict effect(ScriptedRule wanted, ScriptedRule stored) {
            return verdict(wanted.effect(), stored.effect());
        }

        private static Verdict verdict(@Nullable String wanted, @Nullable String stored) {
            return stored == null ? Verdict.UNKNOWN : stored.equals(wanted) ? Verdict.SAME : Verdict.DIFFERENT;
        }

        @Override
        public List<FieldDifference> effectDifferences(ScriptedRule wanted, ScriptedRule stored) {
            List<FieldDifference> differences = new ArrayList<>();
            compare("effect", wanted.effect(), stored.effect(), differences);
            return differences;
        }

        @Override
        public Object sentKey(ScriptedRule sent) {
            return List.of(lookupKey(sent), Optional.ofNullable(sent.effect()));
        }

        @Override
        public Object lookupKey(ScriptedRule rule) {
            return List.of(Optional.ofNullable(rule.match()), rule.text());
        }

        @Override
        public boolean recognizes(ScriptedRule sent, ScriptedRule stored) {
            return true; // the effect that is stored may be another one
        }

        @Override
        public int similarity(ScriptedRule sent, ScriptedRule stored) {
            return Objects.equals(sent.match(), stored.match()) ? 1 : 0;
        }

        @Override
        public List<FieldDifference> differences(ScriptedRule sent, ScriptedRule stored) {
            List<FieldDifference> differences = new ArrayList<>(effectDifferences(sent, stored));
            compare("match", sent.match(), stored.match(), differences);
            compare("text", sent.text(), stored.text(), differences);
            return differences;
        }

        private static void compare(
                String name, @Nullable String sent, @Nullable String stored, List<FieldDifference> differences) {
            if (!Objects.equals(sent, stored)) {
                differences.add(new FieldDifference(name, sent, stored));
            }
        }

        @Override
        public boolean hasChanged(ScriptedRule before, ScriptedRule now) {
            return before.version() != now.version();
        }
    }
}
