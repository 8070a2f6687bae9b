/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.EngineExceptionsApi;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.email.model.RequestData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The requests for the exceptions of a table. */
public final class EngineRuleAdapter implements RuleAdapter<EngineExceptionRule> {
    /** The errors of a table that the tenant does not have, or whose list is not whole. */
    private static final Set<Class<? extends SdkException>> UNREADABLE = Set.of(
            NotFoundException.class,
            PermissionException.class,
            ValidationException.class,
            DecodeException.class,
            IncompleteListException.class);

    private final ClientCore core;
    private final EngineExceptionsApi api;
    private final EngineTable table;
    private final TenantCheck tenants;
    private final EnginePaging paging;
    private final EngineRuleComparator comparator;
    private final EngineText text;
    private final @Nullable EngineDeleteForm deleteForm;
    private final GuardedRemoval removals;

    /**
     * Creates an adapter.
     *
     * @param core the client
     * @param api the operations
     * @param tenants checks empty lists
     * @param table the table
     * @param deleteForm the form of removals; null if there are none
     */
    public EngineRuleAdapter(
            ClientCore core,
            EngineExceptionsApi api,
            TenantCheck tenants,
            EngineTable table,
            @Nullable EngineDeleteForm deleteForm) {
        this.core = core;
        this.api = api;
        this.table = table;
        this.tenants = tenants;
        this.paging = new EnginePaging(core, api, tenants, table);
        this.comparator = new EngineRuleComparator(table);
        this.text = EngineText.of(table);
        this.deleteForm = deleteForm;
        this.removals = new GuardedRemoval(
                core, List.of("EngineExceptions.remove", table.engine(), table.type()), "engineDeleteForm");
    }

    @Override
    public RuleComparator<EngineExceptionRule> comparator() {
        return comparator;
    }

    @Override
    public Object scope(CallState state) {
        return List.of(tenant(state).orElse(""), table.engine(), table.type());
    }

    /** Returns the tenant of the running call. */
    private Optional<String> tenant(CallState state) {
        return state.tenantScope().or(core::tenantScope);
    }

    @Override
    public void check(EngineExceptionRule rule) {
        text.checkText(rule.exceptionStr()
                .orElseThrow(() -> new IllegalArgumentException(
                        "exceptionStr: is not set; give what the exception matches, such as evil.example")));
    }

    /** Checks nothing: the text of the new rule is that of the id, see {@link #checkReplacement(String, Optional)}. */
    @Override
    public void checkReplacement(EngineExceptionRule rule) {}

    /**
     * Checks that a replacement has the text of the exception that it replaces.
     *
     * @param id the text of the exception
     * @param replacement the text of the replacement, if it has one
     * @throws IllegalArgumentException if they match different things
     */
    public void checkReplacement(String id, Optional<String> replacement) {
        if (replacement.isPresent() && !comparator.isSameText(id, replacement.get())) {
            throw new IllegalArgumentException("exceptionStr: is '" + replacement.get() + "', and the one of '" + id
                    + "' cannot be changed; create another exception and remove this one");
        }
    }

    @Override
    public ApiCall<EngineExceptionRule> get(String id) {
        ApiCall<List<EngineExceptionRule>> found =
                Calls.onErrorResume(paging.one(id), e -> e instanceof NotFoundException ? ApiCall.of(List.of()) : null);
        return found.flatMap(rules -> {
            if (rules.isEmpty()) {
                return Calls.failed(state -> notFound(id, state));
            }
            Optional<EngineExceptionRule> asked = asked(id, rules);
            return asked.isPresent()
                    ? ApiCall.of(asked.get())
                    : Calls.failed(state -> ResponseErrors.unreadable(
                            "the response has another one: asked for '" + id + "', got "
                                    + rules.get(0).exceptionStr().orElse("one without exception_str"),
                            state));
        });
    }

