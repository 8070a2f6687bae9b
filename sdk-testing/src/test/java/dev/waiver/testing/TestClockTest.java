/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TestClockTest {
    @Test
    void itMovesOnlyByHand() {
        Instant start = Instant.parse("2026-11-22T10:15:30Z");
        TestClock clock = TestClock.at(start);
        Clock elsewhere = clock.withZone(ZoneId.of("Europe/Berlin"));

        assertThat(clock.instant()).isEqualTo(start);
        assertThat(clock.advance(Duration.ofSeconds(5))).isEqualTo(start.plusSeconds(5));
        assertThat(elsewhere.instant()).isEqualTo(start.plusSeconds(5));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        clock.set(start);
        assertThat(clock).hasToString("TestClock[2026-11-22T10:15:30Z]");
        Instant now = TestClock.atNow().instant();
        assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.SECONDS));
    }
}
