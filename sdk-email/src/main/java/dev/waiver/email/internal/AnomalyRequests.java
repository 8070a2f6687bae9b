/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.spi.CallState;
import dev.waiver.email.AnomalyDeleteForm;
import dev.waiver.email.AnomalyExceptionsApi;
import dev.waiver.email.model.AnomalyExceptionRule;
import dev.waiver.email.model.RequestData;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The requests for anomaly exceptions that write, with the lists before and after them. */
public final class AnomalyRequests {
    private static final String NAME = "AnomalyExceptions";

    private final ClientCore core;
    private final AnomalyExceptionsApi api;
    private final TenantCheck tenants;

    /**
     * Creates the requests.
     *
     * @param core the client
     * @param api the operations
     * @param tenants checks empty lists
     */
    public AnomalyRequests(ClientCore core, AnomalyExceptionsApi api, TenantCheck tenants) {
        this.core = core;
        this.api = api;
        this.tenants = tenants;
    }

    /**
     * Returns the body of a create.
     *
     * @throws IllegalArgumentException if {@code requestJson} is not a JSON object or empty
     */
    public static RequestData<JsonNode> creation(JsonDocument requestJson, String addedBy) {
        Objects.requireNonNull(requestJson, "requestJson");
        JsonNode json;
        try {
            json = requestJson.as(JsonNode.class);
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "requestJson: is not JSON; give an object that describes the exception", e);
        }
        if (!json.isObject() || json.isEmpty()) {
            throw new IllegalArgumentException(
                    "requestJson: must be a JSON object that is not empty; give one that describes the exception");
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("requestJson", json);
        return RequestData.of(data.put("addedBy", addedBy));
    }

    // ------------------------------------------------------------------ create

    /** Creates an exception and looks for it. */
    public ApiCall<AnomalyExceptionRule> create(RequestData<JsonNode> body, String addedBy) {
        return Calls.defer(state -> core.serialized(
                List.of(NAME + ".create", core.baseUrl(), tenant(state)),
                tenants.checked(api.list()).flatMap(before -> {
                    ApiCall<Optional<SdkException>> sent = Calls.onErrorResume(
                            api.create(body).map(nothing -> Optional.empty()),
                            e -> e.mayHaveBeenApplied() && !(e instanceof InterruptedCallException)
                                    ? ApiCall.of(Optional.of(e))
                                    : null);
                    return sent.flatMap(lost -> created(ids(before), addedBy, lost.orElse(null)));
                })));
    }

    private String tenant(CallState state) {
        return state.tenantScope().or(core::tenantScope).orElse("");
    }

    private ApiCall<AnomalyExceptionRule> created(Set<String> before, String addedBy, @Nullable SdkException lost) {
        Set<String> fresh = new LinkedHashSet<>();
        ApiCall<AnomalyExceptionRule> lookups = Calls.poll(
                GuardedRemoval.WAITS,
                () -> api.list().flatMap(now -> look(now, before, addedBy, fresh)),
                () -> Calls.failed(state -> unconfirmed(
                        "the service acknowledged the exception, and the list does not show it (yet): do not send it"
                                + " again, look for it"
                                + (fresh.isEmpty() ? "" : "; new ones of other authors: " + fresh),
                        null,
                        state)));
        if (lost == null) {
            return lookups;
        }
        return Calls.onErrorResume(
                        lookups,
                        e -> e instanceof InterruptedCallException
                                ? null
                                : Calls.failed(state -> {
                                    lost.addSuppressed(e);
                                    return lost;
                                }))
                .flatMap(found -> Calls.defer(state -> {
                    state.markApplied();
                    return ApiCall.of(found);
                }));
    }

    /** Looks for the only new exception of the author. Another one may be somebody else's. */
    private static ApiCall<Optional<AnomalyExceptionRule>> look(
            List<AnomalyExceptionRule> now, Set<String> before, String addedBy, Set<String> fresh) {
        List<AnomalyExceptionRule> created = now.stream()
                .filter(rule -> rule.hasId() && !before.contains(rule.id()))
                .toList();
        List<AnomalyExceptionRule> own = created.stream()
                .filter(rule -> rule.addedBy()
                        .filter(author -> author.strip().equalsIgnoreCase(addedBy.strip()))
                        .isPresent())
                .toList();
        fresh.addAll(ids(created));
        if (own.size() < 2) {
            return ApiCall.of(own.stream().findFirst());
        }
        List<String> candidates = own.stream().map(ExceptionRule::id).toList();
        String message = "the service acknowledged the exception, and which of several new ones it is cannot be told: "
                + candidates + "; somebody else may have created one, too";
        return Calls.failed(state -> unconfirmed(
                message,
                new AmbiguousMatchException(
                        message, AmbiguousMatchException.Reason.SEVERAL_RULES, state.callInfo(), candidates),
                state));
    }

    private static SdkException unconfirmed(String message, @Nullable SdkException cause, CallState state) {
        return new AppliedButUnconfirmedException(message, cause, state.callInfo(), state.sent(), List.of());
    }

    // ------------------------------------------------------------------ remove

    /** Removes an exception that is listed, and reads the list until it shows that. */
    public ApiCall<@Nullable Void> remove(String id, AnomalyDeleteForm form) {
        GuardedRemoval removals = new GuardedRemoval(core, List.of(NAME + ".remove"), "anomalyDeleteForm");
        return removals.serialized(() -> tenants.checked(api.list()).flatMap(rules -> {
            Set<String> before = ids(rules);
            if (!before.contains(id)) {
                return Calls.failed(state -> ResponseErrors.notFound(
                        "no anomaly exception " + id + " of "
                                + state.tenantScope()
                                        .or(core::tenantScope)
                                        .map(scope -> "the tenant " + scope)
                                        .orElse("the key's tenant (no scope given)")
                                + "; a wrong scope gets the same response",
                        state));
            }
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.putArray(form == AnomalyDeleteForm.RULE_ID ? "ruleId" : "listIds")
                    .add(id);
            return removals.removed(id, before, api.delete(RequestData.of(data)), () -> api.list()
                    .map(AnomalyRequests::ids));
        }));
    }

    private static Set<String> ids(List<AnomalyExceptionRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.entityId().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