    /** Returns the exception of a text: the one that is spelled like it, or else one that matches the same. */
    private Optional<EngineExceptionRule> asked(String id, List<EngineExceptionRule> rules) {
        return rules.stream()
                .filter(rule -> rule.exceptionStr().filter(id::equals).isPresent())
                .findFirst()
                .or(() -> rules.stream()
                        .filter(rule -> rule.exceptionStr()
                                .filter(str -> comparator.isSameText(id, str))
                                .isPresent())
                        .findFirst());
    }

    private NotFoundException notFound(String id, CallState state) {
        String tenant = tenant(state).map(scope -> "the tenant " + scope).orElse("the key's tenant (no scope given)");
        return ResponseErrors.notFound(
                "no exception '" + id + "' in " + table.name() + " of " + tenant
                        + "; a wrong scope gets the same response",
                state);
    }

    @Override
    public ApiCall<Listing<EngineExceptionRule>> list(Keep keep) {
        return paging.checked().map(rules -> listing(rules, keep));
    }

    @Override
    public ApiCall<Listing<EngineExceptionRule>> look(Collection<EngineExceptionRule> sent, Keep keep, boolean last) {
        return paging.all().map(rules -> listing(rules, keep));
    }

    private Listing<EngineExceptionRule> listing(List<EngineExceptionRule> rules, Keep keep) {
        Listing<EngineExceptionRule> listing = new Listing<>();
        rules.forEach(rule -> add(listing, rule, true, keep));
        return listing;
    }

    @Override
    public ApiCall<Posted<EngineExceptionRule>> create(EngineExceptionRule rule) {
        return api.create(table.engine(), EngineRequestBodies.of(table, rule))
                .map(nothing -> new Posted<>(null, null, false));
    }

    @Override
    public ApiCall<Edit<EngineExceptionRule>> edit(String id, UnaryOperator<EngineExceptionRule> change) {
        return get(id).flatMap(before -> {
            EngineExceptionRule after = Objects.requireNonNull(change.apply(before), "the changed rule");
            if (!before.exceptionStr().equals(after.exceptionStr())) {
                return Calls.failed(state -> new LossyEditException(
                        "exceptionStr: the text of an exception is its id and cannot be changed; create another"
                                + " exception and remove this one",
                        state.callInfo(),
                        List.of(id)));
            }
            return ApiCall.of(new Edit<>(
                    before,
                    after.equals(before)
                            ? null
                            : update(after, UnknownMembers.changed(uncompared(before), uncompared(after)))));
        });
    }

    /** Returns what the comparator does not compare: the author, and the unknown members, by their paths. */
    private static Map<String, JsonNode> uncompared(EngineExceptionRule rule) {
        Map<String, JsonNode> all = new LinkedHashMap<>(rule.additionalProperties());
        rule.createdByEmail().ifPresent(author -> all.put("createdByEmail", TextNode.valueOf(author)));
        rule.exceptionPayload().ifPresent(payload -> payload.additionalProperties()
                .forEach((name, value) -> all.put("exceptionPayload." + name, value)));
        return all;
    }

    @Override
    public Update<EngineExceptionRule> replacement(String id, EngineExceptionRule rule) {
        // The service knows the exception by its own spelling of the text.
        return update(
                EngineExceptionRule.rawBuilder().from(rule).exceptionStr(id).build(), Set.of());
    }

    /** Keeps what the stored exception has besides, since every member that is set has to be sent. */
    @Override
    public Update<EngineExceptionRule> effectUpdate(EngineExceptionRule stored, EngineExceptionRule wanted) {
        EngineExceptionRule bound = EngineExceptionRule.rawBuilder()
                .from(stored)
                .boundEntityType(wanted.boundEntityType())
                .boundEntityId(wanted.boundEntityId())
                .build();
        return replacement(
                stored.id(),
                bound.withCondition(wanted.condition())
                        .withExclusive(
                                wanted.exclusive().or(() -> stored.exclusive().map(flag -> flag.with(false))))
                        .withFileName(wanted.fileName().or(stored::fileName))
                        .withComment(wanted.comment().or(stored::comment)));
    }

