/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A parser for the {@code Retry-After} header: seconds or a date. Everything else is ignored. A date is relative to the
 * {@code Date} of the response, since the local clock may be wrong.
 */
final class RetryAfter {
    private static final Duration SHORTEST_UNTIL_DATE = Duration.ofSeconds(1);
    private static final int MAX_DIGITS = 12;
    private static final long MAX_SECONDS = 999_999_999_999L;

    private RetryAfter() {}

    /**
     * Returns how long to wait, or {@code null} if the text is neither seconds nor a date. For a date it is at least a
     * second, even if it has passed: dates have whole seconds, and a wait of none is three requests at once.
     *
     * @param text the header
     * @param date the header {@code Date} of the same response
     * @param now the local time, used if there is no such header
     */
    static @Nullable Duration parse(@Nullable String text, @Nullable String date, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Long seconds = seconds(text);
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        Instant until = date(text);
        if (until == null) {
            return null;
        }
        Instant sent = date(date);
        Duration wait = Duration.between(sent == null ? now : sent, until);
        return wait.compareTo(SHORTEST_UNTIL_DATE) < 0 ? SHORTEST_UNTIL_DATE : wait;
    }

    /** Returns the time in a header, or {@code null} if there is none. */
    static @Nullable Instant date(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the seconds, at most a number that exceeds any deadline, or {@code null} if the text is no number. */
    static @Nullable Long seconds(@Nullable String text) {
        String value = text == null ? "" : text.strip();
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        String digits = value.replaceFirst("^0+(?=.)", "");
        return digits.length() > MAX_DIGITS ? MAX_SECONDS : Long.parseLong(digits);
    }
}
