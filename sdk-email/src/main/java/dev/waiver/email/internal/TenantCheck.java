/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.email.EmailExceptionsApi;
import java.util.List;
import java.util.Optional;

/**
 * A check of empty lists, which are no proof that nothing is excepted if the key is tied to no tenant, or does not see
 * the tenant of the call.
 *
 * @param core the client
 * @param api returns the scopes of the key
 */
public record TenantCheck(ClientCore core, EmailExceptionsApi api) {
    /** Returns a call for a list that fails if it is empty for such a reason. */
    <T> ApiCall<List<T>> checked(ApiCall<List<T>> list) {
        return list.flatMap(items -> items.isEmpty() ? failIfNoTenant(items) : ApiCall.of(items));
    }

    /** Returns the value, an empty list or stream, unless it is empty for such a reason. */
    <T> ApiCall<T> failIfNoTenant(T value) {
        // An error here is not an error of the list; the tenants are just unknown.
        return Calls.onErrorResume(
                        api.scopes().map(Optional::of),
                        e -> e instanceof ApiException || e instanceof DecodeException
                                ? ApiCall.of(Optional.<List<String>>empty())
                                : null)
                .flatMap(seen -> seen.isEmpty() ? ApiCall.of(value) : failIfNoTenant(seen.get(), value));
    }

    private <T> ApiCall<T> failIfNoTenant(List<String> seen, T value) {
        return Calls.defer(state -> {
            String scope = state.tenantScope().or(core::tenantScope).orElse(null);
            String why;
            if (TenantWalk.isNone(seen)) {
                why = "the list is empty because " + TenantWalk.NO_TENANT;
            } else if (scope != null && seen.stream().noneMatch(scope::equalsIgnoreCase)) {
                why = "the list is empty because this key does not see the tenant " + scope
                        + ": give a tenant that scopes() lists, or tie the key to this one in the portal";
            } else {
                return ApiCall.of(value);
            }
            return Calls.failed(last -> new IncompleteListException(
                    why, IncompleteListException.Reason.NO_TENANT, last.callInfo(), 0, List.of()));
        });
    }
}
