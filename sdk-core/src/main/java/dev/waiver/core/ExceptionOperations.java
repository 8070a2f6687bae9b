/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operations on exception rules that all vendors share. Every method is lazy: nothing is sent until the returned
 * call is executed. Invalid arguments are rejected immediately; calls fail with
 * {@link dev.waiver.core.error.SdkException}s.
 *
 * <pre>{@code
 * <R extends ExceptionRule> void archive(ExceptionOperations<R> exceptions) {
 *   exceptions.list().forEach(rule -> store(rule.id(), rule));
 * }
 * }</pre>
 *
 * @param <R> the vendor's rule
 */
public interface ExceptionOperations<R extends ExceptionRule> {
    /** Returns all rules, each in full. Pages are read as they are needed. */
    Pager<R> list();

    /**
     * Reads a rule. Fails with {@link dev.waiver.core.error.NotFoundException} if there is none.
     *
     * @param id the rule's id
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    ApiCall<R> get(String id);

    /**
     * Creates a rule, and looks it up if the response does not identify it: not earlier than 0, 1, 2 and 4 seconds
     * after the create. The create itself is retried only if the service certainly did not process it. If its response
     * is lost, the rule is looked for as well: if it is found with a new id, it is the result. Otherwise, the error
     * says {@link dev.waiver.core.error.SdkException#mayHaveBeenApplied()}.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the rule
     * but it cannot be confirmed: it is not listed, it cannot be distinguished from equal ones, or it is stored
     * differently, in which case the message names the fields. Do not send it again in that case.
     *
     * @param rule the rule; an id in it is not sent
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    ApiCall<R> create(R rule);

    /**
     * Creates rules, as {@link #createAll(Collection, BulkListener)} does.
     *
     * @param rules the rules; may be empty
     * @throws IllegalArgumentException if a rule cannot be sent, or there are more than a million
     */
    default ApiCall<BulkResult<R>> createAll(Collection<? extends R> rules) {
        return createAll(rules, BulkListener.none());
    }

    /**
     * Creates rules, with one request each, and returns an outcome for each. Equal ones are created as often as they
     * occur. The rules are listed at most once before all of them, and looked up after them as in {@link #create}; one
     * whose response is lost is looked for before the next one is sent.
     *
     * <p>A rule that is refused does not stop the others. An error of the credentials or of their permissions does, and
     * so do three failures in a row that are not about the rule, such as responses that are lost: the rest is
     * {@link BulkResult.Outcome#NOT_SENT} then. An interrupt ends the call with the result so far, and leaves the
     * thread's interrupt flag set. The default deadline applies to each request; one that is set for the call applies
     * to all of them, and ends it with the result so far. The call itself fails only if the list cannot be read before
     * anything was sent.
     *
     * @param rules the rules; may be empty
     * @param listener is told of each outcome
     * @throws IllegalArgumentException if a rule cannot be sent, or there are more than a million
     */
    ApiCall<BulkResult<R>> createAll(Collection<? extends R> rules, BulkListener<? super R> listener);

    /**
     * Replaces a rule as a whole, and reads it back until it shows what was sent, not earlier than 0, 1, 2 and 4
     * seconds after the update. Within this JVM, and with a {@link RuleLock} beyond it, updates of the same rule are
     * serialized.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the update
     * and stores something else; the message names the fields. A lost response is settled by reading the rule.
     *
     * @param id the id of the rule to replace
     * @param rule the new rule; its own id is not sent
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}, or the rule cannot be sent
     */
    ApiCall<R> replace(String id, R rule);

    /**
     * Reads a rule, changes it and writes it back as {@link #replace} does. Unknown members are written back wherever
     * the service accepts a whole rule. Nothing is written if the rule did not change. A difference is reported as soon
     * as the rule that is read back is no longer the one that was read before.
     *
     * @param id the rule's id
     * @param change creates the changed rule from the one that was read
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if it is not a valid id, see {@link #get}
     */
    ApiCall<R> edit(String id, UnaryOperator<R> change);

    /**
     * Removes a rule. The request may be retried after a lost response; a retry that finds no rule is a success.
     *
     * @param id the rule's id
     * @throws IllegalArgumentException if it is not a valid id, see {@link #get}
     */
    ApiCall<@Nullable Void> remove(String id);

    /**
     * Removes rules, as {@link #removeAll(Collection, BulkListener)} does.
     *
     * @param ids the rules' ids; may be empty
     * @throws IllegalArgumentException if one is not valid, see {@link #get}, or there are more than a million
     */
    default ApiCall<BulkResult<R>> removeAll(Collection<String> ids) {
        return removeAll(ids, BulkListener.none());
    }

    /**
     * Removes rules, one after the other, each as {@link #remove} does, and returns an outcome for each. Lists nothing.
     * Collect the ids before you call this: removing while a list is read makes the list incomplete. Stops as
     * {@link #createAll(Collection, BulkListener)} does.
     *
     * @param ids the rules' ids; may be empty
     * @param listener is told of each outcome
     * @throws IllegalArgumentException if one is not valid, see {@link #get}, or there are more than a million
     */
    ApiCall<BulkResult<R>> removeAll(Collection<String> ids, BulkListener<? super R> listener);

