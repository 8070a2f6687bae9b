/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.model.EmailExceptionRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A comparator of rules by their fields, see {@link EmailRuleContent}. */
public final class EmailRuleComparator implements RuleComparator<EmailExceptionRule> {
    /** The comparator, which has no state. */
    public static final EmailRuleComparator INSTANCE = new EmailRuleComparator();

    private EmailRuleComparator() {}

    @Override
    public @Nullable Object matchKey(EmailExceptionRule rule) {
        return isUnreadable(rule) ? null : EmailRuleContent.compared(rule, EmailRuleContent.MATCHING);
    }

    @Override
    public Verdict matches(EmailExceptionRule wanted, EmailExceptionRule stored) {
        if (isUnreadable(stored)) {
            return Verdict.UNKNOWN;
        }
        return EmailRuleContent.compared(wanted, EmailRuleContent.MATCHING)
                        .equals(EmailRuleContent.compared(stored, EmailRuleContent.MATCHING))
                ? Verdict.SAME
                : Verdict.DIFFERENT;
    }

    /**
     * Returns whether it is unknown what the rule matches: it has the members {@code type} and {@code value}, which the
     * vendor's own client expects and no recording shows, and no match field.
     */
    private static boolean isUnreadable(EmailExceptionRule rule) {
        return rule.additionalProperties().containsKey("type")
                && rule.additionalProperties().containsKey("value")
                && rule.matchesNothing();
    }

    @Override
    public Object effectKey(EmailExceptionRule rule) {
        return EmailRuleContent.compared(rule, EmailRuleContent.EFFECTS);
    }

    @Override
    public Verdict effect(EmailExceptionRule wanted, EmailExceptionRule stored) {
        return effectKey(wanted).equals(effectKey(stored)) ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public List<FieldDifference> effectDifferences(EmailExceptionRule wanted, EmailExceptionRule stored) {
        return EmailRuleContent.differences(wanted, stored, EmailRuleContent.EFFECTS);
    }

    @Override
    public Object sentKey(EmailExceptionRule sent) {
        return EmailRuleContent.compared(sent, EmailRuleContent.ALL);
    }

    @Override
    public Object lookupKey(EmailExceptionRule rule) {
        return EmailRuleContent.compared(rule, EmailRuleContent.ALL);
    }

    @Override
    public boolean recognizes(EmailExceptionRule sent, EmailExceptionRule stored) {
        return true; // the lookup key has every field
    }

    /** Returns the number of fields in which the rules are equal, without those that are unset. */
    @Override
    public int similarity(EmailExceptionRule sent, EmailExceptionRule stored) {
        Map<String, Object> others = EmailRuleContent.compared(stored, EmailRuleContent.ALL);
        return (int) EmailRuleContent.compared(sent, EmailRuleContent.ALL).entrySet().stream()
                .filter(value -> value.getValue().equals(others.get(value.getKey())))
                .count();
    }

    @Override
    public List<FieldDifference> differences(EmailExceptionRule sent, EmailExceptionRule stored) {
        return EmailRuleContent.differences(sent, stored, EmailRuleContent.ALL);
    }

    @Override
    public boolean hasChanged(EmailExceptionRule before, EmailExceptionRule now) {
        return !before.updateTime().equals(now.updateTime());
    }

    @Override
    public boolean storesEqualRulesOnce() {
        return true;
    }

    @Override
    public Optional<Instant> changedAt(EmailExceptionRule stored) {
        return stored.updateTime().flatMap(WireTimestamp::instant);
    }
}
