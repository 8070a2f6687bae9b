/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.Simulators;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The operations on many rules, measured against the simulators in another process. For each size and vendor, one
 * process with {@value #HEAP} warms up on a small service, and then measures each operation once.
 */
final class BulkScale {
    static final List<String> VENDORS = List.of("email", "scanning", "detection");
    static final List<Integer> SIZES = List.of(1_000, 10_000, 50_000, 100_000);
    static final String HEAP = "-Xmx256m";

    private static final int SMALL = 1_000;
    private static final int WARM_UP_RULES = 500;
    private static final int WARM_UPS = 8;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> HEAP_POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .toList();

    /**
     * One operation.
     *
     * @param operation its name
     * @param existing how many rules the service had before
     * @param wanted how many rules or ids were given
     * @param requests how many requests were sent
     * @param cpuMs processor time of the calling thread
     * @param wallMs time
     * @param bytes what the calling thread allocated
     * @param heapMb the highest use of the heap after a collection
     */
    record Row(
            String vendor,
            String operation,
            int existing,
            int wanted,
            int requests,
            double cpuMs,
            double wallMs,
            long bytes,
            long heapMb) {
        /** Returns the processor time per rule, existing or wanted, in microseconds. */
        double cpuUsPerRule() {
            return cpuMs * 1e3 / (existing + wanted);
        }

        double bytesPerRule() {
            return (double) bytes / (existing + wanted);
        }
    }

    private BulkScale() {}

    /** Measures all sizes and vendors. */
    static List<Row> run() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (int size : SIZES) {
            for (String vendor : VENDORS) {
                try (Processes.Server small = simulators(SMALL);
                        Processes.Server measured = simulators(size)) {
                    String out = Processes.run(Processes.command(
                            List.of(HEAP),
                            BulkScale.class,
                            List.of(
                                    vendor,
                                    Integer.toString(size),
                                    small.line("\"" + vendor + "\""),
                                    measured.line("\"" + vendor + "\""))));
                    for (String line : out.lines().toList()) {
                        rows.add(JSON.readValue(line, Row.class));
                        System.out.println(line);
                    }
                }
            }
        }
        return rows;
    }

    private static Processes.Server simulators(int rules) throws IOException {
        return new Processes.Server(
                VENDORS.size(),
                Processes.command(
                        List.of("-Xmx1g"),
                        Simulators.class,
                        List.of("email=0", "scanning=0", "detection=0", "--rules", Integer.toString(rules))));
    }

    /** Prints a line of JSON for each operation. Arguments: vendor, existing rules, and the lines of two simulators. */
    public static void main(String[] args) throws Exception {
        int existing = Integer.parseInt(args[1]);
        AtomicLong heap = new AtomicLong();
        watchHeap(heap);
        AtomicInteger requests = new AtomicInteger();
        try (SdkTransport transport = SdkTransport.builder()
                .addInterceptor(chain -> {
                    requests.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build()) {
            Probe probe = new Probe(args[0], requests, heap, new ArrayList<>());
            for (int i = 0; i < WARM_UPS; i++) {
                measure(probe, args[2], transport, SMALL, WARM_UP_RULES, i);
            }
            probe.rows.clear();
            measure(probe, args[3], transport, existing, existing / 5, WARM_UPS);
            for (Row row : probe.rows) {
                System.out.println(JSON.writeValueAsString(row));
            }
        }
        System.exit(0);
    }

    private static void watchHeap(AtomicLong most) {
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> ((NotificationEmitter) collector)
                .addNotificationListener(
                        (notification, handback) -> {
                            Map<String, MemoryUsage> after = GarbageCollectionNotificationInfo.from(
                                            (CompositeData) notification.getUserData())
                                    .getGcInfo()
                                    .getMemoryUsageAfterGc();
                            long used = after.entrySet().stream()
                                    .filter(pool -> HEAP_POOLS.contains(pool.getKey()))
                                    .mapToLong(pool -> pool.getValue().getUsed())
                                    .sum();
                            most.accumulateAndGet(used, Math::max);
                        },
                        null,
                        null));
    }

    private static void measure(
            Probe probe, String simulator, SdkTransport transport, int existing, int wanted, int round)
            throws IOException {
        JsonNode service = JSON.readTree(simulator);
        switch (probe.vendor) {
            case "email" -> {
                try (EmailClient client = under(EmailClient.builder(), service, transport)
                        .credentials(InfinityCredentials.of(text(service, "clientId"), text(service, "accessKey")))
                        .build()) {
                    probe.all(client.exceptions(EmailList.BLACKLIST), existing, wanted, round, BulkScale::email);
                }
            }
            case "scanning" -> {
                try (ScanningClient client = under(ScanningClient.builder(), service, transport)
                        .credentials(
                                AccessTokenCredentials.of(text(service, "x-api-key"), text(service, "access_token")))
                        .build()) {
                    probe.all(client.exceptions(), existing, wanted, round, BulkScale::scanning);
                }
            }
            default -> {
                try (DetectionClient client = under(DetectionClient.builder(), service, transport)
                        .credentials(ApplicationCredentials.of(
                                text(service, "tenantId"),
                                text(service, "applicationId"),
                                text(service, "applicationSecret")))
                        .build()) {
                    probe.all(client.exceptions(), existing, wanted, round, BulkScale::detection);
                }
            }
        }
    }

    private static <B extends ClientBuilder<B, ?>> B under(B builder, JsonNode service, SdkTransport transport) {
        return builder.baseUrl(text(service, "baseUrl")).transport(transport).requestLimits(RequestLimits.unlimited());
    }

    private static String text(JsonNode service, String member) {
        return service.path(member).asText();
    }

    private static EmailExceptionRule email(int number) {
        return EmailExceptionRule.builder()
                .senderDomain("scale" + number + ".example", MatchMode.ENDS_WITH)
                .comment("TICKET-" + number)
                .build();
    }

    private static ScanningExceptionRule scanning(int number) {
        return ScanningExceptionRule.forHostAndPort(
                        "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255), 8080)
                .nvt("1.3.6.1.4.1.25623.1.0." + (900_000 + number % 1_000))
                .text("TICKET-" + number)
                .newSeverity(0)
                .build();
    }

    private static DetectionExceptionRule detection(int number) {
        return DetectionExceptionRule.windows("Scale " + number)
                .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--scale-" + number))
                .description("TICKET-" + number)
                .build();
    }

    /** Measures the operations of a vendor, one after the other. */
    private record Probe(String vendor, AtomicInteger requests, AtomicLong heap, List<Row> rows) {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        /** Creates rules, ensures as many of which half are there, and takes all of them back. */
        <R extends ExceptionRule> void all(
                ExceptionOperations<R> rules, int existing, int wanted, int round, IntFunction<R> rule) {
            int first = round * 1_000_000;
            List<R> created = rules(first, first + wanted, rule);
            List<R> half = rules(first + wanted / 2, first + wanted / 2 + wanted, rule);
            List<R> others = created.subList(0, wanted / 2);
            int all = existing + wanted + wanted / 2;
            one("createAll", existing, wanted, wanted, rules.createAll(created));
            one("ensureAll", existing + wanted, wanted, wanted / 2, rules.ensureAll(half));
            BulkResult<R> there = one("ensureAll, all present", all, wanted, 0, rules.ensureAll(half));
            one("ensureAbsent", all, wanted / 2, wanted / 2, rules.ensureAbsent(others));
            List<String> ids = there.rules().stream().map(ExceptionRule::id).toList();
            one("removeAll", existing + wanted, wanted, wanted, rules.removeAll(ids));
        }

        private static <R> List<R> rules(int from, int to, IntFunction<R> rule) {
            return IntStream.range(from, to).mapToObj(rule).toList();
        }

        private <R extends ExceptionRule> BulkResult<R> one(
                String operation, int existing, int wanted, int writes, ApiCall<BulkResult<R>> call) {
            requests.set(0);
            System.gc();
            heap.set(0);
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            BulkResult<R> result = call.execute();
            double wall = (System.nanoTime() - start) / 1e6;
            double took = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
            rows.add(new Row(
                    vendor,
                    operation,
                    existing,
                    wanted,
                    requests.get(),
                    took,
                    wall,
                    THREADS.getCurrentThreadAllocatedBytes() - bytes,
                    heap.get() >> 20));
            if (result.throwIfFailed().count(Outcome.CREATED) + result.count(Outcome.REMOVED) != writes) {
                throw new IllegalStateException(operation + ": " + result + ", expected writes: " + writes);
            }
            return result;
        }
    }
}
