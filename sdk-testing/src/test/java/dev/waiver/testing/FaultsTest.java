/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests which request gets a fault. */
class FaultsTest {
    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T10:15:30Z"));

    @RegisterExtension
    final EmailSimulator hec = EmailSimulator.builder().clock(clock).build();

    private final Client client = Client.signedIn(hec);

    private int list(String list) {
        return client.get("/exceptions/" + list).statusCode();
    }

    @Test
    void eachOfTheNextRequestsGetsTheNextFault() {
        hec.faults().next(Fault.status(500), Fault.none(), Fault.status(503));
        assertThat(hec.faults().pending()).isEqualTo(3);
        assertThat(list("blacklist")).isEqualTo(500);
        assertThat(list("blacklist")).isEqualTo(200);
        assertThat(list("blacklist")).isEqualTo(503);
        assertThat(list("blacklist")).isEqualTo(200);
        assertThat(hec.faults().pending()).isZero();
    }

    @Test
    void authenticationIsSparedUnlessSelected() {
        hec.faults().next(Fault.status(500));
        assertThat(Client.anonymous(hec).signIn("x", "y").statusCode()).isEqualTo(401);
        hec.faults().authentication().next(Fault.status(503));
        assertThat(Client.anonymous(hec).signIn("x", "y").statusCode()).isEqualTo(503);
        assertThat(list("blacklist")).isEqualTo(500);
    }

    @Test
    void alwaysLastsUntilCleared() {
        hec.faults().next(Fault.status(500)).always(Fault.status(503));
        assertThat(list("blacklist")).isEqualTo(500);
        assertThat(list("blacklist")).isEqualTo(503);
        assertThat(list("blacklist")).isEqualTo(503);
        hec.faults().clear();
        assertThat(list("blacklist")).isEqualTo(200);
    }

    @Test
    void specificFaultsComeFirst() {
        hec.faults().next(Fault.status(500));
        hec.faults().when("GET", "/exceptions/whitelist").next(Fault.status(501));
        hec.faults().when("GET", Client.PREFIX + "/exceptions/blacklist").next(Fault.status(502));
        hec.faults().writes().next(Fault.status(503));
        assertThat(list("blacklist")).isEqualTo(502);
        assertThat(list("whitelist")).isEqualTo(501);
        assertThat(client.post("/exceptions/whitelist", "{}").statusCode()).isEqualTo(503);
        assertThat(list("spam_whitelist")).isEqualTo(500);
    }

    @Test
    void aConditionMayLookAtTheBody() {
        hec.faults().when(call -> call.body().contains("evil")).always(Fault.closeAfterApplying());
        hec.faults().when(call -> call.body().contains("other")).next(Fault.status(500));
        assertThat(client.post("/exceptions/blacklist", "{\"comment\":\"good\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.post("/exceptions/blacklist", "{\"comment\":\"other\"}")
                        .statusCode())
                .isEqualTo(500);
        assertThat(hec.faults().pending()).isZero();
    }

    @Test
    void aFaultBeforeTheBodyMayHaveAConditionOnTheHead() throws IOException {
        hec.faults()
                .when(call -> call.parameter("scope").orElse("").equals("x"))
                .next(Fault.closeBeforeRequest());
        assertThat(list("blacklist")).isEqualTo(200);
        try (RawConnection connection = new RawConnection(hec)) {
            connection.write(client.raw("GET", Client.PREFIX + "/exceptions/blacklist?scope=x", ""));
            assertThat(catchAll(connection)).isNotNull();
        }
    }

    private static Throwable catchAll(RawConnection connection) {
        return org.assertj.core.api.Assertions.catchThrowable(connection::readHead);
    }

    @Test
    void moreThanTheRateIsRefusedByTheClock() {
        hec.limits().requestsPerSecond(2).retryAfter("1");
        assertThat(list("blacklist")).isEqualTo(200);
        clock.advance(Duration.ofMillis(900));
        assertThat(list("blacklist")).isEqualTo(200);

        HttpResponse<String> refused = client.post("/exceptions/blacklist", "{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(hec.writes()).singleElement().returns(false, RecordedRequest::applied);
        assertThat(Client.anonymous(hec).signIn("x", "y").statusCode())
                .as("authentication requests do not count")
                .isEqualTo(401);

        clock.advance(Duration.ofMillis(100));
        assertThat(list("blacklist")).as("the first request was a second ago").isEqualTo(200);
        assertThat(list("blacklist")).isEqualTo(429);
    }

    @Test
    @Timeout(60)
    void aStalledRequestIsInFlightUntilItsClientGoesAway() throws IOException {
        hec.faults().next(Fault.stall());
        hec.limits().concurrentRequests(1);
        try (RawConnection stalled = new RawConnection(hec)) {
            stalled.write(client.raw("GET", Client.PREFIX + "/scopes", ""));
            while (hec.limits().maxConcurrentRequests() == 0) {
                Thread.onSpinWait();
            }
            assertThat(list("blacklist")).isEqualTo(429);
        }
        while (list("blacklist") == 429) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Timeout(60)
    void moreThanTheRequestsInFlightAreRefused() throws IOException {
        hec.limits().concurrentRequests(1);
        hec.faults().next(Fault.delay(Duration.ofSeconds(20)));
        try (RawConnection slow = new RawConnection(hec)) {
            slow.write(client.raw("POST", Client.PREFIX + "/exceptions/blacklist", "{\"requestData\":{}}"));
            while (hec.rules("blacklist").isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(list("blacklist")).isEqualTo(429);
        }
        assertThat(hec.limits().maxConcurrentRequests()).isEqualTo(2);
        hec.limits().concurrentRequests(2);
        assertThat(list("blacklist")).isEqualTo(200);
    }
}
