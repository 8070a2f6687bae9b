/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.EmailBehavior.EngineDelete;
import dev.waiver.testing.EngineExceptions.Table;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.Routes;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The email service's operations on the exceptions of its engines. Guarded by the simulator's lock. */
final class EngineExceptionsBackend {
    private static final String ENGINE = "/sectool-exceptions/{sectool}";
    private static final String EXCEPTIONS = ENGINE + "/exceptions";

    private final Clock clock;
    private final Supplier<EmailBehavior> behavior;
    private final EngineExceptions exceptions = new EngineExceptions();

    EngineExceptionsBackend(Clock clock, Supplier<EmailBehavior> behavior) {
        this.clock = clock;
        this.behavior = behavior;
    }

    void addTo(Routes<EmailKey> routes) {
        routes.on("GET", EXCEPTIONS + "/{type}", this::list)
                .on("GET", EXCEPTIONS + "/{type}/{str}", this::get)
                .on("POST", ENGINE, this::create)
                .on("PUT", ENGINE, this::update)
                .on("DELETE", ENGINE, (call, key, path) -> delete(call, key, path, false))
                .on("DELETE", EXCEPTIONS, (call, key, path) -> delete(call, key, path, true));
    }

    EngineExceptions exceptions() {
        return exceptions;
    }

    private ServerResponse list(RecordedRequest call, EmailKey key, Routes.Variables path) {
        Table table = new Table(scope(call, key, path), path.get("sectool"), path.get("type"));
        ObjectNode query = behavior().ignoresListBody ? Json.object() : EmailRequests.optionalRequestData(call);
        List<ObjectNode> all = selected(query, exceptions.listed(table, behavior(), clock.instant()));
        int limit = EmailRequests.member(query, "limit").asInt(0);
        int size = limit > 0 ? Math.min(limit, behavior().enginePageSize) : behavior().enginePageSize;
        int from = EmailRequests.offset(
                EmailRequests.member(query, "lastEvaluatedKey").asText(""));
        int to = (int) Math.min(all.size(), (long) from + size);
        List<ObjectNode> page = all.subList(Math.min(from, to), to);
        String more = to < all.size() ? Integer.toHexString(to) : null;
        return EmailResponses.page(call, behavior(), page, all.size(), more);
    }

    /** Returns the exceptions that a query asks for, in its order. The names and meanings are a client's. */
    private static List<ObjectNode> selected(ObjectNode query, List<ObjectNode> all) {
        String filter = EmailRequests.member(query, "filterStr").asText("");
        String index = EmailRequests.member(query, "filterIndex").asText(EngineExceptions.STRING);
        JsonNode gte = EmailRequests.member(query, "insertTimeGte");
        Stream<ObjectNode> found = all.stream();
        if (!filter.isEmpty()) {
            found = found.filter(exception -> matches(exception.path(index).asText(""), index, filter, gte));
        }
        String direction = EmailRequests.member(query, "sortDir").asText("");
        if (!direction.isEmpty()) {
            String by = EmailRequests.member(query, "filterIndex").asText(EngineExceptions.TIME);
            Comparator<ObjectNode> order =
                    Comparator.comparing(exception -> exception.path(by).asText(""));
            found = found.sorted(direction.equals("desc") ? order.reversed() : order);
        }
        return found.toList();
    }

    private static boolean matches(String value, String index, String filter, JsonNode gte) {
        if (index.equals(EngineExceptions.TIME) && gte.isBoolean()) {
            int order = value.compareTo(filter);
            return gte.asBoolean() ? order >= 0 : order <= 0;
        }
        return value.contains(filter);
    }

    private ServerResponse get(RecordedRequest call, EmailKey key, Routes.Variables path) {
        Table table = new Table(scope(call, key, path), path.get("sectool"), path.get("type"));
        return EmailResponses.one(call, behavior(), exceptions.get(table, path.get("str")));
    }

    private ServerResponse create(RecordedRequest call, EmailKey key, Routes.Variables path) {
        String scope = scope(call, key, path);
        ObjectNode sent = EmailRequests.requestData(call);
        Table table = table(scope, path, sent);
        String string = EmailRequests.text(sent, "exceptionStr");
        if (behavior().repeatedCreateIs409 && exceptions.get(table, string) != null) {
            return EmailResponses.exists(call, behavior());
        }
        boolean tenant = !scope.isEmpty();
        if (tenant) {
            exceptions.create(table, string, sent, behavior(), clock.instant());
        }
        return EmailResponses.created(call, behavior(), 201, tenant);
    }

    private ServerResponse update(RecordedRequest call, EmailKey key, Routes.Variables path) {
        String scope = scope(call, key, path);
        ObjectNode sent = EmailRequests.requestData(call);
        String string = EmailRequests.text(sent, "exceptionStr");
        boolean there = exceptions.update(table(scope, path, sent), string, sent, behavior());
        return EmailResponses.updated(call, behavior(), there);
    }

    private ServerResponse delete(RecordedRequest call, EmailKey key, Routes.Variables path, boolean several) {
        String scope = scope(call, key, path);
        EngineDelete read = behavior().engineDelete;
        if (read == EngineDelete.BODY_IGNORED) {
            return EmailResponses.deleted(call, behavior(), exceptions.deleteAll(scope, path.get("sectool")));
        }
        ObjectNode sent = EmailRequests.requestData(call);
        boolean list = read == EngineDelete.BOTH ? several : read == EngineDelete.EXCEPTION_STR_LIST;
        List<String> strings = list
                ? EmailRequests.texts(sent, "exceptionStrList")
                : List.of(EmailRequests.text(sent, "exceptionStr"));
        boolean there = exceptions.delete(table(scope, path, sent), strings);
        return EmailResponses.deleted(call, behavior(), there);
    }

    private static Table table(String scope, Routes.Variables path, ObjectNode sent) {
        return new Table(scope, path.get("sectool"), EmailRequests.text(sent, "exceptionType"));
    }

    private String scope(RecordedRequest call, EmailKey key, Routes.Variables path) {
        String scope = EmailRequests.scope(call, key, "scope", behavior());
        EmailRequests.checkLicense(call, path.get("sectool"), behavior());
        return scope;
    }

    private EmailBehavior behavior() {
        return behavior.get();
    }
}
