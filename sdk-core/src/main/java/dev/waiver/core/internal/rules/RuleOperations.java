package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operations on rules, once for all vendors. What each means is documented at
 * {@link dev.waiver.core.ExceptionOperations}.
 */
public final class RuleOperations<R extends ExceptionRule> {
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
        return call("create", () -> create(List.of(rule)).map(created -> created.get(0)));
    }

    /** Creates rules. */
    public ApiCall<List<R>> createAll(Collection<? extends R> rules) {
        List<R> copy = List.copyOf(rules);
        copy.forEach(this::checkRule);
        return call("createAll", () -> copy.isEmpty() ? ApiCall.of(copy) : create(copy));
    }

    private ApiCall<List<R>> create(List<R> rules) {
        if (!adapter.listsBeforeCreate()) {
            return new RuleCreation<>(adapter, core.clock(), rules, null).run();
        }
        ApiCall<Listing<R>> listing = rules.size() == 1
                ? adapter.candidates(rules.get(0), RuleCreation.idsOnly())
                : adapter.list(RuleCreation.idsOnly());
        return listing.flatMap(before -> new RuleCreation<>(adapter, core.clock(), rules, before.ids()).run());
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
                () -> serialized("rule", key, () -> adapter.candidates(rule, ofKey(key))
                        .flatMap(listing -> act(rule, key, listing, decide(rule, listing.rules(), onDifference)))));
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

    private ApiCall<EnsureResult<R>> act(R rule, Object key, Listing<R> listing, Decision<R> decision) {
        if (decision instanceof Decision.Done<R> done) {
            return ApiCall.of(done.result());
        }
        if (decision instanceof Decision.Fail<R> fail) {
            return Calls.failed(fail.error());
        }
        if (decision instanceof Decision.Replace<R> replace) {
            return replace(rule, replace.stored().id(), replace.differences());
        }
        RuleCreation<R> creation = new RuleCreation<>(adapter, core.clock(), List.of(rule), listing.ids());
        return creation.run()
                .flatMap(created -> creation.listed().isEmpty()
                        ? adapter.candidates(rule, ofKey(key))
                                .map(now -> created(rule, created.get(0), creation.existed(), now.rules()))
                        : ApiCall.of(created(rule, created.get(0), creation.existed(), creation.listed())));
    }

    /** Returns the result with every rule that matches the same, so that one of another process is reported. */
    private EnsureResult<R> created(R rule, R created, boolean existed, List<Stored<R>> listed) {
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
        return new EnsureResult<>(existed ? present : Outcome.CREATED, created, List.of(), matches, conflicts);
    }

    /** Replaces a rule after reading it again, since the list may show it as it was. */
    private ApiCall<EnsureResult<R>> replace(R wanted, String id, List<FieldDifference> differences) {
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
            if (comparator.effect(wanted, now) == Verdict.SAME) {
                return ApiCall.of(new EnsureResult<>(Outcome.PRESENT, now, List.of(), List.of(now), List.of()));
            }
            return update(id, now, adapter.effectUpdate(now, wanted))
                    .map(stored ->
                            new EnsureResult<>(Outcome.REPLACED, stored, differences, List.of(stored), List.of()));
        }));
    }

    // ------------------------------------------------------------------ helpers

    private <T extends @Nullable Object> ApiCall<T> call(String verb, Supplier<ApiCall<T>> call) {
        return core.call(name + "." + verb, call);
    }

    /** Serializes calls for the same rule. One for a key may wait for one for an id, never vice versa. */
    private <T> ApiCall<T> serialized(String kind, Object of, Supplier<ApiCall<T>> call) {
        return Calls.defer(state ->
                core.serialized(List.of(name, core.baseUrl(), adapter.scope(state), kind, of), Calls.defer(call)));
    }

    private void checkRule(R rule) {
        adapter.check(Objects.requireNonNull(rule, "rule"));
    }

    private static void checkId(String id) {
        PathValues.check("id", id, "give the rule's id, as rule.id() returns it");
    }
}
