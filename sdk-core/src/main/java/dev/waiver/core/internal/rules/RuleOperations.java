/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleAdapter.Keep;
import dev.waiver.core.spi.RuleAdapter.Listing;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleAdapter.Update;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operations on rules, once for all vendors. What each means is documented at
 * {@link dev.waiver.core.ExceptionOperations}.
 */
public final class RuleOperations<R extends ExceptionRule> {
    private static final String GIVE_THE_ID = "give the rule's id, as rule.id() returns it";

    private final ClientCore core;
    private final String name;
    private final RuleAdapter<R> adapter;
    private final RuleComparator<R> comparator;

    /**
     * Creates the operations.
     *
     * @param core the client
     * @param name the name of the vendor's class in errors, such as {@code EmailExceptions}
     * @param adapter sends requests and reads responses
     */
    public RuleOperations(ClientCore core, String name, RuleAdapter<R> adapter) {
        this.core = core;
        this.name = name;
        this.adapter = adapter;
        this.comparator = adapter.comparator();
    }

    /** Reads a rule. */
    public ApiCall<R> get(String id) {
        checkId(id);
        return call("get", () -> adapter.get(id));
    }

    /** Removes a rule. */
    public ApiCall<@Nullable Void> remove(String id) {
        return remove("remove", id);
    }

    /**
     * Removes a rule.
     *
     * @param verb the vendor's own name of the operation
     */
    public ApiCall<@Nullable Void> remove(String verb, String id) {
        checkId(id);
        return call(verb, () -> removed(id));
    }

    /** Removes a rule, as a part of another operation. */
    public ApiCall<@Nullable Void> removed(String id) {
        return Reads.settled(
                adapter.remove(id), null, () -> Reads.find(adapter, id).map(Optional::isEmpty));
    }

    /** Creates a rule. */
    public ApiCall<R> create(R rule) {
        checkRule(rule);
        return call("create", () -> idsBefore(rule)
                .flatMap(before -> creation(before.orElse(null)).create(rule).map(created -> created.found()
                        .orElseThrow())));
    }

    /** Returns the ids that have to be known before a create; empty if none have to be. */
    private ApiCall<Optional<Set<String>>> idsBefore(R rule) {
        return adapter.listsBeforeCreate()
                ? adapter.candidates(rule, RuleCreation.idsOnly()).map(listing -> Optional.of(listing.ids()))
                : ApiCall.of(Optional.empty());
    }

    private RuleCreation<R> creation(@Nullable Set<String> before) {
        return new RuleCreation<>(adapter, core.clock(), before);
    }

    /** Replaces a rule. */
    public ApiCall<R> replace(String id, R rule) {
        checkId(id);
        adapter.checkReplacement(Objects.requireNonNull(rule, "rule"));
        return call("replace", () -> serialized("id", id, () -> update(id, null, adapter.replacement(id, rule))));
    }

    /** Reads a rule, changes it and writes it back. */
    public ApiCall<R> edit(String id, UnaryOperator<R> change) {
        checkId(id);
        Objects.requireNonNull(change, "change");
        return call(
                "edit",
                () -> serialized("id", id, () -> adapter.edit(id, change)
                        .flatMap(edit -> edit.update() == null
                                ? ApiCall.of(edit.read())
                                : update(id, edit.read(), edit.update()))));
    }

    private ApiCall<R> update(String id, @Nullable R before, Update<R> update) {
        return new RuleUpdate<>(adapter, core.clock(), id, before, update).run();
    }

    // ------------------------------------------------------------------ ensure

    /** Creates a rule unless an equivalent one exists. */
    public ApiCall<EnsureResult<R>> ensure(R rule, OnDifference onDifference) {
        checkRule(rule);
        Objects.requireNonNull(onDifference, "onDifference");
        Object key = Objects.requireNonNull(comparator.matchKey(rule));
        return call(
                "ensure",
                () -> exclusively(rule, lock -> adapter.candidates(rule, ofKey(key))
                        .flatMap(listing ->
                                act(rule, key, lock, listing, decide(rule, listing.rules(), onDifference)))));
    }

    private static Keep ofKey(Object key) {
        return (id, matchKey) -> {
            Object shown = matchKey.get();
            return shown == null || shown.equals(key);
        };
    }

    private Decision<R> decide(R rule, List<Stored<R>> listed, OnDifference onDifference) {
        return Decision.of(comparator, rule, new Matches<>(comparator, listed).of(rule), onDifference);
    }

    private ApiCall<EnsureResult<R>> act(R rule, Object key, Object lock, Listing<R> listing, Decision<R> decision) {
        if (decision instanceof Decision.Done<R> done) {
            return ApiCall.of(done.result());
        }
        if (decision instanceof Decision.Fail<R> fail) {
            return Calls.failed(fail.error());
        }
        if (decision instanceof Decision.Replace<R> replace) {
            return replaceEffect(rule, replace.stored().id(), replace.differences());
        }
        RuleCreation<R> creation = creation(listing.ids());
        return Calls.withFinally(creation.create(rule), () -> SentKeys.sent(lock))
                .flatMap(created -> creation.listed().isEmpty()
                        ? adapter.candidates(rule, ofKey(key)).map(now -> created(rule, created, now.rules()))
                        : ApiCall.of(created(rule, created, creation.listed())));
    }

