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

    private RetryAfter() {}

    /**
     * Returns how long to wait, zero for a date that has passed, or {@code null} if the text is neither seconds nor a
     * date.
     */
    public static @Nullable Duration parse(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String value = text.strip();
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // An absurdly large number only has to exceed any deadline.
            return Duration.ofSeconds(value.length() > MAX_DIGITS ? 999_999_999_999L : Long.parseLong(value));
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
