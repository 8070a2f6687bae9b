package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.FieldDifference;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of a rule: text, vulnerability, the whole scope and the severity, each time. The names differ from those
 * of answers, so nothing else of an answer goes back.
 */
public final class ScanningRequestBodies {
    private ScanningRequestBodies() {}

    /**
     * What stops a rule from being sent.
     *
     * @return what to do about it, naming the field; null if it can be sent
     */
    public static @Nullable String obstacle(ScanningExceptionRule rule) {
        if (rule.nvt().isEmpty()) {
            return "nvt: the rule does not tell its vulnerability; give its OID";
        }
        if (rule.text().filter(text -> !text.isBlank()).isEmpty()) {
            return "text: the rule does not tell its reason; give one with withText";
        }
        ScanningScope scope = rule.scope();
        if (!scope.isWritable()) {
            String why =
                    switch (scope.kind()) {
                        case UNKNOWN -> "the service did not tell where the rule holds";
                        case TASK ->
                            "the service told the task " + scope.task().orElse("")
                                    + " and not its scan, and a task cannot be sent";
                        default ->
                            "the port '" + scope.port().map(ScanningPort::raw).orElse("")
                                    + "' is no number and cannot be sent";
                    };
            return "scope: " + why + "; leaving it out could silence the finding everywhere. Give the scope with"
                    + " withScope(ScanningScope....)";
        }
        if (rule.newSeverity().isEmpty() && ScanningRuleMapper.unreadable(rule, "new_severity")) {
            return "newSeverity: the service told "
                    + rule.additionalProperties().get("new_severity")
                    + ", which cannot be sent; give a number with withNewSeverity";
        }
        return null;
    }

    /**
     * The body of a create or an update.
     *
     * @param rule a rule without an {@linkplain #obstacle obstacle}
     */
    public static JsonNode body(ScanningExceptionRule rule) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("exception", exception(rule));
        return body;
    }

    private static ObjectNode exception(ScanningExceptionRule rule) {
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

    /** Without an exponent, and no finer than it was given. */
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /**
     * In which of the members that are sent a stored rule differs from what was to be stored. A scan is not compared
     * with a task, and a severity that was not sent, or that the service does not show, is not held against it.
     */
    public static List<FieldDifference> differences(ScanningExceptionRule sent, ScanningExceptionRule stored) {
        ObjectNode expected = exception(sent);
        ObjectNode actual = exception(stored);
        same(expected, actual, "text", text(sent).equals(text(stored)));
        same(
                expected,
                actual,
                "hosts",
                sent.scope().hostSet().equals(stored.scope().hostSet()));
        stored.scope().port().filter(port -> port.number().isEmpty()).ifPresent(port -> actual.put("port", port.raw()));
        boolean taskOnly =
                stored.scope().scan().isEmpty() && stored.scope().task().isPresent();
        if (taskOnly) {
            if (sent.scope().scan().isPresent()) {
                same(expected, actual, "scan", true);
            } else {
                stored.scope().task().ifPresent(task -> actual.put("task", task));
            }
        }
        if (stored.scope().kind() == ScanningScope.Kind.UNKNOWN
                && sent.scope().kind() != ScanningScope.Kind.EVERYWHERE) {
            actual.put("scope", "not told");
        }
        if (sent.newSeverity().isEmpty() || !hasSeverity(stored)) {
            same(expected, actual, "new_severity", true);
        }
        return ScanningProtocol.CODEC.differences(expected, actual);
    }

    /** Whether the answer says something about the severity: a number, that there is none, or what cannot be read. */
    static boolean hasSeverity(ScanningExceptionRule stored) {
        return stored.newSeverity().isPresent() || stored.additionalProperties().containsKey("new_severity");
    }

    static String text(ScanningExceptionRule rule) {
        return rule.text().orElse("").strip();
    }

    static boolean sameNvt(ScanningExceptionRule a, ScanningExceptionRule b) {
        Optional<String> nvt = a.nvt();
        return nvt.isPresent() && Objects.equals(nvt, b.nvt());
    }

    private static void same(ObjectNode expected, ObjectNode actual, String name, boolean same) {
        if (same) {
            JsonNode value = expected.get(name);
            if (value == null) {
                actual.remove(name);
            } else {
                actual.set(name, value);
            }
        }
    }
}
