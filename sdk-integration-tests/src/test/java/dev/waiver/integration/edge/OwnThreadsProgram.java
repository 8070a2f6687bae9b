/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import dev.waiver.core.SdkTransport;
import dev.waiver.testing.Simulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A program that runs calls of all vendors, and then checks which threads it has. For a JVM of its own. */
final class OwnThreadsProgram {
    private static final InheritableThreadLocal<String> TENANT = new InheritableThreadLocal<>();

    private OwnThreadsProgram() {}

    public static void main(String[] args) throws Exception {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        ClassLoader application = new URLClassLoader(new URL[0]);
        for (RuleService service : RuleService.values()) {
            try (Simulator simulator = service.open();
                    SdkTransport transport = SdkTransport.builder()
                            .addInterceptor(chain -> {
                                check(application, wrong);
                                return chain.proceed(chain.request());
                            })
                            .build()) {
                Thread.currentThread().setContextClassLoader(application);
                TENANT.set("the first caller");
                run(service, simulator, transport, wrong);
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    if (thread.getName().startsWith("waiver-") && application.equals(thread.getContextClassLoader())) {
                        wrong.add(thread.getName() + " has the caller's class loader");
                    }
                }
                TENANT.remove();
                Thread.currentThread().setContextClassLoader(OwnThreadsProgram.class.getClassLoader());
            }
        }
        long started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("waiver-"))
                .peek(thread -> {
                    if (!thread.isDaemon()) {
                        wrong.add(thread.getName() + " is no daemon");
                    }
                })
                .count();
        if (started > 40) {
            wrong.add(started + " threads");
        }
        if (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("ForkJoinPool")
                        || thread.getName().startsWith("CompletableFutureDelayScheduler"))) {
            wrong.add("a pool of the application was used");
        }
        wrong.forEach(System.out::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static void run(RuleService service, Simulator simulator, SdkTransport transport, Queue<String> wrong)
            throws Exception {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        Rules rules = service.connect(simulator, () -> {}, builder -> {
            Object unused = builder.transport(transport);
        });
        String first = rules.create().apply(1).executeAsync().get(20, TimeUnit.SECONDS);
        List<CompletableFuture<String>> more = List.of(2, 3, 4, 5).stream()
                .map(number -> rules.create()
                        .apply(number)
                        .map(id -> {
                            check(application, wrong);
                            return id;
                        })
                        .executeAsync())
                .toList();
        for (CompletableFuture<String> call : more) {
            if (call.get(20, TimeUnit.SECONDS).equals(first)) {
                wrong.add("one rule for two calls");
            }
        }
        if (rules.list().get().execute().size() != 5) {
            wrong.add("not five rules");
        }
    }

    private static void check(ClassLoader application, Queue<String> wrong) {
        Thread thread = Thread.currentThread();
        if (!thread.getName().equals("main")) {
            if (!thread.getName().startsWith("waiver-")
                    && !thread.getName().startsWith("OkHttp ")) { // OkHttp renames them
                wrong.add("runs on " + thread.getName());
            }
            if (TENANT.get() != null) {
                wrong.add(thread.getName() + " has a thread local of the first caller");
            }
            if (application.equals(thread.getContextClassLoader())) {
                wrong.add(thread.getName() + " has the class loader of the first caller");
            }
        }
    }
}
