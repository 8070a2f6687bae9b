/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.rules.CanonicalHost;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.model.ClickTimeItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A comparator of the items of click-time protection lists. Two are the same if their lists and names are: there is no
 * other effect. A name without a slash is a host and compared without case, without a trailing dot and in its ASCII
 * form; any other is compared exactly. All are trimmed. The author is compared only after a write, and only if one was
 * sent.
 */
final class ClickTimeRuleComparator implements RuleComparator<ClickTimeItem> {
    static final ClickTimeRuleComparator INSTANCE = new ClickTimeRuleComparator();

    private ClickTimeRuleComparator() {}

    private static String list(ClickTimeItem item) {
        return item.listId().map(String::strip).orElse("");
    }

    private static String name(ClickTimeItem item) {
        String name = item.listItemName().map(String::strip).orElse("");
        return name.isEmpty() || name.indexOf('/') >= 0 ? name : CanonicalHost.of(name.toLowerCase(Locale.ROOT));
    }

    private static String author(ClickTimeItem item) {
        return item.createdBy().map(String::strip).orElse("");
    }

    @Override
    public @Nullable Object matchKey(ClickTimeItem item) {
        Object key = lookupKey(item);
        return list(item).isEmpty() || name(item).isEmpty() ? null : key;
    }

    @Override
    public Verdict matches(ClickTimeItem wanted, ClickTimeItem stored) {
        Object shown = matchKey(stored);
        return shown == null ? Verdict.UNKNOWN : shown.equals(matchKey(wanted)) ? Verdict.SAME : Verdict.DIFFERENT;
    }

    @Override
    public Object effectKey(ClickTimeItem item) {
        return ""; // there is no effect besides the list
    }

    @Override
    public Verdict effect(ClickTimeItem wanted, ClickTimeItem stored) {
        return Verdict.SAME;
    }

    @Override
    public List<FieldDifference> effectDifferences(ClickTimeItem wanted, ClickTimeItem stored) {
        return List.of();
    }

    @Override
    public Object sentKey(ClickTimeItem sent) {
        return List.of(list(sent), name(sent), author(sent));
    }

    @Override
    public Object lookupKey(ClickTimeItem item) {
        return List.of(list(item), name(item));
    }

    @Override
    public boolean recognizes(ClickTimeItem sent, ClickTimeItem stored) {
        return differences(sent, stored).isEmpty();
    }

    /** Returns 2 if the service stored another author, and 1 if it stored the name in another list. */
    @Override
    public int similarity(ClickTimeItem sent, ClickTimeItem stored) {
        return lookupKey(sent).equals(lookupKey(stored)) ? 2 : name(sent).equals(name(stored)) ? 1 : 0;
    }

    @Override
    public List<FieldDifference> differences(ClickTimeItem sent, ClickTimeItem stored) {
        List<FieldDifference> differences = new ArrayList<>();
        if (!list(sent).equals(list(stored))) {
            differences.add(difference("listId", sent.listId(), stored.listId()));
        }
        if (!name(sent).equals(name(stored))) {
            differences.add(difference("listItemName", sent.listItemName(), stored.listItemName()));
        }
        if (!author(sent).isEmpty() && !author(sent).equals(author(stored))) {
            differences.add(difference("createdBy", sent.createdBy(), stored.createdBy()));
        }
        return differences;
    }

    private static FieldDifference difference(String name, Optional<String> expected, Optional<String> found) {
        return new FieldDifference(
                name,
                expected.map(EmailProtocol.CODEC::write).orElse(null),
                found.map(EmailProtocol.CODEC::write).orElse(null));
    }

    @Override
    public boolean hasChanged(ClickTimeItem before, ClickTimeItem now) {
        return !before.equals(now);
    }

    @Override
    public boolean storesEqualRulesOnce() {
        return true;
    }

    @Override
    public Optional<Instant> changedAt(ClickTimeItem stored) {
        return stored.createdAt().flatMap(WireTimestamp::instant);
    }
}
