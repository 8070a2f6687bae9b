/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningExceptionsApi;
import dev.waiver.scanning.ScanningFilter;
import dev.waiver.scanning.ScanningFindingsApi;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The read-only part for the scanning service. */
final class ScanningExam extends ServiceExam {
    static final String SERVICE = "scanning";
    private static final String UNKNOWN_ID = "0";
    /** An id that no vulnerability has: those of the feed have six digits at the end. */
    static final String NO_NVT = "1.3.6.1.4.1.25623.1.0.999999999";

    static final String USUAL_ENVELOPE = "exceptions: an array";
    static final String BELIEVED_ENVELOPE = USUAL_ENVELOPE + "; version 1 of the API has a map in an array";

    private static final int MANY = 1000;
    private static final List<String> KINDS = List.of("exceptions", "exception", "vulnerabilities", "results");

    /** The members of a rule that the documentation or version 1 of the API has, or that the SDK reads. */
    private static final Set<String> MEMBERS =
            Set.of("id", "text", "nvt", "hosts", "port", "scan", "new_severity", "status", "created_at", "updated_at");

    private final ScanningClient client;
    private final ScanningExceptionsApi api;
    private final ScanningFindingsApi findings;
    private final Report report;

    ScanningExam(ScanningClient client, Observer observer, Report report) {
        super(SERVICE, observer, report);
        this.client = client;
        this.api = client.api(ScanningExceptionsApi.class);
        this.findings = client.api(ScanningFindingsApi.class);
        this.report = report;
    }

    private List<Table> tables() {
        return List.of(
                new Table("statistics", Belief.of(ScanningExceptionsApi.class, "statistics"), true, api.statistics()),
                new Table("vulnerabilities", "the path is inferred from the title", true, findings.list(Map.of())));
    }

    @Override
    void examine() {
        Observation<?> list =
                read(new Table("list", Belief.of(ScanningExceptionsApi.class, "list"), true, api.list(Map.of())));
        if (list.succeeded()) {
            Shape items = itemsOf(list.shape());
            add(
                    "list envelope",
                    envelope(list.shape()),
                    BELIEVED_ENVELOPE,
                    Verdict.of(envelope(list.shape()).equals(USUAL_ENVELOPE)));
            addPaging(list, size(items));
            addFilter(size(items));
            addItem(size(items), items);
        }
        tables().forEach(this::read);
        Observation<JsonNode> unknown = observer().observe(api.show(UNKNOWN_ID));
        addMissing(report, "show of an unknown id", unknown);
    }

    private void addItem(int size, Shape items) {
        if (size == 0) {
            return;
        }
        addRule(report, "", itemOf(items), items.isMap());
        Observation<List<ScanningExceptionRule>> rules =
                observer().observe(client.exceptions().list().all());
        Optional.ofNullable(rules.value()).stream()
                .flatMap(List::stream)
                .flatMap(rule -> rule.entityId().stream())
                .findFirst()
                .ifPresent(this::addOne);
    }

    private void addOne(String id) {
        addShow(report, "", observer().observe(api.show(id)));
        Observation<JsonNode> details = observer().observe(api.showDetails(id));
        add(
                "details",
                details.inWords(),
                Belief.of(ScanningExceptionsApi.class, "showDetails"),
                details.succeeded() ? Verdict.AS_BELIEVED : Verdict.FAILED);
    }

