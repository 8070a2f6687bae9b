/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a register refuses, with file, line, entry, field and message. */
class RefusedTest {
    private static final String HEAD = """
            apiVersion: waiver.dev/v1
            id: k7q2m4x9
            scope: {email: {}, scanning: {}, detection: {}}
            """;

    /** The first entry begins at line 5. */
    private static final String ENTRIES = HEAD + "exceptions:\n";

    private static final String GOOD = "- {key: good, email: {list: blacklist, domain: good.example}}\n";

    private static final List<Arguments> ROWS = new ArrayList<>();

    private static void row(String name, String text, String... problems) {
        ROWS.add(Arguments.of(name, text, List.of(problems)));
    }

    /** An entry whose email member is given, in line 5. */
    private static void email(String name, String member, String... problems) {
        row("email: " + name, ENTRIES + "- {key: one, ticket: T-1, email: " + member + "}\n", problems);
    }

    private static void scanning(String name, String rule, String... problems) {
        row("scanning: " + name, ENTRIES + "- {key: one, ticket: T-1, scanning: {rule: " + rule + "}}\n", problems);
    }

    private static void detection(String name, String member, String... problems) {
        row("detection: " + name, ENTRIES + "- {key: one, ticket: T-1, detection: " + member + "}\n", problems);
    }

    static List<Arguments> rows() {
        ROWS.clear();
        syntax();
        head();
        entries();
        emailRules();
        scanningRules();
        detectionRules();
        return ROWS;
    }

    private static void syntax() {
        row("nothing", "", "r.yaml:1: is empty; give apiVersion, id, scope and exceptions");
        row("a comment", "# nothing\n", "r.yaml:1: is empty; give apiVersion, id, scope and exceptions");
        row("a text", "hello", "r.yaml:1: is a text, not a mapping; give its members");
        row("a list", "- a", "r.yaml:1: is a list, not a mapping; give its members");
        row(
                "bad indentation",
                ENTRIES + "- key: one\n text: x\n",
                "r.yaml:6: is neither YAML nor JSON: expected <block end>, but found '<block mapping start>'; check"
                        + " indentation and quotes");
        row(
                "a tab",
                HEAD + "exceptions:\n\t- key: one\n",
                "r.yaml:5: is neither YAML nor JSON: found character '\\t(TAB)' that cannot start any token. (Do not use"
                        + " \\t(TAB) for indentation); check indentation and quotes");
        row(
                "an unquoted group",
                HEAD.replace("email: {}", "email: {tenants: [@gold]}") + "exceptions:\n" + GOOD,
                "r.yaml:3: is neither YAML nor JSON: found character '@' that cannot start any token. (Do not use @ for"
                        + " indentation); quote a text that begins with such a character");
        row(
                "an unquoted exclusion, which is a tag",
                HEAD.replace("email: {}", "email: {tenants: [\"@all\", !globex ]}") + "exceptions:\n" + GOOD,
                "r.yaml:3: has a tag, which begins with !; quote the text if it is one, such as \"!mt-prod-3:globex\"",
                "r.yaml:3: scope.email.tenants[1]: has no value; leave it out, or quote the text if it is one");
        row(
                "an anchor and an alias",
                HEAD.replace("{}", "&a {}") + "policy: *a\n",
                "r.yaml:3: has an anchor; write the value out in each place, without & and *",
                "r.yaml:4: has an alias; write the value out in each place, without & and *");
        row(
                "a member twice",
                HEAD + "id: aaaaaaaa\nexceptions:\n" + GOOD,
                "r.yaml:4: has 'id' twice, first in line 2; remove one of them");
        row(
                "a second document",
                ENTRIES + GOOD + "---\na: 1\n",
                "r.yaml:7: has a second document; write one document in each file");
        row("a list as a name", "? [a]\n: b\n", "r.yaml:1: has a list as a name; give a text");
        row("too deep", "[".repeat(5000), "r.yaml:1: is nested deeper than 64 levels; a register never is");
        row(
                "a control character",
                ENTRIES + "- key: \u0001\n",
                "r.yaml:5: has a character that YAML does not allow, code 1; write it as an escape in double quotes");
        row(
                "half of a pair of surrogates",
                ENTRIES + "- {key: one, reason: \"\\uD800\", email: {list: blacklist, domain: good.example}}\n",
                "r.yaml:5: holds a lone surrogate in a text; write the whole character");
        row(
                "an escape beyond Unicode",
                "a: \"\\UFFFFFFFF\"",
                "r.yaml:1: is neither YAML nor JSON that can be read: For input string: \"FFFFFFFF\" under radix 16");
    }

