/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EngineCondition;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source of the exceptions of one table of an email engine. */
final class EngineExceptionSource extends EmailSource<EngineExceptionRule> {
    private static final List<String> FIELDS =
            List.of("exceptionStr", "comment", "condition", "isExclusive", "entityType", "entityId", "fileName");

    private final EmailClient client;
    private final EngineTable table;

    EngineExceptionSource(EmailClient client, String tenant, EngineTable table) {
        super(tenant, table.name());
        this.client = client;
        this.table = table;
    }

    @Override
    ExceptionOperations<EngineExceptionRule> operations() {
        return client.engineExceptions(table);
    }

    @Override
    public Optional<String> doubtIfEmpty() {
        return table.isKnown()
                ? Optional.empty()
                : Optional.of("the table is empty, and the SDK does not know one of this name: check engine and type;"
                        + " known are " + String.join(", ", EmailTables.ENGINES));
    }

    @Override
    public EngineExceptionRule rule(Map<String, String> fields) {
        return withChanges(EngineExceptionRule.of(required(fields, "exceptionStr")), fields);
    }

    @Override
    public EngineExceptionRule withChanges(EngineExceptionRule rule, Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        String text = fields.get("exceptionStr");
        if (text != null && !rule.exceptionStr().filter(text::equals).isPresent()) {
            throw new IllegalArgumentException("exceptionStr: cannot be edited; create another exception");
        }
        EngineExceptionRule after = withEntity(rule, fields);
        String comment = fields.get("comment");
        if (comment != null) {
            after = after.withComment(notBlank(comment));
        }
        String condition = fields.get("condition");
        if (condition != null) {
            after = after.withCondition(notBlank(condition).map(EngineCondition::of));
        }
        String fileName = fields.get("fileName");
        if (fileName != null) {
            after = after.withFileName(notBlank(fileName));
        }
        String exclusive = fields.get("isExclusive");
        if (exclusive != null) {
            after = exclusive.isBlank()
                    ? after.withExclusive(Optional.empty())
                    : after.withExclusive(flag("isExclusive", exclusive));
        }
        return after;
    }

    private static EngineExceptionRule withEntity(EngineExceptionRule rule, Map<String, String> fields) {
        if (!fields.containsKey("entityType") && !fields.containsKey("entityId")) {
            return rule;
        }
        String type = fields.getOrDefault("entityType", rule.boundEntityType().orElse(""));
        String id = fields.getOrDefault("entityId", rule.boundEntityId().orElse(""));
        if (type.isBlank() && id.isBlank()) {
            return rule.withoutBoundEntity();
        }
        if (type.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("entityType, entityId: give both, or leave out both");
        }
        return rule.withBoundEntity(type, id);
    }

    private static Optional<String> notBlank(String value) {
        return Optional.of(value).filter(text -> !text.isBlank());
    }

    @Override
    public Row row(EngineExceptionRule rule) {
        return new Row(
                where(),
                tenant(),
                silences(rule),
                list(),
                rule.insertTime(),
                rule.createdByEmail().orElse(Row.NOTHING),
                rule.entityId().orElse(Row.NOTHING),
                Optional.of(true),
                rule.comment().orElse(""));
    }

    private String silences(EngineExceptionRule rule) {
        return table.type().replaceAll("[-_]", " ") + " "
                + rule.exceptionStr().orElse("that the response does not name")
                + rule.fileName().map(name -> " (" + name + ")").orElse("")
                + rule.condition()
                        .map(condition -> ", " + condition.value().replace('_', ' '))
                        .orElse("")
                + rule.exclusive()
                        .filter(flag -> flag.isOn())
                        .map(flag -> ", exclusive")
                        .orElse("")
                + rule.boundEntityId()
                        .map(id -> ", for " + rule.boundEntityType().orElse("entity") + " " + id)
                        .orElse("");
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        try {
            return super.remove(id);
        } catch (IllegalStateException e) {
            throw EmailTables.formIsMissing(list(), e);
        }
    }
}
