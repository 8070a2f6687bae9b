package dev.waiver.core;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on exception rules that all vendors share. Every method returns a lazy call: nothing is sent until it is
 * executed. Bad input is refused at once; calls fail with {@link dev.waiver.core.error.SdkException}s.
 *
 * <pre>{@code
 * <R> void archive(ExceptionOperations<R> exceptions) {
 *   exceptions.list().forEach(rule -> ...);
 * }
 * }</pre>
 *
 * @param <R> the vendor's rule
 */
public interface ExceptionOperations<R> {
    /** Returns all rules, whole, read page by page while they are used. */
    Pager<R> list();

    /**
     * Reads a rule. Fails with {@link dev.waiver.core.error.NotFoundException} if there is none.
     *
     * @param id the rule's id
     * @throws IllegalArgumentException if it cannot be an id
     */
    ApiCall<R> get(String id);

    /**
     * Creates a rule and finds it again, where the response doesn't identify it. The create is sent once.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the rule
     * and it cannot be confirmed. Don't send it again then.
     *
     * @param rule the rule; an id in it is not sent
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    ApiCall<R> create(R rule);

    /**
     * Creates rules, one request for each, and stops at the first failure. If rules were created before that, the error
     * is an {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     *
     * @param rules the rules; may be empty
     * @return the created rules, in the order of {@code rules}
     * @throws IllegalArgumentException if a rule cannot be sent
     */
    ApiCall<List<R>> createAll(Collection<? extends R> rules);

    /**
     * Replaces a rule as a whole, reads it back and compares.
     *
     * @param id the id of the rule to replace
     * @param rule the new rule; its own id is not sent
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if it cannot be an id, or the rule cannot be sent
     */
    ApiCall<R> replace(String id, R rule);

    /**
     * Reads a rule, changes it and writes it back, members unknown to the SDK included. Nothing is sent if nothing
     * changes.
     *
     * @param id the rule's id
     * @param change makes the changed rule from the one that was read
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if it cannot be an id
     */
    ApiCall<R> edit(String id, UnaryOperator<R> change);

    /**
     * Removes a rule. It may be repeated after a lost response; a repetition that finds nothing is a success.
     *
     * @param id the rule's id
     * @throws IllegalArgumentException if it cannot be an id
     */
    ApiCall<@Nullable Void> remove(String id);

    /**
     * Creates the rule unless an equivalent one exists. A rule that matches the same and has another effect is an
     * {@link dev.waiver.core.error.ExistingRuleDiffersException}.
     *
     * @param rule the wanted rule
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    default ApiCall<EnsureResult<R>> ensure(R rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Creates the rule unless an equivalent one exists. Within this JVM, calls for the same rule run one after the
     * other; against writers elsewhere there is no protection: equal rules are all in {@link EnsureResult#matches()},
     * and none is removed.
     *
     * <p>Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if the responses don't tell whether an
     * equivalent rule exists.
     *
     * @param rule the wanted rule
     * @param onDifference what to do about a rule that matches the same and has another effect
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    ApiCall<EnsureResult<R>> ensure(R rule, OnDifference onDifference);
}