    /** Returns the result with every rule that matches the same, so that one of another process is reported. */
    private EnsureResult<R> created(R rule, SentRule<R> sent, List<Stored<R>> listed) {
        R created = sent.found().orElseThrow();
        Matches.Of<R> found = new Matches<>(comparator, listed).of(rule);
        Optional<Stored<R>> itself = found.equal().stream()
                .filter(stored -> stored.rule().hasId() && stored.rule().id().equals(created.id()))
                .findFirst();
        List<R> matches = new ArrayList<>();
        if (itself.isEmpty()) {
            matches.add(created);
        }
        found.equal().forEach(stored -> matches.add(stored.rule()));
        List<R> conflicts = found.different().stream().map(Stored::rule).toList();
        matches.addAll(conflicts);
        Outcome present = itself.map(Stored::active).orElse(true) ? Outcome.PRESENT : Outcome.PRESENT_INACTIVE;
        return new EnsureResult<>(
                sent.hasExisted() ? present : Outcome.CREATED, created, List.of(), matches, conflicts);
    }

    /** Replaces a rule after reading it again, since the list may show it as it was. */
    ApiCall<EnsureResult<R>> replaceEffect(R wanted, String id, List<FieldDifference> differences) {
        return again(wanted, id, now -> comparator.effect(wanted, now) == Verdict.SAME, differences);
    }

    /** Writes the texts of a rule into an equivalent one, after reading that again. */
    ApiCall<EnsureResult<R>> updateText(R wanted, String id) {
        return again(
                wanted,
                id,
                now -> adapter.effectUpdate(now, wanted)
                        .differences()
                        .apply(now)
                        .isEmpty(),
                List.of());
    }

    private ApiCall<EnsureResult<R>> again(
            R wanted, String id, Predicate<R> isDone, List<FieldDifference> differences) {
        return serialized("id", id, () -> Reads.find(adapter, id).flatMap(found -> {
            R now = found.orElse(null);
            if (now == null || comparator.matches(wanted, now) != Verdict.SAME) {
                return Calls.failed(state -> new AmbiguousMatchException(
                        "the rule to replace, " + id + ", was changed or removed meanwhile; nothing was changed."
                                + " Try again",
                        AmbiguousMatchException.Reason.UNDECIDABLE,
                        state.callInfo(),
                        List.of(id)));
            }
            if (isDone.test(now)) {
                return ApiCall.of(new EnsureResult<>(Outcome.PRESENT, now, List.of(), List.of(now), List.of()));
            }
            return update(id, now, adapter.effectUpdate(now, wanted))
                    .map(stored ->
                            new EnsureResult<>(Outcome.REPLACED, stored, differences, List.of(stored), List.of()));
        }));
    }

    // ------------------------------------------------------------------ many rules

    /** Creates rules. */
    public ApiCall<BulkResult<R>> createAll(Collection<? extends R> rules, BulkListener<? super R> listener) {
        List<R> checked = bulk().checked(rules);
        return call("createAll", () -> bulk().createAll(checked, listener));
    }

    /** Creates those rules of which no equivalent one exists. */
    public ApiCall<BulkResult<R>> ensureAll(
            Collection<? extends R> rules, EnsureOptions options, BulkListener<? super R> listener) {
        Objects.requireNonNull(options, "options");
        List<R> checked = bulk().checked(rules);
        int[] firsts = bulk().firsts(checked, true);
        return call("ensureAll", () -> bulk().ensureAll(checked, firsts, options, listener));
    }

    /** Removes rules by their ids. */
    public ApiCall<BulkResult<R>> removeAll(Collection<String> ids, BulkListener<? super R> listener) {
        List<String> checked = new ArrayList<>(RuleBulk.sized("ids", ids));
        for (String id : ids) {
            checked.add(PathValues.check("ids[" + checked.size() + "]", id, GIVE_THE_ID));
        }
        return call("removeAll", () -> bulk().removeAll(checked, listener));
    }

    /** Removes every rule that is equivalent to one of these. */
    public ApiCall<BulkResult<R>> ensureAbsent(Collection<? extends R> rules, BulkListener<? super R> listener) {
        List<R> checked = bulk().checked(rules);
        int[] firsts = bulk().firsts(checked, false);
        return call("ensureAbsent", () -> bulk().ensureAbsent(checked, firsts, listener));
    }

    private RuleBulk<R> bulk() {
        return new RuleBulk<>(this, adapter, core.clock());
    }

    /**
     * Returns a call that is serialized with other calls for the same rule.
     *
     * @param call creates it from the key of the rule
     */
    <T> ApiCall<T> exclusively(R rule, Function<Object, ApiCall<T>> call) {
        Object key = Objects.requireNonNull(comparator.matchKey(rule));
        return Calls.defer(state -> {
            List<Object> whole = lockKey(state, "rule", key);
            return core.serialized(whole, Calls.defer(() -> call.apply(whole)));
        });
    }

    // ------------------------------------------------------------------ helpers

    private <T extends @Nullable Object> ApiCall<T> call(String verb, Supplier<ApiCall<T>> call) {
        return core.call(name + "." + verb, call);
    }

    /** Serializes calls for the same rule. One for a key may wait for one for an id, never vice versa. */
    private <T> ApiCall<T> serialized(String kind, Object of, Supplier<ApiCall<T>> call) {
        return Calls.defer(state -> core.serialized(lockKey(state, kind, of), Calls.defer(call)));
    }

    private List<Object> lockKey(CallState state, String kind, Object of) {
        return List.of(name, core.baseUrl(), adapter.scope(state), kind, of);
    }

    private void checkRule(R rule) {
        adapter.check(Objects.requireNonNull(rule, "rule"));
    }

    private static void checkId(String id) {
        PathValues.check("id", id, GIVE_THE_ID);
    }
}