    private static void head() {
        row(
                "an empty mapping",
                "{}",
                "r.yaml:1: apiVersion: is missing; give waiver.dev/v1",
                "r.yaml:1: id: is missing; give 8 random characters of a to z and 0 to 9, once",
                "r.yaml:1: exceptions: has no entry; add one, since an empty register would remove every rule of its"
                        + " scope",
                "r.yaml:1: scope: is missing; give those that the register is about, such as scope: {email: {}}");
        row(
                "an empty list of entries",
                HEAD + "exceptions: []\n",
                "r.yaml:4: exceptions: has no entry; add one, since an empty register would remove every rule of its"
                        + " scope");
        row(
                "another version",
                ENTRIES.replace("v1", "v2") + GOOD,
                "r.yaml:1: apiVersion: is a version that this SDK does not know; it knows waiver.dev/v1");
        row(
                "another id",
                ENTRIES.replace("k7q2m4x9", "Acme") + GOOD,
                "r.yaml:2: id: is 'Acme', not 8 characters of a to z and 0 to 9; give random ones, once, and never change"
                        + " them");
        row(
                "an id without a value",
                ENTRIES.replace("k7q2m4x9", "~") + GOOD,
                "r.yaml:2: id: has no value; leave it out, or quote the text if it is one");
        row(
                "an unknown member",
                HEAD + "excepions: []\nexceptions:\n" + GOOD,
                "r.yaml:4: excepions: is no member that a register has here; did you mean exceptions?");
        row(
                "an unknown vendor",
                ENTRIES.replace("scanning", "scaning") + GOOD,
                "r.yaml:3: scope.scaning: is no member that a register has here; did you mean scanning?");
        row(
                "a scope without vendors",
                HEAD.replace("{email: {}, scanning: {}, detection: {}}", "{}") + "exceptions:\n" + GOOD,
                "r.yaml:3: scope: has no vendor; give those that the register is about, such as scope: {email: {}}");
        row(
                "an unknown table",
                HEAD.replace("email: {}", "email: {tables: [whitlist, blacklist]}") + "exceptions:\n" + GOOD,
                "r.yaml:3: scope.email.tables[0]: is 'whitlist', which is no table that the SDK knows; did you mean"
                        + " whitelist?");
        row(
                "an unknown group",
                HEAD.replace("email: {}", "email: {tenants: [\"@golf\"]}") + "tenantGroups: {gold: [a]}\nexceptions:\n"
                        + GOOD,
                "r.yaml:3: scope.email.tenants[0]: names the group '@golf', which tenantGroups does not have; did you"
                        + " mean @gold?");
        row(
                "exclusions only",
                HEAD.replace("email: {}", "email: {tenants: [\"!a\"]}") + "exceptions:\n" + GOOD,
                "r.yaml:3: scope.email.tenants: only leaves tenants out; give those that are meant first, such as"
                        + " \"@all\"");
        row(
                "a group of the reserved name, and no tenant",
                HEAD + "tenantGroups: {all: [a], \"a b\": [\"c d\"]}\nexceptions:\n" + GOOD,
                "r.yaml:4: tenantGroups.all: is no name of a group; give letters, digits, dot, hyphen and underscore, and"
                        + " not all",
                "r.yaml:4: tenantGroups.a b: is no name of a group; give letters, digits, dot, hyphen and underscore,"
                        + " and not all",
                "r.yaml:4: tenantGroups.a b[0]: is 'c d', not a tenant; give one such as mt-prod-3:acme");
        row(
                "a policy",
                HEAD + "policy: {maxLifetime: 365, require: [boss, owner], baselineUntil: 2027-02-30}\nexceptions:\n"
                        + GOOD,
                "r.yaml:4: policy.maxLifetime: is '365', not a period of days or months such as P365D; give one",
                "r.yaml:4: policy.baselineUntil: is '2027-02-30', not a date such as 2027-03-01; give one",
                "r.yaml:4: policy.require[0]: is 'boss', which is no member that can be required; known are reason,"
                        + " ticket, owner, approvedBy, text, created, reviewBy, expires",
                "r.yaml:6: good: owner: is missing, and policy.require names it; give it");
        row(
                "a negative lifetime",
                HEAD + "policy: {maxLifetime: P-1D}\nexceptions:\n" + GOOD,
                "r.yaml:4: policy.maxLifetime: is P-1D, not a period from a day to 100 years; give one such as P365D");
        row(
                "a lifetime without end",
                HEAD + "policy: {maxLifetime: P2147483647Y}\nexceptions:\n" + GOOD,
                "r.yaml:4: policy.maxLifetime: is P2147483647Y, not a period from a day to 100 years; give one such as"
                        + " P365D");
        row(
                "what is unavailable",
                HEAD + "expectUnavailable:\n- {why: x, until: 2027-01-01}\n- {tenant: a b, why: x, until: soon}\n"
                        + "- {tenant: a}\nexceptions:\n" + GOOD,
                "r.yaml:5: expectUnavailable[0]: names neither a tenant nor a table; give one of them, or both",
                "r.yaml:6: expectUnavailable[1].until: is 'soon', not a date such as 2027-03-01; give one",
                "r.yaml:7: expectUnavailable[2].why: is missing; say why the source is unavailable, and until which day",
                "r.yaml:7: expectUnavailable[2].until: is missing; say why the source is unavailable, and until which"
                        + " day");
    }

