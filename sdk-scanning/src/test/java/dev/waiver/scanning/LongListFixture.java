/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import dev.waiver.core.RequestLimits;
import dev.waiver.fixtures.ManualClock;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.testing.TestClock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service with a long list, with a manual clock and no request limits. */
abstract class LongListFixture {
    final LongListService service = new LongListService();
    final ManualClock time = new ManualClock(TestClock.at(Instant.parse("2026-11-20T16:41:35Z")));

    private final MockWebServer server = new MockWebServer();
    private final List<ScanningClient> clients = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(new NoDelayServerSocketFactory());
        server.setDispatcher(service);
        server.start();
    }

    @AfterEach
    void stop() {
        clients.forEach(ScanningClient::close);
        server.close();
    }

    /** Returns a new client, which has not learned anything. */
    ScanningClient client() {
        ScanningClient client = ScanningClient.builder()
                .baseUrl(server.url("/").toString())
                .jitter(() -> 0)
                .clock(time)
                .requestLimits(RequestLimits.unlimited())
                .credentials(AccessTokenCredentials.of("key", "token"))
                .build();
        clients.add(client);
        return client;
    }

    /** Returns the requests since the last call of this method. */
    List<String> requests() {
        List<String> since = List.copyOf(service.requests);
        service.requests.clear();
        return since;
    }
}
