/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.cli.Completeness.NotLookedAt;
import dev.waiver.cli.Completeness.Problem;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.model.Condition;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import dev.waiver.detection.model.DetectionState;
import dev.waiver.detection.model.Facet;
import dev.waiver.detection.model.FieldOperator;
import dev.waiver.detection.model.NamedReference;
import dev.waiver.detection.model.Operand;
import dev.waiver.detection.model.OperandSource;
import dev.waiver.detection.model.OperatingSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of detection exceptions. Fields: name, os, description, and the conditions sha256, path, commandLine, joined
 * by "and".
 */
final class DetectionExceptionSource extends ExceptionSource<DetectionExceptionRule> {
    private static final JsonCodec JSON = JsonCodec.anyCase();
    private static final int SHOWN = 3;
    private static final List<String> FIELDS = List.of("name", "os", "description", "sha256", "path", "commandLine");

    static final List<NotLookedAt> NOT_LOOKED_AT = List.of(
            new NotLookedAt(
                    "detection",
                    "rule sets: the rules for which each exception is enabled",
                    "not read by this command; the SDK reads rule sets"),
            NotLookedAt.bySdk("detection", "other exclusions of the product, such as global lists and policies"));

    private final DetectionClient client;

    DetectionExceptionSource(DetectionClient client) {
        super("detection", Row.NOTHING, Row.NOTHING);
        this.client = client;
    }

    @Override
    ExceptionOperations<DetectionExceptionRule> operations() {
        return client.exceptions();
    }

    /** Reads each exception by its id, since the listing has no conditions and a name does not say what is silenced. */
    @Override
    public Stream<Row> rows(Consumer<Problem> unreadable) {
        return client.exceptions().summaries().stream().map(summary -> {
            String id = summary.id().orElse(null);
            if (id == null) {
                unreadable.accept(
                        Problem.of("the listing has an exception without an id, whose content cannot be read"));
                return row(summary, null);
            }
            try {
                return row(summary, get(id).execute());
            } catch (SdkException e) {
                unreadable.accept(Problem.of("what " + id + " silences", e));
                return row(summary, null);
            }
        });
    }

    private Row row(DetectionExceptionSummary summary, @Nullable DetectionExceptionRule rule) {
        String policies =
                summary.policyCount().isPresent() ? ", " + summary.policyCount().getAsInt() + " policies" : "";
        return new Row(
                where(),
                tenant(),
                summary.name().orElse("(no name)") + (rule == null ? "" : conditions(rule)),
                systems(summary.operatingSystems()) + policies,
                summary.lastModified(),
                summary.modifiedBy().flatMap(by -> by.login().or(by::id)).orElse(Row.NOTHING),
                summary.id().orElse(Row.NOTHING),
                summary.rulesetCount().isPresent()
                        ? Optional.of(summary.rulesetCount().getAsInt() > 0)
                        : Optional.empty(),
                summary.description().orElse(""));
    }

    private static String systems(List<NamedReference> systems) {
        return systems.isEmpty()
                ? "any system"
                : systems.stream().map(s -> s.name().orElse("?")).collect(Collectors.joining(", "));
    }

    private static String conditions(DetectionExceptionRule rule) {
        List<String> parts = new ArrayList<>();
        rule.states().forEach(state -> describe(state, parts));
        return parts.isEmpty() ? " (no conditions)" : " (" + String.join("; ", parts) + ")";
    }

    private static void describe(DetectionState state, List<String> parts) {
        Map<String, String> named = new LinkedHashMap<>();
        state.fieldOperators().forEach((key, operator) -> named.put(key, comparison(operator)));
        String joined = named.size() > 1 ? " [" + state.function().orElse("?") + "]" : "";
        parts.add(String.join(", ", named.values()) + joined);
        state.states().forEach(chained -> describe(chained, parts));
    }

    private static String comparison(FieldOperator operator) {
        return operator.operands().stream()
                .map(DetectionExceptionSource::side)
                .collect(Collectors.joining(
                        " " + operator.type().map(Object::toString).orElse("?") + " "));
    }

    private static String side(Operand operand) {
        List<String> texts = operand.texts();
        String source = operand.source().map(OperandSource::value).orElse("?");
        if (!source.toLowerCase(java.util.Locale.ROOT).startsWith("literal")) {
            return source + "." + String.join(".", texts);
        }
        return texts.size() <= SHOWN ? String.join("|", texts) : texts.size() + " values";
    }

    @Override
    public DetectionExceptionRule rule(Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        checkNotBlank(fields, List.of("os", "sha256", "path", "commandLine"));
        DetectionExceptionRule.Builder rule = DetectionExceptionRule.forSystems(
                required(fields, "name"),
                OperatingSystem.of(fields.getOrDefault("os", OperatingSystem.WINDOWS.value())));
        all(fields).ifPresent(rule::when);
        String description = fields.getOrDefault("description", "");
        return (description.isBlank() ? rule : rule.description(description)).build();
    }

    private static Optional<Condition> all(Map<String, String> fields) {
        List<Condition> conditions = new ArrayList<>();
        values(fields, "sha256").ifPresent(v -> conditions.add(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(v)));
        values(fields, "path").ifPresent(v -> conditions.add(Facet.INSTIGATING_IMAGE_PATH.isAnyOf(v)));
        values(fields, "commandLine").ifPresent(v -> conditions.add(Facet.INSTIGATING_COMMAND_LINE.containsAny(v)));
        return conditions.stream().reduce(Condition::and);
    }

    private static Optional<String[]> values(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(text -> text.strip().split("\\s*\\|\\s*"));
    }

    @Override
    public DetectionExceptionRule withChanges(DetectionExceptionRule rule, Map<String, String> fields) {
        checkFieldNames(fields, List.of("name", "description"));
        DetectionExceptionRule after = rule;
        if (fields.containsKey("name")) {
            after = after.withName(required(fields, "name"));
        }
        return fields.containsKey("description") ? after.withDescription(fields.get("description")) : after;
    }

    @Override
    public JsonNode json(DetectionExceptionRule rule) {
        return JSON.read(JsonNode.class, JSON.write(rule));
    }

    @Override
    public Row row(DetectionExceptionRule rule) {
        return new Row(
                where(),
                tenant(),
                rule.name().orElse("(no name)") + conditions(rule),
                systems(rule.operatingSystems()),
                Optional.empty(),
                Row.NOTHING,
                rule.entityId().orElse(Row.NOTHING),
                Optional.empty(),
                rule.description().orElse(""));
    }
}
