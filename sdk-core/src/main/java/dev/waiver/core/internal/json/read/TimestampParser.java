/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The instant that a timestamp represents. The patterns are compiled only in programs that parse a timestamp. */
public record TimestampParser(@Nullable Instant instant, boolean hasZone) {

    private static final TimestampParser NOT_UNDERSTOOD = new TimestampParser(null, false);

    // No service sends a longer time, and the patterns do not run on long texts that are not times.
    private static final int MAX_LENGTH = 64;

    private static final String CLOCK =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2}))?(?:[.,](?<fraction>\\d{1,9})\\d*)?";
    private static final String ZONE = "(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?";

    private static final Pattern ISO = Pattern.compile(
            "(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?:[T ]" + CLOCK + " ?" + ZONE + ")?",
            Pattern.CASE_INSENSITIVE);

    // The day of the week is redundant, and a wrong one is no reason to reject the date.
    private static final Pattern RFC_1123 = Pattern.compile(
            "(?:[a-z]{3,9},? )?(?<day>\\d{1,2})[ -](?<month>[a-z]{3})[ -](?<year>\\d{4}) " + CLOCK + " ?" + ZONE,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AMERICAN = Pattern.compile(
            "(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4}) " + CLOCK + "[ \u202f]?(?<half>[AP]M)",
            Pattern.CASE_INSENSITIVE);

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    public static TimestampParser ofText(String raw) {
        String text = raw.strip();
        if (text.length() > MAX_LENGTH) {
            return NOT_UNDERSTOOD;
        }
        try {
            Matcher match = ISO.matcher(text);
            if (match.matches()) {
                return reading(match, number(match, "month"), number(match, "hour"), match.group("zone"));
            }
            match = RFC_1123.matcher(text);
            if (match.matches()) {
                int at = MONTHS.indexOf(match.group("month").toLowerCase(Locale.ROOT));
                int month = at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
                return reading(match, month, number(match, "hour"), match.group("zone"));
            }
            match = AMERICAN.matcher(text);
            if (match.matches()) {
                int hour = number(match, "hour");
                boolean afternoon = match.group("half").toLowerCase(Locale.ROOT).equals("pm");
                return hour < 1 || hour > 12
                        ? NOT_UNDERSTOOD
                        : reading(match, number(match, "month"), hour % 12 + (afternoon ? 12 : 0), null);
            }
        } catch (DateTimeException noSuchDate) {
            return NOT_UNDERSTOOD;
        }
        return NOT_UNDERSTOOD;
    }

    /**
     * Parses a number. From 2001 to 2286, seconds have ten digits and milliseconds thirteen; any other number is
     * ambiguous.
     */
    public static TimestampParser ofNumber(String digits) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return NOT_UNDERSTOOD;
        }
        return switch (digits.length()) {
            case 10 -> new TimestampParser(Instant.ofEpochSecond(Long.parseLong(digits)), true);
            case 13 -> new TimestampParser(Instant.ofEpochMilli(Long.parseLong(digits)), true);
            default -> NOT_UNDERSTOOD;
        };
    }

    private static TimestampParser reading(Matcher match, int month, int hour, @Nullable String zone) {
        String fraction = match.group("fraction");
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        LocalDateTime local = LocalDateTime.of(
                number(match, "year"),
                month,
                number(match, "day"),
                hour,
                number(match, "minute"),
                number(match, "second"),
                nanos);
        return new TimestampParser(local.toInstant(zone == null ? ZoneOffset.UTC : offset(zone)), zone != null);
    }

    private static ZoneOffset offset(String zone) {
        char first = zone.charAt(0);
        return first == '+' || first == '-' ? ZoneOffset.of(zone) : ZoneOffset.UTC;
    }

    private static int number(Matcher match, String group) {
        String digits = match.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