    /**
     * Creates the rule unless an equivalent one exists. Fails with
     * {@link dev.waiver.core.error.ExistingRuleDiffersException} if a rule with the same match criteria has another
     * effect.
     *
     * @param rule the requested rule
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    default ApiCall<EnsureResult<R>> ensure(R rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Creates the rule unless an equivalent one exists: one that matches the same and has the same effect. Free text
     * does not count. If an equivalent one exists, {@code onDifference} does not matter, and others that match the same
     * and have another effect are {@link EnsureResult#conflicts()}.
     *
     * <p>Within this JVM, and with a {@link RuleLock} beyond it, calls for the same rule are serialized. There is no
     * protection against other writers: if equal rules exist, {@link EnsureResult#matches()} has all of them and none
     * is removed. A lost response is settled as in {@link #create}.
     *
     * <p>Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if the responses do not show whether an
     * equivalent rule exists, and if several rules would have to be replaced. A single one is read again before it is
     * replaced.
     *
     * @param rule the requested rule
     * @param onDifference what to do about a rule with the same match criteria and another effect
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    ApiCall<EnsureResult<R>> ensure(R rule, OnDifference onDifference);

    /**
     * Creates those rules of which no equivalent one exists, as {@link #ensureAll(Collection, EnsureOptions,
     * BulkListener)} does with the default options.
     *
     * @param rules the requested rules; may be empty
     * @throws IllegalArgumentException if a rule cannot be sent, two contradict each other, or there are more than a
     *     million
     */
    default ApiCall<BulkResult<R>> ensureAll(Collection<? extends R> rules) {
        return ensureAll(rules, BulkListener.none());
    }

    /**
     * Creates those rules of which no equivalent one exists, as {@link #ensureAll(Collection, EnsureOptions,
     * BulkListener)} does with the default options.
     *
     * @param rules the requested rules; may be empty
     * @param listener is told of each outcome
     * @throws IllegalArgumentException if a rule cannot be sent, two contradict each other, or there are more than a
     *     million
     */
    default ApiCall<BulkResult<R>> ensureAll(Collection<? extends R> rules, BulkListener<? super R> listener) {
        return ensureAll(rules, EnsureOptions.defaults(), listener);
    }

    /**
     * Creates those rules of which no equivalent one exists, and returns an outcome for each; see {@link #ensure} for
     * what is equivalent. The rules are listed once before and, where responses to creates do not have the id, once
     * after, and again if the list is older than five minutes. Equal rules of {@code rules} are sent once; two that
     * match the same and have different effects are refused.
     *
     * <p>A rule is decided by the list, and serialized with other calls for the same rule only while it is sent. If
     * another call of this JVM has sent it since the list was read, the list is read again before.
     *
     * <p>What {@link #ensure} would fail with is the error of a {@linkplain BulkResult.Outcome#REFUSED refused} rule,
     * and does not stop the others. Stops as {@link #createAll(Collection, BulkListener)} does.
     *
     * @param rules the requested rules; may be empty
     * @param options what to do about existing rules
     * @param listener is told of each outcome
     * @throws IllegalArgumentException if a rule cannot be sent, two contradict each other, or there are more than a
     *     million
     */
    ApiCall<BulkResult<R>> ensureAll(
            Collection<? extends R> rules, EnsureOptions options, BulkListener<? super R> listener);

    /**
     * Removes every rule that is equivalent to one of these, as {@link #ensureAbsent(Collection, BulkListener)} does.
     *
     * @param rules the rules that are not wanted; may be empty
     * @throws IllegalArgumentException if a rule cannot be compared, or there are more than a million
     */
    default ApiCall<BulkResult<R>> ensureAbsent(Collection<? extends R> rules) {
        return ensureAbsent(rules, BulkListener.none());
    }

    /**
     * Removes every rule that is equivalent to one of these, and returns an outcome for each; see {@link #ensure} for
     * what is equivalent. The rules are listed once, and removed by their ids. A rule that matches the same and has
     * another effect is kept and one of the {@linkplain BulkResult.Item#conflicts() conflicts}. If the responses do not
     * show whether a rule is equivalent, nothing is removed for that one: it is {@linkplain BulkResult.Outcome#REFUSED
     * refused} with an {@link dev.waiver.core.error.AmbiguousMatchException}. Stops as {@link #createAll(Collection,
     * BulkListener)} does.
     *
     * @param rules the rules that are not wanted; may be empty
     * @param listener is told of each outcome
     * @throws IllegalArgumentException if a rule cannot be compared, or there are more than a million
     */
    ApiCall<BulkResult<R>> ensureAbsent(Collection<? extends R> rules, BulkListener<? super R> listener);
}
