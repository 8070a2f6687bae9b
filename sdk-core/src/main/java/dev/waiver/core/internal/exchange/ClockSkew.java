/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the local clock and the service's, by the {@code Date} of a response. Signatures and signed
 * tokens have the local time, and a service refuses them if it is wrong.
 */
final class ClockSkew {
    private static final Duration NEGLIGIBLE = Duration.ofMinutes(1);

    private ClockSkew() {}

    /**
     * Returns by how much the clocks differ, as a clause for an error's message; {@code null} if it is not more than a
     * minute or not known.
     *
     * @param headers the headers of the response, with names in lowercase
     * @param now the local time when the response arrived
     */
    static @Nullable String describe(Map<String, List<String>> headers, Instant now) {
        List<String> dates = headers.getOrDefault("date", List.of());
        Instant date = dates.isEmpty() ? null : RetryAfter.date(dates.get(0));
        if (date == null) {
            return null;
        }
        Duration ahead = Duration.between(date, now);
        if (ahead.abs().compareTo(NEGLIGIBLE) <= 0) {
            return null;
        }
        return "the local clock is " + text(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                + " the service's, which may be the reason: correct it";
    }

    private static String text(Duration d) {
        long seconds = d.toSeconds();
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
