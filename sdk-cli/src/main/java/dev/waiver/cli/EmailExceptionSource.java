/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.cli.Completeness.NotLookedAt;
import dev.waiver.cli.Completeness.Problem;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A source of the rules of one email list. Its fields are the members of the vendor's JSON. */
final class EmailExceptionSource extends ExceptionSource<EmailExceptionRule> {
    private static final JsonCodec JSON = JsonCodec.strictNames();
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
            NotLookedAt.bySdk(
                    "email", "exceptions of the anti-malware engine (hash, macro_hash, file_type, ppat_sender_name)"),
            NotLookedAt.bySdk(
                    "email",
                    "exceptions of the URL reputation engine (allow-url, allow-domain, block-url, block-domain)"),
            NotLookedAt.bySdk(
                    "email", "exceptions of the DLP engine (hash, text_content, sender_email, recipient_email)"),
            NotLookedAt.bySdk("email", "anomaly exceptions"),
            NotLookedAt.bySdk("email", "click-time protection lists"),
            new NotLookedAt("email", "spam_blacklist", "whether the service has this list is unknown"));

    private final EmailClient client;
    private final EmailList list;
    private final Clock clock;
    private @Nullable List<Row> read;
    private @Nullable SdkException failure;

    /** @param tenant the scope, or {@code -} for a key that needs no scope */
    EmailExceptionSource(EmailClient client, String tenant, EmailList list, Clock clock) {
        super("email", tenant, list.value());
        this.client = tenant.equals(Row.NOTHING) ? client : client.forTenant(tenant);
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

    private static boolean flag(String field, String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(field + ": must be true or false, not '" + value + "'");
        }
        return Boolean.parseBoolean(value);
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
    public Stream<Row> rows(Consumer<Problem> unreadable) {
        List<Row> known = read;
        if (known == null) {
            return client.exceptions(list).list().stream().map(this::row);
        }
        SdkException end = failure;
        return end == null
                ? known.stream()
                : Stream.concat(
                        known.stream(),
                        Stream.<Row>generate(() -> {
                                    throw end;
                                })
                                .limit(1));
    }

    /** Reads all rows now. From then on, {@link #rows} returns them, and fails as the reading did. */
    void read() {
        List<Row> rows = new ArrayList<>();
        try (Stream<Row> stream = rows(problem -> {})) {
            stream.forEachOrdered(rows::add);
        } catch (SdkException e) {
            failure = e;
        }
        read = rows;
    }

    /** Makes {@link #rows} fail, unless the rows were read. */
    void failIfNotRead(SdkException why) {
        if (read == null) {
            read = List.of();
            failure = why;
        }
    }

    /** Returns what the reading has failed with, if it has. */
    Optional<SdkException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public Optional<String> doubtIfEmpty() {
        return list.isKnown()
                ? Optional.empty()
                : Optional.of("the list is empty, and the SDK does not know one of this name: check it; known are "
                        + EmailList.known().stream().map(EmailList::value).collect(Collectors.joining(", ")));
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
    public ApiCall<BulkResult<EmailExceptionRule>> ensureAll(
            List<EmailExceptionRule> rules, EnsureOptions options, BulkListener<EmailExceptionRule> listener) {
        return client.exceptions(list).ensureAll(rules, options, listener);
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
