/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkProgress;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Item;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.BulkStoppedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.ProxyAuthenticationException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.CallbackCall;
import dev.waiver.core.internal.call.ChainedCall;
import dev.waiver.core.internal.client.Calls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution of an operation on many rules: runs a step for each, collects the outcomes, and decides when to stop.
 * The steps are parts of the call, one after the other.
 */
final class BulkRun<R> {
    private static final int FAILURES_IN_A_ROW = 3;

    private final List<@Nullable R> rules;
    private final @Nullable List<String> idsOnly;
    private final BulkListener<? super R> listener;
    private final List<@Nullable Item<R>> items;
    private final BitSet sent = new BitSet();
    private final ArrayDeque<BulkProgress<R>> unreported = new ArrayDeque<>();
    private int done;
    private int failuresInARow;
    private boolean postponed;
    private volatile boolean asked;
    private @Nullable SdkException stop;
    private @Nullable Throwable listenerFailure;

    /**
     * Creates a run.
     *
     * @param rules the rules; null for those of which only the id is known
     * @param idsOnly the ids, for an operation that knows only these
     */
    BulkRun(List<@Nullable R> rules, @Nullable List<String> idsOnly, BulkListener<? super R> listener) {
        this.rules = rules;
        this.idsOnly = idsOnly;
        this.listener = listener;
        this.items = new ArrayList<>(Collections.nCopies(rules.size(), null));
    }

    /** Returns the outcome of a rule; null if it is not final. */
    @Nullable
    Item<R> item(int index) {
        return items.get(index);
    }

    /**
     * Returns a call that runs a step for each index until the run stops.
     *
     * @param step the step, whose value is the outcome, or empty if it is to be known later
     */
    ApiCall<Boolean> each(PrimitiveIterator.OfInt indexes, IntFunction<ApiCall<Optional<Item<R>>>> step) {
        return inContext(context -> {
            if (hasStopped(context) || !indexes.hasNext()) {
                return ApiCall.of(true);
            }
            int index = indexes.nextInt();
            return recovered(index, Calls.part(Calls.defer(() -> step.apply(index))))
                    .flatMap(item -> {
                        if (postponed) {
                            postponed = false;
                            return ApiCall.of(true);
                        }
                        done(index, item.orElse(null));
                        return report();
                    })
                    .flatMap(reported -> each(indexes, step));
        });
    }

    /** Returns the value of a step that is to be run again, for the same index, by another {@link #each}. */
    ApiCall<Optional<Item<R>>> postponed() {
        postponed = true;
        return ApiCall.of(Optional.empty());
    }

    /** Returns a call that tells the listener that a rule is about to be sent, before that. */
    <T> ApiCall<T> announced(int index, Supplier<ApiCall<T>> write) {
        return new CallbackCall(() -> tell(() -> listener.beforeWrite(index)))
                .flatMap(told -> inContext(context -> {
                    if (hasStopped(context)) { // the listener may have stopped it
                        throw notSent(context.callInfo());
                    }
                    sent.set(index);
                    return write.get();
                }));
    }

    /** Records that a rule was dealt with. */
    void done(int index, @Nullable Item<R> item) {
        done++;
        add(index, item);
    }

    /** Records an outcome that has become final after its rule was sent. */
    void end(int index, Item<R> item) {
        add(index, item);
    }

    private void add(int index, @Nullable Item<R> item) {
        if (item != null) {
            items.set(index, item);
        }
        unreported.add(new BulkProgress<>(done, items.size(), item, () -> asked = true));
    }

    /** Returns a call that tells the listener what has happened since it was told last. */
    ApiCall<Boolean> report() {
        if (unreported.isEmpty()) {
            return ApiCall.of(true);
        }
        return new CallbackCall(this::reportNow);
    }

    private void reportNow() {
        while (!unreported.isEmpty()) {
            BulkProgress<R> next = unreported.remove();
            tell(() -> onProgress(listener, next));
        }
    }

