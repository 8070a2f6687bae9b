/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.internal.EmailRuleAdapter;
import dev.waiver.email.internal.EmailRuleComparator;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import dev.waiver.governance.EmailTarget;
import dev.waiver.governance.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of the lists of the email service. */
public final class EmailRuleKind implements RuleKind<EmailExceptionRule> {
    @Override
    public RuleComparator<EmailExceptionRule> comparator() {
        return EmailRuleComparator.INSTANCE;
    }

    @Override
    public Optional<String> text(EmailExceptionRule rule) {
        return rule.comment();
    }

    @Override
    public EmailExceptionRule withText(EmailExceptionRule rule, String text) {
        return rule.withComment(text);
    }

    @Override
    public boolean isText(String path) {
        return path.equals("comment");
    }

    @Override
    public EmailExceptionRule changed(EmailExceptionRule stored, EmailExceptionRule wanted) {
        return EmailRuleAdapter.withEffect(stored, wanted).withComment(wanted.comment());
    }

    /** Whether an update replaces or merges is unknown, so that a match field might survive it. */
    @Override
    public boolean updatesMatch() {
        return false;
    }

    /** Returns whether the rules of a table let messages through. */
    public static boolean allows(String table) {
        return table.endsWith("whitelist");
    }

    @Override
    public List<Weakness> weaknesses(EmailExceptionRule rule, String table) {
        return EmailWeaknesses.of(rule, allows(table));
    }

    @Override
    public Target target(EmailExceptionRule rule, String table) {
        if (rule.matchesNothing()) {
            throw new IllegalArgumentException("the rule shows no field that selects messages; the console may have a"
                    + " criterion that the service does not show");
        }
        return EmailTarget.of(EmailList.of(table), withoutBlanks(rule));
    }

    /** Returns the rule without fields that are blank, and without the modes of such fields. */
    private static EmailExceptionRule withoutBlanks(EmailExceptionRule rule) {
        EmailExceptionRule.RawBuilder sparse = EmailExceptionRule.rawBuilder().from(rule);
        if (isBlank(rule.senderDomain())) {
            sparse.senderDomain(Optional.empty()).senderDomainMatching(Optional.empty());
        }
        if (isBlank(rule.senderEmail())) {
            sparse.senderEmail(Optional.empty()).senderEmailMatching(Optional.empty());
        }
        if (isBlank(rule.senderName())) {
            sparse.senderName(Optional.empty()).senderNameMatching(Optional.empty());
        }
        if (isBlank(rule.recipient())) {
            sparse.recipient(Optional.empty()).recipientMatching(Optional.empty());
        }
        if (isBlank(rule.subject())) {
            sparse.subject(Optional.empty()).subjectMatching(Optional.empty());
        }
        if (rule.linkDomains().map(LinkDomains::domains).orElse(List.of()).isEmpty()) {
            sparse.linkDomains(Optional.empty()).linkDomainMatching(Optional.empty());
        }
        return sparse.senderIp(rule.senderIp().filter(text -> !text.isBlank()))
                .senderClientIp(rule.senderClientIp().filter(text -> !text.isBlank()))
                .attachmentMd5(rule.attachmentMd5().filter(text -> !text.isBlank()))
                .actionNeeded(
                        rule.actionNeeded().filter(action -> !action.value().isBlank()))
                .ignoringSpfCheck(rule.ignoringSpfCheck().filter(EmailFlag::isOn))
                .matchOnlyFuture(rule.matchOnlyFuture().filter(EmailFlag::isOn))
                .quarantineAll(rule.quarantineAll().filter(EmailFlag::isOn))
                .additionalProperties(RuleKind.withoutNulls(rule.additionalProperties()))
                .build();
    }

    private static boolean isBlank(Optional<String> text) {
        return text.orElse("").isBlank();
    }

    @Override
    public List<EmailExceptionRule> rules(Target target, Optional<String> text, RuleFields.Receiver receiver) {
        return new EmailRuleFields().rules((EmailTarget) target, text, receiver);
    }

    @Override
    public List<String> unexpressed(EmailExceptionRule rule) {
        return RuleKind.unknownMembers(
                rule.additionalProperties(),
                "they are in unchecked, and are sent if the rule is created again; remove those that the service"
                        + " sets");
    }

    @Override
    public String describe(EmailExceptionRule rule) {
        List<String> parts = new ArrayList<>();
        add(parts, "sender domain", rule.senderDomain(), rule.senderDomainMatching());
        add(parts, "sender email", rule.senderEmail(), rule.senderEmailMatching());
        add(parts, "sender name", rule.senderName(), rule.senderNameMatching());
        add(parts, "recipient", rule.recipient(), rule.recipientMatching());
        add(parts, "subject", rule.subject(), rule.subjectMatching());
        add(
                parts,
                "link domains",
                rule.linkDomains().map(LinkDomains::domains).map(domains -> String.join(", ", domains)),
                rule.linkDomainMatching());
        rule.senderIp().ifPresent(ip -> parts.add("sender IP is " + ip));
        rule.senderClientIp().ifPresent(ip -> parts.add("sender client IP is " + ip));
        rule.attachmentMd5().ifPresent(md5 -> parts.add("attachment MD5 is " + md5));
        return parts.isEmpty() ? "nothing that the SDK recognizes" : String.join(" and ", parts);
    }

    private static void add(List<String> parts, String field, Optional<String> value, Optional<MatchMode> mode) {
        value.filter(text -> !text.isEmpty())
                .ifPresent(text -> parts.add(field + " "
                        + mode.map(MatchMode::value).map(EmailRuleKind::verb).orElse("is (no mode given)") + " "
                        + text));
    }

    private static String verb(String mode) {
        return mode.equals("endswith") || mode.equals("ends_with") ? "ends with" : mode;
    }
}
