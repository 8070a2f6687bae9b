/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Uris;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The filters of a list request: columns with wildcards, dates, sorting. Unreadable values cause an
 * {@link IllegalArgumentException}.
 */
final class ScanningFilters {
    private static final Pattern RELATIVE = Pattern.compile("(\\d{1,4})([smhdMyq])(\\d{4})?");
    private static final DateTimeFormatter FIXED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private ScanningFilters() {}

    /** Returns whether a list request has a filter or an order. */
    static boolean any(RecordedRequest call) {
        return call.query().contains("q%5B")
                || call.query().contains("q[")
                || Stream.of("date_range_start", "date_range_end", "relative_date_range", "sort_by")
                        .anyMatch(name -> call.parameter(name).isPresent());
    }

    /**
     * Returns the items that a request asks for, in its order.
     *
     * @param members returns an item's members
     */
    static <T> List<T> apply(RecordedRequest call, List<T> all, Function<T, ObjectNode> members, Instant now) {
        Predicate<ObjectNode> wanted = item -> true;
        for (Map.Entry<String, String> column : columns(call.query()).entrySet()) {
            Pattern pattern = pattern(column.getValue());
            wanted = wanted.and(item -> matches(item.path(column.getKey()), pattern));
        }
        Instant from =
                call.parameter("date_range_start").map(ScanningFilters::fixed).orElse(Instant.MIN);
        Instant to =
                call.parameter("date_range_end").map(ScanningFilters::fixed).orElse(Instant.MAX);
        String relative = call.parameter("relative_date_range").orElse("");
        if (!relative.isEmpty()) {
            List<Instant> range = relative(relative, now);
            from = range.get(0);
            to = range.get(1);
        }
        Instant first = from;
        Instant last = to;
        wanted = wanted.and(item -> {
            Instant created = Instant.parse(item.path("created_at").asText("1970-01-01T00:00:00Z"));
            return !created.isBefore(first) && !created.isAfter(last);
        });
        Predicate<ObjectNode> filter = wanted;
        Stream<T> found = all.stream().filter(item -> filter.test(members.apply(item)));
        String sortBy = call.parameter("sort_by").orElse(null);
        if (sortBy == null) {
            return found.toList();
        }
        // With their members, so that a comparison does not build them.
        return found.map(item -> Map.entry(item, members.apply(item)))
                .sorted(Map.Entry.comparingByValue(order(sortBy)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, String> columns(String query) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String name = Uris.decode(pair.split("=", 2)[0], true);
            if (name.startsWith("q[") && name.endsWith("]")) {
                String value = Uris.parameter(query, name);
                columns.put(name.substring(2, name.length() - 1), value == null ? "" : value);
            }
        }
        return columns;
    }

    private static Pattern pattern(String value) {
        StringBuilder regex = new StringBuilder();
        for (String part : value.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "" : Pattern.quote(part));
            if (regex.isEmpty()) {
                regex.append("(?:)");
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static boolean matches(JsonNode value, Pattern pattern) {
        String text = value.isNull() ? "" : value.asText();
        return pattern.matcher(text).matches()
                || List.of(text.split("\\s*,\\s*")).stream()
                        .anyMatch(part -> pattern.matcher(part).matches());
    }

    private static Instant fixed(String text) {
        try {
            return LocalDateTime.parse(text, FIXED).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("date range is not YYYY-MM-DD hh:mm:ss: " + text, e);
        }
    }

    /** Returns the start and the end of a relative date range. */
    private static List<Instant> relative(String text, Instant now) {
        Matcher range = RELATIVE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("relative_date_range is invalid: " + text);
        }
        int number = Integer.parseInt(range.group(1));
        if (range.group(3) != null) {
            LocalDateTime start = LocalDateTime.of(Integer.parseInt(range.group(3)), number * 3 - 2, 1, 0, 0);
            return List.of(
                    start.toInstant(ZoneOffset.UTC),
                    start.plusMonths(3).minusNanos(1).toInstant(ZoneOffset.UTC));
        }
        LocalDateTime end = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        LocalDateTime start =
                switch (range.group(2)) {
                    case "s" -> end.minusSeconds(number);
                    case "m" -> end.minusMinutes(number);
                    case "h" -> end.minusHours(number);
                    case "d" -> end.minusDays(number);
                    case "M" -> end.minusMonths(number);
                    case "q" -> end.minus(3L * number, ChronoUnit.MONTHS);
                    default -> end.minusYears(number);
                };
        return List.of(start.toInstant(ZoneOffset.UTC), now);
    }

    /**
     * Returns the order for {@code column}, {@code column asc} or {@code column desc}, or several of these,
     * comma-separated.
     */
    private static Comparator<ObjectNode> order(String sortBy) {
        return Stream.of(sortBy.split(",", -1))
                .map(ScanningFilters::orderOfOne)
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<ObjectNode> orderOfOne(String part) {
        String[] words = part.strip().split("[ :]+", 2);
        Comparator<ObjectNode> ascending = Comparator.comparing(
                item -> item.path(words[0]).isNull() ? "" : item.path(words[0]).asText());
        return words.length > 1 && words[1].equals("desc") ? ascending.reversed() : ascending;
    }
}
