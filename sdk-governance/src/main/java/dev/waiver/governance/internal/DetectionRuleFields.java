/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.JsonModel;
import dev.waiver.detection.model.Condition;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionState;
import dev.waiver.detection.model.Facet;
import dev.waiver.detection.model.ObjectType;
import dev.waiver.detection.model.OperatingSystem;
import dev.waiver.governance.DetectionTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of detection exceptions. */
public final class DetectionRuleFields implements RuleFields<DetectionTarget, DetectionExceptionRule> {
    private static final JsonCodec CODEC = JsonCodec.anyCase();
    private static final Map<String, OperatingSystem> SYSTEMS =
            Map.of("windows", OperatingSystem.WINDOWS, "macOs", OperatingSystem.MAC_OS, "linux", OperatingSystem.LINUX);
    private static final Map<String, Facet> FACETS = facets();
    private static final List<String> SET_BY_SERVICE = List.of("Id", "Version");
    private static final List<String> NAMES = List.of(
            "Name",
            "ObjectType",
            "OperatingSystems",
            "Plugin",
            "Product",
            "SchemaVersion",
            "Severity",
            "States",
            "Paths");

    private static Map<String, Facet> facets() {
        Map<String, Facet> facets = new LinkedHashMap<>();
        facets.put("instigatingProcessName", Facet.INSTIGATING_PROCESS_NAME);
        facets.put("instigatingCommandLine", Facet.INSTIGATING_COMMAND_LINE);
        facets.put("instigatingImagePath", Facet.INSTIGATING_IMAGE_PATH);
        facets.put("instigatingImageDirectory", Facet.INSTIGATING_IMAGE_DIRECTORY);
        facets.put("instigatingImageSha256", Facet.INSTIGATING_IMAGE_SHA256);
        facets.put("instigatingImageMd5", Facet.INSTIGATING_IMAGE_MD5);
        facets.put("instigatingImageSignatureStatus", Facet.INSTIGATING_IMAGE_SIGNATURE_STATUS);
        facets.put("targetProcessName", Facet.TARGET_PROCESS_NAME);
        facets.put("targetCommandLine", Facet.TARGET_COMMAND_LINE);
        facets.put("targetImagePath", Facet.TARGET_IMAGE_PATH);
        facets.put("targetImageSha256", Facet.TARGET_IMAGE_SHA256);
        facets.put("targetImageMd5", Facet.TARGET_IMAGE_MD5);
        facets.put("targetImageSignatureStatus", Facet.TARGET_IMAGE_SIGNATURE_STATUS);
        facets.put("targetFilePath", Facet.TARGET_FILE_PATH);
        facets.put("targetFileDirectory", Facet.TARGET_FILE_DIRECTORY);
        facets.put("targetFileSha256", Facet.TARGET_FILE_SHA256);
        facets.put("targetFileMd5", Facet.TARGET_FILE_MD5);
        facets.put("targetFileSignatureStatus", Facet.TARGET_FILE_SIGNATURE_STATUS);
        return facets;
    }

    @Override
    public List<DetectionExceptionRule> rules(DetectionTarget target, Optional<String> text, Receiver receiver) {
        List<String> paths = new ArrayList<>();
        Receiver counting = (path, message) -> {
            paths.add(path);
            receiver.problem(path, message);
        };
        DetectionExceptionRule rule = target.operatingSystem().isPresent()
                ? ofConditions(target.operatingSystem().get(), target, counting)
                : ofDocument(target, counting);
        return rule == null || !paths.isEmpty()
                ? List.of()
                : List.of(text.map(rule::withDescription).orElse(rule));
    }

