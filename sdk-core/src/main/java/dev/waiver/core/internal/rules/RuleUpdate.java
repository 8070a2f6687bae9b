/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleAdapter.Update;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One update of a rule: sends it and reads the rule back until it shows the update, or is no longer what it was before.
 */
final class RuleUpdate<R extends ExceptionRule> {
    /** The rule that shows the update, if one of the lookups found it. */
    private record Settled<R>(@Nullable R shown) {}

    private record Outcome<R>(
            Optional<R> response, @Nullable SdkException lost) {}

    private final RuleAdapter<R> adapter;
    private final SdkClock clock;
    private final String id;
    private final @Nullable R before;
    private final Update<R> update;
    private @Nullable R latest;
    private @Nullable NotFoundException missing;

    /**
     * Creates an update. It is executed once.
     *
     * @param before the rule as it was read before; null if it was not
     */
    RuleUpdate(RuleAdapter<R> adapter, SdkClock clock, String id, @Nullable R before, Update<R> update) {
        this.adapter = adapter;
        this.clock = clock;
        this.id = id;
        this.before = before;
        this.update = update;
    }

    ApiCall<R> run() {
        ApiCall<Outcome<R>> request = Calls.onErrorResume(
                update.request().map(response -> new Outcome<>(response, null)),
                e -> Failures.isLost(e) ? ApiCall.of(new Outcome<>(Optional.empty(), e)) : null);
        return request.flatMap(outcome -> {
                    if (outcome.lost != null) {
                        return settle(outcome.lost);
                    }
                    // A response with a part of the rule proves nothing, so differences are judged by what is read.
                    Optional<R> shown = outcome.response.filter(this::proves);
                    return shown.isPresent() ? ApiCall.of(shown.get()) : readBack();
                })
                .map(stored -> {
                    update.confirmed().accept(stored);
                    return stored;
                });
    }

    /** Returns whether a response shows the update. One that lacks a field does not show that it was cleared. */
    private boolean proves(R response) {
        return response.hasId()
                && response.id().equals(id)
                && update.differences().apply(response).isEmpty()
                && (before == null
                        || update.differences().apply(before).stream()
                                .noneMatch(difference -> difference.expected() == null));
    }

    private ApiCall<R> readBack() {
        return LookupSchedule.until(
                clock, last -> look(true), () -> latest == null ? gone(missing) : different(latest));
    }

    private ApiCall<R> settle(SdkException lost) {
        ApiCall<Settled<R>> lookups = LookupSchedule.until(
                clock,
                last -> look(false).map(shown -> shown.map(Settled::new)),
                () -> ApiCall.of(new Settled<>(null)));
        return Calls.onErrorResume(
                        lookups,
                        e -> e instanceof InterruptedCallException
                                ? null
                                : Calls.failed(state -> Failures.unsettled(lost, e)))
                .flatMap(settled -> Calls.defer(state -> {
                    R shown = settled.shown;
                    if (shown == null) {
                        return Calls.failed(now -> Failures.unsettled(lost, null));
                    }
                    state.markApplied();
                    return ApiCall.of(shown);
                }));
    }

    /**
     * Reads the rule; empty unless it shows the update.
     *
     * @param differenceIsFinal whether a difference of a rule that has changed since is an error; if its update was not
     *     acknowledged, somebody else may have changed it
     */
    private ApiCall<Optional<R>> look(boolean differenceIsFinal) {
        return Reads.find(adapter, id, notFound -> missing = notFound).flatMap(found -> {
            latest = found.orElse(null);
            if (found.isEmpty() || update.differences().apply(found.get()).isEmpty()) {
                return ApiCall.of(found);
            }
            boolean changed = before != null && adapter.comparator().hasChanged(before, found.get());
            return changed && differenceIsFinal ? different(found.get()) : ApiCall.of(Optional.empty());
        });
    }

    private <T> ApiCall<T> gone(@Nullable NotFoundException notFound) {
        return Failures.unconfirmed(
                "the service acknowledged the change of " + id + ", and there is no such rule",
                state -> notFound,
                List.of());
    }

    private <T> ApiCall<T> different(R stored) {
        List<FieldDifference> differences = update.differences().apply(stored);
        return Failures.unconfirmed(
                Failures.storedDifferently(adapter.comparator(), id, update.sent(), stored, differences), differences);
    }
}
