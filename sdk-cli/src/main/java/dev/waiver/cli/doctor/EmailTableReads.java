/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.email.AnomalyExceptionsApi;
import dev.waiver.email.ClickTimeExceptionsApi;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineExceptionsApi;
import dev.waiver.email.model.EngineTable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tables of the email service besides its lists do: of single engines, of anomalies, of click-time protection.
 */
final class EmailTableReads {
    private static final Set<String> ENGINE =
            Set.of("comment", "created_by_email", "exception_str", "farm_customer_exception_type", "insert_time");
    private static final Set<String> ANOMALY = Set.of(
            "added_by",
            "anomaly_type",
            "comments",
            "customer_domain",
            "enabled",
            "event_id",
            "exception_rule",
            "expiration_date",
            "id",
            "insert_time",
            "update_time");
    private static final Set<String> CLICK_TIME =
            Set.of("created_at", "created_by", "listid", "listitemid", "listitemname", "listname");
    private static final String MORE = "lastEvaluatedKey";

    private final EmailClient client;
    private final EmailExam exam;
    private final Report report;

    EmailTableReads(EmailClient client, EmailExam exam, Report report) {
        this.client = client;
        this.exam = exam;
        this.report = report;
    }

    /** Reads each table, and adds what was found to the report. */
    void examine() {
        engines();
        String recorded = "as recorded";
        Shape anomaly = items(exam.read(new ServiceExam.Table(
                "table anomaly",
                Belief.of(AnomalyExceptionsApi.class),
                false,
                client.api(AnomalyExceptionsApi.class).list())));
        members("anomaly members", anomaly, ANOMALY, recorded);
        ClickTimeExceptionsApi clickTime = client.api(ClickTimeExceptionsApi.class);
        String believed = Belief.of(ClickTimeExceptionsApi.class);
        Shape items = items(exam.read(new ServiceExam.Table("table click-time", believed, false, clickTime.items())));
        members("click-time members", items, CLICK_TIME, recorded);
        Shape lists = items(exam.read(new ServiceExam.Table("click-time lists", believed, false, clickTime.lists())));
        if (lists.isPresent()) {
            exam.add(
                    "click-time listitem",
                    lists.member("listitem").isPresent()
                            ? lists.member("listitem").types()
                            : "none seen",
                    "an object where a list is expected",
                    Verdict.NOT_KNOWN);
        }
    }

    private void engines() {
        EngineExceptionsApi api = client.api(EngineExceptionsApi.class);
        String believed = Belief.of(EngineExceptionsApi.class);
        Set<String> more = new TreeSet<>();
        boolean members = false;
        for (EngineTable table : EngineTable.known()) {
            Observation<?> seen = exam.read(new ServiceExam.Table(
                    "table " + table.name(), believed, false, api.list(table.engine(), table.type())));
            if (seen.succeeded()) {
                more.add(placeOfMore(seen.shape()));
                Shape item = items(seen);
                if (!members && !item.names().isEmpty()) {
                    members("engine members", item, ENGINE, "as recorded");
                    members = true;
                }
            }
        }
        if (!more.isEmpty()) {
            exam.add(
                    "engine paging",
                    String.join("; ", more),
                    "a " + MORE + " says that there is more; where it stands is not known",
                    Verdict.NOT_KNOWN);
        }
    }

    private static String placeOfMore(Shape body) {
        if (body.member(MORE).isPresent()) {
            return MORE + " beside the envelope";
        }
        if (body.member(EmailExam.ENVELOPE).member(MORE).isPresent()) {
            return MORE + " in the envelope";
        }
        return body.member(EmailExam.DATA).member(MORE).isPresent() ? MORE + " in the data" : "no " + MORE;
    }

    private void members(String topic, Shape item, Set<String> known, String expected) {
        if (!item.names().isEmpty()) {
            ServiceExam.addMembers(report, EmailExam.SERVICE, topic, item, known, expected);
        }
    }

    /** Returns the shape of an item. */
    private static Shape items(Observation<?> seen) {
        return ServiceExam.itemOf(EmailExam.items(seen.shape()));
    }
}