    @SuppressWarnings("unchecked") // a progress is only read, so one of rules is one of any supertype
    private static <S, R extends S> void onProgress(BulkListener<S> listener, BulkProgress<R> progress) {
        listener.onProgress((BulkProgress<S>) progress);
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            if (listenerFailure == null) {
                listenerFailure = e;
            }
            asked = true;
        }
    }

    // ------------------------------------------------------------------ stopping

    /** Returns whether no more rules are to be sent. */
    boolean hasStopped(CallContext context) {
        if (stop == null) {
            if (listenerFailure != null) {
                stop = new BulkStoppedException(
                        "the listener failed: " + listenerFailure, listenerFailure, context.callInfo());
            } else if (asked) {
                stop = new BulkStoppedException("the listener stopped the operation", null, context.callInfo());
            } else if (isTooLate(context)) {
                stop = new DeadlineExceededException(
                        "the deadline of the operation has passed after " + done + " of " + items.size() + " rules",
                        null,
                        context.callInfo());
            }
        }
        return stop != null;
    }

    /** Returns whether a deadline has passed that the caller set for the whole operation. */
    private static boolean isTooLate(CallContext context) {
        return context.options().deadline().isPresent() && context.remaining() <= 0;
    }

    /** Returns a call whose failure is the outcome of a rule. */
    private ApiCall<Optional<Item<R>>> recovered(int index, ApiCall<Optional<Item<R>>> part) {
        return new ChainedCall<>(
                AbstractCall.of(part),
                (item, context) -> {
                    failuresInARow = 0;
                    return null;
                },
                (error, context) ->
                        error instanceof SdkException e ? ApiCall.of(Optional.of(failed(index, e, context))) : null);
    }

    private Item<R> failed(int index, SdkException e, CallContext context) {
        if (!(e instanceof BulkStoppedException)) {
            if (isAboutTheRule(e)) {
                failuresInARow = 0;
            } else if (endsTheRun(e) || isTooLate(context) || ++failuresInARow >= FAILURES_IN_A_ROW) {
                stop = e;
            }
        }
        return item(index, outcome(e), e, idsOnly == null ? ids(e) : knownIds(index));
    }

    static Outcome outcome(SdkException e) {
        if (e instanceof AppliedButUnconfirmedException unconfirmed
                && !unconfirmed.differences().isEmpty()) {
            return Outcome.STORED_DIFFERENTLY;
        }
        if (e.mayHaveBeenApplied()) {
            return Outcome.UNKNOWN;
        }
        return e instanceof ApiException || isAboutTheRule(e) ? Outcome.REFUSED : Outcome.NOT_SENT;
    }

    private static List<String> ids(SdkException e) {
        if (e instanceof ExistingRuleDiffersException differs) {
            return differs.ids();
        }
        return e instanceof AmbiguousMatchException ambiguous ? ambiguous.ids() : List.of();
    }

    /** Returns whether another rule may well succeed: this one was refused, or is stored in another way. */
    private static boolean isAboutTheRule(SdkException e) {
        if (e instanceof AppliedButUnconfirmedException) {
            return !(e.getCause() instanceof SdkException cause) || isAboutTheRule(cause);
        }
        if (e instanceof ApiException) {
            return !(e instanceof AuthenticationException
                    || e instanceof PermissionException
                    || e instanceof RateLimitException
                    || e instanceof ServerException
                    || e.mayHaveBeenApplied());
        }
        return e instanceof ExistingRuleDiffersException
                || e instanceof AmbiguousMatchException
                || e instanceof LossyEditException;
    }

    /** Returns whether the next rule would certainly fail as well, or must not be sent. */
    private static boolean endsTheRun(Throwable e) {
        return e instanceof AuthenticationException
                || e instanceof PermissionException
                || e instanceof ProxyAuthenticationException
                || e instanceof InterruptedCallException
                || (e.getCause() instanceof SdkException cause && endsTheRun(cause));
    }

    // ------------------------------------------------------------------ results

    /** Returns the outcome of a rule that succeeded. */
    Item<R> item(int index, Outcome outcome, @Nullable R stored, List<String> ids, List<R> conflicts) {
        return new Item<>(index, outcome, stored == null ? rules.get(index) : stored, ids, conflicts, null);
    }

    /** Returns the outcome of a rule that failed. */
    Item<R> item(int index, Outcome outcome, SdkException error, List<String> ids) {
        return new Item<>(index, outcome, rules.get(index), ids, List.of(), error);
    }

    private BulkStoppedException notSent(CallInfo info) {
        SdkException why = Objects.requireNonNull(stop);
        return new BulkStoppedException(
                "not sent, because the operation stopped before: " + why.getMessage(),
                why,
                new CallInfo(info.operation(), info.requestId(), 0, false, List.of()));
    }

    /** Returns a call that ends the run. What has no outcome was not sent. */
    ApiCall<BulkResult<R>> result() {
        return inContext(context -> {
            if (hasStopped(context)) {
                endTheRest(context.callInfo());
            }
            return report().flatMap(reported -> Calls.defer(state -> {
                List<Item<R>> all = new ArrayList<>(items.size());
                items.forEach(item -> all.add(Objects.requireNonNull(item)));
                return ApiCall.of(new BulkResult<>(state.callInfo(), all, stop));
            }));
        });
    }

    /** Returns a call that tells the listener all outcomes also if it is canceled: nobody gets its result then. */
    <T> ApiCall<T> reportingCancellation(ApiCall<T> call) {
        return new ChainedCall<>(AbstractCall.of(call), (value, context) -> null, (error, context) -> {
            if (context.cancellation().isCanceled()) {
                CallInfo info = context.callInfo();
                stop = new BulkStoppedException("the operation was canceled", error, info);
                BulkStoppedException unknown = new BulkStoppedException(
                        "the operation was canceled before the outcome was known",
                        error,
                        new CallInfo(info.operation(), info.requestId(), info.attempts(), true, info.exchanges()));
                for (int i = 0; i < items.size(); i++) {
                    if (items.get(i) == null && sent.get(i)) {
                        add(i, item(i, Outcome.UNKNOWN, unknown, knownIds(i)));
                    }
                }
                endTheRest(info);
                context.runtime().callbackExecutor().execute(this::reportNow);
            }
            return null;
        });
    }

    private List<String> knownIds(int index) {
        return idsOnly == null ? List.of() : List.of(idsOnly.get(index));
    }

    /** Gives every rule without an outcome that of one that was not sent. */
    private void endTheRest(CallInfo info) {
        BulkStoppedException notSent = notSent(info);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == null) {
                add(i, item(i, Outcome.NOT_SENT, notSent, knownIds(i)));
            }
        }
    }

    /** Returns a call that is created from the context of the execution. */
    static <T> ApiCall<T> inContext(Function<CallContext, ApiCall<T>> call) {
        return Calls.defer(state -> call.apply((CallContext) state));
    }
}
