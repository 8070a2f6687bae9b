/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.EmailBehavior.AnomalyDelete;
import dev.waiver.testing.internal.Routes;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** The email service's operations on its anomaly exceptions. Guarded by the simulator's lock. */
final class AnomalyExceptionsBackend {
    private static final String SECTOOL = "anomaly";
    private static final String EXCEPTIONS = "/sectools/" + SECTOOL + "/exceptions";

    private final Clock clock;
    private final Supplier<EmailBehavior> behavior;
    private final AnomalyExceptions exceptions = new AnomalyExceptions();

    AnomalyExceptionsBackend(Clock clock, Supplier<EmailBehavior> behavior) {
        this.clock = clock;
        this.behavior = behavior;
    }

    void addTo(Routes<EmailKey> routes) {
        routes.on("GET", EXCEPTIONS, (call, key, path) -> list(call, key))
                .on("POST", EXCEPTIONS, (call, key, path) -> create(call, key))
                .on("DELETE", EXCEPTIONS, (call, key, path) -> delete(call, key));
    }

    AnomalyExceptions exceptions() {
        return exceptions;
    }

    private ServerResponse list(RecordedRequest call, EmailKey key) {
        List<ObjectNode> all = exceptions.listed(scope(call, key), behavior(), clock.instant());
        return EmailResponses.data(call, behavior(), behavior().responseCode, all, all.size(), "");
    }

    private ServerResponse create(RecordedRequest call, EmailKey key) {
        String scope = scope(call, key);
        ObjectNode sent = EmailRequests.requestData(call);
        ObjectNode exception = EmailRequests.object(sent, "requestJson");
        String addedBy = EmailRequests.member(sent, "addedBy").asText(EmailRules.WRITER);
        boolean tenant = !scope.isEmpty();
        if (tenant) {
            exceptions.create(scope, exception, addedBy, behavior(), clock.instant());
        }
        return EmailResponses.created(call, behavior(), 201, tenant);
    }

    private ServerResponse delete(RecordedRequest call, EmailKey key) {
        String scope = scope(call, key);
        AnomalyDelete read = behavior().anomalyDelete;
        boolean there = read == AnomalyDelete.IDS_IGNORED
                ? exceptions.deleteAll(scope)
                : exceptions.delete(scope, ids(EmailRequests.requestData(call), read));
        return EmailResponses.deleted(call, behavior(), there);
    }

    private static List<String> ids(ObjectNode sent, AnomalyDelete read) {
        boolean ruleId = read == AnomalyDelete.BOTH
                ? !EmailRequests.member(sent, "ruleId").isMissingNode()
                : read == AnomalyDelete.RULE_ID;
        return EmailRequests.texts(sent, ruleId ? "ruleId" : "listIds");
    }

    private String scope(RecordedRequest call, EmailKey key) {
        String scope = EmailRequests.scope(call, key, "scope", behavior());
        EmailRequests.checkLicense(call, SECTOOL, behavior());
        return scope;
    }

    private EmailBehavior behavior() {
        return behavior.get();
    }
}
