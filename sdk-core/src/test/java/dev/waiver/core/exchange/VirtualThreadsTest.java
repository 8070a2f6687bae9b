/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waiver.core.ApiCall;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.Secret;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.AccessToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that virtual threads wait everywhere without pinning their carrier thread. Needs JDK 21; the module is compiled
 * for 17.
 */
@Timeout(60)
class VirtualThreadsTest {
    private static final int EACH = 100;

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                MockResponse.Builder response = new MockResponse.Builder().body("{\"code\":200,\"data\":{}}");
                if (path.contains("silent")) {
                    silent.incrementAndGet();
                    response.onResponseStart(SocketEffect.Stall.INSTANCE);
                } else if (path.contains("busy")) {
                    busy.incrementAndGet();
                    response.code(503).addHeader("Retry-After", "100").body("{}");
                }
                return response.build();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "no virtual threads before JDK 21");
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    /**
     * The control: a wait in a static initializer, which pins the carrier, so that the recording is known to detect
     * pinning.
     */
    private static final class Pinning {
        static final long ENDED = wait(Duration.ofMillis(20));

        private Pinning() {}

        private static long wait(Duration howLong) {
            long end = System.nanoTime() + howLong.toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            return end;
        }
    }

    private TestProtocol.Api api(TestProtocol.Builder builder) {
        return builder.jitter(() -> 0).build(server.url("/").toString()).builtInApi(TestProtocol.Api.class);
    }

    /** Runs this many calls at each place where a call waits, until they are interrupted. */
    private void waitEverywhere(int each) throws Exception {
        ExecutorService threads = virtualThreads();
        silent.set(0);
        busy.set(0);
        AtomicInteger signIns = new AtomicInteger();
        TestProtocol.Api plain = api(new TestProtocol.Builder());
        TestProtocol.Api paced = api(new TestProtocol.Builder().requestLimits(RequestLimits.of(1, 1e9)));
        TestProtocol.Api signingIn = new TestProtocol.Builder()
                .build(server.url("/").toString(), () -> {
                    signIns.incrementAndGet();
                    return Calls.delay(
                            Duration.ofSeconds(60),
                            () -> ApiCall.of(AccessToken.untilRefused(Secret.of("token", "t"))));
                })
                .builtInApi(TestProtocol.Api.class);
        Queue<Throwable> endings = new ConcurrentLinkedQueue<>();
        CountDownLatch started = new CountDownLatch(4 * each);
        List<ApiCall<?>> calls = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            calls.add(plain.get("silent" + i));
            calls.add(plain.get("busy" + i));
            calls.add(paced.get("silent paced"));
            calls.add(signingIn.get("x"));
        }
        calls.forEach(call -> threads.execute(() -> {
            started.countDown();
            try {
                Object unused = call.execute();
            } catch (InterruptedCallException e) {
                if (Thread.currentThread().isInterrupted()) {
                    endings.add(e);
                }
            }
        }));
        started.await();
        // All of them are reading, backing off, or waiting for a permit or the token.
        while (silent.get() < each + 1 || busy.get() < each || signIns.get() < 1) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(endings).hasSize(4 * each);
    }

    @Test
    void waitingPinsNoCarrierAndEndsWithAnInterrupt() throws Exception {
        ExecutorService threads = virtualThreads();
        waitEverywhere(2); // loads the classes: waiting for class initialization pins, and is not a wait of the SDK
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    // The SDK's waits last until they are interrupted; the JVM's own are short.
                    .withThreshold(Duration.ofMillis(10))
                    .withStackTrace();
            recording.start();
            threads.submit(() -> Pinning.ENDED).get();
            waitEverywhere(EACH);
            recording.stop();
            Path file = folder.resolve("pinned.jfr");
            recording.dump(file);
            List<String> pinned = pinned(file);
            assertThat(pinned).as("the control is recorded").anyMatch(VirtualThreadsTest::isOurControl);
            pinned.removeIf(VirtualThreadsTest::isOurControl);
            assertThat(pinned).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isOurControl(String frames) {
        return frames.contains(Pinning.class.getName());
    }

    /** Returns the stacks of waits that pinned their carrier with code of the SDK, or of a test, on the stack. */
    private static List<String> pinned(Path file) throws Exception {
        List<String> pinned = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String frames = event.getStackTrace() == null
                    ? ""
                    : String.join(
                            "\n",
                            event.getStackTrace().getFrames().stream()
                                    .map(frame -> frame.getMethod().getType().getName() + "."
                                            + frame.getMethod().getName())
                                    .toList());
            // Under contention a class may have to be initialized even now. The event says so since JDK 24.
            boolean loading = frames.contains("java.lang.ClassLoader")
                    || (event.hasField("pinnedReason")
                            && String.valueOf(event.getString("pinnedReason")).startsWith("Waited for initialization"));
            if (frames.contains("dev.waiver.core.") && !loading) {
                pinned.add(event.getDuration() + "\n" + frames);
            }
        }
        return pinned;
    }
}
