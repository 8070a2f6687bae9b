/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import dev.waiver.core.Inferred;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.rules.CanonicalHost;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningStatus;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A filter for a list, with its order and page size. The parameters are documented for the API as a whole. Which
 * columns the list of exceptions has is not documented, except for {@code hosts} in the documentation's own sample. The
 * SDK therefore checks the exceptions that the service returns again, by the columns {@code hosts}, {@code nvt},
 * {@code text}, {@code port}, {@code status} and {@code scan}; dates and other columns are left to the service.
 *
 * <pre>{@code
 * ScanningFilter.hosts("192.168.*").relative("10d")
 * }</pre>
 *
 * @see <a href="https://scanning-api.clone-systems.com">Filtering and sorting</a>
 */
public final class ScanningFilter {
    private static final Pattern RELATIVE = Pattern.compile("[1-9]\\d*[smhdMy]|[1-9]\\d*q|[1-4]q\\d{4}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final ScanningFilter ALL = new ScanningFilter(Map.of());

    private final Map<String, String> query;

    private ScanningFilter(Map<String, String> query) {
        this.query = query;
    }

    /** Returns a filter that matches everything. */
    public static ScanningFilter all() {
        return ALL;
    }

    /**
     * Returns a filter for rules by host; one matching host of several is enough. Inferred: the pattern is sent without
     * quotes; see {@link #column}.
     *
     * @param pattern an address or a name; {@code *} matches any text
     */
    @Inferred("Whether the quotes in the documentation's samples belong to the pattern is unclear; none are added.")
    public static ScanningFilter hosts(String pattern) {
        return column("hosts", pattern);
    }

    /**
     * Returns a filter for rules by vulnerability. Inferred: the column's name.
     *
     * @param pattern the OID; {@code *} matches any text
     */
    @Inferred("The name of the column is inferred from the create request.")
    public static ScanningFilter nvt(String pattern) {
        return column("nvt", pattern);
    }

    /**
     * Returns a filter for rules by the reason why the finding is accepted. Inferred: the column's name.
     *
     * @param pattern the text; {@code *} matches any text
     */
    @Inferred("The name of the column is inferred from the create request.")
    public static ScanningFilter text(String pattern) {
        return column("text", pattern);
    }

    /**
     * Returns a filter by any column of the service. Inferred: the pattern is sent as it is, without quotes; whether
     * the quotes in the documentation's samples belong to the value is unclear.
     *
     * @param name the column's name
     * @param pattern the column's value; {@code *} matches any text
     * @throws IllegalArgumentException if one of them is blank, or the name has a bracket or a lone surrogate
     */
    @Inferred("Whether the quotes in the documentation's samples belong to the pattern is unclear; none are added.")
    public static ScanningFilter column(String name, String pattern) {
        if (Objects.requireNonNull(name, "column").isBlank() || name.contains("[") || name.contains("]")) {
            throw new IllegalArgumentException(
                    "column: must be a name such as hosts, without brackets, not '" + name + "'");
        }
        TextChecks.check("column", name);
        TextChecks.checkNotBlank(name, pattern, "use * for any value, or leave the column out");
        return ALL.with("q[" + name + "]", pattern);
    }

    /**
     * Returns a filter that combines this one and another.
     *
     * @param other the other filter; its value is used for a parameter that both have
     */
    public ScanningFilter and(ScanningFilter other) {
        ScanningFilter both = this;
        for (Map.Entry<String, String> parameter : other.query.entrySet()) {
            both = both.with(parameter.getKey(), parameter.getValue());
        }
        return both;
    }

    /**
     * Returns this filter limited to a recent period or to a quarter.
     *
     * @param range a number and {@code s}, {@code m} (minutes), {@code h}, {@code d}, {@code M} (months), {@code y} or
     *     {@code q}, such as {@code 10d}; {@code 1q2020} is the first quarter of 2020
     * @throws IllegalArgumentException if it is not such a range
     */
    public ScanningFilter relative(String range) {
        if (!RELATIVE.matcher(Objects.requireNonNull(range, "relative")).matches()) {
            throw new IllegalArgumentException("relative: must be a number and one of s m h d M y q, such as 10d (m is"
                    + " minutes, M is months), or a quarter such as 1q2020; not '" + range + "'");
        }
        return with("relative_date_range", range);
    }

    /**
     * Returns this filter limited to the period between two times. The time zone in which the service reads them is not
     * documented; each user has one.
     *
     * @param start the first moment
     * @param end the last moment
     * @throws IllegalArgumentException if the end is before the start
     */
    public ScanningFilter between(LocalDateTime start, LocalDateTime end) {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("between: the end " + end + " is before the start " + start);
        }
        return with("date_range_start", TIME.format(start)).with("date_range_end", TIME.format(end));
    }

