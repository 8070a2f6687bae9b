/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The read-only part for the email service, in one tenant. */
final class EmailExam extends ServiceExam {
    static final String SERVICE = "email";
    static final String ENVELOPE = "responseEnvelope";
    static final String DATA = "responseData";
    private static final String SUCCESS = "200, 201 or 204, a number; documented is 0";

    /** The members of a rule in the recorded response. */
    private static final Set<String> MEMBERS = Set.of(
            "entityId",
            "actionNeeded",
            "addedBy",
            "editedBy",
            "updateTime",
            "comment",
            "attachmentMd5",
            "ignoringSpfCheck",
            "linkDomains",
            "linkDomainMatching",
            "recipient",
            "recipientMatching",
            "senderClientIp",
            "senderDomain",
            "senderDomainMatching",
            "senderEmail",
            "senderEmailMatching",
            "senderIp",
            "senderName",
            "senderNameMatching",
            "subject",
            "subjectMatching");

    private final EmailClient client;
    private final EmailExceptionsApi api;
    private final Report report;

    /** @param client the client of one tenant */
    EmailExam(EmailClient client, Observer observer, Report report) {
        super(SERVICE, observer, report);
        this.client = client;
        this.api = client.api(EmailExceptionsApi.class);
        this.report = report;
    }

    private List<Table> tables() {
        return List.of(
                table(EmailList.WHITELIST, "documented", true),
                table(EmailList.BLACKLIST, "documented", true),
                table(EmailList.SPAM_WHITELIST, Belief.of(EmailList.class, "SPAM_WHITELIST"), true),
                table(EmailList.of("spam_blacklist"), "whether the service has this list is unknown", false));
    }

    private Table table(EmailList list, String believed, boolean expected) {
        return new Table("list " + list.value(), believed, expected, api.list(list));
    }

    @Override
    void examine() {
        Set<String> data = new TreeSet<>();
        Set<String> envelopes = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        Set<String> echoes = new TreeSet<>();
        Set<String> counts = new TreeSet<>();
        Set<String> pages = new TreeSet<>();
        String ruleId = "";
        EmailList withRules = EmailList.BLACKLIST;
        for (Table table : tables()) {
            Observation<?> seen = read(table);
            if (!seen.succeeded()) {
                continue;
            }
            Shape body = seen.shape();
            data.add(dataInWords(body));
            envelopes.add(body.member(ENVELOPE).isObject() ? "an envelope" : "no envelope");
            codes.add(codeInWords(seen));
            seen.last().ifPresent(exchange -> echoes.add(exchange.echo().words()));
            counts.add(countInWords(seen));
            pages.add(
                    body.member(ENVELOPE).member("scrollId").has("string")
                            ? "a scrollId: the list has several pages"
                            : "the whole list in one response");
            if (ruleId.isEmpty() && seen.value() instanceof List<?> rules && !rules.isEmpty()) {
                addRule(report, "", itemOf(itemsOf(body)));
                if (rules.get(0) instanceof EmailExceptionRule rule) {
                    addTime(report, "", rule);
                    ruleId = rule.entityId().orElse("");
                    withRules = EmailList.of(table.topic().substring("list ".length()));
                }
            }
        }
        if (!data.isEmpty()) {
            add("envelope", join(envelopes), "an envelope", Verdict.of(envelopes.equals(Set.of("an envelope"))));
            add("success code", join(codes), SUCCESS, Verdict.of(codes.stream().allMatch(EmailExam::isKnownCode)));
            add("request id", join(echoes), "the one that was sent", Verdict.of(isOnly(echoes, "the one")));
            add("recordsNumber", join(counts), "the number of rules", Verdict.of(isOnly(counts, "the number of")));
            add("paging", join(pages), Belief.of(EmailExceptionsApi.class, "list"), Verdict.of(isOnly(pages, "the")));
            add("data", join(data), "an array, also for one rule or none", Verdict.of(isOnly(data, "an array")));
        }
        addGet(withRules, ruleId);
        new EmailTableReads(client, this, report).examine();
    }

