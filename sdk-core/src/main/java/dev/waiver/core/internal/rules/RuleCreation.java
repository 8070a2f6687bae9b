/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleAdapter.Keep;
import dev.waiver.core.spi.RuleAdapter.Listing;
import dev.waiver.core.spi.RuleAdapter.Posted;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleComparator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The creation of one or more rules: a request for each, then lookups of those whose ids the responses do not have. A
 * rule whose response was lost is looked for before {@link #send} ends.
 */
final class RuleCreation<R extends ExceptionRule> {
    /** The closest match is searched for so many missing rules only: it compares each with every new one. */
    private static final int CLOSEST = 20;

    /** The outcome of a request: an acknowledgement, or the error after which only lookups can tell. */
    private record Outcome<R>(
            @Nullable Posted<R> posted, @Nullable SdkException lost) {}

    private final RuleAdapter<R> adapter;
    private final RuleComparator<R> comparator;
    private final SdkClock clock;
    private final List<SentRule<R>> sent = new ArrayList<>();
    private final Set<Object> keys = new HashSet<>();
    private final @Nullable Set<String> before;
    private @Nullable Assignment<R> assignment;
    private List<Stored<R>> listed = List.of();
    private int closestLeft = CLOSEST;

    /**
     * Creates a creation. It is executed once.
     *
     * @param before the ids of the rules that are listed before; null if they are not known
     */
    RuleCreation(RuleAdapter<R> adapter, SdkClock clock, @Nullable Set<String> before) {
        this.adapter = adapter;
        this.comparator = adapter.comparator();
        this.clock = clock;
        this.before = before;
    }

    /** Returns the rules of the last lookup with the match keys of the created ones; empty if there was no lookup. */
    List<Stored<R>> listed() {
        return listed;
    }

    /** Creates one rule, and fails unless it is stored as it was sent. */
    ApiCall<SentRule<R>> create(R rule) {
        return send(rule)
                .flatMap(created -> created.isOpen() ? lookUp().map(complete -> created) : ApiCall.of(created))
                .flatMap(created -> Calls.defer(state -> {
                    SdkException problem = problem(created, state.callInfo(), state.sent());
                    return problem == null ? ApiCall.of(created) : Calls.failed(now -> problem);
                }));
    }

    /**
     * Sends a rule. Fails if it was not created, and if its response was lost and lookups do not show it. The rule is
     * open afterwards if the response does not identify it.
     */
    ApiCall<SentRule<R>> send(R rule) {
        return Calls.defer(() -> {
            SentRule<R> now = new SentRule<>(rule);
            sent.add(now);
            keys.add(Objects.requireNonNull(comparator.matchKey(rule)));
            ApiCall<Outcome<R>> request = Calls.onErrorResume(
                    adapter.create(rule).map(posted -> new Outcome<>(posted, null)),
                    e -> Failures.isLost(e) ? ApiCall.of(new Outcome<>(null, e)) : null);
            return request.flatMap(
                            outcome -> outcome.posted == null ? settle(now, outcome.lost) : take(now, outcome.posted))
                    .map(done -> now);
        });
    }

    /** Takes what the response says of the new rule. */
    private ApiCall<Boolean> take(SentRule<R> rule, Posted<R> posted) {
        R stored = posted.stored();
        if (stored != null
                && (posted.existed()
                        || (stored.hasId()
                                && comparator.differences(rule.rule(), stored).isEmpty()))) {
            if (posted.existed()) {
                rule.existed();
            }
            rule.found(stored);
            return ApiCall.of(true);
        }
        String id = posted.id();
        if (id == null) {
            return BulkRun.inContext(context -> {
                rule.acknowledged(context.requestId());
                return ApiCall.of(true);
            });
        }
        return LookupSchedule.<R>until(
                        clock,
                        last -> Reads.find(adapter, id),
                        () -> Failures.unconfirmed(
                                "the service acknowledged the new rule with the id " + id
                                        + ", and does not show it (yet): do not send it again, look for it",
                                List.of()))
                .map(found -> {
                    rule.found(found);
                    return true;
                });
    }

    // ------------------------------------------------------------------ lookups

    /** Looks until no rule is open. The value is false if some were not found in the last lookup. */
    ApiCall<Boolean> lookUp() {
        return LookupSchedule.until(
                clock,
                last -> adapter.look(open(), this::isNeeded, last)
                        .map(listing -> assign(listing.rules(), false) ? Optional.of(true) : Optional.empty()),
                () -> ApiCall.of(assign(listed, true)));
    }

    private List<R> open() {
        return sent.stream().filter(SentRule::isOpen).map(SentRule::rule).toList();
    }

    /** Returns whether a listed rule may be one of the sent ones, or match the same. */
    boolean isNeeded(@Nullable String id, Supplier<@Nullable Object> matchKey) {
        if (before != null && id != null && !before.contains(id)) {
            return true;
        }
        Object key = matchKey.get();
        return key != null && keys.contains(key);
    }

    /** Takes from a list that was read meanwhile what it shows of the open rules. */
    void take(Listing<R> listing) {
        boolean unused = assign(listing.rules(), false);
    }

    private boolean assign(List<Stored<R>> rules, boolean last) {
        listed = rules;
        Assignment<R> now = new Assignment<>(
                comparator, sent, before, rules.stream().map(Stored::rule).toList());
        now.assign(last);
        assignment = now;
        return sent.stream().noneMatch(SentRule::isOpen);
    }

    // ------------------------------------------------------------------ lost responses

    private ApiCall<Boolean> settle(SentRule<R> rule, @Nullable SdkException failure) {
        SdkException lost = Objects.requireNonNull(failure);
        rule.lost();
        ApiCall<Boolean> lookups = Calls.onErrorResume(lookUp(), e -> {
            rule.givenUp();
            return e instanceof InterruptedCallException
                    ? null
                    : Calls.failed(state -> Failures.unsettled(lost, cause(e)));
        });
        return lookups.flatMap(complete -> Calls.defer(state -> {
            if (rule.found().isEmpty()) {
                boolean ambiguous = !rule.candidates().isEmpty();
                rule.givenUp();
                SdkException why = ambiguous ? cause(ambiguous(rule, state.callInfo(), state.sent())) : null;
                return Calls.failed(now -> Failures.unsettled(lost, why));
            }
            state.markApplied();
            return ApiCall.of(true);
        }));
    }

    private static SdkException cause(SdkException e) {
        return e instanceof AppliedButUnconfirmedException && e.getCause() instanceof SdkException cause ? cause : e;
    }

    // ------------------------------------------------------------------ results

    /**
     * Returns what is wrong with a rule that was sent, after the lookups; null if it is stored as it was sent.
     *
     * @param info the call
     * @param body the body of the request
     */
    @Nullable
    SdkException problem(SentRule<R> rule, CallInfo info, String body) {
        if (!rule.candidates().isEmpty()) {
            return ambiguous(rule, info, body);
        }
        R stored = rule.found().orElse(null);
        if (stored == null && closestLeft-- > 0 && assignment != null) {
            stored = assignment.closest(rule.rule()).orElse(null);
        }
        if (stored == null) {
            return missing(info, body);
        }
        List<FieldDifference> differences = comparator.differences(rule.rule(), stored);
        return differences.isEmpty()
                ? null
                : new AppliedButUnconfirmedException(
                        Failures.storedDifferently(comparator, stored.id(), rule.rule(), stored, differences),
                        null,
                        info,
                        body,
                        differences);
    }

    private SdkException ambiguous(SentRule<R> rule, CallInfo info, String body) {
        String message = "the service acknowledged the rule, and which of several equal ones it is cannot be told: "
                + rule.candidates() + "; somebody else may have created one, too";
        return new AppliedButUnconfirmedException(
                message,
                new AmbiguousMatchException(
                        message, AmbiguousMatchException.Reason.SEVERAL_RULES, info, rule.candidates()),
                info,
                body,
                List.of());
    }

    private SdkException missing(CallInfo info, String body) {
        List<String> fresh = assignment == null ? List.of() : assignment.freshIds(CLOSEST);
        return new AppliedButUnconfirmedException(
                "the service acknowledged the rule, and the list does not show it (yet): do not send it again, look for"
                        + " it" + (fresh.isEmpty() ? "" : "; new rules that differ: " + fresh),
                null,
                info,
                body,
                List.of());
    }

    /** Returns which rules of a list a creation of rules needs to know before: none, only the ids. */
    static Keep idsOnly() {
        return (id, key) -> false;
    }
}
