/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.testing.ScanningSimulator.Credentials;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the default request limits, which belong to the API key, not to the client. */
class RequestLimitsTest extends ScanningFixture {
    private static final int BURST = 10;

    private static void ask(ScanningClient client, int times) {
        CallOptions once = CallOptions.builder().maxRetries(0).build();
        for (int i = 0; i < times; i++) {
            assertThat(client.exceptions().statistics().with(once).execute()).isNotNull();
        }
    }

    @Test
    void clientsOfOneKeyShareIt() {
        ScanningClient one = closing(limited().build());
        ScanningClient two = closing(limited().credentials(user()).build());
        ask(two, 1); // plus one authentication request
        ask(one, BURST - 2);
        assertThat(time.sleeps()).isEmpty();
        ask(one, 1);
        ask(two, 1);
        assertThat(time.sleeps()).hasSize(2).containsOnly(Duration.ofMillis(100));
    }

    @Test
    void clientsOfOneKeyShareLimitsThatAreSetAlike() {
        ScanningClient one =
                closing(limited().requestLimits(RequestLimits.of(5, 10, 1)).build());
        ScanningClient two =
                closing(limited().requestLimits(RequestLimits.of(5, 10, 1)).build());
        ScanningClient other =
                closing(limited().requestLimits(RequestLimits.of(5, 20, 1)).build());
        ask(one, 1);
        ask(other, 1);
        assertThat(time.sleeps()).isEmpty();
        ask(two, 1);
        assertThat(time.sleeps()).hasSize(1);
    }

    @Test
    void aViewSharesLimitsTokenAndTransportAndClosesNothing() {
        ScanningClient client = closing(limited().credentials(user()).build());
        CallOptions note = CallOptions.builder().header("x-note", "audit").build();
        try (ScanningClient view = client.with(note)) {
            ask(view, BURST - 1); // plus one authentication request
        }
        assertThat(time.sleeps()).isEmpty();
        ask(client, 1);
        assertThat(time.sleeps()).hasSize(1);
        assertThat(cg.requests())
                .filteredOn(call -> !call.authentication())
                .extracting(call -> call.header("x-note").isPresent())
                .containsExactly(true, true, true, true, true, true, true, true, true, false);
        assertThat(cg.tokensIssued()).isEqualTo(1);
    }

    @Test
    void clientsOfTwoKeysDoNot() {
        cg.addUser(new Credentials("other-key", "other", "other-password"));
        ScanningClient one = closing(limited().build());
        ScanningClient two = closing(limited()
                .credentials(PasswordCredentials.of("other-key", "other", "other-password"))
                .build());
        ask(one, BURST);
        ask(two, BURST - 1); // plus one authentication request
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aServiceThatCountsIsNotRunInto() {
        cg.limits().requestsPerSecond(2 * BURST);
        for (ScanningClient client :
                List.of(closing(limited().build()), closing(limited().build()))) {
            ask(client, 5 * BURST);
        }
        assertThat(cg.requests()).hasSize(10 * BURST).noneMatch(call -> call.status() == 429);
        ScanningClient hasty = client();
        assertThatThrownBy(() -> ask(hasty, 3 * BURST)).isInstanceOf(RateLimitException.class);
    }
}
