/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.FieldDifference;
import dev.waiver.core.internal.rules.CanonicalHost;
import dev.waiver.core.json.OpenEnum;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.MatchMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fields of rules, normalized for comparison. Texts are trimmed; addresses, domains and MD5 sums are compared
 * without case, and IP addresses, networks and the names of hosts in their {@linkplain CanonicalHost canonical form};
 * link domains are a set; a flag that is off equals a missing one; {@code ends_with} equals {@code endswith}, and no
 * other two modes are equal; a mode without its field is ignored.
 */
final class EmailRuleContent {
    /** The role of a field. */
    enum Kind {
        /** Selects the messages. */
        MATCH,
        /** Determines what happens to them. */
        EFFECT,
        /** Neither. */
        COMMENT
    }

    static final Set<Kind> MATCHING = EnumSet.of(Kind.MATCH);
    static final Set<Kind> EFFECTS = EnumSet.of(Kind.EFFECT);
    static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private record Field(
            String name,
            Kind kind,
            Function<EmailExceptionRule, Optional<?>> sent,
            Function<EmailExceptionRule, @Nullable Object> compared) {}

    private static final List<Field> FIELDS = List.of(
            match("attachmentMd5", EmailExceptionRule::attachmentMd5, EmailRuleContent::withoutCase),
            host(
                    "senderEmail",
                    EmailExceptionRule::senderEmail,
                    EmailExceptionRule::senderEmailMatching,
                    CanonicalHost::ofEmail),
            mode("senderEmailMatching", EmailExceptionRule::senderEmailMatching, EmailExceptionRule::senderEmail),
            match("senderName", EmailExceptionRule::senderName, EmailRuleContent::trimmed),
            mode("senderNameMatching", EmailExceptionRule::senderNameMatching, EmailExceptionRule::senderName),
            host(
                    "senderDomain",
                    EmailExceptionRule::senderDomain,
                    EmailExceptionRule::senderDomainMatching,
                    CanonicalHost::of),
            mode("senderDomainMatching", EmailExceptionRule::senderDomainMatching, EmailExceptionRule::senderDomain),
            match("senderIp", EmailExceptionRule::senderIp, EmailRuleContent::host),
            match("senderClientIp", EmailExceptionRule::senderClientIp, EmailRuleContent::host),
            host(
                    "recipient",
                    EmailExceptionRule::recipient,
                    EmailExceptionRule::recipientMatching,
                    CanonicalHost::ofEmail),
            mode("recipientMatching", EmailExceptionRule::recipientMatching, EmailExceptionRule::recipient),
            match("subject", EmailExceptionRule::subject, EmailRuleContent::trimmed),
            mode("subjectMatching", EmailExceptionRule::subjectMatching, EmailExceptionRule::subject),
            new Field("linkDomains", Kind.MATCH, EmailExceptionRule::linkDomains, EmailRuleContent::links),
            new Field(
                    "linkDomainMatching",
                    Kind.MATCH,
                    EmailExceptionRule::linkDomainMatching,
                    rule -> links(rule) == null ? null : word(rule.linkDomainMatching())),
            new Field(
                    "actionNeeded",
                    Kind.EFFECT,
                    EmailExceptionRule::actionNeeded,
                    rule -> trimmed(rule.actionNeeded().map(OpenEnum::value))),
            flag("quarantineAll", EmailExceptionRule::quarantineAll),
            flag("matchOnlyFuture", EmailExceptionRule::matchOnlyFuture),
            flag("ignoringSpfCheck", EmailExceptionRule::ignoringSpfCheck),
            new Field("comment", Kind.COMMENT, EmailExceptionRule::comment, rule -> trimmed(rule.comment())));

    private EmailRuleContent() {}

    /** Returns the values of the fields of these kinds by name, normalized for comparison. Unset ones are left out. */
    static Map<String, Object> compared(EmailExceptionRule rule, Set<Kind> kinds) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : FIELDS) {
            Object value = kinds.contains(field.kind()) ? field.compared().apply(rule) : null;
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    /** Returns the fields of these kinds in which two rules differ, with the values as they were sent. */
    static List<FieldDifference> differences(EmailExceptionRule expected, EmailExceptionRule actual, Set<Kind> kinds) {
        List<FieldDifference> differences = new ArrayList<>();
        for (Field field : FIELDS) {
            if (kinds.contains(field.kind())
                    && !Objects.equals(
                            field.compared().apply(expected), field.compared().apply(actual))) {
                differences.add(new FieldDifference(
                        field.name(),
                        written(field.sent().apply(expected)),
                        written(field.sent().apply(actual))));
            }
        }
        return differences;
    }

    private static @Nullable String written(Optional<?> value) {
        return value.map(EmailProtocol.CODEC::write).orElse(null);
    }

    private static Field match(
            String name,
            Function<EmailExceptionRule, Optional<String>> field,
            Function<Optional<String>, @Nullable String> compared) {
        return new Field(name, Kind.MATCH, field::apply, rule -> compared.apply(field.apply(rule)));
    }

    /**
     * Returns a field with a host name. One that is only contained may be a part of a name, which has no other form.
     */
    private static Field host(
            String name,
            Function<EmailExceptionRule, Optional<String>> field,
            Function<EmailExceptionRule, Optional<MatchMode>> mode,
            UnaryOperator<String> canonical) {
        return new Field(name, Kind.MATCH, field::apply, rule -> {
            String text = withoutCase(field.apply(rule));
            return text == null || isContained(mode.apply(rule)) ? text : canonical.apply(text);
        });
    }

    private static boolean isContained(Optional<MatchMode> mode) {
        return MatchMode.CONTAINS.value().equals(word(mode));
    }

    private static Field mode(
            String name,
            Function<EmailExceptionRule, Optional<MatchMode>> mode,
            Function<EmailExceptionRule, Optional<String>> field) {
        return new Field(
                name,
                Kind.MATCH,
                mode::apply,
                rule -> trimmed(field.apply(rule)) == null ? null : word(mode.apply(rule)));
    }

    private static Field flag(String name, Function<EmailExceptionRule, Optional<EmailFlag>> flag) {
        return new Field(name, Kind.EFFECT, flag::apply, rule -> {
            EmailFlag value = flag.apply(rule).filter(f -> !f.isOff()).orElse(null);
            return value == null ? null : value.isOn() ? "true" : value.json().toString();
        });
    }

    private static @Nullable String trimmed(Optional<String> text) {
        return text.map(String::strip).filter(t -> !t.isEmpty()).orElse(null);
    }

    private static @Nullable String withoutCase(Optional<String> text) {
        String trimmed = trimmed(text);
        return trimmed == null ? null : trimmed.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String host(Optional<String> text) {
        String trimmed = trimmed(text);
        return trimmed == null ? null : CanonicalHost.of(trimmed);
    }

    private static @Nullable String word(Optional<MatchMode> mode) {
        String word = trimmed(mode.map(OpenEnum::value));
        return "ends_with".equals(word) ? MatchMode.ENDS_WITH.value() : word;
    }

    private static @Nullable Object links(EmailExceptionRule rule) {
        if (rule.linkDomains().isEmpty()) {
            return null;
        }
        Set<String> domains = new TreeSet<>();
        boolean contained = isContained(rule.linkDomainMatching());
        rule.linkDomains().ifPresent(links -> links.domains()
                .forEach(
                        domain -> domains.add(contained ? domain.toLowerCase(Locale.ROOT) : CanonicalHost.of(domain))));
        return domains.isEmpty() ? null : domains;
    }
}
