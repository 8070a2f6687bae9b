/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.IncompleteListException.Reason;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.Paging;
import dev.waiver.email.EngineExceptionsApi;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reading of a table by a plain GET. Inferred: it comes as a whole unless the response has a key at which it goes
 * on. How to go on from there is unknown, so such a list is incomplete.
 */
public final class EnginePaging {
    private static final String LIST = "EngineExceptions.list";

    private static final EngineExceptionRule NOTHING =
            EngineExceptionRule.builder().build();

    private final ClientCore core;
    private final EngineExceptionsApi api;
    private final EngineTable table;
    private final TenantCheck tenants;

    /** What one response has of a table. */
    private record Contents(List<EngineExceptionRule> rules, boolean goesOn) {}

    /**
     * Creates a paging.
     *
     * @param core the client
     * @param api the operations
     * @param tenants checks empty lists
     * @param table the table
     */
    public EnginePaging(ClientCore core, EngineExceptionsApi api, TenantCheck tenants, EngineTable table) {
        this.core = core;
        this.api = api;
        this.tenants = tenants;
        this.table = table;
    }

    /** Returns the table. One that goes on fails after what was read of it. */
    public Pager<EngineExceptionRule> pager() {
        return Pagers.paged(core, LIST, Response::new);
    }

    private final class Response implements Paging<EngineExceptionRule> {
        private boolean read;
        private @Nullable IncompleteListException problem;

        @Override
        public @Nullable ApiCall<Page<EngineExceptionRule>> next() {
            IncompleteListException wrong = problem;
            if (wrong != null) { // also later: what was read is not the whole list
                return Calls.failed(state -> wrong);
            }
            return read ? null : contents().flatMap(contents -> Calls.defer(state -> page(contents, state)));
        }

        private ApiCall<Page<EngineExceptionRule>> page(Contents contents, CallState state) {
            read = true;
            Page<EngineExceptionRule> page = new Page<>(contents.rules(), null);
            if (contents.goesOn()) {
                problem = incomplete(contents.rules(), state);
                return ApiCall.of(page);
            }
            return contents.rules().isEmpty() ? tenants.failIfNoTenant(page) : ApiCall.of(page);
        }
    }

    /** Reads the whole table. Fails if it is empty because the key is tied to no tenant. */
    ApiCall<List<EngineExceptionRule>> checked() {
        return tenants.checked(all());
    }

    /** Reads the whole table. */
    ApiCall<List<EngineExceptionRule>> all() {
        return contents()
                .flatMap(contents -> contents.goesOn()
                        ? Calls.failed(state -> incomplete(contents.rules(), state))
                        : ApiCall.of(contents.rules()));
    }

    private IncompleteListException incomplete(List<EngineExceptionRule> rules, CallState state) {
        return new IncompleteListException(
                "the service returned " + rules.size() + " exceptions of " + table.name()
                        + " and a lastEvaluatedKey: there are more, and how to read them is not known. What was not"
                        + " read may exist; look in the portal",
                Reason.MORE_ANNOUNCED,
                state.callInfo(),
                rules.size(),
                rules.stream()
                        .filter(ExceptionRule::hasId)
                        .map(ExceptionRule::id)
                        .toList());
    }

    private ApiCall<Contents> contents() {
        return Calls.defer(() -> api.list(table.engine(), table.type()))
                .flatMap(read -> Calls.defer(state -> {
                    Map<String, String> envelope = state.lastExchange().envelope();
                    boolean goesOn = EmailResponseFormat.LAST_KEYS.stream()
                            .anyMatch(key -> !envelope.getOrDefault(key, "").isBlank());
                    Contents within = within(read, state);
                    return ApiCall.of(new Contents(within.rules(), goesOn || within.goesOn()));
                }));
    }

    /**
     * Returns the exceptions in what was read as a list: a single object may be an exception, or hold the list and the
     * key at which it goes on.
     */
    private static Contents within(List<EngineExceptionRule> read, CallState state) {
        if (read.size() != 1 || read.get(0).hasId()) {
            return new Contents(read, false);
        }
        List<JsonNode> lists = new ArrayList<>();
        List<JsonNode> keys = new ArrayList<>();
        read.get(0).additionalProperties().forEach((name, value) -> {
            if (EmailResponseFormat.LAST_KEYS.contains(name)) {
                keys.add(value);
            } else if (value.isArray()) {
                lists.add(value);
            }
        });
        if (lists.size() > 1) {
            throw ResponseErrors.unreadable("the response has several lists", state);
        }
        if (lists.isEmpty() && keys.isEmpty()) {
            return new Contents(read, false);
        }
        List<EngineExceptionRule> rules = new ArrayList<>();
        for (JsonNode list : lists) {
            for (JsonNode element : list) {
                if (!element.isObject()) {
                    throw ResponseErrors.unreadable("an element of the list is no object", state);
                }
                rules.add(EmailProtocol.CODEC.read(EngineExceptionRule.class, element.toString()));
            }
        }
        return new Contents(rules, keys.stream().anyMatch(EnginePaging::isSet));
    }

    private static boolean isSet(JsonNode key) {
        return key.isContainerNode()
                ? !key.isEmpty()
                : !key.isNull() && !key.asText().isBlank();
    }

    /** Reads one exception, as a list of one or an empty one. */
    ApiCall<List<EngineExceptionRule>> one(String id) {
        return api.get(table.engine(), table.type(), id)
                .flatMap(read -> Calls.defer(state -> {
                    List<EngineExceptionRule> rules =
                            new ArrayList<>(within(read, state).rules());
                    rules.removeIf(NOTHING::equals);
                    return ApiCall.of(rules);
                }));
    }
}
