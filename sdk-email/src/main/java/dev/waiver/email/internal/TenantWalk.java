/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.CallOutcome;
import dev.waiver.core.spi.CallState;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.TenantResults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One call for each tenant that a key sees. */
public final class TenantWalk {
    /** Why nothing can be read with a key that is tied to no tenant. */
    static final String NO_TENANT = "this key sees no tenant: it has no scope, or only an empty one. Tie the key to a"
            + " tenant in the portal, or use the key of the right region";

    private static final String NAME = "EmailClient.forEachTenant";

    private TenantWalk() {}

    /**
     * Returns the call.
     *
     * @param core the client
     * @param api the operations
     * @param call creates the call for a tenant, given its scope and the call that returns all scopes: while the walk
     *     is under way, these are not asked for again
     * @param <T> the type of the value for a tenant
     */
    public static <T extends @Nullable Object> ApiCall<TenantResults<T>> of(
            ClientCore core,
            EmailExceptionsApi api,
            BiFunction<String, ApiCall<List<String>>, ? extends ApiCall<T>> call) {
        return core.call(NAME, () -> Calls.<List<String>>defer(state -> scopes(api, state)))
                .flatMap(scopes -> {
                    AtomicReference<@Nullable List<String>> known = new AtomicReference<>(scopes);
                    ApiCall<List<String>> knownScopes = Calls.defer(() -> {
                        List<String> now = known.get();
                        return now == null ? api.scopes() : ApiCall.of(now);
                    });
                    ApiCall<TenantResults<T>> walk = Calls.fanOut(
                                    NAME, scopes, scope -> call.apply(scope, knownScopes), core.usefulConcurrency())
                            .map(outcomes -> results(scopes, outcomes));
                    return Calls.withFinally(walk, () -> known.set(null));
                });
    }

    private static ApiCall<List<String>> scopes(EmailExceptionsApi api, CallState state) {
        state.tenantScope().ifPresent(scope -> {
            throw new IllegalArgumentException("tenantScope: forEachTenant makes a call for each tenant of the key, and"
                    + " the option would send all of them to " + scope + "; leave it out, or use forTenant");
        });
        return api.scopes()
                .flatMap(seen -> isNone(seen)
                        ? Calls.failed(last -> new IncompleteListException(
                                NO_TENANT, IncompleteListException.Reason.NO_TENANT, last.callInfo(), 0, List.of()))
                        : ApiCall.of(seen.stream().distinct().toList()));
    }

    /** Returns whether these scopes are those of a key that is tied to no tenant. */
    static boolean isNone(List<String> scopes) {
        return scopes.stream().allMatch(String::isBlank);
    }

    private static <T extends @Nullable Object> TenantResults<T> results(
            List<String> scopes, List<CallOutcome<T>> outcomes) {
        Map<String, T> values = new LinkedHashMap<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (int i = 0; i < scopes.size(); i++) {
            CallOutcome<T> outcome = outcomes.get(i);
            RuntimeException error = outcome.error();
            if (error == null) {
                values.put(scopes.get(i), value(outcome));
            } else {
                failures.put(scopes.get(i), error);
            }
        }
        return new TenantResults<>(scopes, values, failures);
    }

    @SuppressWarnings("NullAway") // without an error, T determines whether the value may be null
    private static <T extends @Nullable Object> T value(CallOutcome<T> outcome) {
        return outcome.value();
    }
}
