package dev.waiver.core.internal.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A parser for the {@code Retry-After} header: seconds or a date. Everything else is ignored. */
public final class RetryAfter {
    private static final int MAX_DIGITS = 12;
    private static final long MAX_SECONDS = 999_999_999_999L;

    private RetryAfter() {}

    /**
     * Returns how long to wait, zero for a date that has passed, or {@code null} if the text is neither seconds nor a
     * date.
     */
    public static @Nullable Duration parse(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Long seconds = seconds(text);
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        try {
            Instant date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, date);
            return wait.isNegative() ? Duration.ZERO : wait;
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
