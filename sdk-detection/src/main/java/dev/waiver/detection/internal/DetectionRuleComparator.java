/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.detection.model.DetectionExceptionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparator of exceptions: those of the same name match the same, and their content is the effect, without
 * description and tags.
 */
public final class DetectionRuleComparator implements RuleComparator<DetectionExceptionRule> {
    private static final List<String> FREE_TEXT = List.of("Description", "Tags");

    /** The comparator, which has no state. */
    public static final DetectionRuleComparator INSTANCE = new DetectionRuleComparator();

    private DetectionRuleComparator() {}

    /** Returns the name: exceptions are found again by it. */
    @Override
    public @Nullable Object matchKey(DetectionExceptionRule rule) {
        return rule.name().orElse(null);
    }

    @Override
    public Verdict matches(DetectionExceptionRule wanted, DetectionExceptionRule stored) {
        return wanted.name().equals(stored.name()) ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public Object effectKey(DetectionExceptionRule rule) {
        return DetectionRuleContent.effectKey(rule, FREE_TEXT);
    }

    @Override
    public Verdict effect(DetectionExceptionRule wanted, DetectionExceptionRule stored) {
        return effectDifferences(wanted, stored).isEmpty() ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public List<FieldDifference> effectDifferences(DetectionExceptionRule wanted, DetectionExceptionRule stored) {
        return differences(wanted, stored).stream()
                .filter(difference -> FREE_TEXT.stream()
                        .noneMatch(name -> difference.path().equals(name)
                                || difference.path().startsWith(name + "[")))
                .toList();
    }

    @Override
    public Object sentKey(DetectionExceptionRule sent) {
        return DetectionRuleContent.of(sent);
    }

    @Override
    public Object lookupKey(DetectionExceptionRule rule) {
        return rule.name();
    }

    @Override
    public boolean recognizes(DetectionExceptionRule sent, DetectionExceptionRule stored) {
        return differences(sent, stored).isEmpty();
    }

    @Override
    public int similarity(DetectionExceptionRule sent, DetectionExceptionRule stored) {
        return sent.name().equals(stored.name()) ? 1 : 0;
    }

    @Override
    public boolean hasChanged(DetectionExceptionRule before, DetectionExceptionRule now) {
        return before.version().isPresent() ? !before.version().equals(now.version()) : !before.equals(now);
    }

    @Override
    public List<FieldDifference> differences(DetectionExceptionRule sent, DetectionExceptionRule stored) {
        return DetectionRuleContent.differences(sent, stored);
    }
}
