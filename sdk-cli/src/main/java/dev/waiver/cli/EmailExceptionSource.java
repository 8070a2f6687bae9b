/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.cli.Completeness.NotLookedAt;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** A source of the rules of one email list. */
final class EmailExceptionSource extends EmailSource<EmailExceptionRule> {
    private static final List<String> MATCHES =
            List.of("senderDomain", "senderEmail", "senderName", "recipient", "subject", "linkDomains");
    private static final List<String> EXACT_FIELDS = List.of("senderIp", "senderClientIp", "attachmentMd5");
    private static final Map<String, BiConsumer<EmailExceptionRule.Builder, String>> SETTERS = setters();

    /** The fields that an empty value clears. An empty match field would make the rule wider, and is refused. */
    private static final Map<String, UnaryOperator<EmailExceptionRule>> EFFECTS = Map.of(
            "comment", rule -> rule.withComment(Optional.empty()),
            "actionNeeded", rule -> rule.withActionNeeded(Optional.empty()),
            "ignoringSpfCheck", rule -> rule.withIgnoringSpfCheck(Optional.empty()),
            "matchOnlyFuture", rule -> rule.withMatchOnlyFuture(Optional.empty()),
            "quarantineAll", rule -> rule.withQuarantineAll(Optional.empty()));

    private static final List<String> FIELDS = List.copyOf(SETTERS.keySet());

    static final List<NotLookedAt> NOT_LOOKED_AT = List.of(
            new NotLookedAt("email", "spam_blacklist", "whether the service has this list is unknown"),
            new NotLookedAt(
                    "email",
                    "tables of engines that the SDK does not know",
                    "whether the service has any is unknown; read one with --table engine/type"));

    private final EmailClient client;
    private final EmailList list;
    private final Clock clock;

    EmailExceptionSource(EmailClient client, String tenant, EmailList list, Clock clock) {
        super(tenant, list.value());
        this.client = client;
        this.list = list;
        this.clock = clock;
    }

    private static Map<String, BiConsumer<EmailExceptionRule.Builder, String>> setters() {
        Map<String, BiConsumer<EmailExceptionRule.Builder, String>> setters = new LinkedHashMap<>();
        setters.put("senderDomain", EmailExceptionRule.Builder::senderDomain);
        setters.put("senderDomainMatching", (rule, value) -> rule.senderDomainMatching(mode("senderDomain", value)));
        setters.put("senderEmail", EmailExceptionRule.Builder::senderEmail);
        setters.put("senderEmailMatching", (rule, value) -> rule.senderEmailMatching(mode("senderEmail", value)));
        setters.put("senderName", EmailExceptionRule.Builder::senderName);
        setters.put("senderNameMatching", (rule, value) -> rule.senderNameMatching(mode("senderName", value)));
        setters.put("recipient", EmailExceptionRule.Builder::recipient);
        setters.put("recipientMatching", (rule, value) -> rule.recipientMatching(mode("recipient", value)));
        setters.put("subject", EmailExceptionRule.Builder::subject);
        setters.put("subjectMatching", (rule, value) -> rule.subjectMatching(mode("subject", value)));
        setters.put("linkDomains", EmailExceptionRule.Builder::linkDomains);
        setters.put("linkDomainMatching", (rule, value) -> rule.linkDomainMatching(mode("linkDomains", value)));
        setters.put("senderIp", EmailExceptionRule.Builder::senderIp);
        setters.put("senderClientIp", EmailExceptionRule.Builder::senderClientIp);
        setters.put("attachmentMd5", EmailExceptionRule.Builder::attachmentMd5);
        setters.put("comment", EmailExceptionRule.Builder::comment);
        setters.put("actionNeeded", (rule, value) -> rule.actionNeeded(ActionNeeded.of(value)));
        setters.put("ignoringSpfCheck", (rule, value) -> rule.ignoringSpfCheck(flag("ignoringSpfCheck", value)));
        setters.put("matchOnlyFuture", (rule, value) -> rule.matchOnlyFuture(flag("matchOnlyFuture", value)));
        setters.put("quarantineAll", (rule, value) -> rule.quarantineAll(flag("quarantineAll", value)));
        return setters;
    }

    private static MatchMode mode(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    mode(field) + ": must not be blank; give a mode such as contains, or leave it out");
        }
        return MatchMode.of(value);
    }

    private static String mode(String field) {
        return (field.equals("linkDomains") ? "linkDomain" : field) + "Matching";
    }

    @Override
    ExceptionOperations<EmailExceptionRule> operations() {
        return client.exceptions(list);
    }

    @Override
    public Optional<String> doubtIfEmpty() {
        return list.isKnown()
                ? Optional.empty()
                : Optional.of("the list is empty, and the SDK does not know one of this name: check it; known are "
                        + String.join(", ", EmailTables.LISTS));
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
        EmailExceptionRule.Builder after = rule.toBuilder();
        SETTERS.forEach((name, setter) -> {
            String value = fields.get(name);
            if (value != null && !(value.isBlank() && EFFECTS.containsKey(name))) {
                setter.accept(after, value);
            }
        });
        EmailExceptionRule changed = after.build();
        for (Map.Entry<String, UnaryOperator<EmailExceptionRule>> effect : EFFECTS.entrySet()) {
            if (fields.getOrDefault(effect.getKey(), "not blank").isBlank()) {
                changed = effect.getValue().apply(changed);
            }
        }
        return changed;
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
}
