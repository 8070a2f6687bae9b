/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleComparator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a made-up vendor, with one field of each role. A stored rule whose match or effect is {@link #HIDDEN} does
 * not show it.
 */
record TestRule(
        @Nullable String storedId,
        String match,
        String effect,
        String text,
        @Nullable Instant changedAt) implements ExceptionRule {
    static final String HIDDEN = "?";

    /** Returns a rule that was not read from a service. */
    static TestRule of(String match, String effect, String text) {
        return new TestRule(null, match, effect, text, null);
    }

    /** Returns the rule as it is stored. */
    TestRule as(String id) {
        return new TestRule(id, match, effect, text, null);
    }

    TestRule changedAt(int second) {
        return new TestRule(storedId, match, effect, text, Instant.ofEpochSecond(second));
    }

    @Override
    public Optional<String> entityId() {
        return Optional.ofNullable(storedId);
    }

    /** The comparison of these rules. A rule is recognized by match and text; the lookup key has only the match. */
    record Comparison(boolean storesEqualRulesOnce) implements RuleComparator<TestRule> {
        @Override
        public @Nullable Object matchKey(TestRule rule) {
            return rule.match.equals(HIDDEN) ? null : rule.match;
        }

        @Override
        public Verdict matches(TestRule wanted, TestRule stored) {
            return compared(wanted.match, stored.match);
        }

        @Override
        public Object effectKey(TestRule rule) {
            return rule.effect;
        }

        @Override
        public Verdict effect(TestRule wanted, TestRule stored) {
            return compared(wanted.effect, stored.effect);
        }

        private static Verdict compared(String wanted, String stored) {
            if (stored.equals(HIDDEN)) {
                return Verdict.UNKNOWN;
            }
            return wanted.equals(stored) ? Verdict.SAME : Verdict.DIFFERENT;
        }

        @Override
        public List<FieldDifference> effectDifferences(TestRule wanted, TestRule stored) {
            return differences(wanted, stored).stream()
                    .filter(difference -> difference.path().equals("effect"))
                    .toList();
        }

        @Override
        public Object sentKey(TestRule sent) {
            return List.of(sent.match, sent.effect, sent.text);
        }

        @Override
        public Object lookupKey(TestRule rule) {
            return rule.match;
        }

        @Override
        public boolean recognizes(TestRule sent, TestRule stored) {
            return sent.text.equals(stored.text);
        }

        @Override
        public int similarity(TestRule sent, TestRule stored) {
            return 3 - differences(sent, stored).size();
        }

        @Override
        public List<FieldDifference> differences(TestRule sent, TestRule stored) {
            List<FieldDifference> differences = new ArrayList<>();
            add("match", sent.match, stored.match, differences);
            add("effect", sent.effect, stored.effect, differences);
            add("text", sent.text, stored.text, differences);
            return differences;
        }

        private static void add(String path, String sent, String stored, List<FieldDifference> to) {
            if (!sent.equals(stored)) {
                to.add(new FieldDifference(path, sent, stored));
            }
        }

        @Override
        public boolean hasChanged(TestRule before, TestRule now) {
            return !before.equals(now);
        }

        @Override
        public Optional<Instant> changedAt(TestRule stored) {
            return Optional.ofNullable(stored.changedAt);
        }
    }
}