    private static void entries() {
        row(
                "no list",
                HEAD + "exceptions: {key: one}\n",
                "r.yaml:4: exceptions: is a mapping, not a list; write each item after a hyphen",
                "r.yaml:4: exceptions: has no entry; add one, since an empty register would remove every rule of its"
                        + " scope");
        row(
                "a key that is missing, malformed or there twice",
                ENTRIES + "- {email: {list: blacklist, domain: a.example}}\n"
                        + "- {key: Evil Example, email: {list: blacklist, domain: b.example}}\n"
                        + "- {key: one, email: {list: blacklist, domain: c.example}}\n"
                        + "- {key: one, email: {list: blacklist, domain: d.example}}\n",
                "r.yaml:5: key: is missing; give a name that never changes, such as evil-example",
                "r.yaml:6: Evil Example: key: is 'Evil Example'; give 1 to 100 of a to z, 0 to 9, dot and hyphen, the"
                        + " first a letter or a digit",
                "r.yaml:8: one: key: is the key of another entry, at r.yaml:7; give each entry a key of its own");
        row(
                "unknown members",
                ENTRIES + "- {key: one, aproved-by: bob, Owner: eve, email: {list: blacklist, domain: a.example}}\n",
                "r.yaml:5: one: aproved-by: is no member that a register has here; did you mean approvedBy?",
                "r.yaml:5: one: Owner: is no member that a register has here; did you mean owner?");
        row(
                "other forms",
                ENTRIES + "- key: one\n  owner: [alice]\n  reason:\n  ticket: ' '\n  baseline: yes\n"
                        + "  email: {list: blacklist, domain: a.example}\n",
                "r.yaml:6: one: owner: is a list, not a text; give one text",
                "r.yaml:7: one: reason: has no value; leave it out, or quote the text if it is one",
                "r.yaml:8: one: ticket: is blank; leave it out, or give a text",
                "r.yaml:9: one: baseline: is 'yes', not true or false; give one of them");
        row(
                "dates",
                ENTRIES + "- key: one\n  created: 28.11.2026\n  reviewBy: 2026-13-01\n  expires: 2027-03-01T10:00\n"
                        + "  email: {list: blacklist, domain: a.example}\n",
                "r.yaml:6: one: created: is '28.11.2026', not a date such as 2027-03-01; give one",
                "r.yaml:7: one: reviewBy: is '2026-13-01', not a date such as 2027-03-01; give one",
                "r.yaml:8: one: expires: is '2027-03-01T10:00', not a date such as 2027-03-01 or an instant such as"
                        + " 2027-03-01T12:00:00+01:00; give one");
        row(
                "dates out of order",
                ENTRIES + "- key: one\n  created: 2026-11-28\n  reviewBy: 2026-11-27\n  expires: 2026-11-26\n"
                        + "  email: {list: blacklist, domain: a.example}\n",
                "r.yaml:7: one: reviewBy: is 2026-11-27, before created, which is 2026-11-28; the order is created,"
                        + " reviewBy, expires",
                "r.yaml:8: one: expires: is 2026-11-26, before reviewBy, which is 2026-11-27; the order is created,"
                        + " reviewBy, expires");
        row(
                "beyond the policy",
                HEAD + "policy: {maxLifetime: P30D}\nexceptions:\n"
                        + "- {key: one, created: 2026-11-01, expires: 2026-12-02,"
                        + " email: {list: blacklist, domain: a.example}}\n"
                        + "- {key: two, created: 2026-11-01, expires: 2026-12-01,"
                        + " email: {list: blacklist, domain: b.example}}\n"
                        + "- {key: three, email: {list: blacklist, domain: c.example}}\n"
                        + "- {key: four, baseline: true, email: {list: blacklist, domain: d.example}}\n",
                "r.yaml:6: one: expires: is 2026-12-02, more than P30D after created; give 2026-12-01 at the latest",
                "r.yaml:8: three: created: is missing, and policy.maxLifetime needs it; give it",
                "r.yaml:8: three: expires: is missing, and policy.maxLifetime needs it; give it",
                "r.yaml:9: four: baseline: needs policy.baselineUntil: set it, or remove baseline");
        row(
                "nowhere",
                ENTRIES + "- {key: one}\n- {key: two, email: }\n",
                "r.yaml:5: one: applies nowhere; give email, scanning or detection",
                "r.yaml:6: two: email: is nothing, not a mapping; give its members");
        row(
                "outside of the scope",
                HEAD.replace("{email: {}, scanning: {}, detection: {}}", "{email: {tables: [whitelist]}}")
                        + "exceptions:\n- {key: one, ticket: T, scanning: {rule: {nvt: 1.2.3, port: 80}}}\n" + GOOD,
                "r.yaml:5: one: scanning: is outside of scope; add it to scope, or remove it here",
                "r.yaml:6: good: email.list: is 'blacklist', which scope.email.tables does not have; known is"
                        + " whitelist");
        row(
                "tenants",
                HEAD.replace("email: {}", "email: {tenants: [\"mt:acme\", \"mt:globex\"]}")
                        + "tenantGroups: {more: [\"mt:initech\"]}\nexceptions:\n"
                        + "- {key: one, email: {list: blacklist, tenants: [\"mt:acme\", \"@more\"], domain: a.example}}\n"
                        + "- {key: two, email: {list: blacklist, tenants: [\"mt:acmee\"], domain: b.example}}\n"
                        + "- {key: three, email: {list: blacklist, tenants: [\"@all\", \"!@all\"], domain: c.example}}\n"
                        + "- {key: four, email: {list: blacklist, tenants: [], domain: d.example}}\n",
                "r.yaml:6: one: email.tenants: has mt:initech outside of scope.email.tenants; add them there, or remove"
                        + " them here",
                "r.yaml:7: two: email.tenants[0]: names the tenant 'mt:acmee', which neither tenantGroups nor"
                        + " scope.email.tenants has; did you mean mt:acme?",
                "r.yaml:8: three: email.tenants: has no tenant that is left; the exception would be nowhere",
                "r.yaml:9: four: email.tenants: is an empty list; leave it out, or give a value");
        row(
                "a text that looks like a marker",
                ENTRIES + "- {key: one, text: \"[wv1 x\", email: {list: blacklist, domain: a.example}}\n"
                        + "- {key: two, ticket: \" [wv1\", email: {list: blacklist, domain: b.example}}\n",
                "r.yaml:5: one: text: begins like a marker of this SDK, which rules get by themselves; remove that",
                "r.yaml:6: two: ticket: begins like a marker of this SDK, which rules get by themselves; remove that");
        row(
                "the same match",
                ENTRIES + "- {key: one, email: {list: blacklist, domain: a.example}}\n"
                        + "- {key: two, email: {list: blacklist,"
                        + " rule: {senderDomain: A.example., senderDomainMatching: exact}}}\n"
                        + "- {key: three, email: {list: whitelist,"
                        + " rule: {senderDomain: .a.example, senderDomainMatching: ends_with}}}\n"
                        + "- {key: four, ticket: T, scanning: {rule: {nvt: 1.2.3, hosts: \"::1, a.example\"}}}\n"
                        + "- {key: five, ticket: T, scanning: {rule: {nvt: 1.2.3, hosts: [A.EXAMPLE, \"0:0::1\"]}}}\n"
                        + "- {key: six, detection: {linux: Agent, when: {targetFilePath: /a}}}\n"
                        + "- {key: seven, detection: {windows: Agent, when: {targetFilePath: /b}}}\n",
                "r.yaml:6: two: email.rule: matches the same as one at r.yaml:5 in the list blacklist of a tenant; remove"
                        + " one of them, or give them other tenants",
                "r.yaml:7: three: email.rule: matches the same as one at r.yaml:5, which is in the opposite list of a"
                        + " tenant; remove one of them",
                "r.yaml:9: five: scanning.rule: matches the same as four at r.yaml:8; remove one of them",
                "r.yaml:11: seven: detection.windows: has the same name as the exception of six at r.yaml:10; give it"
                        + " another name");
        row(
                "texts for the terminal",
                ENTRIES + "- {key: \"\\e[2J\", \"\\u202E\": x, email: {list: \"\\n\", domain: a.example}}\n",
                "r.yaml:5: \uFFFD[2J: \uFFFD: is no member that a register has here; known are key, reason, ticket, owner,"
                        + " approvedBy, text, created, reviewBy, expires, baseline, email, scanning, detection",
                "r.yaml:5: \uFFFD[2J: email.list: is blank; leave it out, or give a text",
                "r.yaml:5: \uFFFD[2J: key: is '\uFFFD[2J'; give 1 to 100 of a to z, 0 to 9, dot and hyphen, the first a"
                        + " letter or a digit");
    }