    /** Returns an update, which sends everything that is set, since the service may keep or clear what is left out. */
    private Update<EngineExceptionRule> update(EngineExceptionRule rule, Set<String> changed) {
        RequestData<EngineExceptionRule> body = EngineRequestBodies.of(table, rule);
        return new Update<>(
                rule,
                api.update(table.engine(), body).map(nothing -> Optional.empty()),
                stored -> {
                    List<FieldDifference> all = new ArrayList<>(comparator.differences(rule, stored));
                    all.addAll(UnknownMembers.differences(changed, uncompared(rule), uncompared(stored)));
                    return all;
                },
                stored -> {});
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        EngineDeleteForm form = Objects.requireNonNull(deleteForm, "engineDeleteForm");
        return removals.serialized(() -> paging.checked().flatMap(rules -> {
            EngineExceptionRule stored = asked(id, rules).orElse(null);
            if (stored == null) {
                return Calls.failed(state -> notFound(id, state));
            }
            RequestData<JsonNode> body = EngineRequestBodies.deletion(table, form, stored.id(), stored);
            ApiCall<@Nullable Void> removal = form == EngineDeleteForm.EXCEPTION_STR
                    ? api.delete(table.engine(), body)
                    : api.deleteMany(table.engine(), body);
            ApiCall<Map<EngineTable, Set<String>>> others = rules.size() > 1 ? ApiCall.of(Map.of()) : otherTables();
            return others.flatMap(
                    before -> removals.removed(stored.id(), union(ids(rules), before), removal, () -> paging.all()
                            .flatMap(now -> again(before.keySet()).map(then -> union(ids(now), then)))));
        }));
    }

    /**
     * Reads the other tables of the engine that can be read. The request that removes an exception addresses the
     * engine, so that all of its tables are at risk; where this one has nothing else, only those show it.
     */
    private ApiCall<Map<EngineTable, Set<String>>> otherTables() {
        ApiCall<Map<EngineTable, Set<String>>> all = ApiCall.of(Map.of());
        for (EngineTable other : EngineTable.known()) {
            if (other.engine().equals(table.engine()) && !other.equals(table)) {
                ApiCall<Set<String>> read = Calls.onErrorResume(
                        texts(other),
                        e -> UNREADABLE.stream().anyMatch(type -> type.isInstance(e)) ? ApiCall.of(Set.of()) : null);
                all = all.flatMap(before -> read.map(texts -> texts.isEmpty() ? before : with(before, other, texts)));
            }
        }
        return all;
    }

    /** Reads tables that were read before. */
    private ApiCall<Map<EngineTable, Set<String>>> again(Set<EngineTable> tables) {
        ApiCall<Map<EngineTable, Set<String>>> all = ApiCall.of(Map.of());
        for (EngineTable other : tables) {
            all = all.flatMap(now -> texts(other).map(texts -> with(now, other, texts)));
        }
        return all;
    }

    private ApiCall<Set<String>> texts(EngineTable other) {
        return new EnginePaging(core, api, tenants, other).all().map(EngineRuleAdapter::ids);
    }

    private static Map<EngineTable, Set<String>> with(
            Map<EngineTable, Set<String>> tables, EngineTable other, Set<String> texts) {
        Map<EngineTable, Set<String>> all = new LinkedHashMap<>(tables);
        all.put(other, texts);
        return all;
    }

    /** Returns the texts of this table, and those of others with their names. */
    private static Set<String> union(Set<String> own, Map<EngineTable, Set<String>> others) {
        Set<String> all = new LinkedHashSet<>(own);
        others.forEach((other, texts) -> texts.forEach(text -> all.add(other.name() + ": " + text)));
        return all;
    }

    private static Set<String> ids(List<EngineExceptionRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.exceptionStr().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
