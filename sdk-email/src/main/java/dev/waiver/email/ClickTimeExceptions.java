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
import dev.waiver.email.internal.ClickTimeRuleAdapter;
import dev.waiver.email.internal.TenantCheck;
import dev.waiver.email.internal.WholeList;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.ClickTimeList;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the items of click-time protection lists. Every method returns a lazy call: nothing is sent until it is
 * executed. Calls fail with {@link dev.waiver.core.error.SdkException} and its subtypes. Missing or invalid arguments
 * are refused at once, null with a {@link NullPointerException}; an item needs a list and a name.
 *
 * <p>The service also removes several items, and all lists, in one request. The SDK offers neither. Inferred: all
 * operations, as two clients use them; see {@link ClickTimeExceptionsApi}.
 */
@Inferred("All operations are as two clients use them, the query parameter scopes as one of them does.")
public final class ClickTimeExceptions implements ExceptionOperations<ClickTimeItem> {
    private final ClientCore core;
    private final ClickTimeExceptionsApi api;
    private final TenantCheck tenants;

    ClickTimeExceptions(ClientCore core, ClickTimeExceptionsApi api, TenantCheck tenants) {
        this.core = core;
        this.api = api;
        this.tenants = tenants;
    }

    /**
     * Returns the items of all lists, up to 256 MiB. Inferred: the service returns them in one response. If there is
     * none because the key is tied to no tenant, reading fails with
     * {@link dev.waiver.core.error.IncompleteListException}.
     */
    @Override
    public Pager<ClickTimeItem> list() {
        return WholeList.pager(core, "ClickTimeExceptions.list", tenants, api.items());
    }

    /**
     * Returns all lists with their items. Inferred: rows of one id are one list. If there is none because the key is
     * tied to no tenant, reading fails with {@link dev.waiver.core.error.IncompleteListException}.
     */
    public Pager<ClickTimeList> lists() {
        return WholeList.pager(
                core, "ClickTimeExceptions.lists", tenants, adapter().readLists());
    }

    /**
     * Reads a list with its items. Inferred: the rows of the response are the items of the list.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException} if the response has no row. A list without items
     * may look the same, and so does a wrong tenant scope.
     *
     * @param listId the id of the list, as {@link #lists} returns it
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    public ApiCall<ClickTimeList> list(String listId) {
        PathValues.check("listId", listId, "give the id of a list, as lists() returns it");
        if (listId.equals("items")) {
            throw new IllegalArgumentException(
                    "listId: 'items' addresses the items of all lists; give the id of a list, as lists() returns it");
        }
        return core.call("ClickTimeExceptions.list", () -> adapter().readList(listId));
    }

    /**
     * Reads an item.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException} if there is none with that id. A wrong tenant scope
     * has the same effect.
     *
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    @Override
    public ApiCall<ClickTimeItem> get(String id) {
        return operations().get(id);
    }

    /**
     * Creates an item and returns it with its id. The response to a create has no id that is known, so the items are
     * read before, and again after 0, 1, 2 and 4 seconds until they show what was sent. The create itself is retried
     * only if the service certainly didn't process it.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the item,
     * but it is not listed, is stored differently, cannot be distinguished from equal ones, or cannot be looked up.
     * Don't send it again then. Inferred: the service stores the author that was sent; one of its own is a difference,
     * unless none was sent.
     *
     * @param item the item; an id in it is not sent
     * @throws IllegalArgumentException if it has no list or no name
     */
    @Inferred("The service stores the author that was sent.")
    @Override
    public ApiCall<ClickTimeItem> create(ClickTimeItem item) {
        return operations().create(item);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The responses have no ids, so the items are read once before and once after, and again after 1, 2 and 4
     * seconds while some are missing.
     *
     * @throws IllegalArgumentException if an item has no list or no name, or there are more than a million
     */
    @Override
    public ApiCall<BulkResult<ClickTimeItem>> createAll(
            Collection<? extends ClickTimeItem> items, BulkListener<? super ClickTimeItem> listener) {
        return operations().createAll(items, listener);
    }

    /**
     * Replaces an item and reads it back after 0, 1, 2 and 4 seconds until it shows the list, the name and the author,
     * if there is one, that were sent. Within this JVM, it is serialized with edits of the same item. If anything
     * differs afterwards, the call fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} that lists
     * the differences.
     *
     * @param item the new item; its own id is not sent
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}, or if an item that was not read from the
     *     service has no list or no name
     */
    @Override
    public ApiCall<ClickTimeItem> replace(String id, ClickTimeItem item) {
        return operations().replace(id, item);
    }

    /**
     * Reads an item, changes it and writes it back: list, name, author and unknown members. Then reads it back as
     * {@link #replace} does. Nothing is written if nothing changes.
     *
     * @param change returns the new item for the one that was read
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}
     */
    @Override
    public ApiCall<ClickTimeItem> edit(String id, UnaryOperator<ClickTimeItem> change) {
        return operations().edit(id, change);
    }

    /**
     * Removes an item, by a DELETE without a body. The request may be retried after a lost response; a retry that finds
     * no item is a success.
     *
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}
     */
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return operations().remove(id);
    }

