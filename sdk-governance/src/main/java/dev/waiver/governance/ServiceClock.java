/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Exchange;
import dev.waiver.core.internal.client.Calls;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparison of the local clock, which decides about expiry, with the header {@code Date} of the services. */
final class ServiceClock {
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private ServiceClock() {}

    /** Returns a call that fails if the clocks differ too much. */
    static <T> ApiCall<T> checked(InstantSource clock, ApiCall<T> call) {
        return Calls.part(call.flatMap(value -> Calls.<T>defer(state -> {
            Instant date = date(state.callInfo().exchanges());
            Instant now = clock.instant();
            if (date == null || Duration.between(date, now).abs().compareTo(TOLERATED) <= 0) {
                return ApiCall.of(value);
            }
            return Calls.failed(last -> new ClockDiffersException(
                    "the local clock says " + now + ", and the service says " + date
                            + ": which entries are in force is not certain. Correct the clock",
                    last.callInfo()));
        })));
    }

    /** Returns the time of the last response that says it. */
    private static @Nullable Instant date(List<Exchange> exchanges) {
        for (int i = exchanges.size() - 1; i >= 0; i--) {
            for (String date : exchanges.get(i).headers().getOrDefault("date", List.of())) {
                try {
                    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
                } catch (DateTimeException e) {
                    // says nothing
                }
            }
        }
        return null;
    }
}