    private static void emailRules() {
        email(
                "no members",
                "{}",
                "r.yaml:5: one: email.list: is missing; give a list such as blacklist",
                "r.yaml:5: one: email.domain: is missing, and so is rule; give the domain, or the members of a rule below"
                        + " rule");
        email(
                "an unknown list",
                "{list: blaklist, domain: a.example}",
                "r.yaml:5: one: email.list: is 'blaklist', which is no list that the SDK knows; did you mean blacklist?");
        email(
                "a domain and a rule",
                "{list: blacklist, domain: a.example, rule: {senderDomain: b.example}}",
                "r.yaml:5: one: email.rule: is there beside domain; keep one of them");
        email(
                "no domain",
                "{list: blacklist, domain: com}",
                "r.yaml:5: one: email.domain: 'com' is no domain of two labels or more, without spaces, wildcards, ports"
                        + " and dots at the ends; give the domain alone, such as evil.example");
        email(
                "members beside a domain",
                "{list: blacklist, domain: a.example, recipient: x, actionneeded: phishing, quarantineAll: yes,"
                        + " unchecked: {}}",
                "r.yaml:5: one: email.unchecked: is taken by rule only; write two rules in place of domain");
        email(
                "members beside a domain, converted",
                "{list: blacklist, domain: a.example, recipient: x, actionneeded: phishing, quarantineAll: yes}",
                "r.yaml:5: one: email.recipient: is a match field, which cannot stand beside domain; write a rule",
                "r.yaml:5: one: email.actionneeded: is no member that the SDK knows; did you mean actionNeeded?",
                "r.yaml:5: one: email.quarantineAll: is 'yes', not true or false; give one of them");
        email(
                "a typo in a match field",
                "{list: whitelist, rule: {senderDomian: a.example, recipient: b@c.example}}",
                "r.yaml:5: one: email.rule.senderDomian: is no member that the SDK knows; did you mean senderDomain?"
                        + " (rule.unchecked takes any)");
        email(
                "a comment",
                "{list: whitelist, rule: {senderDomain: a.example, comment: x, unchecked: {Comment: y}}}",
                "r.yaml:5: one: email.rule.comment: is free text; remove it: a rule gets the text of the entry, else its"
                        + " ticket",
                "r.yaml:5: one: email.rule.unchecked.Comment: is free text; remove it: a rule gets the text of the entry,"
                        + " else its ticket");
        email(
                "blank and missing values",
                "{list: whitelist, rule: {senderDomain: '', subject: , senderName: ' '}}",
                "r.yaml:5: one: email.rule.subject: has no value; leave it out, or quote the text if it is one");
        email(
                "blank values, and a mode without its field",
                "{list: whitelist, rule: {senderDomain: '', recipientMatching: exact, senderNameMatching: '',"
                        + " senderName: a, ignoringSpfCheck: 1, linkDomains: [], subject: [x]}}",
                "r.yaml:5: one: email.rule.senderDomain: must not be blank, or the rule would match more; to match any,"
                        + " don't set it",
                "r.yaml:5: one: email.rule.recipientMatching: is there without recipient; give what is compared, or"
                        + " remove it",
                "r.yaml:5: one: email.rule.senderNameMatching: is blank; give a value, or leave it out",
                "r.yaml:5: one: email.rule.ignoringSpfCheck: is '1', not true or false; give one of them",
                "r.yaml:5: one: email.rule.linkDomains: must not be blank, or the rule would match more; to match any,"
                        + " don't set it",
                "r.yaml:5: one: email.rule.subject: is a list, not a text; give one text");
        email(
                "effects only",
                "{list: blacklist, rule: {actionNeeded: phishing}}",
                "r.yaml:5: one: email.rule: matches nothing; give a match field such as senderDomain");
        email(
                "what is known, unchecked",
                "{list: blacklist, rule: {senderDomain: a.example, unchecked: {Recipient: x}}}",
                "r.yaml:5: one: email.rule.unchecked.Recipient: is a member that the SDK knows; write it below rule");
        email(
                "no mapping",
                "{list: blacklist, rule: {senderDomain: a.example, unchecked: x}}",
                "r.yaml:5: one: email.rule.unchecked: is a text, not a mapping; give its members");
    }

