/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.BulkStoppedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.CallState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removals by a DELETE with a body, which a service or proxy might take for a removal of the whole list. The list is
 * read before and after; if more is gone than was asked for, nothing more is removed by this object. Within this JVM,
 * removals from the same list are serialized, so that one is not taken for the excess of another.
 */
final class GuardedRemoval {
    /** The waits before the lookups, which start 0, 1, 2 and 4 seconds after a write. */
    static final List<Duration> WAITS =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final ClientCore core;
    private final List<?> key;
    private final String setting;
    private volatile @Nullable SdkException excess;

    /**
     * Creates the removals of one operation.
     *
     * @param key identifies the list, without the tenant
     * @param setting the setting that the form of the request comes from, such as {@code engineDeleteForm}
     */
    GuardedRemoval(ClientCore core, List<?> key, String setting) {
        this.core = core;
        this.key = key;
        this.setting = setting;
    }

    /**
     * Returns a call that is serialized with other removals from the same list.
     *
     * @param call creates it when its turn has come
     */
    <T extends @Nullable Object> ApiCall<T> serialized(Supplier<ApiCall<T>> call) {
        return Calls.defer(state -> {
            List<Object> whole = new ArrayList<>(key);
            whole.add(core.baseUrl());
            whole.add(state.tenantScope().or(core::tenantScope).orElse(""));
            return core.serialized(whole, Calls.defer(now -> {
                SdkException before = excess;
                return before == null ? call.get() : Calls.failed(later -> notSent(before, later));
            }));
        });
    }

    private static SdkException notSent(SdkException before, CallState state) {
        CallInfo info = state.callInfo();
        return new BulkStoppedException(
                "not sent, because an earlier removal took more than it should: " + before.getMessage(),
                before,
                new CallInfo(info.operation(), info.requestId(), 0, false, List.of()));
    }

    /**
     * Returns a call that removes something and reads the list until it shows that.
     *
     * @param id what is removed, which is listed before
     * @param before everything that is listed before
     * @param removal sends the removal
     * @param list reads what is listed now
     */
    ApiCall<@Nullable Void> removed(
            String id, Set<String> before, ApiCall<@Nullable Void> removal, Supplier<ApiCall<Set<String>>> list) {
        ApiCall<Optional<SdkException>> sent = Calls.onErrorResume(
                removal.map(nothing -> Optional.empty()),
                // Whether it was applied, and to what, only the list can tell.
                e -> e.mayHaveBeenApplied() && !(e instanceof InterruptedCallException)
                        ? ApiCall.of(Optional.of(e))
                        : null);
        return sent.flatMap(lost -> after(id, before, lost.orElse(null), list)).map(shown -> null);
    }

    private ApiCall<Boolean> after(
            String id, Set<String> before, @Nullable SdkException lost, Supplier<ApiCall<Set<String>>> list) {
        ApiCall<Boolean> lookups = Calls.poll(
                WAITS,
                () -> list.get().flatMap(now -> Calls.defer(state -> look(id, before, now, lost != null, state))),
                () -> Calls.failed(state -> lost != null ? lost : stillThere(id, state)));
        return lost == null
                ? lookups
                : Calls.onErrorResume(
                        lookups,
                        e -> e instanceof AppliedButUnconfirmedException || e instanceof InterruptedCallException
                                ? null
                                : Calls.failed(state -> {
                                    if (!e.equals(lost)) {
                                        lost.addSuppressed(e);
                                    }
                                    return lost;
                                }));
    }

    private ApiCall<Optional<Boolean>> look(
            String id, Set<String> before, Set<String> now, boolean lost, CallState state) {
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(now);
        boolean removed = gone.remove(id);
        if (lost && (removed || !gone.isEmpty())) {
            state.markApplied();
        }
        if (!gone.isEmpty()) {
            return Calls.failed(later -> {
                SdkException wrong = tooMuch(id, gone, later);
                excess = wrong;
                return wrong;
            });
        }
        return ApiCall.of(removed ? Optional.of(true) : Optional.empty());
    }

    private SdkException tooMuch(String id, Set<String> gone, CallState state) {
        return new AppliedButUnconfirmedException(
                "GONE AS WELL: " + gone.stream().collect(Collectors.joining("', '", "'", "'")) + ". Only '" + id
                        + "' was to be removed, and the list lacks these, too: the service or a proxy may take this"
                        + " form of a removal for one of the whole list. Create them again, and unset " + setting
                        + " unless somebody else removed them",
                null,
                state.callInfo(),
                state.sent(),
                List.of());
    }

    private SdkException stillThere(String id, CallState state) {
        return new AppliedButUnconfirmedException(
                "the service acknowledged the removal of '" + id + "', and lists it still: it may be removed later, or"
                        + " the service may have ignored the body; look again, and check " + setting,
                null,
                state.callInfo(),
                state.sent(),
                List.of());
    }
}
