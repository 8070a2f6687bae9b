package dev.waiver.scanning;

import dev.waiver.core.spi.PlainText;
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
 * What a list is asked for. Parameters are documented for the API as a whole; which columns the list of exceptions
 * knows is not, but for {@code hosts} in the documentation's own sample. So that nothing depends on it, the columns
 * that an answer shows ({@code hosts}, {@code nvt}, {@code text}, {@code port}, {@code status}, {@code scan}) are
 * checked again on this side; dates and other columns are the service's word.
 *
 * <pre>{@code
 * Filter.hosts("192.168.*").relative("10d")
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

    /**
     * Everything.
     *
     * @return the filter
     */
    public static ScanningFilter all() {
        return ALL;
    }

    /**
     * Rules whose hosts match; one of several is enough.
     *
     * @param pattern an address or name; {@code *} stands for any text
     * @return the filter
     */
    public static ScanningFilter hosts(String pattern) {
        return column("hosts", pattern);
    }

    /**
     * Rules for one vulnerability.
     *
     * @param pattern the OID; {@code *} stands for any text
     * @return the filter
     */
    public static ScanningFilter nvt(String pattern) {
        return column("nvt", pattern);
    }

    /**
     * Rules by their reason.
     *
     * @param pattern the text; {@code *} stands for any text
     * @return the filter
     */
    public static ScanningFilter text(String pattern) {
        return column("text", pattern);
    }

    /**
     * Rules by a column of the service's.
     *
     * @param name the column's name
     * @param pattern its value; {@code *} stands for any text. Sent as it is: whether the quotes of the documentation's
     *     samples belong to the value is not clear, by default there are none
     * @return the filter
     * @throws IllegalArgumentException if one of them is blank, or the name holds a bracket or half a character
     */
    public static ScanningFilter column(String name, String pattern) {
        if (Objects.requireNonNull(name, "column").isBlank() || name.contains("[") || name.contains("]")) {
            throw new IllegalArgumentException(
                    "column: must be a name such as hosts, without brackets, not '" + name + "'");
        }
        PlainText.check("column", name);
        if (Objects.requireNonNull(pattern, name).isBlank()) {
            throw new IllegalArgumentException(
                    name + ": must not be blank; use * for any value, or leave the column out");
        }
        return ALL.with("q[" + name + "]", pattern);
    }

    /**
     * This and another filter; of equal parameters the other's wins.
     *
     * @param other the other filter
     * @return both
     */
    public ScanningFilter and(ScanningFilter other) {
        ScanningFilter both = this;
        for (Map.Entry<String, String> parameter : other.query.entrySet()) {
            both = both.with(parameter.getKey(), parameter.getValue());
        }
        return both;
    }

    /**
     * Only what is as young as this, or from a quarter.
     *
     * @param range a number and {@code s}, {@code m} (minutes), {@code h}, {@code d}, {@code M} (months), {@code y} or
     *     {@code q}, such as {@code 10d}; {@code 1q2020} is the first quarter of 2020
     * @return the filter
     * @throws IllegalArgumentException if it is no such range
     */
    public ScanningFilter relative(String range) {
        if (!RELATIVE.matcher(Objects.requireNonNull(range, "relative")).matches()) {
            throw new IllegalArgumentException("relative: must be a number and one of s m h d M y q, such as 10d (m is"
                    + " minutes, M is months), or a quarter such as 1q2020; not '" + range + "'");
        }
        return with("relative_date_range", range);
    }

    /**
     * Only what is from between two times. In which zone the service reads them is not documented (a user has one).
     *
     * @param start the first moment
     * @param end the last moment
     * @return the filter
     * @throws IllegalArgumentException if the end is before the start
     */
    public ScanningFilter between(LocalDateTime start, LocalDateTime end) {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("between: the end " + end + " is before the start " + start);
        }
        return with("date_range_start", TIME.format(start)).with("date_range_end", TIME.format(end));
    }

    /**
     * The order. How the service wants it written is not documented: the text is passed through.
     *
     * @param columns such as {@code text desc}
     * @return the filter
     */
    public ScanningFilter sortedBy(String columns) {
        return with("sort_by", Objects.requireNonNull(columns, "sortedBy"));
    }

    /**
     * How many items a page has. Parameter inferred from version 1; default and maximum are the service's.
     *
     * @param items how many, at least 1
     * @return the filter
     * @throws IllegalArgumentException if it is less than 1
     */
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

    /** The parameters, unencoded. */
    Map<String, String> query() {
        return query;
    }

    /** Whether a rule is one that was asked for, as far as its columns show. */
    boolean matches(ScanningExceptionRule rule) {
        return query.entrySet().stream().allMatch(parameter -> switch (parameter.getKey()) {
            case "q[hosts]" ->
                any(
                        parameter.getValue(),
                        rule.scope().hostSet(),
                        rule.scope().hosts().orElse(""));
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
        String bare = pattern.length() > 1 && pattern.startsWith("'") && pattern.endsWith("'")
                ? pattern.substring(1, pattern.length() - 1)
                : pattern;
        StringBuilder regex = new StringBuilder();
        for (String literal : bare.split("((?<=\\*)|(?=\\*))", -1)) {
            regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
        }
        Pattern compiled =
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return Stream.concat(Stream.of(whole.strip()), parts.stream())
                .anyMatch(text -> compiled.matcher(text).matches());
    }

    @Override
    public String toString() {
        return "Filter" + query;
    }
}
