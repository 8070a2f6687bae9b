/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Item;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleAdapter.Listing;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations on many rules. They list the rules at most once before and once after, however many there are, and
 * once more where the list got too old. Each rule is a part of the call, with an outcome of its own.
 */
final class RuleBulk<R extends ExceptionRule> {
    private static final int MOST = 1_000_000;

    /** A list that is older than this is read again before anything is decided by it. */
    private static final long OLD_NANOS = Duration.ofMinutes(5).toNanos();

    private final RuleOperations<R> single;
    private final RuleAdapter<R> adapter;
    private final RuleComparator<R> comparator;
    private final SdkClock clock;

    RuleBulk(RuleOperations<R> single, RuleAdapter<R> adapter, SdkClock clock) {
        this.single = single;
        this.adapter = adapter;
        this.comparator = adapter.comparator();
        this.clock = clock;
    }

    // ------------------------------------------------------------------ bad input

    /** Returns the rules, after checking each. */
    List<R> checked(Collection<? extends R> rules) {
        List<R> copy = new ArrayList<>(Math.min(sized("rules", rules), MOST));
        for (R rule : rules) {
            String where = "rules[" + copy.size() + "]: ";
            if (rule == null) {
                throw new NullPointerException(where + "must not be null");
            }
            try {
                adapter.check(rule);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + e.getMessage(), e);
            }
            copy.add(rule);
        }
        return Collections.unmodifiableList(copy);
    }

    static int sized(String field, Collection<?> given) {
        int size = Objects.requireNonNull(given, field).size();
        if (size > MOST) {
            throw new IllegalArgumentException(
                    field + ": " + size + " are more than a million; give them in several calls");
        }
        return size;
    }

    /**
     * Returns for each rule the index of the first equal one, which is its own index for most.
     *
     * @param refuseContradictions whether two rules that match the same and do different things are refused
     */
    int[] firsts(List<R> rules, boolean refuseContradictions) {
        Map<Object, List<Integer>> byKey = new HashMap<>();
        int[] firsts = new int[rules.size()];
        for (int i = 0; i < firsts.length; i++) {
            R rule = rules.get(i);
            firsts[i] = i;
            List<Integer> same =
                    byKey.computeIfAbsent(Objects.requireNonNull(comparator.matchKey(rule)), k -> new ArrayList<>(1));
            for (int other : same) {
                if (comparator.matches(rule, rules.get(other)) != Verdict.SAME) {
                    continue;
                }
                if (comparator.effect(rule, rules.get(other)) == Verdict.SAME) {
                    firsts[i] = other;
                    break;
                }
                if (refuseContradictions) {
                    throw new IllegalArgumentException("rules[" + other + "] and rules[" + i
                            + "] match the same and have different effects: "
                            + comparator.effectDifferences(rule, rules.get(other)) + "; leave one of them out");
                }
            }
            if (firsts[i] == i) {
                same.add(i);
            }
        }
        return firsts;
    }

    // ------------------------------------------------------------------ createAll

    ApiCall<BulkResult<R>> createAll(List<R> rules, BulkListener<? super R> listener) {
        BulkRun<R> run = run(rules, listener);
        if (rules.isEmpty()) {
            return run.result();
        }
        ApiCall<RuleCreation<R>> creation = adapter.listsBeforeCreate()
                ? Calls.part(adapter.list(RuleCreation.idsOnly()))
                        .map(before -> new RuleCreation<>(adapter, clock, before.ids()))
                : ApiCall.of(new RuleCreation<>(adapter, clock, null));
        return run.reportingCancellation(Calls.unbounded(creation.flatMap(now -> {
            Writes writes = new Writes(run, now, rules.size());
            return run.each(
                            all(rules.size()),
                            index -> run.announced(index, () -> writes.create(index, rules.get(index))))
                    .flatMap(done -> writes.end())
                    .flatMap(done -> run.result());
        })));
    }

    private BulkRun<R> run(List<R> rules, BulkListener<? super R> listener) {
        return new BulkRun<>(Collections.<@Nullable R>unmodifiableList(rules), null, listener);
    }

    private static PrimitiveIterator.OfInt all(int size) {
        return IntStream.range(0, size).iterator();
    }

    /** The creations of one run: what was sent, and what is known of it when the list is read again. */
    private final class Writes {
        private final BulkRun<R> run;
        private final RuleCreation<R> creation;
        private final List<@Nullable SentRule<R>> open;

        Writes(BulkRun<R> run, RuleCreation<R> creation, int size) {
            this.run = run;
            this.creation = creation;
            this.open = new ArrayList<>(Collections.nCopies(size, null));
        }

        ApiCall<Optional<Item<R>>> create(int index, R rule) {
            return creation.send(rule).flatMap(sent -> {
                if (sent.isOpen()) {
                    open.set(index, sent);
                    return ApiCall.of(Optional.empty());
                }
                return Calls.defer(
                        state -> ApiCall.of(Optional.of(outcome(index, sent, state.callInfo(), state.sent()))));
            });
        }

        /** Looks for the rules that the responses did not identify, and determines their outcomes. */
        ApiCall<Boolean> end() {
            return Calls.defer(() -> {
                if (open.stream().allMatch(sent -> sent == null || !sent.isOpen())) {
                    return outcomes(null);
                }
                return Calls.onErrorResume(
                                Calls.part(creation.lookUp()).map(complete -> Optional.<SdkException>empty()),
                                e -> ApiCall.of(Optional.of(e)))
                        .flatMap(failure -> outcomes(failure.orElse(null)));
            });
        }

        private ApiCall<Boolean> outcomes(@Nullable SdkException lookup) {
            return Calls.defer(state -> {
                CallInfo info = state.callInfo();
                for (int i = 0; i < open.size(); i++) {
                    SentRule<R> sent = open.get(i);
                    if (sent != null) {
                        CallInfo own = new CallInfo(info.operation(), sent.requestId(), 1, true, List.of());
                        run.end(
                                i,
                                sent.isOpen() && lookup != null
                                        ? run.item(i, Outcome.UNKNOWN, Failures.notLookedUp(lookup, own), List.of())
                                        : outcome(i, sent, own, ""));
                    }
                }
                return run.report();
            });
        }

        private Item<R> outcome(int index, SentRule<R> sent, CallInfo info, String body) {
            R found = sent.found().orElse(null);
            SdkException problem = sent.hasExisted() ? null : creation.problem(sent, info, body);
            if (problem != null) {
                List<String> ids = found == null ? sent.candidates() : List.of(found.id());
                return run.item(index, BulkRun.outcome(problem), problem, ids);
            }
            R created = Objects.requireNonNull(found);
            return run.item(
                    index,
                    sent.hasExisted() ? Outcome.PRESENT : Outcome.CREATED,
                    created,
                    created.hasId() ? List.of(created.id()) : List.of(),
                    List.of());
        }
    }

    // ------------------------------------------------------------------ ensureAll

    ApiCall<BulkResult<R>> ensureAll(
            List<R> rules, int[] firsts, EnsureOptions options, BulkListener<? super R> listener) {
        BulkRun<R> run = run(rules, listener);
        return rules.isEmpty() ? run.result() : new Ensuring(run, rules, firsts, options).all();
    }

    /** One {@code ensureAll} or {@code ensureAbsent}: decides by a list that is read again when it got too old. */
    private abstract class ByList {
        final BulkRun<R> run;
        final List<R> rules;
        private final int[] firsts;
        private final Set<Object> keys = new HashSet<>();
        private List<Integer> left;
        private List<Integer> later = new ArrayList<>();
        private long listedAt;
        long mark;

        @Nullable
        Matches<R> matches;

        ByList(BulkRun<R> run, List<R> rules, int[] firsts) {
            this.run = run;
            this.rules = rules;
            this.firsts = firsts;
            this.left = IntStream.range(0, firsts.length)
                    .filter(i -> firsts[i] == i)
                    .boxed()
                    .toList();
            rules.forEach(rule -> keys.add(Objects.requireNonNull(comparator.matchKey(rule))));
        }

        ApiCall<BulkResult<R>> all() {
            return run.reportingCancellation(Calls.unbounded(Calls.defer(() -> {
                        SentKeys.watch();
                        return Calls.withFinally(passes().flatMap(done -> end()), SentKeys::unwatch);
                    })
                    .flatMap(done -> {
                        equalOnes();
                        return run.result();
                    })));
        }

        /** Reads the list and goes through the rules that are left, until none is. */
        private ApiCall<Boolean> passes() {
            mark = SentKeys.mark();
            return Calls.part(adapter.list((id, matchKey) -> {
                        Object key = matchKey.get();
                        return key == null || keys.contains(key);
                    }))
                    .flatMap(listing -> {
                        listedAt = clock.nanoTime();
                        listed(listing);
                        matches = new Matches<>(comparator, listing.rules());
                        List<Integer> now = left;
                        later = new ArrayList<>();
                        return run.each(now.stream().mapToInt(i -> i).iterator(), this::unlessOld)
                                .flatMap(done -> BulkRun.inContext(context -> {
                                    left = later;
                                    return left.isEmpty() || run.hasStopped(context) ? ApiCall.of(true) : passes();
                                }));
                    });
        }

        private ApiCall<Optional<Item<R>>> unlessOld(int index) {
            if (clock.nanoTime() - listedAt > OLD_NANOS) {
                return postponed(index);
            }
            return step(index);
        }

        /** Leaves a rule to the next list. */
        final ApiCall<Optional<Item<R>>> postponed(int index) {
            later.add(index);
            return run.postponed();
        }

        Matches.Of<R> found(int index) {
            return Objects.requireNonNull(matches).of(rules.get(index));
        }

        /** Gives the rules that equal another one of the same call its outcome. */
        private void equalOnes() {
            for (int i = 0; i < firsts.length; i++) {
                Item<R> first = run.item(firsts[i]);
                if (firsts[i] == i || first == null) {
                    continue;
                }
                run.done(
                        i,
                        first.isFailure()
                                ? run.item(i, first.outcome(), first.error(), first.ids())
                                : run.item(i, again(first.outcome()), first.rule(), first.ids(), first.conflicts()));
            }
        }

        /** Takes from a list what it shows of the rules that were sent. */
        void listed(Listing<R> listing) {}

        /** Returns what a repetition of the operation would have come to. */
        abstract Outcome again(Outcome outcome);

        abstract ApiCall<Optional<Item<R>>> step(int index);

        ApiCall<Boolean> end() {
            return ApiCall.of(true);
        }
    }

    private final class Ensuring extends ByList {
        private final EnsureOptions options;
        private @Nullable Writes writes;
        private final Set<Integer> once = new HashSet<>();

        Ensuring(BulkRun<R> run, List<R> rules, int[] firsts, EnsureOptions options) {
            super(run, rules, firsts);
            this.options = options;
        }

        @Override
        void listed(Listing<R> listing) {
            if (writes == null) {
                writes = new Writes(run, new RuleCreation<>(adapter, clock, listing.ids()), rules.size());
            } else {
                writes.creation.take(listing);
            }
        }

        @Override
        Outcome again(Outcome outcome) {
            return outcome == Outcome.CREATED || outcome == Outcome.REPLACED ? Outcome.PRESENT : outcome;
        }

        @Override
        ApiCall<Optional<Item<R>>> step(int index) {
            R rule = rules.get(index);
            Decision<R> decision = Decision.of(comparator, rule, found(index), options.onDifference());
            if (decision instanceof Decision.Done<R> done) {
                R stored = done.result().rule();
                return options.updatesText() && isOneWithAnotherText(rule, done.result())
                        ? run.announced(index, () -> single.updateText(rule, stored.id())
                                .map(result -> Optional.of(item(index, result))))
                        : ApiCall.of(Optional.of(item(index, done.result())));
            }
            if (decision instanceof Decision.Fail<R> fail) {
                return Calls.failed(fail.error());
            }
            if (decision instanceof Decision.Replace<R> replace) {
                return run.announced(
                        index, () -> single.replaceEffect(rule, replace.stored().id(), replace.differences())
                                .map(result -> Optional.of(item(index, result))));
            }
            return single.exclusively(rule, key -> {
                if (SentKeys.isSentSince(mark, key) && once.add(index)) {
                    return postponed(index); // the list may lack what was sent meanwhile
                }
                Writes to = Objects.requireNonNull(writes);
                return run.announced(index, () -> Calls.withFinally(to.create(index, rule), () -> SentKeys.sent(key)));
            });
        }

        private boolean isOneWithAnotherText(R rule, EnsureResult<R> result) {
            R stored = result.rule();
            boolean equal = result.outcome() == EnsureResult.Outcome.PRESENT
                    || result.outcome() == EnsureResult.Outcome.PRESENT_INACTIVE;
            return equal
                    && stored.hasId()
                    && result.matches().size() - result.conflicts().size() == 1
                    && !adapter.effectUpdate(stored, rule)
                            .differences()
                            .apply(stored)
                            .isEmpty();
        }

        private Item<R> item(int index, EnsureResult<R> result) {
            Stream<R> equal = Stream.concat(Stream.of(result.rule()), result.matches().stream())
                    .filter(match -> !result.conflicts().contains(match) || match.equals(result.rule()));
            return run.item(
                    index,
                    Outcome.valueOf(result.outcome().name()),
                    result.rule(),
                    equal.filter(ExceptionRule::hasId)
                            .map(ExceptionRule::id)
                            .distinct()
                            .toList(),
                    result.conflicts());
        }

        @Override
        ApiCall<Boolean> end() {
            return Objects.requireNonNull(writes).end();
        }
    }

    // ------------------------------------------------------------------ removal

    ApiCall<BulkResult<R>> removeAll(List<String> ids, BulkListener<? super R> listener) {
        BulkRun<R> run = new BulkRun<>(Collections.nCopies(ids.size(), null), ids, listener);
        Set<String> removed = new HashSet<>();
        return run.reportingCancellation(Calls.unbounded(Calls.defer(() -> run.each(all(ids.size()), index -> {
                    String id = ids.get(index);
                    return removed.contains(id)
                            ? ApiCall.of(Optional.of(run.item(index, Outcome.ABSENT, null, List.of(id), List.of())))
                            : run.announced(index, () -> removed(id).map(there -> {
                                removed.add(id);
                                Outcome outcome = there ? Outcome.REMOVED : Outcome.ABSENT;
                                return Optional.of(run.item(index, outcome, null, List.of(id), List.of()));
                            }));
                })))
                .flatMap(done -> run.result()));
    }

    /** Removes a rule. The value is false if there was none. */
    private ApiCall<Boolean> removed(String id) {
        return Calls.onErrorResume(
                single.removed(id).map(nothing -> true),
                e -> e instanceof NotFoundException && !e.mayHaveBeenApplied() ? ApiCall.of(false) : null);
    }

    ApiCall<BulkResult<R>> ensureAbsent(List<R> rules, int[] firsts, BulkListener<? super R> listener) {
        BulkRun<R> run = run(rules, listener);
        return rules.isEmpty() ? run.result() : new Removing(run, rules, firsts).all();
    }

    private final class Removing extends ByList {
        Removing(BulkRun<R> run, List<R> rules, int[] firsts) {
            super(run, rules, firsts);
        }

        @Override
        Outcome again(Outcome outcome) {
            return outcome == Outcome.REMOVED ? Outcome.ABSENT : outcome;
        }

        @Override
        ApiCall<Optional<Item<R>>> step(int index) {
            Matches.Of<R> found = found(index);
            List<Stored<R>> unclear = Stream.concat(found.effectUnknown().stream(), found.undecidable().stream())
                    .toList();
            List<String> ids = ids(found.equal());
            if (!unclear.isEmpty() || ids.size() < found.equal().size()) {
                return Calls.failed(state -> new AmbiguousMatchException(
                        "the service does not show whether these rules are the one to remove, or what their ids are;"
                                + " nothing was removed. Look at them, then remove them by their ids: " + ids(unclear),
                        AmbiguousMatchException.Reason.UNDECIDABLE,
                        state.callInfo(),
                        ids(unclear)));
            }
            List<R> conflicts = found.different().stream().map(Stored::rule).toList();
            if (ids.isEmpty()) {
                return ApiCall.of(Optional.of(run.item(index, Outcome.ABSENT, null, List.of(), conflicts)));
            }
            List<String> removed = new ArrayList<>();
            return run.announced(index, () -> removeEach(ids, 0, removed)
                    .map(done -> Optional.of(run.item(
                            index, removed.isEmpty() ? Outcome.ABSENT : Outcome.REMOVED, null, removed, conflicts))));
        }

        private ApiCall<Boolean> removeEach(List<String> ids, int from, List<String> removed) {
            if (from == ids.size()) {
                return ApiCall.of(true);
            }
            return RuleBulk.this.removed(ids.get(from)).flatMap(there -> {
                if (there) {
                    removed.add(ids.get(from));
                }
                return removeEach(ids, from + 1, removed);
            });
        }

        private List<String> ids(List<Stored<R>> rules) {
            return rules.stream()
                    .map(Stored::rule)
                    .filter(ExceptionRule::hasId)
                    .map(ExceptionRule::id)
                    .toList();
        }
    }
}
