/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.RequestLimits;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.fixtures.ManualClock;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** A simulator and a client on one clock, which advances when a call waits. */
final class DetectionFixture implements AutoCloseable {
    static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final String OTHER_SHA256 = "60303AE22B998861BCE3B28F33EEC1BE758A213C86C93C076DBE9F558C11C752";

    final TestClock clock = TestClock.at(Instant.parse("2026-11-22T08:00:00Z"));
    final ManualClock time = new ManualClock(clock);
    final DetectionSimulator service = DetectionSimulator.builder().clock(clock).build();
    final DetectionClient client = client(service)
            .clock(time)
            .jitter(() -> 0)
            .requestLimits(RequestLimits.unlimited())
            .build();

    static DetectionClient.Builder client(DetectionSimulator service) {
        return DetectionClient.builder().baseUrl(service.baseUrl()).credentials(credentials(service));
    }

    static ApplicationCredentials credentials(DetectionSimulator service) {
        return ApplicationCredentials.of(
                service.credentials().tenantId(),
                service.credentials().applicationId(),
                service.credentials().applicationSecret());
    }

    /** Returns an exception as the service last received it. */
    String received(String id) {
        return Objects.requireNonNull(service.received().get(id), id);
    }

    /** Returns a rule set as the service last received it. */
    String ruleSet(String id) {
        return Objects.requireNonNull(service.ruleSets().get(id), id);
    }

    static URL resource(String name) {
        return Objects.requireNonNull(DetectionFixture.class.getResource(name), name);
    }

    static String text(String name) {
        try (InputStream in = resource(name).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        service.close();
    }
}
