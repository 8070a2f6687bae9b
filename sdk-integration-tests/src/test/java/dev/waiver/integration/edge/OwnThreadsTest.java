/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.testing.Simulator;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the SDK's own work waits for no pool of the application, however busy that is. */
@Timeout(60)
class OwnThreadsTest {
    /** Keeps all threads of the common pool busy until it is closed. */
    private static final class BusyCommonPool implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);

        BusyCommonPool() throws InterruptedException {
            int threads = Math.max(1, ForkJoinPool.getCommonPoolParallelism());
            CountDownLatch busy = new CountDownLatch(threads);
            for (int i = 0; i < 4 * threads; i++) {
                ForkJoinPool.commonPool().execute(() -> {
                    busy.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            busy.await();
        }

        @Override
        public void close() {
            end.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCommonPoolIsBusy(RuleService service) throws Exception {
        try (Simulator simulator = service.open();
                BusyCommonPool busy = new BusyCommonPool()) {
            Rules first = service.connect(simulator, () -> {}, builder -> {});
            long start = System.nanoTime();
            String id = first.create().apply(1).execute();
            Rules second = service.connect(simulator, () -> {}, builder -> {});
            second.edit()
                    .apply(id, "changed")
                    .map(nothing -> second.list().get())
                    .executeAsync()
                    .get(20, TimeUnit.SECONDS);
            second.createAll().apply(List.of(2, 3)).executeAsync().get(20, TimeUnit.SECONDS);
            assertThat(service.stored(simulator)).hasSize(3).containsEntry(id, "changed");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(20);
            assertThat(busy.end.getCount()).isEqualTo(1);
            first.close().run();
            second.close().run();
        }
    }

    /** Only the completion and the caller's functions wait for it, neither the rest of an operation nor other calls. */
    @ParameterizedTest
    @EnumSource
    void theCallbackExecutorIsBusy(RuleService service) throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        ExecutorService callbacks = Executors.newSingleThreadExecutor();
        callbacks.execute(() -> {
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (Simulator simulator = service.open()) {
            Rules rules = service.connect(simulator, () -> {}, builder -> {
                Object unused = builder.callbackExecutor(callbacks);
            });
            String id = rules.create().apply(1).execute();
            List<String> threads = new ArrayList<>();
            CompletableFuture<?> edit = rules.edit()
                    .apply(id, "by the asynchronous call")
                    .map(rule -> threads.add(Thread.currentThread().getName()))
                    .executeAsync();
            while (!service.stored(simulator).containsValue("by the asynchronous call")) {
                assertThat(Thread.currentThread().isInterrupted())
                        .as("the test's time is up")
                        .isFalse();
                Thread.onSpinWait();
            }
            // It needs the turn that the other edit of the same rule has had.
            Object unused = rules.edit().apply(id, "by the blocking call").execute();
            assertThat(edit).isNotDone();
            assertThat(threads).isEmpty();
            free.countDown();
            edit.get(20, TimeUnit.SECONDS);
            assertThat(threads).singleElement().asString().startsWith("pool-");
            assertThat(service.stored(simulator)).containsEntry(id, "by the blocking call");
            rules.close().run();
        } finally {
            callbacks.shutdown();
        }
    }

    /** With these, the common pool has no thread, and a task without an executor gets one of its own. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theCommonPoolHasNoThreads(int parallelism) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism,
                        "-cp",
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator)),
                        OwnThreadsProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
