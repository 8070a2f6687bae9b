/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The target of an entry at the scanning vendor: a rule. */
public final class ScanningTarget implements Target {
    private final RuleMembers members;

    ScanningTarget(RuleMembers members) {
        this.members = members;
    }

    /**
     * Returns a target with a rule. What the service sets is left out, and so is the text: it is that of the entry.
     *
     * @param rule the rule
     * @throws IllegalArgumentException if the scope of the rule cannot be sent
     */
    public static ScanningTarget of(ScanningExceptionRule rule) {
        ScanningScope scope = rule.scope();
        if (!scope.isWritable()) {
            throw new IllegalArgumentException("scope: '" + scope + "' cannot be sent; give hosts, a port, or a scan");
        }
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        rule.nvt().ifPresent(nvt -> known.put("nvt", nvt));
        scope.hosts().ifPresent(hosts -> known.put("hosts", hosts));
        scope.port()
                .map(ScanningPort::number)
                .ifPresent(port -> known.put("port", Integer.toString(port.orElseThrow())));
        scope.scan().ifPresent(scan -> known.put("scan", scan));
        if (scope.kind() == ScanningScope.Kind.EVERYWHERE) {
            known.put("everywhere", "true");
        }
        rule.newSeverity().map(BigDecimal::toPlainString).ifPresent(severity -> known.put("new_severity", severity));
        return new ScanningTarget(new RuleMembers(known, RuleMembers.NONE.unchecked()));
    }

    /**
     * Returns a target with a rule in the vendor's words.
     *
     * @param rule a JSON object with {@code nvt}, {@code hosts}, {@code port}, {@code scan} or {@code everywhere}, and
     *     {@code new_severity}
     * @throws IllegalArgumentException if the document is no object
     */
    public static ScanningTarget ofMembers(JsonDocument rule) {
        return new ScanningTarget(RuleMembers.of(rule, List.of()));
    }

    @Override
    public String vendor() {
        return "scanning";
    }

    /** Returns the members of the rule as a JSON object of texts and lists of texts. */
    public JsonDocument rule() {
        return members.document();
    }

    RuleMembers members() {
        return members;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScanningTarget that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(members);
    }

    @Override
    public String toString() {
        return "scanning " + members.known();
    }
}
