/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.json.OpenEnum;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import dev.waiver.governance.EmailTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The fields of the rules of email lists. */
public final class EmailRuleFields implements RuleFields<EmailTarget, EmailExceptionRule> {
    private static final Map<String, BiConsumer<EmailExceptionRule.Builder, String>> SETTERS = setters();
    private static final List<String> EFFECTS =
            List.of("actionNeeded", "ignoringSpfCheck", "matchOnlyFuture", "quarantineAll");
    private static final String LINKS = "linkDomains";

    /** The fields by their modes. */
    private static final Map<String, String> MODES = modes();

    private static Map<String, BiConsumer<EmailExceptionRule.Builder, String>> setters() {
        Map<String, BiConsumer<EmailExceptionRule.Builder, String>> setters = new LinkedHashMap<>();
        setters.put("senderDomain", EmailExceptionRule.Builder::senderDomain);
        setters.put("senderDomainMatching", (rule, value) -> rule.senderDomainMatching(mode(value)));
        setters.put("senderEmail", EmailExceptionRule.Builder::senderEmail);
        setters.put("senderEmailMatching", (rule, value) -> rule.senderEmailMatching(mode(value)));
        setters.put("senderName", EmailExceptionRule.Builder::senderName);
        setters.put("senderNameMatching", (rule, value) -> rule.senderNameMatching(mode(value)));
        setters.put("recipient", EmailExceptionRule.Builder::recipient);
        setters.put("recipientMatching", (rule, value) -> rule.recipientMatching(mode(value)));
        setters.put("subject", EmailExceptionRule.Builder::subject);
        setters.put("subjectMatching", (rule, value) -> rule.subjectMatching(mode(value)));
        setters.put(LINKS, EmailExceptionRule.Builder::linkDomains);
        setters.put("linkDomainMatching", (rule, value) -> rule.linkDomainMatching(mode(value)));
        setters.put("senderIp", EmailExceptionRule.Builder::senderIp);
        setters.put("senderClientIp", EmailExceptionRule.Builder::senderClientIp);
        setters.put("attachmentMd5", EmailExceptionRule.Builder::attachmentMd5);
        setters.put("actionNeeded", (rule, value) -> rule.actionNeeded(ActionNeeded.of(notBlank(value))));
        setters.put("ignoringSpfCheck", (rule, value) -> rule.ignoringSpfCheck(flag(value)));
        setters.put("matchOnlyFuture", (rule, value) -> rule.matchOnlyFuture(flag(value)));
        setters.put("quarantineAll", (rule, value) -> rule.quarantineAll(flag(value)));
        return setters;
    }

    private static Map<String, String> modes() {
        Map<String, String> modes = new LinkedHashMap<>();
        for (String name : SETTERS.keySet()) {
            if (name.endsWith("Matching")) {
                String field = name.substring(0, name.length() - "Matching".length());
                modes.put(name, field.equals("linkDomain") ? LINKS : field);
            }
        }
        return modes;
    }