    private static void scanningRules() {
        scanning(
                "no scope",
                "{nvt: 1.2.3}",
                "r.yaml:5: one: scanning.rule: has no scope; give hosts, port, both, or scan; for all hosts,"
                        + " everywhere: true");
        scanning(
                "no scope after all",
                "{nvt: 1.2.3, everywhere: false}",
                "r.yaml:5: one: scanning.rule.everywhere: is 'false'; give true, or leave it out");
        scanning(
                "too many scopes",
                "{nvt: 1.2.3, everywhere: true, port: 80}",
                "r.yaml:5: one: scanning.rule.everywhere: is there beside hosts, port or scan; keep one of them");
        scanning(
                "a scan and a port",
                "{nvt: 1.2.3, scan: a, port: 80}",
                "r.yaml:5: one: scanning.rule.scan: is there beside hosts or port; which of them takes precedence is not"
                        + " documented; keep one");
        scanning(
                "unknown members, and free text",
                "{nvt: 1.2.3, port: 80, newSeverity: 0, text: x, unchecked: {a: 1}}",
                "r.yaml:5: one: scanning.rule.unchecked: is not possible at scanning, to which only known members are"
                        + " sent; remove it",
                "r.yaml:5: one: scanning.rule.text: is free text; remove it: a rule gets the text of the entry, else its"
                        + " ticket",
                "r.yaml:5: one: scanning.rule.newSeverity: is no member that the SDK knows; did you mean new_severity?");
        scanning(
                "values",
                "{nvt: CVE-2021-44228, hosts: '1.2.3.4:80', port: 443/tcp, new_severity: 1e999999999}",
                "r.yaml:5: one: scanning.rule.port: must be a number such as 443, not '443/tcp': the service takes no"
                        + " protocol and no word; give the number alone",
                "r.yaml:5: one: scanning.rule.hosts: '1.2.3.4:80' carries a port; give host and port separately, as in"
                        + " forHostAndPort",
                "r.yaml:5: one: scanning.rule.nvt: 'CVE-2021-44228' is a CVE id; give the OID of the vulnerability test,"
                        + " such as 1.3.6.1.4.1.25623.1.0.815255, or make the rule from a finding",
                "r.yaml:5: one: scanning.rule.new_severity: is '1e999999999', not a number; give one such as 0 or 4.5");
        row(
                "scanning: no text",
                ENTRIES + "- {key: one, scanning: {rule: {port: 80}}}\n",
                "r.yaml:5: one: scanning.rule.nvt: is missing; give the OID of the vulnerability test",
                "r.yaml:5: one: scanning.rule: has no text, which the service requires; give text or ticket in the entry");
        row(
                "scanning: no rule",
                ENTRIES + "- {key: one, scanning: {nvt: 1.2.3}}\n",
                "r.yaml:5: one: scanning.nvt: is no member that a register has here; known is rule",
                "r.yaml:5: one: scanning.rule: is missing; give nvt, and hosts, port, scan or everywhere");
    }

