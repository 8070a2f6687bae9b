/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The checks of the builder and of the {@code with} methods: a match field that lost its value makes the rule wider
 * than it was meant. What equals the rule that is changed passes, since rules that were read are not judged.
 */
final class EmailRuleChecks {
    private static final Pattern DOMAIN = Pattern.compile("[^\\s@/:,;*.]+(\\.[^\\s@/:,;*.]+)+");

    private static final MatchField[] FIELDS = {
        new MatchField("attachmentMd5", EmailExceptionRule::attachmentMd5, rule -> Optional.empty()),
        new MatchField("senderClientIp", EmailExceptionRule::senderClientIp, rule -> Optional.empty()),
        new MatchField("senderIp", EmailExceptionRule::senderIp, rule -> Optional.empty()),
        new MatchField("recipient", EmailExceptionRule::recipient, EmailExceptionRule::recipientMatching),
        new MatchField("senderDomain", EmailExceptionRule::senderDomain, EmailExceptionRule::senderDomainMatching),
        new MatchField("senderEmail", EmailExceptionRule::senderEmail, EmailExceptionRule::senderEmailMatching),
        new MatchField("senderName", EmailExceptionRule::senderName, EmailExceptionRule::senderNameMatching),
        new MatchField("subject", EmailExceptionRule::subject, EmailExceptionRule::subjectMatching),
        new MatchField("linkDomains", EmailExceptionRule::linkDomains, EmailExceptionRule::linkDomainMatching)
    };

    private EmailRuleChecks() {}

    static EmailExceptionRule changed(EmailExceptionRule before, EmailExceptionRule after) {
        for (MatchField field : FIELDS) {
            field.check(before, after);
        }
        return after;
    }

    private record MatchField(
            String name,
            Function<EmailExceptionRule, Optional<?>> value,
            Function<EmailExceptionRule, Optional<MatchMode>> mode) {

        void check(EmailExceptionRule before, EmailExceptionRule after) {
            Optional<?> now = value.apply(after);
            boolean same = now.equals(value.apply(before));
            if (now.isPresent()) {
                if (!same) {
                    checkNotBlank(name, now.get());
                }
                return;
            }
            Optional<MatchMode> alone = mode.apply(after);
            if (alone.isPresent() && !(same && alone.equals(mode.apply(before)))) {
                throw new IllegalArgumentException(name + ": is not set, but its mode is; set both, or build the rule"
                        + " with allowModeWithoutField() if it is to have the mode alone");
            }
        }
    }

    /** Checks a value that is set alone; the value that a rule has already passes. */
    static <T> T checked(String field, T value, Optional<T> before) {
        if (value == null) {
            throw new NullPointerException(
                    field + ": must not be null, or the rule would match more; to match any, don't set it");
        }
        if (!value.equals(before.orElse(null))) {
            checkNotBlank(field, value);
        }
        return value;
    }

    private static void checkNotBlank(String field, Object value) {
        boolean blank = value instanceof LinkDomains links
                ? links.domains().isEmpty()
                : value.toString().isBlank();
        if (blank) {
            throw new IllegalArgumentException(
                    field + ": must not be blank, or the rule would match more; to match any, don't set it");
        }
    }

    static String domain(String domain) {
        String name = Objects.requireNonNull(domain, "domain").strip();
        if (!DOMAIN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "domain: '" + name + "' is no domain of two labels or more, without spaces,"
                            + " wildcards, ports and dots at the ends; give the domain alone, such as evil.example");
        }
        return name;
    }
}
