/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The request bodies of rules. They always have text, vulnerability, the whole scope and the severity. The names differ
 * from those in responses, so no other member of a response is sent back.
 */
final class ScanningRequestBodies {
    private ScanningRequestBodies() {}

    /**
     * Returns why a rule cannot be sent.
     *
     * @return the name of the field, what is wrong and what to do; null if the rule can be sent
     */
    static @Nullable String obstacle(ScanningExceptionRule rule) {
        if (rule.nvt().isEmpty()) {
            return "nvt: the rule has no vulnerability; give its OID";
        }
        if (rule.text().filter(text -> !text.isBlank()).isEmpty()) {
            return "text: the rule has no reason; give one with withText";
        }
        ScanningScope scope = rule.scope();
        if (!scope.isWritable()) {
            String why =
                    switch (scope.kind()) {
                        case UNKNOWN -> "the response does not show where the rule holds";
                        case TASK ->
                            "the response has the task " + scope.task().orElse("")
                                    + " and not its scan, and a task cannot be sent";
                        default ->
                            "the port '" + scope.port().map(ScanningPort::raw).orElse("")
                                    + "' is no number and cannot be sent";
                    };
            return "scope: " + why + "; leaving it out could silence the finding everywhere. Give the scope with"
                    + " withScope(ScanningScope....)";
        }
        if (rule.newSeverity().isEmpty() && ScanningRuleMapper.unreadable(rule, "new_severity")) {
            return "newSeverity: the response has "
                    + rule.additionalProperties().get("new_severity")
                    + ", which cannot be sent; give a number with withNewSeverity";
        }
        return null;
    }

    /**
     * Returns the body of a create or an update.
     *
     * @param rule a rule without an {@linkplain #obstacle obstacle}
     */
    static JsonNode body(ScanningExceptionRule rule) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("exception", exception(rule));
        return body;
    }

    static ObjectNode exception(ScanningExceptionRule rule) {
        ObjectNode exception = JsonNodeFactory.instance.objectNode();
        ScanningScope scope = rule.scope();
        exception.put("text", rule.text().orElse("")).put("nvt", rule.nvt().orElse(""));
        scope.hosts().ifPresent(hosts -> exception.put("hosts", hosts));
        scope.port()
                .map(ScanningPort::number)
                .filter(java.util.OptionalInt::isPresent)
                .ifPresent(port -> exception.put("port", port.getAsInt()));
        scope.scan().ifPresent(scan -> exception.put("scan", scan));
        rule.newSeverity().ifPresent(severity -> exception.put("new_severity", plain(severity)));
        return exception;
    }

    /** Returns the number without an exponent, and with no more decimal places than it has. */
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