    private static boolean flag(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(
                    "is " + Printable.quote(value) + ", not true or false; give one of them");
        }
        return Boolean.parseBoolean(value);
    }

    private static MatchMode mode(String value) {
        return MatchMode.of(notBlank(value));
    }

    private static String notBlank(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("is blank; give a value, or leave it out");
        }
        return value;
    }

    /** Returns the tables that are known, in order. */
    public static List<String> tables() {
        return EmailList.known().stream().map(OpenEnum::value).toList();
    }

    /** Returns the table whose rules have the opposite effect on the same messages, if there is one. */
    public static Optional<String> opposite(String table) {
        if (table.equals(EmailList.WHITELIST.value())) {
            return Optional.of(EmailList.BLACKLIST.value());
        }
        return table.equals(EmailList.BLACKLIST.value()) ? Optional.of(EmailList.WHITELIST.value()) : Optional.empty();
    }

    @Override
    public List<EmailExceptionRule> rules(EmailTarget target, Optional<String> text, Receiver receiver) {
        List<String> paths = new ArrayList<>();
        Receiver counting = (path, message) -> {
            paths.add(path);
            receiver.problem(path, message);
        };
        if (!tables().contains(target.table())) {
            counting.problem(
                    "list",
                    "is " + Printable.quote(target.table()) + ", which is no list that the SDK knows; "
                            + Suggestions.of(target.table(), tables()));
        }
        List<EmailExceptionRule> rules = target.domain().isPresent()
                ? ofDomain(target.domain().get(), target, counting)
                : ofRule(target, counting);
        return paths.isEmpty()
                ? rules.stream()
                        .map(rule -> text.map(rule::withComment).orElse(rule))
                        .toList()
                : List.of();
    }

    private static List<EmailExceptionRule> ofDomain(String domain, EmailTarget target, Receiver receiver) {
        List<EmailExceptionRule> rules = List.of();
        try {
            rules = EmailExceptionRule.domainAndSubdomains(domain);
        } catch (IllegalArgumentException e) {
            receiver.problem("domain", MemberMessages.of(e));
        }
        List<EmailExceptionRule.Builder> builders =
                rules.stream().map(EmailExceptionRule::toBuilder).toList();
        for (var member : members(target).properties()) {
            String name = member.getKey();
            if (!EFFECTS.contains(name) && SETTERS.containsKey(name)) {
                receiver.problem(name, "is a match field, which cannot stand beside domain; write a rule");
            } else if (!EFFECTS.contains(name)) {
                MemberMessages.unknown(receiver, name, name, EFFECTS);
            } else {
                // Also without a valid domain, so that every problem is reported at once.
                set(EmailExceptionRule.builder(), name, name, member.getValue(), receiver);
                builders.forEach(rule -> set(rule, name, name, member.getValue(), (path, message) -> {}));
            }
        }
        return builders.stream().map(EmailExceptionRule.Builder::build).toList();
    }

    private static List<EmailExceptionRule> ofRule(EmailTarget target, Receiver receiver) {
        EmailExceptionRule.Builder builder = EmailExceptionRule.builder().allowModeWithoutField();
        JsonNode members = members(target);
        for (var member : members.properties()) {
            String path = "rule." + member.getKey();
            String field = MODES.get(member.getKey());
            if (!SETTERS.containsKey(member.getKey())) {
                if (!member.getKey().equalsIgnoreCase("comment")) { // is free text, which is refused everywhere
                    MemberMessages.unknown(receiver, path, member.getKey(), SETTERS.keySet());
                }
            } else if (field != null && !members.has(field)) {
                receiver.problem(path, "is there without " + field + "; give what is compared, or remove it");
            } else {
                set(builder, path, member.getKey(), member.getValue(), receiver);
            }
        }
        JsonNode unchecked = target.unchecked().as(JsonNode.class);
        MemberMessages.knownUnchecked(receiver, unchecked, SETTERS.keySet());
        unchecked.properties().forEach(member -> builder.putAdditionalProperty(member.getKey(), member.getValue()));
        EmailExceptionRule rule = builder.build();
        boolean selects = members.properties().stream()
                .anyMatch(member -> !EFFECTS.contains(member.getKey()) && !MODES.containsKey(member.getKey()));
        if (!selects && unchecked.isEmpty()) {
            receiver.problem("rule", "matches nothing; give a match field such as senderDomain");
        }
        return List.of(rule);
    }

    private static JsonNode members(EmailTarget target) {
        return target.rule().as(JsonNode.class);
    }

    private static void set(
            EmailExceptionRule.Builder rule, String path, String name, JsonNode value, Receiver receiver) {
        try {
            if (name.equals(LINKS) && value.isArray()) {
                List<String> domains = new ArrayList<>();
                for (JsonNode domain : value) {
                    if (!MemberMessages.isText(receiver, path, domain)) {
                        return;
                    }
                    domains.add(notBlank(domain.asText()));
                }
                rule.linkDomains(LinkDomains.listOf(domains));
            } else if (MemberMessages.isText(receiver, path, value)) {
                SETTERS.getOrDefault(name, (builder, text) -> {}).accept(rule, value.asText());
            }
        } catch (IllegalArgumentException e) {
            receiver.problem(path, MemberMessages.of(e));
        }
    }
}
