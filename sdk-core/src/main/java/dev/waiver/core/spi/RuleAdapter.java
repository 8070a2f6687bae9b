/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What only the vendor knows about the operations on its rules: it sends requests and reads responses. What they mean
 * together is decided in one place for all vendors, see {@code RuleOperations}.
 *
 * @param <R> the vendor's rule
 */
public interface RuleAdapter<R extends ExceptionRule> {
    /**
     * A stored rule.
     *
     * @param rule the rule
     * @param active whether the service applies it
     */
    record Stored<R>(R rule, boolean active) {}

    /**
     * A list of stored rules.
     *
     * @param ids the ids of all rules that were listed
     * @param rules the rules that were to be kept
     */
    record Listing<R>(Set<String> ids, List<Stored<R>> rules) {
        /** Creates an empty listing, for {@link RuleAdapter#add}. */
        public Listing() {
            this(new HashSet<>(), new ArrayList<>());
        }
    }

    /** Selects the rules of a list that are needed, before they are read whole. */
    @FunctionalInterface
    interface Keep {
        /**
         * Returns whether a rule is needed.
         *
         * @param id the rule's id; null if the service does not show it
         * @param matchKey supplies the rule's {@linkplain RuleComparator#matchKey key}
         */
        boolean test(@Nullable String id, Supplier<@Nullable Object> matchKey);
    }

    /**
     * The outcome of a create that the service acknowledged.
     *
     * @param id the new rule's id, if the response has it
     * @param stored the rule, if the response has it
     * @param existed whether an equal rule existed, so that nothing was created
     */
    record Posted<R>(@Nullable String id, @Nullable R stored, boolean existed) {}

    /**
     * A prepared update of a rule.
     *
     * @param sent the rule as it is sent
     * @param request sends the update; its value is the rule, if the response has it
     * @param differences returns the fields in which the rule that was read back differs from the update
     * @param confirmed called once with the rule that shows the update
     */
    record Update<R>(
            R sent,
            ApiCall<Optional<R>> request,
            Function<? super R, List<FieldDifference>> differences,
            Consumer<? super R> confirmed) {}

    /**
     * A change of a rule that was read.
     *
     * @param read the rule as it was read
     * @param update the update; null if nothing changed
     */
    record Edit<R>(R read, @Nullable Update<R> update) {}

    /** Returns the comparison of rules. */
    RuleComparator<R> comparator();

    /**
     * Returns the tenant and list that a call works on, of the types of a {@linkplain RuleComparator#matchKey key}.
     * Calls of equal scopes and rules take turns. By default, the client has one scope.
     *
     * @param state the running call
     */
    default Object scope(CallState state) {
        return "";
    }

    /**
     * Checks that a rule can be sent.
     *
     * @param rule a rule of the user
     * @throws IllegalArgumentException if it cannot, with the field and what to do
     */
    void check(R rule);

    /**
     * Checks that a rule can be sent in place of another one. By default as {@link #check}.
     *
     * @param rule a rule of the user
     * @throws IllegalArgumentException if it cannot, with the field and what to do
     */
    default void checkReplacement(R rule) {
        check(rule);
    }

    /**
     * Returns a call that reads a rule and fails with {@link dev.waiver.core.error.NotFoundException} if there is none.
     *
     * @param id the rule's id
     */
    ApiCall<R> get(String id);

    /**
     * Returns a call that lists all rules. It fails rather than miss one.
     *
     * @param keep which rules are needed
     */
    ApiCall<Listing<R>> list(Keep keep);

    /**
     * Returns a call that lists the rules among which a wanted rule is, if it is stored, and a new one will be. By
     * default as {@link #list}; an adapter may let the service filter them if the filter is proven to miss none of
     * these. What it does not list is not listed by {@link #look} either.
     *
     * @param wanted a rule that can be sent
     * @param keep which rules are needed
     */
    default ApiCall<Listing<R>> candidates(R wanted, Keep keep) {
        return list(keep);
    }

    /**
     * Adds a rule that was listed whole.
     *
     * @param listing the listing
     * @param rule the rule
     * @param active whether the service applies it
     * @param keep whether the rule is needed, or its id only
     */
    default void add(Listing<R> listing, R rule, boolean active, Keep keep) {
        String id = rule.hasId() ? rule.id() : null;
        if (id != null) {
            listing.ids().add(id);
        }
        if (keep.test(id, () -> comparator().matchKey(rule))) {
            listing.rules().add(new Stored<>(rule, active));
        }
    }

    /**
     * Returns a call that looks for rules that were just created. By default as {@link #list}; an adapter may let the
     * service filter them.
     *
     * @param sent the rules that are looked for
     * @param keep which rules are needed
     * @param last whether this is the last lookup, which must not trust a filter
     */
    default ApiCall<Listing<R>> look(Collection<R> sent, Keep keep, boolean last) {
        return list(keep);
    }

    /** Returns whether the ids before a create have to be known to identify the new rule. Default: true. */
    default boolean listsBeforeCreate() {
        return true;
    }

    /**
     * Returns a call that creates a rule, with one request.
     *
     * @param rule a rule that can be sent
     */
    ApiCall<Posted<R>> create(R rule);

    /**
     * Returns a call that reads a rule and prepares its change. It fails with
     * {@link dev.waiver.core.error.LossyEditException} if the result cannot be written back.
     *
     * @param id the rule's id
     * @param change creates the changed rule
     */
    ApiCall<Edit<R>> edit(String id, UnaryOperator<R> change);

    /**
     * Prepares the replacement of a rule as a whole.
     *
     * @param id the rule's id
     * @param rule the new rule
     */
    Update<R> replacement(String id, R rule);

    /**
     * Prepares an update that gives a stored rule the effect of another one. By default a {@linkplain #replacement
     * replacement}.
     *
     * @param stored the stored rule, which has an id
     * @param wanted the wanted rule, which matches the same
     */
    default Update<R> effectUpdate(R stored, R wanted) {
        return replacement(stored.id(), wanted);
    }

    /**
     * Returns a call that removes a rule.
     *
     * @param id the rule's id
     */
    ApiCall<@Nullable Void> remove(String id);
}
