/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.email.model.RequestData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The probe of one list of one tenant of the email service. Its rule is about a domain that cannot exist. */
final class EmailProbe extends Probe {
    private static final JsonCodec JSON = JsonCodec.strictNames();
    private static final String COMMENT = "comment";
    private static final String DOMAIN = "senderDomain";
    private static final String MODE = "senderDomainMatching";

    private final EmailClient client;
    private final EmailExceptionsApi api;
    private final EmailList list;
    private final String tenant;
    private Optional<EmailExceptionRule> listed = Optional.empty();

    /**
     * @param client the client of the tenant
     * @param tenant its name
     */
    EmailProbe(
            EmailClient client,
            String tenant,
            EmailList list,
            String marker,
            Observer observer,
            Report report,
            SdkClock clock) {
        super(EmailExam.SERVICE, list.value(), marker, observer, report, clock);
        this.client = client;
        this.api = client.api(EmailExceptionsApi.class);
        this.list = list;
        this.tenant = tenant;
    }

    @Override
    String where() {
        return "email, tenant " + tenant + ", list " + list.value();
    }

    private EmailExceptionRule.RawBuilder rule(MatchMode mode) {
        return EmailExceptionRule.rawBuilder()
                .senderDomain(marker() + ".invalid")
                .senderDomainMatching(mode);
    }

    @Override
    ApiCall<?> create(String comment) {
        return api.create(
                list, RequestData.of(rule(MatchMode.ENDS_WITH).comment(comment).build()));
    }

    @Override
    ApiCall<List<Sighting>> list() {
        return client.exceptions(list).list().all().map(rules -> {
            listed = rules.stream()
                    .filter(rule -> JSON.write(rule).contains(marker()))
                    .findFirst();
            return rules.stream().map(EmailProbe::sighting).toList();
        });
    }

    @Override
    ApiCall<Optional<Sighting>> get(String id) {
        return api.get(list, id).map(rules -> rules.stream().findFirst().map(EmailProbe::sighting));
    }

    private static Sighting sighting(EmailExceptionRule rule) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, COMMENT, rule.comment().orElse(""));
        put(fields, DOMAIN, rule.senderDomain().orElse(""));
        put(fields, MODE, rule.senderDomainMatching().map(MatchMode::value).orElse(""));
        return new Sighting(rule.entityId(), fields, JSON.write(rule));
    }

    @Override
    Change change() {
        return new Change(MODE, MatchMode.CONTAINS.value(), COMMENT, List.of(DOMAIN));
    }

    @Override
    ApiCall<?> update(String id) {
        return api.update(list, id, RequestData.of(rule(MatchMode.CONTAINS).build()));
    }

    @Override
    ApiCall<?> delete(String id) {
        return api.delete(list, id);
    }

    @Override
    String commentField() {
        return COMMENT;
    }

    @Override
    Map<String, String> beliefs() {
        String get = Belief.of(EmailExceptionsApi.class, "get");
        String update = Belief.of(EmailExceptionsApi.class, "update");
        return Map.of(
                "create",
                "no data, not even the id",
                "update",
                update,
                "update effect",
                update,
                "delete",
                "a success",
                "repeated delete",
                Belief.of(EmailExceptionsApi.class, "delete"),
                "get",
                get,
                "get after delete",
                get);
    }

    @Override
    Verdict verdict(String topic, Observation<?> seen) {
        Shape data = EmailExam.items(seen.shape());
        return Verdict.of(EmailExam.isKnownCode(EmailExam.codeInWords(seen)) && data.size() == 0 && !data.isObject());
    }

    @Override
    Verdict effect(String seen) {
        return Verdict.NOT_KNOWN;
    }

    @Override
    void addListed(Observation<List<Sighting>> listing, String id) {
        EmailExam.addRule(report(), "probe: ", ServiceExam.itemOf(EmailExam.items(listing.shape())));
        listed.ifPresent(rule -> EmailExam.addTime(report(), "probe: ", rule));
    }

    @Override
    void afterRemoval(String id) {
        Observation<?> seen = observer().observe(update(id));
        boolean decided = seen.succeeded() || seen.isNotFound();
        add(
                "update of an unknown id",
                seen.inWords() + (decided && !seen.isNotFound() ? ", a success" : ""),
                "whether it is a success or a 404 is unknown",
                decided ? Verdict.NOT_KNOWN : Verdict.FAILED);
    }
}
