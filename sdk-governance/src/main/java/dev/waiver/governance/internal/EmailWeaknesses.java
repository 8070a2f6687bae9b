/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.json.OpenEnum;
import dev.waiver.email.internal.EmailRuleComparator;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.LinkDomains;
import dev.waiver.email.model.MatchMode;
import dev.waiver.governance.LintFinding.Kind;
import dev.waiver.governance.LintFinding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The weaknesses of one rule of an email list. A message has to match every field of it. */
final class EmailWeaknesses {
    private static final int SHORT = 4;

    /** What a field holds. */
    private enum Content {
        TEXT,
        DOMAIN,
        ADDRESS
    }

    private final boolean allows;
    private final Severity severity;
    private final List<Weakness> always = new ArrayList<>();
    private final List<Weakness> alone = new ArrayList<>();
    private boolean narrowed;
    private boolean selects;

    private EmailWeaknesses(boolean allows) {
        this.allows = allows;
        this.severity = allows ? Severity.HIGH : Severity.MEDIUM;
    }

    static List<Weakness> of(EmailExceptionRule rule, boolean allows) {
        return new EmailWeaknesses(allows).read(rule);
    }

    private List<Weakness> read(EmailExceptionRule rule) {
        field("the sender domain", rule.senderDomain(), rule.senderDomainMatching(), Content.DOMAIN);
        field("the sender email", rule.senderEmail(), rule.senderEmailMatching(), Content.ADDRESS);
        field("the sender name", rule.senderName(), rule.senderNameMatching(), Content.TEXT);
        field("the recipient", rule.recipient(), rule.recipientMatching(), Content.ADDRESS);
        field("the subject", rule.subject(), rule.subjectMatching(), Content.TEXT);
        rule.linkDomains()
                .map(LinkDomains::domains)
                .ifPresent(domains -> domains.forEach(domain ->
                        field("a link domain", Optional.of(domain), rule.linkDomainMatching(), Content.DOMAIN)));
        network("the sender IP", rule.senderIp());
        network("the sender client IP", rule.senderClientIp());
        rule.attachmentMd5().filter(text -> !text.isBlank()).ifPresent(md5 -> narrow());
        List<Weakness> all = new ArrayList<>(always);
        if (!narrowed) {
            all.addAll(alone);
        }
        if (!selects && EmailRuleComparator.INSTANCE.matchKey(rule) != null) {
            all.add(Weakness.tooBroad(
                    severity,
                    "the rule shows no field that selects messages, so that it may apply to all of them",
                    "look at it in the console, and give it a match field, or remove it"));
        }
        if (allows && rule.ignoringSpfCheck().filter(EmailFlag::isOn).isPresent()) {
            all.add(new Weakness(
                    Kind.IGNORES_SPF,
                    Severity.HIGH,
                    "the rule also lets messages through whose sender is forged, since the SPF check is ignored",
                    "set ignoringSpfCheck to false, and ask the sender to correct the SPF record"));
        }
        return all;
    }

    private void narrow() {
        selects = true;
        narrowed = true;
    }

    private void network(String name, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> {
            if (AddressRanges.isWide(text)) {
                selects = true;
                alone.add(Weakness.tooBroad(
                        severity,
                        name + " is a network wider than /16, in which others than the sender have addresses",
                        "give the addresses of the sender"));
            } else {
                narrow();
            }
        });
    }

    private void field(String name, Optional<String> value, Optional<MatchMode> mode, Content content) {
        String text = value.map(String::strip).orElse("").toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return;
        }
        String word = mode.map(OpenEnum::value).orElse("").strip();
        boolean endsWith = word.equals(MatchMode.ENDS_WITH.value()) || word.equals("ends_with");
        boolean contains = word.equals(MatchMode.CONTAINS.value());
        if (content != Content.TEXT && isTopLevel(text, endsWith, contains)) {
            selects = true;
            alone.add(Weakness.tooBroad(
                    severity,
                    name + " is a whole top-level domain, in which anybody can register a name",
                    "give the domains that are meant"));
        } else if (endsWith && content != Content.TEXT && !text.startsWith(".") && text.indexOf('@') < 0) {
            always.add(Weakness.tooBroad(
                    severity,
                    name + " also matches foreign names that end alike, such as not" + text,
                    "begin with a dot for the subdomains, and add a rule with the mode exact for the domain itself"));
            narrow();
        } else if (contains && text.codePointCount(0, text.length()) < SHORT) {
            selects = true;
            alone.add(Weakness.tooBroad(
                    severity,
                    name + " matches a part of fewer than four characters, which many unrelated values contain",
                    "give a longer part, or another mode"));
        } else {
            narrow();
        }
    }

    private static boolean isTopLevel(String text, boolean endsWith, boolean contains) {
        String label = text.replaceFirst("^[.*]+", "");
        boolean isWhole = endsWith || (contains && text.startsWith("."));
        return isWhole && !label.isEmpty() && label.indexOf('.') < 0 && label.indexOf('@') < 0;
    }
}
