/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.Inferred;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.rules.RuleOperations;
import dev.waiver.email.internal.EnginePaging;
import dev.waiver.email.internal.EngineRuleAdapter;
import dev.waiver.email.internal.TenantCheck;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import java.util.Collection;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the exceptions of a table of one engine. Every method returns a lazy call: nothing is sent until it is
 * executed. Calls fail with {@link dev.waiver.core.error.SdkException} and its subtypes. Missing or invalid arguments
 * are refused at once, null with a {@link NullPointerException}.
 *
 * <p>An exception's text is its id. Texts that a table does not take are refused before anything is sent: a hash that
 * has not 32, 40 or 64 hex digits, a domain with a scheme, port or path, an address without {@code @}. Of tables
 * without a constant in {@link EngineTable}, only blank texts are refused. What was read is never judged.
 *
 * <p>Inferred: all operations, as two clients use them; see {@link EngineExceptionsApi}.
 */
@Inferred("All operations are as two clients use them; the vendor documents only the update, for DLP.")
public final class EngineExceptions implements ExceptionOperations<EngineExceptionRule> {
    private final ClientCore core;
    private final EngineExceptionsApi api;
    private final TenantCheck tenants;
    private final EngineTable table;
    private final @Nullable EngineDeleteForm deleteForm;

    EngineExceptions(
            ClientCore core,
            EngineExceptionsApi api,
            TenantCheck tenants,
            EngineTable table,
            @Nullable EngineDeleteForm deleteForm) {
        this.core = core;
        this.api = api;
        this.tenants = tenants;
        this.table = table;
        this.deleteForm = deleteForm;
    }

    /**
     * Returns all exceptions of the table, up to 256 MiB. The service does not say how a list is continued. Inferred:
     * it is whole unless the response has a {@code lastEvaluatedKey}. If it has one, reading fails with
     * {@link dev.waiver.core.error.IncompleteListException} after the exceptions that were read. A number of records
     * that is larger than the list is no error. If the list is empty because the key is tied to no tenant, reading
     * fails with that error, too.
     */
    @Override
    public Pager<EngineExceptionRule> list() {
        return new EnginePaging(core, api, tenants, table).pager();
    }

