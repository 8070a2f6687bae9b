/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.Pager;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailList;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * While the pages of a list arrive, its reader can be interrupted and its future can be canceled. Both end the exchange
 * immediately.
 */
@Timeout(60)
class PagingTest {
    private static final int RULES = 6;

    /** A list that stalls: the email service's within its only response, the others' at their second page. */
    private interface Listing {
        void of(Simulator service, SdkTransport transport, Pager<?> list) throws Exception;
    }

    private static void email(Listing listing) throws Exception {
        try (EmailSimulator hec = EmailSimulator.create();
                SdkTransport transport = SdkTransport.create()) {
            for (int i = 0; i < 2_000; i++) {
                String unused = hec.add("blacklist", "{\"senderDomain\":\".a" + i + ".example\"}");
            }
            hec.faults().when("GET", "/exceptions").next(Fault.stallInTheMiddleOfResponse());
            listing.of(
                    hec,
                    transport,
                    EmailClient.builder()
                            .baseUrl(hec.baseUrl())
                            .transport(transport)
                            .credentials(InfinityCredentials.of(
                                    hec.credentials().clientId(),
                                    hec.credentials().accessKey()))
                            .build()
                            .exceptions(EmailList.BLACKLIST)
                            .list());
        }
    }

    private static void scanning(Listing listing) throws Exception {
        try (ScanningSimulator cg = ScanningSimulator.create();
                SdkTransport transport = SdkTransport.create()) {
            ScanningBehavior behavior = cg.behavior().paging(ScanningBehavior.Paging.ANNOUNCED, 2);
            for (int i = 0; i < RULES; i++) {
                String unused = cg.add(
                        "{\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\",\"text\":\"a\",\"hosts\":\"10.0.0." + i + "\"}");
            }
            // The service refuses page sizes, so that two pages have to be read.
            cg.faults().when(request -> request.query().contains("per_page=")).always(Fault.status(422));
            cg.faults().when("GET", "/exceptions").next(Fault.none(), Fault.stall());
            assertThat(behavior).isNotNull();
            listing.of(
                    cg,
                    transport,
                    ScanningClient.builder()
                            .baseUrl(cg.baseUrl())
                            .transport(transport)
                            .credentials(
                                    AccessTokenCredentials.of(cg.credentials().apiKey(), cg.accessToken()))
                            .build()
                            .exceptions()
                            .list());
        }
    }

    private static void detection(Listing listing) throws Exception {
        try (DetectionSimulator optics = DetectionSimulator.create();
                SdkTransport transport = SdkTransport.create()) {
            optics.addRules(RULES);
            assertThat(optics.behavior().pageSizes(2, 2)).isNotNull();
            optics.faults().when("GET", "/exceptions").next(Fault.none(), Fault.stall());
            listing.of(
                    optics,
                    transport,
                    DetectionClient.builder()
                            .baseUrl(optics.baseUrl())
                            .transport(transport)
                            .credentials(ApplicationCredentials.of(
                                    optics.credentials().tenantId(),
                                    optics.credentials().applicationId(),
                                    optics.credentials().applicationSecret()))
                            .build()
                            .exceptions()
                            .summaries());
        }
    }

    private static void eventually(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the test timed out");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean struck(Simulator service) {
        return service.faults().pending() == 0 && service.requests().stream().anyMatch(call -> !call.authentication());
    }

    private static void nothingIsLeft(Simulator service, SdkTransport transport) {
        // A connection that was cut off is closed; an idle one may be reused.
        eventually(() -> transport.http().connectionPool().connectionCount()
                        == transport.http().connectionPool().idleConnectionCount()
                && transport.http().dispatcher().runningCallsCount() == 0);
        assertThat(service.requests().stream().filter(RecordedRequest::write)).isEmpty();
    }

    private static void interrupt(Simulator service, SdkTransport transport, Pager<?> list) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            try {
                list.forEach(item -> {});
            } catch (Throwable e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        reader.start();
        eventually(() -> struck(service));
        reader.interrupt();
        reader.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(reader.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedCallException.class);
        assertThat(flag).isTrue();
        nothingIsLeft(service, transport);
    }

    private static void cancel(Simulator service, SdkTransport transport, Pager<?> list) {
        CompletableFuture<?> all = list.all().executeAsync();
        eventually(() -> struck(service));
        assertThat(all.cancel(true)).isTrue();
        nothingIsLeft(service, transport);
    }

    @Test
    void anInterruptEndsAList() throws Exception {
        email(PagingTest::interrupt);
        scanning(PagingTest::interrupt);
        detection(PagingTest::interrupt);
    }

    @Test
    void cancelingEndsAList() throws Exception {
        email(PagingTest::cancel);
        scanning(PagingTest::cancel);
        detection(PagingTest::cancel);
    }
}