    /**
     * Returns this filter with an order. The syntax is not documented; the text is sent as it is.
     *
     * @param columns the columns with their directions, such as {@code text desc}
     */
    public ScanningFilter sortedBy(String columns) {
        return with("sort_by", Objects.requireNonNull(columns, "sortedBy"));
    }

    /**
     * Returns this filter with a page size, which is requested as it is. Default: 1,000, or less where the service
     * refuses that; the maximum is the service's. Inferred: the parameter, from version 1 of the API.
     *
     * @param items the number of items per page, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    @Inferred("The parameter per_page is inferred from version 1 of the API.")
    public ScanningFilter pageSize(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("pageSize: must be at least 1, not " + items);
        }
        return with("per_page", Integer.toString(items));
    }

    private ScanningFilter with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new ScanningFilter(more);
    }

    /** Returns the parameters, unencoded. */
    Map<String, String> query() {
        return query;
    }

    /** Returns whether a rule matches, as far as its columns show. */
    boolean matches(ScanningExceptionRule rule) {
        return query.entrySet().stream().allMatch(parameter -> switch (parameter.getKey()) {
            case "q[hosts]" ->
                any(
                                parameter.getValue(),
                                rule.scope().hostSet(),
                                rule.scope().hosts().orElse(""))
                        || CanonicalHost.of(rule.scope().hostSet())
                                .contains(CanonicalHost.of(bare(parameter.getValue())));
            case "q[nvt]" -> any(parameter.getValue(), rule.nvt());
            case "q[text]" -> any(parameter.getValue(), rule.text());
            case "q[status]" -> any(parameter.getValue(), rule.status().map(ScanningStatus::value));
            case "q[scan]" -> any(parameter.getValue(), rule.scope().scan());
            case "q[port]" -> matchesPort(parameter.getValue(), rule.scope().port());
            default -> true;
        });
    }

    private static boolean matchesPort(String pattern, Optional<ScanningPort> port) {
        return any(pattern, port.map(ScanningPort::raw))
                || any(
                        pattern,
                        port.filter(p -> p.number().isPresent())
                                .map(p -> Integer.toString(p.number().getAsInt())));
    }

    private static boolean any(String pattern, Optional<String> value) {
        return any(pattern, List.of(), value.orElse(""));
    }

    private static boolean any(String pattern, Collection<String> parts, String whole) {
        StringBuilder regex = new StringBuilder();
        for (String literal : bare(pattern).split("((?<=\\*)|(?=\\*))", -1)) {
            regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
        }
        Pattern compiled =
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return Stream.concat(Stream.of(whole.strip()), parts.stream())
                .anyMatch(text -> compiled.matcher(text).matches());
    }

    /** Returns a pattern without the quotation marks around it. */
    private static String bare(String pattern) {
        return pattern.length() > 1 && pattern.startsWith("'") && pattern.endsWith("'")
                ? pattern.substring(1, pattern.length() - 1)
                : pattern;
    }

    @Override
    public String toString() {
        return "ScanningFilter" + query;
    }
}