    private static @Nullable DetectionExceptionRule ofConditions(
            String system, DetectionTarget target, Receiver receiver) {
        List<Condition> conditions = new ArrayList<>();
        // In one order, so that neither the order in a file nor that of a map changes the exception.
        new TreeMap<>(target.when()).forEach((word, values) -> {
            Facet facet = FACETS.get(word);
            if (facet == null) {
                receiver.problem(
                        "when." + word,
                        "is nothing that can be compared here; " + Suggestions.of(word, FACETS.keySet()));
                return;
            }
            try {
                conditions.add(facet.isAnyOf(values));
            } catch (IllegalArgumentException e) {
                receiver.problem("when." + word, MemberMessages.of(e));
            }
        });
        if (target.when().isEmpty()) {
            receiver.problem("when", "has no condition; give one such as instigatingImageSha256");
        }
        try {
            DetectionExceptionRule.Builder rule = DetectionExceptionRule.forSystems(
                    target.name().orElse(""), SYSTEMS.getOrDefault(system, OperatingSystem.of(system)));
            return conditions.stream()
                    .reduce(Condition::and)
                    .map(all -> rule.when(all).build())
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            receiver.problem(system, MemberMessages.of(e));
            return null;
        }
    }

    private static @Nullable DetectionExceptionRule ofDocument(DetectionTarget target, Receiver receiver) {
        JsonNode members = target.rule().as(JsonNode.class);
        for (var member : members.properties()) {
            SET_BY_SERVICE.stream()
                    .filter(member.getKey()::equalsIgnoreCase)
                    .forEach(name -> receiver.problem("rule." + member.getKey(), "is set by the service; remove it"));
        }
        DetectionExceptionRule rule;
        try {
            rule = CODEC.read(DetectionExceptionRule.class, target.rule().text());
        } catch (JsonException e) {
            receiver.problem("rule", "is no document of an exception: " + e.getMessage());
            return null;
        }
        refuseUnknown(rule, receiver);
        JsonNode understood = CODEC.read(JsonNode.class, CODEC.write(rule));
        compare(members, understood, "rule", receiver);
        checkContent(rule, receiver);
        JsonNode unchecked = target.unchecked().as(JsonNode.class);
        MemberMessages.knownUnchecked(receiver, unchecked, NAMES);
        MemberMessages.knownUnchecked(receiver, unchecked, SET_BY_SERVICE);
        DetectionExceptionRule.RawBuilder merged =
                DetectionExceptionRule.rawBuilder().from(rule);
        for (var member : unchecked.properties()) {
            merged.putAdditionalProperty(member.getKey(), member.getValue());
        }
        return merged.build();
    }

    private static void refuseUnknown(DetectionExceptionRule rule, Receiver receiver) {
        refuseUnknown(rule, "rule", NAMES, receiver);
        rule.operatingSystems().forEach(system -> refuseUnknown(system, "rule.OperatingSystems", List.of(), receiver));
        rule.plugin().ifPresent(plugin -> refuseUnknown(plugin, "rule.Plugin", List.of("Name"), receiver));
        rule.product().ifPresent(product -> refuseUnknown(product, "rule.Product", List.of("Name"), receiver));
        for (int i = 0; i < rule.paths().size(); i++) {
            refuseUnknown(rule.paths().get(i), "rule.Paths[" + i + "]", List.of("StateNames"), receiver);
        }
        states(rule.states(), "rule.States", receiver);
    }

    private static void states(List<DetectionState> states, String path, Receiver receiver) {
        for (int i = 0; i < states.size(); i++) {
            DetectionState state = states.get(i);
            String below = path + "[" + i + "]";
            refuseUnknown(
                    state,
                    below,
                    List.of("Name", "Scope", "Function", "FieldOperators", "Actions", "Filters", "States"),
                    receiver);
            state.fieldOperators().forEach((key, operator) -> {
                String at = below + ".FieldOperators." + key;
                refuseUnknown(operator, at, List.of("Type", "OperandType", "Operands", "Options"), receiver);
                operator.operands()
                        .forEach(operand ->
                                refuseUnknown(operand, at + ".Operands", List.of("Source", "Data"), receiver));
                operator.options()
                        .ifPresent(options -> refuseUnknown(options, at + ".Options", List.of("IgnoreCase"), receiver));
                try {
                    var unused = Condition.of(operator);
                } catch (IllegalArgumentException e) {
                    receiver.problem(at, MemberMessages.of(e));
                }
            });
            state.actions()
                    .forEach(action -> refuseUnknown(
                            action, below + ".Actions", List.of("Type", "ItemName", "Position"), receiver));
            state.filters().forEach(filter -> {
                refuseUnknown(filter, below + ".Filters", List.of("Type", "Data"), receiver);
                filter.data()
                        .ifPresent(data -> refuseUnknown(
                                data, below + ".Filters", List.of("Category", "SubCategory", "Type"), receiver));
            });
            states(state.states(), below + ".States", receiver);
        }
    }

