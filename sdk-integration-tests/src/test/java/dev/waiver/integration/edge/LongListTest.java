/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Faults;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many requests a single {@code ensure} needs in a long list, and how long they take at the default request limits,
 * without the time that the service takes. The default deadline is two minutes.
 */
@Timeout(120)
class LongListTest {
    private static final String NVT = "1.3.6.1.4.1.25623.1.0.";
    private static final int PER_NVT = 10;

    /** What the service lacks. */
    enum Lack {
        NOTHING {
            @Override
            void from(ScanningSimulator service) {}
        },
        FILTER {
            @Override
            void from(ScanningSimulator service) {
                ScanningBehavior unused = service.behavior().ignoresFilters(true);
            }
        },
        PAGE_SIZE {
            @Override
            void from(ScanningSimulator service) {
                Faults.Rule unused = service.faults()
                        .when(request -> request.query().contains("per_page="))
                        .always(Fault.status(422));
            }
        },
        BOTH {
            @Override
            void from(ScanningSimulator service) {
                FILTER.from(service);
                PAGE_SIZE.from(service);
            }
        };

        abstract void from(ScanningSimulator service);
    }

    private static ScanningExceptionRule rule(int number) {
        return ScanningExceptionRule.forHosts("10.0.0." + number % PER_NVT)
                .nvt(NVT + number / PER_NVT)
                .text("text")
                .build();
    }

    /**
     * The number of requests, and the milliseconds that they take, of an {@code ensure} of a rule that exists and of
     * one that does not, each by a new client.
     */
    @ParameterizedTest
    @CsvSource({
        "1000, NOTHING, 1, 0, 3, 0",
        "8000, NOTHING, 2, 0, 5, 0",
        "50000, FILTER, 51, 4100, 103, 9300",
        "8000, PAGE_SIZE, 4, 0, 7, 0",
        "8000, BOTH, 323, 31300, 645, 63500",
    })
    void ensureEndsWithinTheDefaultDeadline(
            int count, Lack lack, int present, long presentMillis, int missing, long missingMillis) {
        SkippingTime time = new SkippingTime();
        try (ScanningSimulator service = ScanningSimulator.builder().clock(time).build()) {
            lack.from(service);
            for (int i = 0; i < count; i++) {
                String unused = service.add("{\"nvt\":\"" + NVT + i / PER_NVT + "\",\"text\":\"a\",\"hosts\":\"10.0.0."
                        + i % PER_NVT + "\"}");
            }
            for (boolean async : new boolean[] {false, true}) {
                assertEnsure(service, time, async, rule(count - 1), Outcome.PRESENT, present, presentMillis);
                service.remove(assertEnsure(service, time, async, rule(count), Outcome.CREATED, missing, missingMillis)
                        .id());
            }
        }
    }

    private static ScanningExceptionRule assertEnsure(
            ScanningSimulator service,
            SkippingTime time,
            boolean async,
            ScanningExceptionRule wanted,
            Outcome outcome,
            int requests,
            long millis) {
        time.advance(Duration.ofMinutes(1)); // so that the burst is available again
        long start = time.nanoTime();
        int before = service.requests().size();
        ScanningExceptionRule rule;
        try (ScanningClient client = ScanningClient.builder()
                .baseUrl(service.baseUrl())
                .clock(time)
                .defaults(SkippingTime.LIMITS)
                .credentials(AccessTokenCredentials.of(service.credentials().apiKey(), service.accessToken()))
                .build()) {
            ApiCall<EnsureResult<ScanningExceptionRule>> call =
                    client.exceptions().ensure(wanted);
            EnsureResult<ScanningExceptionRule> result =
                    async ? call.executeAsync().join() : call.execute();
            assertThat(result.outcome()).isEqualTo(outcome);
            rule = result.rule();
        }
        assertThat(service.requests()).hasSize(before + requests).noneMatch(RecordedRequest::authentication);
        assertThat(Duration.ofNanos(time.nanoTime() - start))
                .isEqualTo(Duration.ofMillis(millis))
                .isLessThan(Duration.ofMinutes(2));
        return rule;
    }
}
