/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.ApiCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The read-only part for one service: which operations succeed, and what their responses look like. */
abstract class ServiceExam {
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final String service;
    private final Observer observer;
    private final Report report;

    ServiceExam(String service, Observer observer, Report report) {
        this.service = service;
        this.observer = observer;
        this.report = report;
    }

    /**
     * A table or another operation that is read.
     *
     * @param topic the topic of its finding
     * @param believed what is believed about it
     * @param expected whether it is believed to exist
     * @param call reads it
     */
    record Table(String topic, String believed, boolean expected, ApiCall<?> call) {}

    /** Reads all of the service, and adds what was found to the report. */
    abstract void examine();

    /** Adds what all exchanges showed, those of a probe included. */
    final void conclude() {
        addAuthentication();
        addClockDifference();
        addLimits();
    }

    /** Returns what is believed about the authentication response. */
    abstract String believedAuthentication();

    /** Returns the lifetime of a token that is believed. */
    abstract String believedLifetime();

    final Observer observer() {
        return observer;
    }

    final void add(String topic, String seen, String believed, Verdict verdict) {
        report.add(service, topic, seen, believed, verdict);
    }

    /** Reads a table, and adds whether it could be read, with the number of its items. */
    final Observation<?> read(Table table) {
        Observation<?> seen = observer.observe(table.call());
        Optional<Shape> items = seen.succeeded() ? Optional.of(itemsOf(seen.shape())) : Optional.empty();
        add(
                table.topic(),
                seen.inWords()
                        + items.filter(Shape::isPresent).map(ServiceExam::count).orElse(""),
                table.believed(),
                !table.expected() ? Verdict.NOT_KNOWN : seen.succeeded() ? Verdict.AS_BELIEVED : Verdict.FAILED);
        return seen;
    }

    /** Returns the shape that has an element for each item of a table. */
    abstract Shape itemsOf(Shape body);

    /** Returns the shape of an item of an array or a map. */
    static Shape itemOf(Shape items) {
        return items.isArray() ? items.elements() : items.isMap() ? items.values() : items;
    }

    static int size(Shape items) {
        return items.isArray() || items.isMap() ? items.size() : items.isObject() ? 1 : 0;
    }

    private static String count(Shape items) {
        int size = size(items);
        return ", " + size + (size == 1 ? " item" : " items");
    }

    /** Adds which members an item has, compared with those that are known. */
    static void addMembers(
            Report report, String service, String topic, Shape item, Set<String> known, String believed) {
        Set<String> more = new TreeSet<>(item.names());
        more.removeAll(known);
        Set<String> fewer = new TreeSet<>(known);
        fewer.removeAll(item.names());
        List<String> parts = new ArrayList<>();
        if (more.isEmpty() && fewer.isEmpty()) {
            parts.add("the known ones");
        }
        if (!more.isEmpty()) {
            parts.add("not known: " + String.join(", ", more));
        }
        if (!fewer.isEmpty()) {
            parts.add("missing: " + String.join(", ", fewer));
        }
        report.add(service, topic, String.join("; ", parts), believed, Verdict.of(more.isEmpty()));
    }

    private void addAuthentication() {
        Optional<WireExchange> seen = observer.log().exchanges().stream()
                .filter(WireExchange::authentication)
                .findFirst();
        if (seen.isEmpty()) {
            add("authentication", "none: the credentials are sent with each request", "", Verdict.NOT_KNOWN);
            return;
        }
        boolean accepted = seen.get().status() / 100 == 2;
        add(
                "authentication",
                seen.get().inWords() + ", " + seen.get().shape(),
                believedAuthentication(),
                accepted ? Verdict.AS_BELIEVED : Verdict.FAILED);
        add(
                "token lifetime",
                seen.get()
                        .token()
                        .map(token -> inWords(token.time()) + ", by " + token.sources())
                        .orElse("the response does not say it"),
                believedLifetime(),
                Verdict.NOT_KNOWN);
    }

    private void addClockDifference() {
        List<Duration> seen = observer.log().exchanges().stream()
                .flatMap(exchange -> exchange.clockDifference().stream())
                .toList();
        String believed = "less than " + inWords(TOLERATED) + "; with more, credentials may be refused";
        if (seen.isEmpty()) {
            add("clock difference", "the responses have no Date", believed, Verdict.NOT_KNOWN);
            return;
        }
        Duration smallest =
                seen.stream().min((a, b) -> a.abs().compareTo(b.abs())).orElseThrow();
        String seenInWords = smallest.abs().toSeconds() < 2
                ? "less than 2 s"
                : "the local clock is " + inWords(smallest.abs()) + (smallest.isNegative() ? " behind" : " ahead");
        add("clock difference", seenInWords, believed, Verdict.of(smallest.abs().compareTo(TOLERATED) < 0));
    }

    private void addLimits() {
        List<WireExchange> all = observer.log().exchanges();
        long refused = all.stream().filter(exchange -> exchange.status() == 429).count();
        Set<String> headers = new TreeSet<>();
        all.forEach(exchange -> exchange.headers().forEach((name, value) -> {
            if (name.equals("retry-after") || name.contains("limit")) {
                headers.add(name + ": " + value);
            }
        }));
        add(
                "request limits",
                refused + " of " + all.size() + (all.size() == 1 ? " request" : " requests") + " got a 429"
                        + (headers.isEmpty() ? "" : "; " + String.join("; ", headers)),
                "the default limits of the client are not exceeded",
                Verdict.of(refused == 0));
    }

    /** Returns a time in seconds, or in minutes if it is some, give or take the seconds that dates cut off. */
    static String inWords(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        long minutes = Math.round(seconds / 60.0);
        return minutes > 0 && Math.abs(seconds - minutes * 60) <= 2 ? minutes + " min" : seconds + " s";
    }
}
