/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.Pager;
import dev.waiver.core.json.JsonException;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.AnomalyExceptionRule;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source of anomaly exceptions, which the service lists, creates and removes, but does not change. The rule of a
 * create has the members of its request.
 */
final class AnomalyExceptionSource extends EmailSource<AnomalyExceptionRule> {
    private static final String REQUEST = "requestJson";
    private static final String AUTHOR = "addedBy";

    private final EmailClient client;
    private final Clock clock;

    AnomalyExceptionSource(EmailClient client, String tenant, Clock clock) {
        super(tenant, EmailTables.ANOMALY);
        this.client = client;
        this.clock = clock;
    }

    /** Throws: only the verbs that this table lacks need these operations. */
    @Override
    ExceptionOperations<AnomalyExceptionRule> operations() {
        throw noSuchVerb();
    }

    private static IllegalArgumentException noSuchVerb() {
        return new IllegalArgumentException(EmailTables.ANOMALY + ": has list, get, create and remove; no edit, since"
                + " the service changes no anomaly exceptions, and no ensure or import, since what they match is not"
                + " documented");
    }

    @Override
    Pager<AnomalyExceptionRule> rules() {
        return client.anomalyExceptions().list();
    }

    @Override
    public AnomalyExceptionRule rule(Map<String, String> fields) {
        checkFieldNames(fields, List.of(REQUEST, AUTHOR));
        String request = required(fields, REQUEST);
        String author = required(fields, AUTHOR);
        try {
            return AnomalyExceptionRule.builder()
                    .addedBy(author)
                    .putAdditionalProperty(REQUEST, JSON.read(JsonNode.class, request))
                    .build();
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    REQUEST + ": is not JSON; give an object that describes the exception", e);
        }
    }

    @Override
    public AnomalyExceptionRule withChanges(AnomalyExceptionRule rule, Map<String, String> fields) {
        throw noSuchVerb();
    }

    @Override
    public Row row(AnomalyExceptionRule rule) {
        String type = rule.anomalyType().orElse("an anomaly that the response does not name");
        return new Row(
                where(),
                tenant(),
                rule.exceptionRule().map(text -> type + ": " + text).orElse(type),
                list(),
                rule.updateTime().or(rule::insertTime),
                rule.addedBy().orElse(Row.NOTHING),
                rule.entityId().orElse(Row.NOTHING),
                Optional.of(rule.isActive(clock.instant())),
                rule.comments().orElse(""));
    }

    /** Returns a call that looks for the exception in the list: the service reads no single one. */
    @Override
    public ApiCall<AnomalyExceptionRule> get(String id) {
        return rules().all().map(all -> all.stream()
                .filter(rule -> rule.entityId().filter(id::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        this + ": there is no exception " + id + "; a wrong tenant looks the same")));
    }

    @Override
    public ApiCall<AnomalyExceptionRule> create(AnomalyExceptionRule rule) {
        String request = String.valueOf(rule.additionalProperties().get(REQUEST));
        return client.anomalyExceptions()
                .create(JSON.document(request), rule.addedBy().orElse(""));
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        try {
            return client.anomalyExceptions().remove(id);
        } catch (IllegalStateException e) {
            throw EmailTables.formIsMissing(list(), e);
        }
    }
}