    private static void refuseUnknown(JsonModel model, String path, List<String> known, Receiver receiver) {
        for (String name : model.additionalProperties().keySet()) {
            MemberMessages.unknown(receiver, path + "." + name, name, known);
        }
    }

    private static void checkContent(DetectionExceptionRule rule, Receiver receiver) {
        if (rule.name().filter(name -> !name.isBlank()).isEmpty()) {
            receiver.problem("rule.Name", "is missing; exceptions are found again by their names");
        }
        if (rule.objectType().filter(ObjectType.EXCEPTION_RULE::equals).isEmpty()) {
            receiver.problem("rule.ObjectType", "is not " + ObjectType.EXCEPTION_RULE.value() + "; give this");
        }
        if (rule.operatingSystems().isEmpty()) {
            receiver.problem("rule.OperatingSystems", "is missing; give one such as [{Name: Windows}]");
        }
        boolean conditions =
                !rule.states().isEmpty() && rule.states().stream().allMatch(DetectionRuleFields::hasCondition);
        if (!conditions) {
            receiver.problem(
                    "rule.States",
                    "is missing or has a state without Function and FieldOperators, which would apply to nothing or to"
                            + " everything; give each state its condition");
        }
    }

    private static boolean hasCondition(DetectionState state) {
        return !state.fieldOperators().isEmpty()
                && state.function().filter(function -> !function.isBlank()).isPresent();
    }

    /** Refuses what the model reads as something else than what is written, such as a word in place of a number. */
    private static void compare(JsonNode written, JsonNode understood, String path, Receiver receiver) {
        if (written instanceof ObjectNode members && understood instanceof ObjectNode object) {
            Set<String> used = new LinkedHashSet<>();
            for (var member : members.properties()) {
                String below = path + "." + member.getKey();
                String name = name(object, member.getKey());
                if (name != null && !used.add(name)) {
                    receiver.problem(below, "is there twice, in upper and lower case; remove one of them");
                } else if (name != null) {
                    compare(member.getValue(), object.path(name), below, receiver);
                } else if (!(member.getValue().isContainerNode()
                        && member.getValue().isEmpty())) {
                    receiver.problem(below, "has a value that such a member does not take; see the vendor's pages");
                }
            }
        } else if (written instanceof ArrayNode list && understood instanceof ArrayNode array) {
            for (int i = 0; i < Math.min(list.size(), array.size()); i++) {
                compare(list.get(i), array.get(i), path + "[" + i + "]", receiver);
            }
            if (list.size() != array.size()) {
                receiver.problem(path, "has an item of a form that it does not take; see the vendor's pages");
            }
        } else if (written.isTextual() && understood.isArray() && understood.size() == 1) {
            compare(written, understood.get(0), path, receiver);
        } else if (!written.isTextual() || !written.asText().equalsIgnoreCase(understood.asText("\n"))) {
            receiver.problem(path, "has a value that such a member does not take; see the vendor's pages");
        }
    }

    private static @Nullable String name(ObjectNode object, String written) {
        if (object.has(written)) {
            return written;
        }
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(written::equalsIgnoreCase)
                .findFirst()
                .orElse(written.equalsIgnoreCase("OperatingSystem") ? "OperatingSystems" : null);
    }
}
