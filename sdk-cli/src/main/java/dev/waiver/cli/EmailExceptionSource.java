package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A source of the rules of one email list. Its fields are the members of the vendor's JSON. */
final class EmailExceptionSource extends ExceptionSource<EmailExceptionRule> {
    private static final JsonCodec JSON = JsonCodec.strictNames();
    private static final List<String> MATCHES =
            List.of("senderDomain", "senderEmail", "senderName", "recipient", "subject", "linkDomains");
    private static final List<String> EXACT_FIELDS = List.of("senderIp", "senderClientIp", "attachmentMd5");
    private static final List<String> EFFECTS =
            List.of("comment", "actionNeeded", "ignoringSpfCheck", "matchOnlyFuture", "quarantineAll");
    private static final List<String> FIELDS = fields();

    private final EmailClient client;
    private final EmailList list;
    private final Clock clock;

    /** @param tenant the scope, or {@code -} for a key that needs no scope */
    EmailExceptionSource(EmailClient client, String tenant, EmailList list, Clock clock) {
        super("email", tenant, list.value());
        this.client = tenant.equals(Row.NOTHING) ? client : client.forTenant(tenant);
        this.list = list;
        this.clock = clock;
    }

    private static List<String> fields() {
        List<String> all = new ArrayList<>();
        MATCHES.forEach(field -> all.addAll(List.of(field, mode(field))));
        all.addAll(EXACT_FIELDS);
        all.addAll(EFFECTS);
        return List.copyOf(all);
    }

    private static String mode(String field) {
        return (field.equals("linkDomains") ? "linkDomain" : field) + "Matching";
    }

    @Override
    public Stream<Row> rows(BiConsumer<String, SdkException> unreadable) {
        return client.exceptions(list).list().stream().map(this::row);
    }

    @Override
    public EmailExceptionRule rule(Map<String, String> fields) {
        EmailExceptionRule rule = withChanges(EmailExceptionRule.builder().build(), fields);
        if (rule.matchesNothing()) {
            throw new IllegalArgumentException("rule: matches nothing; give at least one of "
                    + String.join(", ", MATCHES) + ", " + String.join(", ", EXACT_FIELDS));
        }
        return rule;
    }

    @Override
    public EmailExceptionRule withChanges(EmailExceptionRule rule, Map<String, String> fields) {
        checkFieldNames(fields, FIELDS);
        ObjectNode members = (ObjectNode) json(rule);
        fields.forEach((name, value) -> {
            if (value.isBlank()) {
                members.remove(name);
            } else if (name.equals("ignoringSpfCheck")) {
                members.put(
                        name, Boolean.parseBoolean(value)); // a boolean in the vendor's guide; the others are strings
            } else {
                members.put(name, value);
            }
        });
        return JSON.read(EmailExceptionRule.class, members.toString());
    }

    @Override
    public JsonNode json(EmailExceptionRule rule) {
        return JSON.read(JsonNode.class, JSON.write(rule));
    }

    @Override
    public Row row(EmailExceptionRule rule) {
        return new Row(
                where(),
                tenant(),
                silences(rule),
                list(),
                rule.updateTime(),
                rule.editedBy().or(rule::addedBy).orElse(Row.NOTHING),
                rule.entityId().orElse(Row.NOTHING),
                Optional.of(!rule.expires()
                        .flatMap(end -> end.instant())
                        .filter(end -> end.isBefore(clock.instant()))
                        .isPresent()),
                rule.comment().orElse(""));
    }

    private String silences(EmailExceptionRule rule) {
        JsonNode members = json(rule);
        List<String> parts = new ArrayList<>();
        for (String field : MATCHES) {
            if (members.hasNonNull(field)) {
                parts.add(fieldText(field) + " "
                        + modeText(members.path(mode(field)).asText("")) + " " + text(members.get(field)));
            }
        }
        for (String field : EXACT_FIELDS) {
            if (members.hasNonNull(field)) {
                parts.add(fieldText(field) + " is " + text(members.get(field)));
            }
        }
        return parts.isEmpty() ? "nothing that the SDK recognizes" : String.join(" and ", parts);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static String fieldText(String field) {
        return field.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String modeText(String mode) {
        return switch (mode) {
            case "endswith", "ends_with" -> "ends with";
            case "" -> "is (no mode given)";
            default -> mode;
        };
    }

    @Override
    public ApiCall<EmailExceptionRule> get(String id) {
        return client.exceptions(list).get(id);
    }

    @Override
    public ApiCall<EmailExceptionRule> create(EmailExceptionRule rule) {
        return client.exceptions(list).create(rule);
    }

    @Override
    public ApiCall<EnsureResult<EmailExceptionRule>> ensure(EmailExceptionRule rule, OnDifference onDifference) {
        return client.exceptions(list).ensure(rule, onDifference);
    }

    @Override
    public ApiCall<EmailExceptionRule> edit(String id, UnaryOperator<EmailExceptionRule> change) {
        return client.exceptions(list).edit(id, change);
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return client.exceptions(list).remove(id);
    }
}
