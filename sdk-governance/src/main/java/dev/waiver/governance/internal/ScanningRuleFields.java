/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.governance.ScanningTarget;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of scanning rules. */
public final class ScanningRuleFields implements RuleFields<ScanningTarget, ScanningExceptionRule> {
    private static final List<String> NAMES = List.of("nvt", "hosts", "port", "scan", "everywhere", "new_severity");

    /** Without an exponent, with which a short text is a number of many digits. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private static final Pattern SEPARATORS = Pattern.compile("[,;\\s]+");

    /** One conversion: the members, and whether something is wrong with them. */
    private static final class Conversion {
        private final JsonNode members;
        private final Receiver receiver;
        private boolean failed;

        Conversion(JsonNode members, Receiver receiver) {
            this.members = members;
            this.receiver = receiver;
        }

        void problem(String name, String message) {
            failed = true;
            receiver.problem(name.isEmpty() ? "rule" : "rule." + name, message);
        }

        Optional<String> text(String name) {
            JsonNode value = members.path(name);
            if (!value.isMissingNode() && !value.isTextual()) {
                problem(name, "is " + (value.isArray() ? "a list" : "a mapping") + ", not a text; give one text");
            }
            return Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText);
        }

        @CanIgnoreReturnValue
        <V> @Nullable V convert(String name, Supplier<V> conversion) {
            try {
                return conversion.get();
            } catch (IllegalArgumentException e) {
                problem(name, MemberMessages.of(e));
                return null;
            }
        }
    }

    @Override
    public List<ScanningExceptionRule> rules(ScanningTarget target, Optional<String> text, Receiver receiver) {
        Conversion in = new Conversion(target.rule().as(JsonNode.class), receiver);
        for (var member : in.members.properties()) {
            // free text is refused everywhere
            if (!NAMES.contains(member.getKey()) && !member.getKey().equalsIgnoreCase("text")) {
                in.problem(
                        member.getKey(), "is no member that the SDK knows; " + Suggestions.of(member.getKey(), NAMES));
            }
        }
        ScanningScope scope = scope(in);
        Optional<String> nvt = in.text("nvt");
        if (nvt.isEmpty() && !in.members.has("nvt")) {
            in.problem("nvt", "is missing; give the OID of the vulnerability test");
        }
        if (text.isEmpty()) {
            in.problem("", "has no text, which the service requires; give text or ticket in the entry");
        }
        ScanningExceptionRule.Builder rule = ScanningExceptionRule.everywhere();
        nvt.ifPresent(oid -> in.convert("nvt", () -> rule.nvt(oid)));
        text.ifPresent(value -> in.convert("", () -> rule.text(value)));
        in.text("new_severity").ifPresent(value -> severity(in, value).ifPresent(rule::newSeverity));
        return in.failed || scope == null
                ? List.of()
                : List.of(rule.scope(scope).build());
    }

    private static Optional<BigDecimal> severity(Conversion in, String value) {
        if (!NUMBER.matcher(value).matches()) {
            in.problem("new_severity", "is " + Printable.quote(value) + ", not a number; give one such as 0 or 4.5");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(value));
    }

    private static @Nullable ScanningScope scope(Conversion in) {
        boolean everywhere = isEverywhere(in);
        boolean onHosts = in.members.has("hosts");
        boolean onPort = in.members.has("port");
        boolean inScan = in.members.has("scan");
        if (everywhere && (onHosts || onPort || inScan)) {
            in.problem("everywhere", "is there beside hosts, port or scan; keep one of them");
            return null;
        }
        if (inScan && (onHosts || onPort)) {
            in.problem(
                    "scan",
                    "is there beside hosts or port; which of them takes precedence is not documented; keep one");
            return null;
        }
        if (everywhere) {
            return ScanningScope.everywhere();
        }
        if (inScan) {
            return in.text("scan")
                    .map(id -> in.convert("scan", () -> ScanningScope.scan(id)))
                    .orElse(null);
        }
        if (!onHosts && !onPort) {
            if (!in.members.has("everywhere")) {
                in.problem("", "has no scope; give hosts, port, both, or scan; for all hosts, everywhere: true");
            }
            return null;
        }
        ScanningScope port = onPort ? port(in) : null;
        ScanningScope hosts = onHosts ? hosts(in) : null;
        if (port == null || hosts == null) {
            return onPort == onHosts ? null : port == null ? hosts : port;
        }
        return hosts.and(port);
    }

    private static boolean isEverywhere(Conversion in) {
        Optional<String> text = in.text("everywhere");
        if (text.isPresent() && !text.get().equals("true")) {
            in.problem("everywhere", "is " + Printable.quote(text.get()) + "; give true, or leave it out");
        }
        return text.filter("true"::equals).isPresent();
    }

    private static @Nullable ScanningScope port(Conversion in) {
        return in.text("port")
                .map(text -> in.convert("port", () -> {
                    int number = ScanningPort.of(text).number().orElseThrow();
                    return ScanningScope.port(number);
                }))
                .orElse(null);
    }

    private static @Nullable ScanningScope hosts(Conversion in) {
        JsonNode value = in.members.path("hosts");
        List<String> hosts = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode host : value) {
                if (!host.isTextual()) {
                    in.problem("hosts", "has something else than texts; give addresses or names");
                    return null;
                }
                hosts.add(host.asText());
            }
        } else {
            Optional<String> text = in.text("hosts");
            if (text.isEmpty()) {
                return null;
            }
            hosts.addAll(
                    text.get().isBlank()
                            ? List.of(text.get())
                            : List.of(SEPARATORS.split(text.get().strip())));
        }
        return in.convert("hosts", () -> ScanningScope.hosts(hosts));
    }
}