    private void addGet(EmailList list, String id) {
        String believed = Belief.of(EmailExceptionsApi.class, "get");
        if (!id.isEmpty()) {
            Observation<?> seen = observer().observe(api.get(list, id));
            add(
                    "get",
                    seen.inWords() + ", " + dataInWords(seen.shape()),
                    believed,
                    seen.succeeded() ? Verdict.AS_BELIEVED : Verdict.FAILED);
        }
        addMissing(report, "get of an unknown id", observer().observe(api.get(list, "0")), believed);
    }

    /** Adds what an operation does with an id that there is not. */
    static void addMissing(Report report, String topic, Observation<?> seen, String believed) {
        String outcome = seen.succeeded() && !seen.isNotFound() ? ", a success" : "";
        report.add(
                SERVICE,
                topic,
                seen.inWords() + outcome,
                believed,
                seen.isNotFound() || seen.succeeded() ? Verdict.of(!outcome.isEmpty()) : Verdict.FAILED);
    }

    /** Adds what can be seen of a rule. */
    static void addRule(Report report, String prefix, Shape rule) {
        addMembers(report, SERVICE, prefix + "rule members", rule, MEMBERS, "as recorded, or in snake case");
        String id = List.of("entityId", "entity_id", "id", "exceptionId").stream()
                .filter(rule.names()::contains)
                .findFirst()
                .orElse("");
        report.add(
                SERVICE,
                prefix + "rule id",
                id.isEmpty() ? "none" : id + ", a " + rule.member(id).types(),
                "entityId, a string. " + Belief.of(EmailExceptionRule.class, "entityId"),
                Verdict.of(id.equals("entityId") && rule.member(id).has("string")));
        Set<String> unset = new TreeSet<>();
        for (String optional : List.of("attachmentMd5", "attachment_md5", "senderIp", "sender_ip", "senderClientIp")) {
            Shape member = rule.member(optional);
            for (String type : List.of("null", "empty string")) {
                if (member.has(type)) {
                    unset.add(type);
                }
            }
        }
        report.add(
                SERVICE,
                prefix + "unset members",
                unset.isEmpty() ? "none seen" : join(unset),
                "null or empty string",
                unset.isEmpty() ? Verdict.NOT_KNOWN : Verdict.AS_BELIEVED);
    }

    /** Adds the format of a rule's time. */
    static void addTime(Report report, String prefix, EmailExceptionRule rule) {
        String format = rule.updateTime()
                .map(time -> time.raw().replaceAll("\\p{L}", "a").replaceAll("\\d", "9"))
                .map(text -> text.substring(0, Math.min(text.length(), 40)))
                .orElse("none");
        report.add(
                SERVICE,
                prefix + "update time",
                format,
                Belief.of(EmailExceptionRule.class, "updateTime") + " Recorded: aaa, 99 aaa 9999 99:99:99 aaa",
                Verdict.of(format.equals("aaa, 99 aaa 9999 99:99:99 aaa")));
    }

    static String codeInWords(Observation<?> seen) {
        Shape code = seen.shape().member(ENVELOPE).member("responseCode");
        Long number = seen.numbers().get("responseCode");
        return number == null ? "none" : number + (code.has("string") ? ", a string" : ", a number");
    }

    static boolean isKnownCode(String code) {
        return Set.of("200, a number", "201, a number", "204, a number").contains(code);
    }

    private String countInWords(Observation<?> seen) {
        Long records = seen.numbers().get("recordsNumber");
        int sent = size(itemsOf(seen.shape()));
        return records == null
                ? "none"
                : records == sent ? "the number of rules" : records + " where " + sent + " were sent";
    }

    /** Returns the form of {@code responseData}. */
    static String dataInWords(Shape body) {
        Shape data = body.member(DATA);
        if (data.isArray()) {
            return "an array";
        }
        return !data.isPresent() ? "absent without rules" : data.isObject() ? "one rule alone" : data.types();
    }

    private static boolean isOnly(Set<String> seen, String start) {
        return seen.stream().allMatch(text -> text.startsWith(start));
    }

    private static String join(Set<String> texts) {
        return String.join("; ", texts);
    }

    @Override
    Shape itemsOf(Shape body) {
        return items(body);
    }

    static Shape items(Shape body) {
        return body.isArray() ? body : body.member(DATA);
    }

    @Override
    String believedAuthentication() {
        return "a success with a token";
    }

    @Override
    String believedLifetime() {
        return "30 min where the response does not say it";
    }
}
