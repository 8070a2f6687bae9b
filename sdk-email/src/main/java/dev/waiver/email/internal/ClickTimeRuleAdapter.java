/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.ClickTimeExceptionsApi;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.ClickTimeList;
import dev.waiver.email.model.RequestData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The requests for the items of click-time protection lists, and for the lists. */
public final class ClickTimeRuleAdapter implements RuleAdapter<ClickTimeItem> {
    private final ClientCore core;
    private final ClickTimeExceptionsApi api;
    private final TenantCheck tenants;

    /**
     * Creates an adapter.
     *
     * @param core the client
     * @param api the operations
     * @param tenants checks empty lists
     */
    public ClickTimeRuleAdapter(ClientCore core, ClickTimeExceptionsApi api, TenantCheck tenants) {
        this.core = core;
        this.api = api;
        this.tenants = tenants;
    }

    @Override
    public RuleComparator<ClickTimeItem> comparator() {
        return ClickTimeRuleComparator.INSTANCE;
    }

    @Override
    public Object scope(CallState state) {
        return tenant(state).orElse("");
    }

    /** Returns the tenant of the running call. */
    private Optional<String> tenant(CallState state) {
        return state.tenantScope().or(core::tenantScope);
    }

    @Override
    public void check(ClickTimeItem item) {
        if (item.listId().orElse("").isBlank()) {
            throw new IllegalArgumentException("listId: is not set; give the id of a list, as lists() returns it");
        }
        if (item.listItemName().orElse("").isBlank()) {
            throw new IllegalArgumentException("listItemName: is not set; give the site, such as www.evil.example");
        }
    }

    @Override
    public void checkReplacement(ClickTimeItem item) {
        if (!item.hasId()) {
            check(item);
        }
    }

    @Override
    public ApiCall<ClickTimeItem> get(String id) {
        return one(api.item(id), ClickTimeItem::entityId, id, "no click-time item " + id);
    }

    /** Reads a list: the rows of the response are its items. */
    public ApiCall<ClickTimeList> readList(String listId) {
        return one(
                api.list(listId).map(ClickTimeRuleAdapter::merged),
                ClickTimeList::listId,
                listId,
                "no click-time list " + listId);
    }

    /** Reads all lists. */
    public ApiCall<List<ClickTimeList>> readLists() {
        return api.lists().map(ClickTimeRuleAdapter::merged);
    }

    private <T> ApiCall<T> one(ApiCall<List<T>> read, Function<T, Optional<String>> idOf, String id, String none) {
        ApiCall<List<T>> found =
                Calls.onErrorResume(read, e -> e instanceof NotFoundException ? ApiCall.of(List.<T>of()) : null);
        return found.flatMap(all -> {
            if (all.isEmpty()) {
                return Calls.failed(state -> ResponseErrors.notFound(
                        none + " of "
                                + tenant(state)
                                        .map(scope -> "the tenant " + scope)
                                        .orElse("the key's tenant (no scope given)")
                                + "; a wrong scope gets the same response",
                        state));
            }
            Optional<T> asked = all.stream()
                    .filter(value -> idOf.apply(value).map(id::equals).orElse(all.size() == 1))
                    .findFirst();
            return asked.isPresent()
                    ? ApiCall.of(asked.get())
                    : Calls.failed(state -> ResponseErrors.unreadable(
                            "the response has another one: asked for " + id + ", got "
                                    + idOf.apply(all.get(0)).orElse("one without an id"),
                            state));
        });
    }

    /** Returns the lists in some rows, each with the items of all rows that have its id. */
    private static List<ClickTimeList> merged(List<ClickTimeList> rows) {
        Map<Object, List<ClickTimeList>> lists = new LinkedHashMap<>();
        for (ClickTimeList row : rows) {
            Object key = row.listId().isPresent() ? row.listId() : new Object();
            lists.computeIfAbsent(key, id -> new ArrayList<>()).add(row);
        }
        return lists.values().stream()
                .map(same -> same.get(0)
                        .withItems(same.stream()
                                .flatMap(row -> row.items().stream())
                                .toList()))
                .toList();
    }

    @Override
    public ApiCall<Listing<ClickTimeItem>> list(Keep keep) {
        return tenants.checked(api.items()).map(items -> listing(items, keep));
    }

    @Override
    public ApiCall<Listing<ClickTimeItem>> look(Collection<ClickTimeItem> sent, Keep keep, boolean last) {
        return api.items().map(items -> listing(items, keep));
    }

    private Listing<ClickTimeItem> listing(List<ClickTimeItem> items, Keep keep) {
        Listing<ClickTimeItem> listing = new Listing<>();
        items.forEach(item -> add(listing, item, true, keep));
        return listing;
    }

    @Override
    public ApiCall<Posted<ClickTimeItem>> create(ClickTimeItem item) {
        return api.create(body(item)).map(nothing -> new Posted<>(null, null, false));
    }

    @Override
    public ApiCall<Edit<ClickTimeItem>> edit(String id, UnaryOperator<ClickTimeItem> change) {
        return get(id).map(before -> {
            ClickTimeItem after = Objects.requireNonNull(change.apply(before), "the changed item");
            return new Edit<>(
                    before,
                    after.equals(before)
                            ? null
                            : update(
                                    id,
                                    after,
                                    UnknownMembers.changed(
                                            before.additionalProperties(), after.additionalProperties())));
        });
    }

    @Override
    public Update<ClickTimeItem> replacement(String id, ClickTimeItem item) {
        return update(id, item, Set.of());
    }

    private Update<ClickTimeItem> update(String id, ClickTimeItem item, Set<String> unknownToo) {
        return new Update<>(
                item,
                api.update(id, body(item)).map(nothing -> Optional.empty()),
                stored -> {
                    List<FieldDifference> all = new ArrayList<>(comparator().differences(item, stored));
                    all.addAll(UnknownMembers.differences(
                            unknownToo, item.additionalProperties(), stored.additionalProperties()));
                    return all;
                },
                stored -> {});
    }

    /** Returns list, name, author and unknown members, without what the service maintains. */
    private static RequestData<ClickTimeItem> body(ClickTimeItem item) {
        return RequestData.of(ClickTimeItem.rawBuilder()
                .from(item)
                .entityId(Optional.empty())
                .listName(Optional.empty())
                .createdAt(Optional.empty())
                .additionalProperties(UnknownMembers.sent(item.additionalProperties(), Set.of()))
                .build());
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return api.delete(id);
    }
}
