/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A base class with a slow service: the path (silent, drip, busy or slow) selects how it delays. */
abstract class SlowServiceFixture {
    final MockWebServer server = new MockWebServer();

    final AtomicInteger reached = new AtomicInteger();

    TestProtocol.Api api;

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                reached.incrementAndGet();
                String path = request.getUrl().encodedPath();
                MockResponse.Builder response = new MockResponse.Builder().body("{\"code\":200,\"data\":{\"n\":1}}");
                if (path.contains("silent")) {
                    response.onResponseStart(SocketEffect.Stall.INSTANCE);
                } else if (path.contains("drip")) {
                    response.throttleBody(1, 1, TimeUnit.SECONDS);
                } else if (path.contains("busy")) {
                    response.code(503).addHeader("Retry-After", "30").body("{}");
                } else if (path.contains("slow")) {
                    response.headersDelay(300, TimeUnit.MILLISECONDS);
                }
                return response.build();
            }
        });
        server.start();
        api = api(new TestProtocol.Builder());
    }

    TestProtocol.Api api(TestProtocol.Builder builder) {
        return builder.jitter(() -> 0).build(server.url("/").toString()).builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static void eventually(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the test's time is up");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