    private static void detectionRules() {
        detection(
                "two systems",
                "{windows: a, linux: b, when: {targetFilePath: x}}",
                "r.yaml:5: one: detection.linux: give exactly one of windows, macOs, linux and rule");
        detection(
                "no system",
                "{when: {targetFilePath: x}}",
                "r.yaml:5: one: detection.windows: give exactly one of windows, macOs, linux and rule");
        detection(
                "no condition",
                "{windows: a}",
                "r.yaml:5: one: detection.when: is missing; give a condition such as instigatingImageSha256",
                "r.yaml:5: one: detection.when: has no condition; give one such as instigatingImageSha256");
        detection(
                "conditions",
                "{windows: a, when: {targetFilPath: x, targetFileSha256: abc}}",
                "r.yaml:5: one: detection.when.targetFilPath: is nothing that can be compared here; did you mean"
                        + " targetFilePath?",
                "r.yaml:5: one: detection.when.targetFileSha256: 'abc' is not a SHA-256 of 64 hexadecimal digits; it has"
                        + " 3 characters");
        detection(
                "rules that are enabled",
                "{windows: a, when: {targetFilePath: x}, enable: {rules: [], allRules: true}}",
                "r.yaml:5: one: detection.enable.ruleSet: is missing; give the name of the rule set, such as Default",
                "r.yaml:5: one: detection.enable.rules: is an empty list; leave it out, or give a value",
                "r.yaml:5: one: detection.enable.allRules: is there beside rules; keep one of them");
        detection(
                "no rule that is enabled",
                "{windows: a, when: {targetFilePath: x}, enable: {ruleSet: Default}}",
                "r.yaml:5: one: detection.enable.rules: is missing; name the rules, or give allRules: true");
        detection(
                "a document",
                "{rule: {Name: a, Id: 1, Description: x, tags: [y], Statess: [], ObjectType: Rule, SchemaVersion: one,"
                        + " OperatingSystems: [{Name: Windows}]}}",
                "r.yaml:5: one: detection.rule.Description: is free text; remove it: a rule gets the text of the entry,"
                        + " else its ticket",
                "r.yaml:5: one: detection.rule.tags: is free text; remove it: a rule gets the text of the entry, else its"
                        + " ticket",
                "r.yaml:5: one: detection.rule.Id: is set by the service; remove it",
                "r.yaml:5: one: detection.rule.Statess: is no member that the SDK knows; did you mean States?"
                        + " (rule.unchecked takes any)",
                "r.yaml:5: one: detection.rule.SchemaVersion: has a value that such a member does not take; see the"
                        + " vendor's pages",
                "r.yaml:5: one: detection.rule.ObjectType: is not ExceptionRule; give this",
                "r.yaml:5: one: detection.rule.States: is missing or has a state without Function and FieldOperators,"
                        + " which would apply to nothing or to everything; give each state its condition");
        detection(
                "a document with typos below",
                "{rule: {Name: a, ObjectType: ExceptionRule, OperatingSystems: [{Name: Windows}], States: [{Function: a,"
                        + " FieldOperators: {a: {Typ: EqualsAny, Options: {IgnoreCase: perhaps}}}}]}}",
                "r.yaml:5: one: detection.rule.States[0].FieldOperators.a.Typ: is no member that the SDK knows; did you"
                        + " mean Type?",
                "r.yaml:5: one: detection.rule.States[0].FieldOperators.a: has no Type; set how to compare, such as"
                        + " EqualsAny",
                "r.yaml:5: one: detection.rule.States[0].FieldOperators.a.Options.IgnoreCase: has a value that such a"
                        + " member does not take; see the vendor's pages");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void refuses(String name, String text, List<String> problems) {
        RegisterException refused = catchThrowableOfType(RegisterException.class, () -> Register.parse("r.yaml", text));

        assertThat(refused).as("nothing was refused").isNotNull();
        assertThat(refused.problems()).extracting(RegisterProblem::toString).isEqualTo(problems);
    }

    @Test
    void theMessageHasAllProblems() {
        assertThatThrownBy(() -> Register.parse("r.yaml", HEAD.replace("id: k7q2m4x9\n", "")))
                .hasMessage("the register has 2 problems:\n"
                        + "  r.yaml:1: id: is missing; give 8 random characters of a to z and 0 to 9, once\n"
                        + "  r.yaml:1: exceptions: has no entry; add one, since an empty register would remove every rule"
                        + " of its scope");
    }

    @Test
    void refusesOtherEncodingsAndLargeFiles(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("a.yaml"), (ENTRIES + GOOD).getBytes(StandardCharsets.UTF_16));
        Files.write(directory.resolve("b.yaml"), "a: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(directory.resolve("c.json"), new byte[16 * 1024 * 1024 + 1]);

        assertThat(problems(directory))
                .containsExactly(
                        "a.yaml:1: is not UTF-8; save it as UTF-8",
                        "b.yaml:1: is not UTF-8; save it as UTF-8",
                        "c.json:1: has more than 16 MB; split the register into several files of a directory");
    }

    @Test
    void readsAByteOrderMark(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "\uFEFF" + ENTRIES + GOOD);

        assertThat(Register.read(file).entries()).hasSize(1);
    }