    static void addShow(Report report, String prefix, Observation<?> show) {
        String envelope = show.succeeded() ? envelope(show.shape()) : "";
        report.add(
                SERVICE,
                prefix + "show",
                show.inWords() + (envelope.isEmpty() ? "" : ", " + envelope),
                "exception: one. " + Belief.of(ScanningExceptionsApi.class, "show"),
                show.succeeded() ? Verdict.of(envelope.equals("exception: one")) : Verdict.FAILED);
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

    private void addPaging(Observation<?> first, int size) {
        Map<String, Long> numbers = first.numbers();
        Shape body = first.shape();
        String announced = body.member("pagination").isObject()
                ? "a pagination object"
                : body.member("count").isObject() ? "a count" : "nothing about pages";
        long total = numbers.getOrDefault("total_count", numbers.getOrDefault("total", (long) size));
        add(
                "paging",
                announced + ", " + size + " of " + total + " items on the first page",
                "a pagination object",
                Verdict.of(announced.startsWith("a pagination")));
        if (size < 2) {
            add("page size", "not seen: it takes two exceptions", "per_page sets it", Verdict.NOT_KNOWN);
            return;
        }
        Observation<JsonNode> one = observer().observe(api.list(Map.of("page", "1", "per_page", "1")));
        Observation<JsonNode> two = observer().observe(api.list(Map.of("page", "2", "per_page", "1")));
        Observation<JsonNode> many = observer().observe(api.list(Map.of("page", "1", "per_page", "" + MANY)));
        if (!one.succeeded() || !two.succeeded() || !many.succeeded()) {
            add("page size", "page 2: " + two.inWords(), "per_page sets it", Verdict.FAILED);
            return;
        }
        int onOne = size(itemsOf(one.shape()));
        List<String> parts = new ArrayList<>();
        parts.add(onOne == 1 ? "per_page sets it" : "per_page is ignored");
        if (size < total) {
            parts.add(size + " by default");
        }
        int most = size(itemsOf(many.shape()));
        if (most < Math.min(total, MANY)) {
            parts.add("at most " + most);
        }
        boolean repeats = onOne == size(itemsOf(two.shape()))
                && withoutPaging(one.value()).equals(withoutPaging(two.value()));
        if (repeats) {
            parts.add("page 2 repeats page 1");
        }
        add("page size", String.join(", ", parts), "per_page sets it", Verdict.of(onOne == 1 && !repeats));
    }

    /** Returns a page for a comparison with another one. */
    private static String withoutPaging(@Nullable JsonNode page) {
        return page instanceof ObjectNode object
                ? object.deepCopy().without("pagination").toString()
                : String.valueOf(page);
    }

    private void addFilter(int size) {
        if (size == 0) {
            return;
        }
        Observation<JsonNode> filtered = observer().observe(api.list(Map.of("q[nvt]", NO_NVT)));
        int found = size(itemsOf(filtered.shape()));
        add(
                "filter by vulnerability",
                !filtered.succeeded()
                        ? filtered.inWords()
                        : found == 0 ? "it is applied" : "it is ignored: " + found + " items for one that there is not",
                "it is applied. " + Belief.of(ScanningFilter.class, "nvt"),
                filtered.succeeded() ? Verdict.of(found == 0) : Verdict.FAILED);
    }

    /** Adds what can be seen of a rule. */
    static void addRule(Report report, String prefix, Shape rule, boolean inMap) {
        Shape item = rule;
        addMembers(report, SERVICE, prefix + "rule members", item, MEMBERS, "those of requests, id, status and times");
        String id = List.of("id", "uuid").stream()
                .filter(item.names()::contains)
                .findFirst()
                .orElse("");
        report.add(
                SERVICE,
                prefix + "rule id",
                (id.isEmpty()
                                ? "not a known member"
                                : id + ", a " + item.member(id).types())
                        + (inMap ? ", and the key in a map" : ""),
                Belief.of(ScanningExceptionRule.class, "entityId"),
                Verdict.of(id.equals("id") && !inMap));
        String nvt = item.names().contains("nvt_oid") ? "nvt_oid" : "nvt";
        report.add(
                SERVICE,
                prefix + "vulnerability",
                nvt + ", " + form(item.member(nvt)),
                Belief.of(ScanningExceptionRule.class, "nvt"),
                Verdict.of(item.member(nvt).isPresent()));
        List<String> scan = new ArrayList<>();
        for (String name : List.of("scan", "task")) {
            if (item.names().contains(name)) {
                scan.add(name + ", " + form(item.member(name)));
            }
        }
        report.add(
                SERVICE,
                prefix + "scan",
                scan.isEmpty() ? "absent" : String.join("; ", scan),
                Belief.of(ScanningExceptionRule.class, "scope"),
                Verdict.NOT_KNOWN);
        report.add(
                SERVICE,
                prefix + "port",
                form(item.member("port")),
                "a number, or a text such as 443/tcp",
                Verdict.NOT_KNOWN);
        Set<String> severity = new TreeSet<>();
        for (String name : List.of("new_severity", "severity")) {
            if (item.names().contains(name)) {
                severity.add(name + ", " + form(item.member(name)));
            }
        }
        report.add(
                SERVICE,
                prefix + "severity",
                severity.isEmpty() ? "absent" : String.join("; ", severity),
                Belief.of(ScanningExceptionRule.class, "newSeverity"),
                Verdict.NOT_KNOWN);
    }

    private static String form(Shape member) {
        return member.isPresent() ? member.types() : "absent";
    }

    /** Returns how a body contains its items. */
    static String envelope(Shape body) {
        if (body.isArray()) {
            return "a bare array";
        }
        for (String kind : KINDS) {
            if (body.names().contains(kind)) {
                return kind + ": " + container(body.member(kind));
            }
        }
        if (body.names().contains("data")) {
            Shape data = body.member("data");
            for (String kind : KINDS) {
                if (data.names().contains(kind)) {
                    return "data." + kind + ": " + container(data.member(kind));
                }
            }
            return "data: " + container(data);
        }
        return body.isObject() ? "bare: one" : body.types();
    }

    private static String container(Shape shape) {
        if (shape.isArray()) {
            return shape.elements().isMap() ? "a map in an array" : "an array";
        }
        return shape.isMap() ? "a map by id" : shape.isObject() ? "one" : shape.types();
    }

    @Override
    Shape itemsOf(Shape body) {
        return items(body);
    }

    static Shape items(Shape body) {
        Shape inside = body.isObject() && body.names().contains("data") ? body.member("data") : body;
        for (String kind : KINDS) {
            if (inside.names().contains(kind)) {
                inside = inside.member(kind);
                break;
            }
        }
        return inside.isArray() && inside.elements().isMap() ? inside.elements() : inside;
    }

    @Override
    String believedAuthentication() {
        return "a success with a token";
    }

    @Override
    String believedLifetime() {
        return "a token serves until it is refused";
    }
}
