/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** A service with a list of rules that treats page sizes and the filter by vulnerability as set. */
final class LongListService extends Dispatcher {
    /** What the service does about a page size. */
    enum Sizes {
        ACCEPTED,
        LOWERED_TO_100,
        IGNORED,
        IGNORED_ABOVE_100,
        /** Returns at most 100 items, while the next page starts where the requested size would have ended. */
        CUT_AT_100,
        REFUSED_ABOVE_100,
        REFUSED
    }

    /** What the service says about the list, and about a page behind its end. */
    enum Metadata {
        PAGINATION,
        NONE,
        NONE_AND_404,
        NONE_AND_422
    }

    /** What the service does about the filter. */
    enum Filtering {
        APPLIED,
        IGNORED,
        REFUSED,
        FAILS,
        SHOWS_NOTHING,
        SHOWS_NO_NEW_RULE,
        /** Announces the number of all rules. */
        TOTAL_OF_ALL,
        /** Returns rules whose vulnerability begins like that. */
        BY_PREFIX
    }

    private static final int DEFAULT_SIZE = 25;

    private record Rule(int id, String nvt, String hosts, String text) {
        String json() {
            return "{\"id\":\"" + id + "\",\"nvt\":\"" + nvt + "\",\"text\":\"" + text + "\",\"hosts\":\"" + hosts
                    + "\",\"port\":null,\"scan\":null,\"new_severity\":null}";
        }
    }

    volatile Sizes sizes = Sizes.ACCEPTED;
    volatile Metadata metadata = Metadata.PAGINATION;
    volatile Filtering filtering = Filtering.APPLIED;
    /** Whether new rules are not stored. */
    volatile boolean dropsNewRules;
    /** Whether the response to a create says nothing about it. */
    volatile boolean losesCreates;
    /** Whether the last rule is counted and not shown. */
    volatile boolean hidesLastRule;
    /** The queries of the lists, and {@code POST}. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final List<Rule> rules = new ArrayList<>();
    private int initial;

    /** Adds rules with 20 hosts for each vulnerability. */
    synchronized void fill(int count) {
        while (rules.size() < count) {
            int number = rules.size();
            rules.add(new Rule(number, nvt(number), "10.0.0." + number % 20, "text"));
        }
        initial = count;
    }

    static String nvt(int number) {
        return ScanningFixture.OID + "." + number / 20;
    }

    synchronized List<String> ids() {
        return rules.stream().map(rule -> Integer.toString(rule.id)).toList();
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        HttpUrl url = request.getUrl();
        if (request.getMethod().equals("POST")) {
            requests.add("POST");
            if (!dropsNewRules) {
                JsonNode sent = ScanningFixture.json(
                                Objects.requireNonNull(request.getBody()).utf8())
                        .path("exception");
                rules.add(new Rule(
                        rules.size(),
                        sent.path("nvt").asText(),
                        sent.path("hosts").asText(),
                        sent.path("text").asText()));
            }
            return losesCreates
                    ? error(503, "unavailable")
                    : new MockResponse.Builder().code(201).build();
        }
        requests.add(url.encodedQuery());
        Optional<String> filter = Optional.ofNullable(url.queryParameter("q[nvt]"));
        if (filter.isPresent() && filtering == Filtering.REFUSED) {
            return error(422, "unknown column");
        }
        if (filter.isPresent() && filtering == Filtering.FAILS) {
            return error(500, "no such column");
        }
        Optional<Integer> requested =
                Optional.ofNullable(url.queryParameter("per_page")).map(Integer::valueOf);
        int asked = requested.orElse(DEFAULT_SIZE);
        if (requested.isPresent() && sizes == Sizes.REFUSED) {
            return error(400, "bad request");
        }
        if (asked > 100 && sizes == Sizes.REFUSED_ABOVE_100) {
            return error(422, "per_page must be at most 100");
        }
        int size =
                switch (sizes) {
                    case ACCEPTED, REFUSED_ABOVE_100, REFUSED -> asked;
                    case LOWERED_TO_100, CUT_AT_100 -> Math.min(asked, 100);
                    case IGNORED -> DEFAULT_SIZE;
                    case IGNORED_ABOVE_100 -> asked > 100 ? DEFAULT_SIZE : asked;
                };
        List<Rule> found = filter.isEmpty()
                ? rules
                : rules.stream().filter(rule -> shows(rule, filter.get())).toList();
        int step = sizes == Sizes.CUT_AT_100 ? asked : size;
        int page = Integer.parseInt(url.queryParameter("page"));
        return page(found, page, size, step);
    }

    private boolean shows(Rule rule, String nvt) {
        return switch (filtering) {
            case IGNORED -> true;
            case SHOWS_NOTHING -> false;
            case SHOWS_NO_NEW_RULE -> rule.nvt.equals(nvt) && rule.id < initial;
            case BY_PREFIX -> rule.nvt.startsWith(nvt);
            default -> rule.nvt.equals(nvt);
        };
    }

    private MockResponse page(List<Rule> found, int page, int size, int step) {
        String items = found.stream()
                .limit(hidesLastRule ? found.size() - 1 : found.size())
                .skip((long) (page - 1) * step)
                .limit(size)
                .map(Rule::json)
                .collect(Collectors.joining(","));
        if (items.isEmpty() && page > 1 && metadata == Metadata.NONE_AND_404) {
            return error(404, "no such page");
        }
        if (items.isEmpty() && page > 1 && metadata == Metadata.NONE_AND_422) {
            return error(422, "page is out of range");
        }
        int total = filtering == Filtering.TOTAL_OF_ALL ? rules.size() : found.size();
        String pagination = metadata != Metadata.PAGINATION
                ? ""
                : ",\"pagination\":{\"total_count\":" + total + ",\"total_pages\":" + (total + step - 1) / step
                        + ",\"current_page\":" + page + "}";
        return json(200, "{\"exceptions\":[" + items + "]" + pagination + "}");
    }

    private static MockResponse error(int status, String message) {
        return json(status, "{\"errors\":[{\"message\":\"" + message + "\"}]}");
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
