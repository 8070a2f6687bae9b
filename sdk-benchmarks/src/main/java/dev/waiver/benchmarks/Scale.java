/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.SdkTransport;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Measurements at scale. Each part runs in a separate process and prints its result. */
final class Scale {
    private static final int CLIENTS = 10_000;
    private static final int CALLERS = 10_000;
    private static final int NAGLE_CALLS = 60;

    private Scale() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "stream" -> stream(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "tenants" -> tenants();
            case "expired" -> expired();
            case "nagle" -> nagle(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("scale: unknown part " + args[0]);
        }
        System.exit(0);
    }

    /** Streams a list of {@code count} rules after a warm-up, and prints nanoseconds of processor time per rule. */
    private static void stream(int port, int count) throws Exception {
        EmailExceptionsApi api = api(Wire.of("loopback", port));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The warm-up is the same for each length, so that only the length differs.
        read(api, 20_000);
        int repeats = Math.max(1, 20_000 / count);
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < repeats; i++) {
            read(api, count);
        }
        System.out.println((threads.getCurrentThreadCpuTime() - start) / repeats / count);
    }

    private static EmailExceptionsApi api(Wire wire) {
        return SdkContestant.email(wire, wire.transport()).api(EmailExceptionsApi.class);
    }

    private static void read(EmailExceptionsApi api, int count) {
        int seen = 0;
        try (ItemStream<EmailExceptionRule> rules =
                api.stream(EmailList.of(Payloads.MANY + count)).execute()) {
            for (List<EmailExceptionRule> some = rules.next(500); some != null; some = rules.next(500)) {
                seen += some.size();
            }
        }
        if (seen != count) {
            throw new IllegalStateException(seen + " rules read, expected " + count);
        }
    }

    /**
     * Prints the bytes per additional client on a shared transport, the additional threads, and the number of clients.
     */
    private static void tenants() throws Exception {
        Wire wire = Wire.of("canned", 0);
        SdkTransport transport = wire.transport();
        List<EmailClient> clients = new ArrayList<>(CLIENTS);
        clients.add(SdkContestant.email(wire, transport));
        int threads = Thread.activeCount();
        long before = used();
        while (clients.size() <= CLIENTS) {
            clients.add(SdkContestant.email(wire, transport));
        }
        long after = used();
        System.out.println((after - before) / CLIENTS + " " + (Thread.activeCount() - threads) + " " + clients.size());
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /**
     * Starts many calls at once on an expired token. Prints the number of authentication requests, and milliseconds to
     * the first and last response.
     */
    private static void expired() throws Exception {
        Wire wire = Wire.of("canned", 0);
        EmailExceptionsApi api = api(wire);
        CallOptions patient =
                CallOptions.builder().deadline(Duration.ofMinutes(10)).build();
        wire.sockets().shortTokens = true;
        api.list(EmailList.of(Payloads.SMALL_LIST)).execute();
        wire.sockets().shortTokens = false;
        int before = wire.sockets().signIns.get();
        Thread.sleep(1_100);
        long start = System.nanoTime();
        CompletableFuture<Long> first = new CompletableFuture<>();
        List<CompletableFuture<?>> all = new ArrayList<>(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            all.add(api.list(EmailList.of(Payloads.SMALL_LIST))
                    .with(patient)
                    .executeAsync()
                    .whenComplete((rules, error) -> first.complete(System.nanoTime())));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        System.out.printf(
                "%d %.0f %.0f%n",
                wire.sockets().signIns.get() - before, (first.join() - start) / 1e6, (System.nanoTime() - start) / 1e6);
    }

    /**
     * Prints the microseconds that plain OkHttp takes to get a document and put it back, first with
     * {@code TCP_NODELAY}, then with its default sockets.
     */
    private static void nagle(int port) throws Exception {
        Wire wire = Wire.of("loopback", port);
        for (Wire one : List.of(wire, wire.asOkHttpComes())) {
            Callable<Object> document =
                    CallBenchmark.contestant("hand-written", one).work("document");
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < NAGLE_CALLS; i++) {
                long start = System.nanoTime();
                if (document.call() == null) {
                    throw new IllegalStateException("the call returned null");
                }
                times.add((System.nanoTime() - start) / 1e3);
            }
            System.out.println(Calls.median(times));
        }
    }
}
