/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.DetectionDocuments.Entry;
import dev.waiver.testing.internal.Json;

/** The generated exceptions of the detection service, by number. */
final class GeneratedExceptions {
    private GeneratedExceptions() {}

    static Entry entry(int number) {
        String id = id(number);
        return new Entry(id, 1, name(number), () -> document(id, number), true, null, StoredRule.GENERATED_AT, false);
    }

    /** Returns a rule set that enables the exceptions with the numbers 1 to {@code count}. */
    static String ruleSet(int count) {
        ObjectNode set =
                Json.object().put("name", "Generated").put("description", "").put("category", "Custom");
        ObjectNode rule = set.putArray("rules")
                .addObject()
                .put("detection_rule_id", "998ece50-49af-472a-b0d8-3c3700883736")
                .put("detection_rule_version", 1)
                .put("detection_name", "Generated detection rule")
                .put("severity", "High")
                .put("enabled", true);
        ArrayNode exceptions = rule.putArray("exceptions");
        for (int number = 1; number <= count; number++) {
            exceptions
                    .addObject()
                    .put("exception_id", id(number))
                    .put("enabled", true)
                    .put("name", name(number));
        }
        return Json.write(set);
    }

    private static String id(int number) {
        return "5e7e0000-0000-4000-8000-" + padded(number, 12);
    }

    private static String name(int number) {
        return "Generated " + padded(number, 6);
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String document(String id, int number) {
        return "{\"Id\":\"" + id + "\",\"Version\":1,\"Name\":\"" + name(number)
                + "\",\"Description\":\"Generated\",\"ObjectType\":\"ExceptionRule\","
                + "\"OperatingSystems\":[{\"Name\":\"Windows\"}],\"Plugin\":{\"Name\":\"OpticsDetector\"},"
                + "\"Product\":{\"Name\":\"Optics\"},\"SchemaVersion\":1,\"States\":[{\"Name\":\"Exception\","
                + "\"Scope\":\"Global\",\"Function\":\"0\",\"FieldOperators\":{\"0\":{\"Type\":\"EqualsAny\","
                + "\"Operands\":[{\"Source\":\"InstigatingProcessImageFile\",\"Data\":\"Path\"},"
                + "{\"Source\":\"LiteralSet\",\"Data\":[\"c:\\\\tools\\\\" + number + ".exe\"]}],"
                + "\"OperandType\":\"String\"}}}],\"Tags\":[\"Optics, Exception\"]}";
    }
}
