package dev.waiver.core.internal.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or a date; whatever else it holds is ignored. */
public final class RetryAfter {
    private static final int MOST_DIGITS = 12;

    private RetryAfter() {}

    /** How long to wait, or {@code null} if the text does not say it. */
    public static @Nullable Duration parse(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String value = text.strip();
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // Longer than any deadline is all that matters of an absurd number.
            return Duration.ofSeconds(value.length() > MOST_DIGITS ? 999_999_999_999L : Long.parseLong(value));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, date);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