    /**
     * {@inheritDoc}
     *
     * <p>What the service says of an unknown id is not known; where it says success, the outcome is
     * {@link BulkResult.Outcome#REMOVED}.
     */
    @Override
    public ApiCall<BulkResult<ClickTimeItem>> removeAll(
            Collection<String> ids, BulkListener<? super ClickTimeItem> listener) {
        return operations().removeAll(ids, listener);
    }

    /**
     * Creates the item unless an equal one exists. Two are equal if their lists and names are: names without a slash
     * are compared as hosts, without case, a trailing dot and in their ASCII form, any other exactly; all are trimmed.
     * The author is not compared.
     *
     * <p>Within this JVM, and with a {@link dev.waiver.core.RuleLock} beyond it, calls for the same item and tenant
     * scope are serialized. Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if an item shows no list
     * or no name, and there is no equal one.
     *
     * @throws IllegalArgumentException if it has no list or no name
     */
    @Override
    public ApiCall<EnsureResult<ClickTimeItem>> ensure(ClickTimeItem item) {
        return ensure(item, OnDifference.FAIL);
    }

    /**
     * Creates the item unless an equal one exists, as {@link #ensure(ClickTimeItem)} does. Items that match the same
     * have the same effect, so {@code onDifference} does not matter.
     *
     * @throws IllegalArgumentException if it has no list or no name
     */
    @Override
    public ApiCall<EnsureResult<ClickTimeItem>> ensure(ClickTimeItem item, OnDifference onDifference) {
        return operations().ensure(item, onDifference);
    }

    /**
     * {@inheritDoc}
     *
     * <p>How items are compared, see {@link #ensure(ClickTimeItem)}. The text that {@link EnsureOptions#updateText}
     * writes is the author.
     *
     * @throws IllegalArgumentException if an item has no list or no name, or there are more than a million
     */
    @Override
    public ApiCall<BulkResult<ClickTimeItem>> ensureAll(
            Collection<? extends ClickTimeItem> items,
            EnsureOptions options,
            BulkListener<? super ClickTimeItem> listener) {
        return operations().ensureAll(items, options, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>How items are compared, see {@link #ensure(ClickTimeItem)}.
     *
     * @throws IllegalArgumentException if an item has no list or no name, or there are more than a million
     */
    @Override
    public ApiCall<BulkResult<ClickTimeItem>> ensureAbsent(
            Collection<? extends ClickTimeItem> items, BulkListener<? super ClickTimeItem> listener) {
        return operations().ensureAbsent(items, listener);
    }

    private ClickTimeRuleAdapter adapter() {
        return new ClickTimeRuleAdapter(core, api, tenants);
    }

    private RuleOperations<ClickTimeItem> operations() {
        return new RuleOperations<>(core, "ClickTimeExceptions", adapter());
    }
}
