/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.internal.client.LockKeys;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.governance.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What exceptions as code need to know of a kind of rules.
 *
 * @param <R> the vendor's rule
 */
public interface RuleKind<R extends ExceptionRule> {
    /** Returns the comparison of these rules. */
    RuleComparator<R> comparator();

    /** Returns the free text that holds the marker. */
    Optional<String> text(R rule);

    /**
     * Returns the rule with another free text.
     *
     * @param rule a rule
     * @param text the text
     */
    R withText(R rule, String text);

    /**
     * Returns the stored rule with the match and the effect of the wanted one, and with its free text.
     *
     * @param stored the rule as it is stored
     * @param wanted the rule as it should be
     */
    R changed(R stored, R wanted);

    /**
     * Returns whether an update may change what a rule matches. Where it may not, a new rule is created and the old one
     * is removed.
     */
    boolean updatesMatch();

    /**
     * Returns whether a field is free text.
     *
     * @param path the field's path in a difference
     */
    boolean isText(String path);

    /** Returns a text for a person that says what the rule matches and does. */
    String describe(R rule);

    /** Returns whether the service has acknowledged the rule, but does not apply it yet. Default: false. */
    default boolean isPending(R stored) {
        return false;
    }

    /**
     * Returns what is wrong with a rule, whatever else there is.
     *
     * @param rule a rule, of a register or stored
     * @param table the table of its source; empty where the service has one
     */
    List<Weakness> weaknesses(R rule, String table);

    /**
     * Returns a stored rule in the words of a register.
     *
     * @param rule the rule
     * @param table the table of its source; empty where the service has one
     * @throws IllegalArgumentException if the rule cannot be said in these words
     */
    Target target(R rule, String table);

    /**
     * Returns the rules of a target.
     *
     * @param target a target of this vendor
     * @param text the free text of the rules
     * @param receiver receives what is wrong
     * @return the rules; empty if something is wrong
     */
    List<R> rules(Target target, Optional<String> text, RuleFields.Receiver receiver);

    /**
     * Returns what is true of a rule and cannot be said by its {@linkplain #target target}, or is not checked there.
     *
     * @param rule the rule
     */
    List<String> unexpressed(R rule);

    /**
     * Returns a message about members that the SDK does not know.
     *
     * @param members the members
     * @param where what becomes of them
     * @return the message; empty if all of them are null
     */
    static List<String> unknownMembers(Map<String, JsonNode> members, String where) {
        Set<String> names = withoutNulls(members).keySet();
        return names.isEmpty()
                ? List.of()
                : List.of(
                        "the rule has members that the SDK does not know, " + String.join(", ", names) + ": " + where);
    }

    /** Returns the members that have a value. */
    static Map<String, JsonNode> withoutNulls(Map<String, JsonNode> members) {
        Map<String, JsonNode> present = new LinkedHashMap<>(members);
        present.values().removeIf(JsonNode::isNull);
        return present;
    }

    /**
     * Returns a digest of what the rule matches and does, without its free text; null if the stored rule does not show
     * it.
     */
    default @Nullable String digest(R rule) {
        Object match = comparator().matchKey(rule);
        return match == null ? null : LockKeys.of(List.of(match, comparator().effectKey(rule)));
    }
}
