/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptions;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.DetectionRuleSetsApi;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionPage;
import dev.waiver.detection.model.DetectionExceptionSummary;
import dev.waiver.detection.model.DetectionPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The read-only part for the detection service. */
final class DetectionExam extends ServiceExam {
    static final String SERVICE = "detection";
    private static final int USUAL = 200;
    private static final int MANY = 1000;
    private static final String UNKNOWN_ID = "00000000-0000-0000-0000-000000000000";

    /** The members of a summary in the vendor's table. */
    private static final Set<String> MEMBERS = Set.of(
            "Id",
            "Name",
            "Description",
            "DeviceCount",
            "PolicyCount",
            "RulesetCount",
            "LastModified",
            "ModifiedBy",
            "OperatingSystem",
            "Version");

    private final DetectionExceptionsApi api;
    private final DetectionRuleSetsApi ruleSets;
    private final Report report;

    DetectionExam(DetectionClient client, Observer observer, Report report) {
        super(SERVICE, observer, report);
        this.api = client.api(DetectionExceptionsApi.class);
        this.ruleSets = client.api(DetectionRuleSetsApi.class);
        this.report = report;
    }

    private List<Table> tables() {
        String csv = Belief.of(DetectionExceptions.class, "csv");
        return List.of(
                new Table("csv at exceptions/v2/csv", csv, true, api.csv("exceptions/v2/csv")),
                new Table("csv at rulesets/v2/csv", csv, false, api.csv("rulesets/v2/csv")),
                new Table("rule sets", Belief.of(DetectionRuleSetsApi.class, "list"), true, ruleSets.list(1, USUAL)),
                new Table("default rule set", "documented; a tenant may have none", false, ruleSets.getDefault()));
    }

    @Override
    void examine() {
        Table table = new Table("list", Belief.of(DetectionExceptionsApi.class, "list"), true, api.list(1, USUAL));
        Observation<?> list = read(table);
        if (list.value() instanceof DetectionExceptionPage page) {
            addPaging(list, page);
            if (!page.items().isEmpty()) {
                addSummary(report, "", itemOf(itemsOf(list.shape())));
                page.items().get(0).id().ifPresent(this::addGet);
            }
        }
        tables().forEach(this::read);
        Observation<JsonDocument> unknown = observer().observe(api.get(UNKNOWN_ID));
        addMissing(report, "get of an unknown id", unknown);
    }

    private void addGet(String id) {
        Observation<JsonDocument> get = observer().observe(api.get(id));
        add("get", get.inWords(), "the whole document", get.succeeded() ? Verdict.AS_BELIEVED : Verdict.FAILED);
    }

    private void addPaging(Observation<?> list, DetectionExceptionPage page) {
        Map<String, Long> numbers = list.numbers();
        boolean announced = numbers.containsKey("page_number")
                && numbers.containsKey("page_size")
                && numbers.containsKey("total_pages");
        Long total = numbers.get("total_number_of_items");
        int sent = page.items().size();
        long pages = numbers.getOrDefault("total_pages", 1L);
        boolean fits = total == null || pages != 1 || total == sent;
        add(
                "paging",
                (announced ? "page number, page size and totals" : "no page number, page size and totals")
                        + (total == null ? "" : ", " + sent + " of " + total + " items on the first page"),
                "page number, page size and totals; a single page has all items",
                Verdict.of(announced && fits));
        List<String> parts = new ArrayList<>();
        Observation<DetectionExceptionPage> many = observer().observe(api.list(1, MANY));
        Long most = many.numbers().get("page_size");
        if (most != null) {
            parts.add(most < MANY ? "at most " + most : MANY + " and perhaps more");
        }
        boolean repeats = false;
        if (sent >= 2) {
            Observation<DetectionExceptionPage> one = observer().observe(api.list(1, 1));
            Observation<DetectionExceptionPage> two = observer().observe(api.list(2, 1));
            parts.add(items(one) == 1 ? "page_size sets it" : "page_size is ignored");
            repeats = one.succeeded() && two.succeeded() && items(two) > 0 && ids(one).equals(ids(two));
            if (repeats) {
                parts.add("page 2 repeats page 1");
            }
            if (two.succeeded() && items(two) == 0) {
                parts.add("page 2 is empty in the middle of the list");
            }
        }
        add(
                "page size",
                parts.isEmpty() ? "not seen" : String.join(", ", parts),
                Belief.of(DetectionExceptions.class, "list"),
                parts.isEmpty() ? Verdict.NOT_KNOWN : Verdict.of(!repeats && (most == null || most == USUAL)));
    }

    private static int items(Observation<DetectionExceptionPage> page) {
        return Optional.ofNullable(page.value())
                .map(DetectionPage::items)
                .map(List::size)
                .orElse(0);
    }

    private static List<String> ids(Observation<DetectionExceptionPage> page) {
        List<DetectionExceptionSummary> items =
                Optional.ofNullable(page.value()).map(DetectionPage::items).orElse(List.of());
        return items.stream().map(item -> item.id().orElse("")).toList();
    }

    /** Adds what can be seen of a summary. */
    static void addSummary(Report report, String prefix, Shape summary) {
        addMembers(
                report,
                SERVICE,
                prefix + "summary members",
                summary,
                MEMBERS,
                "those of the vendor's table, in any spelling");
        boolean documented = summary.names().contains("Id");
        report.add(
                SERVICE,
                prefix + "spelling",
                documented ? "Id, as documented" : summary.names().contains("id") ? "id, in lowercase" : "no id",
                "as documented; public clients have lowercase",
                Verdict.of(documented));
    }

    /** Adds what an operation does with an id that there is not. */
    static void addMissing(Report report, String topic, Observation<?> seen) {
        boolean decided = seen.isNotFound() || seen.succeeded();
        report.add(
                SERVICE,
                topic,
                seen.inWords() + (decided && !seen.isNotFound() ? ", a success" : ""),
                "404",
                decided ? Verdict.of(seen.isNotFound()) : Verdict.FAILED);
    }

    @Override
    Shape itemsOf(Shape body) {
        return body.member("page_items");
    }

    @Override
    String believedAuthentication() {
        return "200 with access_token. " + Belief.of(ApplicationCredentials.class, "withScopes");
    }

    @Override
    String believedLifetime() {
        return "about half an hour, until its exp claim; 25 min where it has none that can be read";
    }
}
