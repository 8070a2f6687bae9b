/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.MappedList;
import dev.waiver.testing.internal.Routes;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The email service's operations on its state. Guarded by the simulator's lock. */
final class EmailBackend implements Backend {
    private static final String GATEWAY = "/app/hec-api/v1.0";
    private static final String LEGACY = "/v1.0";
    private static final String GATEWAY_SIGN_IN = "/auth/external";
    private static final String LEGACY_SIGN_IN = LEGACY + "/auth";

    private final Routes<EmailKey> routes = new Routes<EmailKey>()
            .on("GET", "/scopes", (call, key, path) -> scopes(call, key))
            .on("GET", "/exceptions/{list}", (call, key, path) -> list(call, key, path.get("list")))
            .on("POST", "/exceptions/{list}", (call, key, path) -> create(call, key, path.get("list")))
            .on("GET", "/exceptions/{list}/{id}", (call, key, path) -> get(call, key, path))
            .on("PUT", "/exceptions/{list}/{id}", (call, key, path) -> update(call, key, path))
            .on("POST", "/exceptions/{list}/delete/{id}", (call, key, path) -> delete(call, key, path));

    private final Clock clock;
    private final EmailKeys keys;
    private final EmailRules rules = new EmailRules();
    private final EngineExceptionsBackend engines;
    private final AnomalyExceptionsBackend anomalies;
    private final ClickTimeBackend clickTime;
    private volatile EmailBehavior behavior = new EmailBehavior();

    EmailBackend(Clock clock) {
        this.clock = clock;
        keys = new EmailKeys(clock);
        engines = new EngineExceptionsBackend(clock, this::behavior);
        engines.addTo(routes);
        anomalies = new AnomalyExceptionsBackend(clock, this::behavior);
        anomalies.addTo(routes);
        clickTime = new ClickTimeBackend(clock, this::behavior);
        clickTime.addTo(routes);
    }

    @Override
    public List<String> prefixes() {
        return List.of(GATEWAY, LEGACY);
    }

    @Override
    public Tokens tokens() {
        return keys;
    }

    @Override
    public boolean isTokenRequest(String path) {
        return path.equals(GATEWAY_SIGN_IN) || path.equals(LEGACY_SIGN_IN);
    }

    EmailKeys keys() {
        return keys;
    }

    EmailRules rules() {
        return rules;
    }

    EngineExceptions engines() {
        return engines.exceptions();
    }

    AnomalyExceptions anomalies() {
        return anomalies.exceptions();
    }

    ClickTimeLists clickTime() {
        return clickTime.lists();
    }

    EmailBehavior behavior() {
        return behavior;
    }

    @Override
    public void clear() {
        rules.clear();
        engines.exceptions().clear();
        anomalies.exceptions().clear();
        clickTime.lists().clear();
        keys.clear();
        behavior = new EmailBehavior();
    }

    @Override
    public ServerResponse respond(RecordedRequest call, Function<RecordedRequest, @Nullable ServerResponse> stubs) {
        if (call.path().equals(GATEWAY_SIGN_IN)) {
            return call.method().equals("POST")
                    ? keys.authenticate(call, behavior)
                    : EmailKeys.message(405, "Not Allowed");
        }
        if (call.path().equals(LEGACY_SIGN_IN)) {
            return keys.authenticateLegacy(call, behavior);
        }
        EmailKey key;
        if (call.path().startsWith(GATEWAY + "/")) {
            key = keys.authorize(call);
        } else if (call.path().startsWith(LEGACY + "/")) {
            key = keys.authorizeLegacy(call);
        } else {
            return EmailKeys.message(404, "Not Found");
        }
        ServerResponse stub = stubs.apply(call);
        ServerResponse response = stub != null ? stub : routes.run(call, key, call.resource());
        return response != null ? response : EmailKeys.message(404, "Not Found");
    }

    private ServerResponse scopes(RecordedRequest call, EmailKey key) {
        List<JsonNode> texts = new ArrayList<>();
        key.scopes().forEach(scope -> texts.add(Json.object().textNode(scope)));
        return EmailResponses.data(call, behavior, behavior.responseCode, texts, texts.size(), "");
    }

    private ServerResponse list(RecordedRequest call, EmailKey key, String list) {
        List<StoredRule> all = rules.listed(scope(call, key), list, behavior.listLag, clock.instant());
        int from = call.parameter("scrollId").map(EmailRequests::offset).orElse(0);
        int to = (int) Math.min(all.size(), (long) from + behavior.pageSize);
        List<ObjectNode> page = new MappedList<>(
                all.subList(Math.min(from, to), to), rule -> EmailResponses.shown(rule.members(), behavior));
        String more = to < all.size() ? Integer.toHexString(to) : "";
        return EmailResponses.data(call, behavior, behavior.responseCode, page, all.size(), more);
    }

    private ServerResponse get(RecordedRequest call, EmailKey key, Routes.Variables path) {
        ObjectNode rule = rules.get(scope(call, key), path.get("list"), path.get("id"));
        return EmailResponses.one(call, behavior, rule == null ? null : EmailResponses.shown(rule, behavior));
    }

    private ServerResponse create(RecordedRequest call, EmailKey key, String list) {
        String scope = scope(call, key);
        ObjectNode sent = EmailRequests.requestData(call);
        boolean tenant = !scope.isEmpty();
        if (tenant) {
            rules.create(scope, list, sent, behavior, clock.instant());
        }
        return EmailResponses.created(call, behavior, 200, tenant);
    }

    private ServerResponse update(RecordedRequest call, EmailKey key, Routes.Variables path) {
        String scope = scope(call, key);
        ObjectNode sent = EmailRequests.requestData(call);
        boolean there = rules.update(scope, path.get("list"), path.get("id"), sent, behavior, clock.instant());
        return EmailResponses.updated(call, behavior, there);
    }

    private ServerResponse delete(RecordedRequest call, EmailKey key, Routes.Variables path) {
        boolean there = rules.delete(scope(call, key), path.get("list"), path.get("id"));
        return EmailResponses.deleted(call, behavior, there);
    }

    private String scope(RecordedRequest call, EmailKey key) {
        return EmailRequests.scope(call, key, "scope", behavior);
    }
}
