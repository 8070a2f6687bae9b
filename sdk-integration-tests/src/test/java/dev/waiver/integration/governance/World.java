/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.governance.Governance;
import dev.waiver.governance.Register;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The simulators of all vendors on one clock, and clients of them. */
final class World implements AutoCloseable {
    static final String ACME = EmailSimulator.DEFAULT_SCOPE;
    private static final ObjectMapper JSON = new ObjectMapper();

    final SkippingTime time = new SkippingTime();
    final EmailSimulator email = EmailSimulator.builder().clock(time).build();
    final ScanningSimulator scanning = ScanningSimulator.builder().clock(time).build();
    final DetectionSimulator detection =
            DetectionSimulator.builder().clock(time).build();

    /** Runs before each request of the clients; may throw, so that the request is not sent. */
    volatile Before before = () -> {};

    /** What happens before a request. */
    interface Before {
        void run() throws IOException;
    }

    private final SdkTransport transport = SdkTransport.builder()
            .addInterceptor(chain -> {
                before.run();
                return chain.proceed(chain.request());
            })
            .build();
    final EmailClient emailClient = settings(EmailClient.builder(), email)
            .credentials(InfinityCredentials.of(
                    email.credentials().clientId(), email.credentials().accessKey()))
            .build();
    final ScanningClient scanningClient = settings(ScanningClient.builder(), scanning)
            .credentials(AccessTokenCredentials.of(scanning.credentials().apiKey(), scanning.accessToken()))
            .build();
    final DetectionClient detectionClient = settings(DetectionClient.builder(), detection)
            .credentials(ApplicationCredentials.of(
                    detection.credentials().tenantId(),
                    detection.credentials().applicationId(),
                    detection.credentials().applicationSecret()))
            .build();

    final Governance governance = Governance.builder()
            .email(emailClient)
            .scanning(scanningClient)
            .detection(detectionClient)
            .clock(time)
            .defaults(SkippingTime.LIMITS)
            .build();

    private <B extends ClientBuilder<B, ?>> B settings(B builder, Simulator simulator) {
        return builder.baseUrl(simulator.baseUrl())
                .transport(transport)
                .clock(time)
                .defaults(SkippingTime.LIMITS)
                .requestLimits(RequestLimits.unlimited());
    }

    /** Returns a register of these exceptions for all vendors. */
    static Register register(String exceptions) {
        return Register.parse("waivers.yaml", """
                apiVersion: waiver.dev/v1
                id: k7q2m4x9
                scope:
                  email: {tables: [whitelist, blacklist]}
                  scanning: {}
                  detection: {}
                exceptions:
                """ + exceptions);
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Returns how many writes the services have got. */
    int writes() {
        return Stream.of(email, scanning, detection)
                .mapToInt(simulator -> simulator.writes().size())
                .sum();
    }

    List<String> comments(String list) {
        return email.rules(list).stream()
                .map(rule -> rule.path("comment").asText())
                .toList();
    }

    @Override
    public void close() {
        emailClient.close();
        scanningClient.close();
        detectionClient.close();
        transport.close();
        email.close();
        scanning.close();
        detection.close();
    }
}