    @Test
    void refusesDirectoriesWithoutExactlyOneHead(@TempDir Path directory) throws IOException {
        assertThat(problems(directory))
                .containsExactly("the directory has no file whose name ends in .yaml, .yml or .json");
        Files.writeString(directory.resolve("b.yaml"), "exceptions:\n" + GOOD);
        Files.writeString(directory.resolve("d.yaml"), "exceptions: []\n");
        assertThat(problems(directory))
                .containsExactly("b.yaml:1: has no head, and neither has another file; give apiVersion, id and scope in"
                        + " one of them");
        Files.writeString(directory.resolve("a.yaml"), HEAD);
        assertThat(Register.read(directory).entries()).hasSize(1);
        Files.writeString(directory.resolve("c.yaml"), HEAD);
        assertThat(problems(directory))
                .containsExactly("c.yaml:1: has a head, and so does a.yaml; keep apiVersion, id, scope, tenantGroups,"
                        + " policy and expectUnavailable in one of them");
    }

    @Test
    void keysAreUniqueOverAllFiles(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), ENTRIES + GOOD);
        Files.writeString(directory.resolve("b.yaml"), "exceptions:\n" + GOOD.replace("good.example", "b.example"));

        assertThat(problems(directory))
                .containsExactly(
                        "b.yaml:2: good: key: is the key of another entry, at a.yaml:5; give each entry a key of"
                                + " its own");
    }

    @Test
    void refusesTheSameInCode() {
        RegisterEntry entry = RegisterEntry.builder("One")
                .text(" ")
                .reason("\uD800")
                .target(EmailTarget.ofDomain("blacklist", "a.example").withMember("recipient", "x"))
                .target(EmailTarget.ofDomain("blacklist", "b.example"))
                .build();
        Register.Builder register = Register.builder("x")
                .entry(entry)
                .entry(RegisterEntry.builder("two").build());

        RegisterException refused = catchThrowableOfType(RegisterException.class, register::build);

        assertThat(refused.problems())
                .extracting(RegisterProblem::toString)
                .containsExactly(
                        "id: is 'x', not 8 characters of a to z and 0 to 9; give random ones, once, and never change them",
                        "scope: is missing; give those that the register is about, such as scope: {email: {}}",
                        "One: key: is 'One'; give 1 to 100 of a to z, 0 to 9, dot and hyphen, the first a letter or a"
                                + " digit",
                        "One: text: is blank; leave it out, or give a text",
                        "One: reason: holds a lone surrogate; write the whole character",
                        "One: email: is there twice; write an entry of its own for each rule of a vendor",
                        "One: email.recipient: is a match field, which cannot stand beside domain; write a rule",
                        "two: applies nowhere; give email, scanning or detection");
    }

    private static List<String> problems(Path path) {
        return catchThrowableOfType(RegisterException.class, () -> Register.read(path)).problems().stream()
                .map(RegisterProblem::toString)
                .toList();
    }
}
