package dev.waiver.core;

import java.util.Collection;
import java.util.List;
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
     * Creates a rule, and looks it up if the response does not identify it. The create is retried only if the service
     * certainly did not process it.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the rule
     * but it cannot be confirmed. Do not send it again in that case.
     *
     * @param rule the rule; an id in it is not sent
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    ApiCall<R> create(R rule);

    /**
     * Creates rules, with one request each, and stops at the first failure. If rules were created before the failure,
     * the error is an {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     *
     * @param rules the rules; may be empty
     * @return the created rules, in the order of {@code rules}
     * @throws IllegalArgumentException if a rule cannot be sent
     */
    ApiCall<List<R>> createAll(Collection<? extends R> rules);

    /**
     * Replaces a rule as a whole, then reads it back and compares it with what was sent.
     *
     * @param id the id of the rule to replace
     * @param rule the new rule; its own id is not sent
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}, or the rule cannot be sent
     */
    ApiCall<R> replace(String id, R rule);

    /**
     * Reads a rule, changes it and writes it back. Unknown members are written back wherever the service accepts a
     * whole rule. Nothing is written if the rule did not change.
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
     * Creates the rule unless an equivalent one exists. Within this JVM, calls for the same rule are serialized. There
     * is no protection against other writers: if equal rules exist, {@link EnsureResult#matches()} has all of them and
     * none is removed.
     *
     * <p>Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if the responses do not show whether an
     * equivalent rule exists, or which of several rules to replace.
     *
     * @param rule the requested rule
     * @param onDifference what to do about a rule with the same match criteria and another effect
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    ApiCall<EnsureResult<R>> ensure(R rule, OnDifference onDifference);
}