    /**
     * Reads an exception by its text, which is sent as one segment of the path, also if it is a URL.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException} if the table does not have it. A wrong tenant scope
     * has the same effect.
     *
     * @param id the text of the exception
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    @Override
    public ApiCall<EngineExceptionRule> get(String id) {
        return operations().get(id);
    }

    /**
     * Creates an exception and returns it as it is stored. The table is read before, and again after 0, 1, 2 and 4
     * seconds until it shows what was sent. The create itself is retried only if the service certainly didn't process
     * it. Whether the service changes an exception of the same text that exists is unknown; use {@link #ensure} if
     * there may be one.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the
     * exception, but it is not listed, is stored differently, or cannot be looked up. Don't send it again then. A
     * {@code fileName} that the response does not show is no difference.
     *
     * @throws IllegalArgumentException if the table does not take the text
     */
    @Override
    public ApiCall<EngineExceptionRule> create(EngineExceptionRule rule) {
        return operations().create(rule);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The responses have no ids, so the table is read once before and once after, and again after 1, 2 and 4 seconds
     * while exceptions are missing.
     *
     * @throws IllegalArgumentException if the table does not take a text, or there are more than a million
     */
    @Override
    public ApiCall<BulkResult<EngineExceptionRule>> createAll(
            Collection<? extends EngineExceptionRule> rules, BulkListener<? super EngineExceptionRule> listener) {
        return operations().createAll(rules, listener);
    }

    /**
     * Replaces an exception and reads it back after 0, 1, 2 and 4 seconds until it shows what was sent. Within this
     * JVM, it is serialized with edits of the same exception. Inferred: the service may keep or clear fields that are
     * left out. If anything differs afterwards, the call fails with
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException} that lists the differences.
     *
     * @param id the text of the exception
     * @param rule the new exception; it has the same text, or none
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}, or the rule has another text
     */
    @Override
    public ApiCall<EngineExceptionRule> replace(String id, EngineExceptionRule rule) {
        PathValues.check("id", id, "give the text of the exception, as rule.id() returns it");
        EngineRuleAdapter adapter = adapter();
        adapter.checkReplacement(id, Objects.requireNonNull(rule, "rule").exceptionStr());
        return operations(adapter).replace(id, rule);
    }

    /**
     * Reads an exception, changes it and writes it back. Sends every value that is set, including unknown ones, but no
     * nulls and nothing that the service maintains. Members that came in snake case are sent in camel case; unknown
     * ones are sent as they came. Then reads the exception back as {@link #replace} does. Nothing is written if nothing
     * changes. Fails with {@link dev.waiver.core.error.LossyEditException}, and sends nothing, if the change gives it
     * another text.
     *
     * @param change returns the new exception for the one that was read, such as {@code rule ->
     *     rule.withComment("...")}
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}
     */
    @Override
    public ApiCall<EngineExceptionRule> edit(String id, UnaryOperator<EngineExceptionRule> change) {
        return operations().edit(id, change);
    }

    /**
     * Removes an exception by a DELETE request with a body, whose form has to be set by
     * {@link EmailClient.Builder#engineDeleteForm}. The table is read before the request, and after 0, 1, 2 and 4
     * seconds until it lacks the exception; a lost response is settled by that. If the table has no other exception,
     * the engine's other known tables are read as well, as far as they can be, since the request addresses the engine
     * and might remove theirs. Within this JVM, removals from the same table are serialized.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException}, and sends nothing, if the table does not have it.
     * Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the exception is still listed after
     * the last lookup, and if more is gone than was asked for: the message begins with {@code GONE AS WELL} and has
     * every text that is gone.
     *
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}
     * @throws IllegalStateException if the form was not set
     */
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        PathValues.check("id", id, "give the text of the exception, as rule.id() returns it");
        checkDeleteForm("remove");
        return operations().remove(id);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each removal reads the table before and after, see {@link #remove}. If more is gone than was asked for, the
     * exceptions that are left are {@link BulkResult.Outcome#NOT_SENT}.
     *
     * @throws IllegalStateException if {@link EmailClient.Builder#engineDeleteForm} was not set
     */
    @Override
    public ApiCall<BulkResult<EngineExceptionRule>> removeAll(
            Collection<String> ids, BulkListener<? super EngineExceptionRule> listener) {
        ApiCall<BulkResult<EngineExceptionRule>> call = operations().removeAll(ids, listener);
        checkDeleteForm("removeAll");
        return call;
    }

    /**
     * Creates the exception unless an equal one exists, as {@link #ensure(EngineExceptionRule, OnDifference)} with
     * {@link OnDifference#FAIL}.
     *
     * @throws IllegalArgumentException if the table does not take the text
     */
    @Override
    public ApiCall<EnsureResult<EngineExceptionRule>> ensure(EngineExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Creates the exception unless an equal one exists. Two match the same if their texts are equal: hashes, domains
     * and addresses without case, domains also without a trailing dot and in their ASCII form, any other text exactly;
     * all are trimmed. Inferred: their effects are the condition, whether they are exclusive, and the entity that they
     * are bound to; no condition equals {@link dev.waiver.email.model.EngineCondition#WITH_OR_WITHOUT_LINK}, and a
     * missing flag equals one that is off. Comment, name of the file and author are not compared.
     *
     * <p>Within this JVM, and with a {@link dev.waiver.core.RuleLock} beyond it, calls for the same text, table and
     * tenant scope are serialized. Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if the table has an
     * exception without a text, and no equal one.
     *
     * @throws IllegalArgumentException if the table does not take the text
     */
    @Override
    public ApiCall<EnsureResult<EngineExceptionRule>> ensure(EngineExceptionRule rule, OnDifference onDifference) {
        return operations().ensure(rule, onDifference);
    }

    /**
     * {@inheritDoc}
     *
     * <p>How exceptions are compared, see {@link #ensure(EngineExceptionRule, OnDifference)}.
     *
     * @throws IllegalArgumentException if the table does not take a text, two contradict each other, or there are more
     *     than a million
     */
    @Override
    public ApiCall<BulkResult<EngineExceptionRule>> ensureAll(
            Collection<? extends EngineExceptionRule> rules,
            EnsureOptions options,
            BulkListener<? super EngineExceptionRule> listener) {
        return operations().ensureAll(rules, options, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each removal reads the table before and after, besides the one list, see {@link #remove}. If more is gone than
     * was asked for, nothing more is removed. How exceptions are compared, see {@link #ensure(EngineExceptionRule,
     * OnDifference)}.
     *
     * @throws IllegalArgumentException if the table does not take a text, or there are more than a million
     * @throws IllegalStateException if {@link EmailClient.Builder#engineDeleteForm} was not set
     */
    @Override
    public ApiCall<BulkResult<EngineExceptionRule>> ensureAbsent(
            Collection<? extends EngineExceptionRule> rules, BulkListener<? super EngineExceptionRule> listener) {
        ApiCall<BulkResult<EngineExceptionRule>> call = operations().ensureAbsent(rules, listener);
        checkDeleteForm("ensureAbsent");
        return call;
    }

    private void checkDeleteForm(String name) {
        if (deleteForm == null) {
            throw new IllegalStateException(
                    name + ": how the service expects the exception to remove is not documented, and if it or a proxy"
                            + " ignored the body it might take the whole table; find out, then set"
                            + " engineDeleteForm(...) on the client's builder, or remove the exception in the portal");
        }
    }

    private EngineRuleAdapter adapter() {
        return new EngineRuleAdapter(core, api, tenants, table, deleteForm);
    }

    private RuleOperations<EngineExceptionRule> operations() {
        return operations(adapter());
    }

    private RuleOperations<EngineExceptionRule> operations(EngineRuleAdapter adapter) {
        return new RuleOperations<>(core, "EngineExceptions", adapter);
    }
}
