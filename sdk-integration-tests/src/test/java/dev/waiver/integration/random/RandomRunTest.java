/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs random operations on several threads under random faults, at each vendor, over HTTP/1.1 or HTTP/2, and checks
 * that the service holds exactly what the calls reported. {@code -Drandom.seed=N} replays a seed,
 * {@code -Drandom.seeds=200} runs that many seeds, and {@code -Drandom.operations=N} sets the number of operations per
 * seed and vendor.
 */
class RandomRunTest {
    private static final long FIRST = 20261122;
    private static final int FEW = 2;
    /** The number of operations at each vendor: fewer in a run of all tests. */
    private static final int OPERATIONS =
            Integer.getInteger("random.operations", Integer.getInteger("random.seeds") == null ? 250 : 700);

    static LongStream seeds() {
        Long replayed = Long.getLong("random.seed");
        return replayed != null
                ? LongStream.of(replayed)
                : LongStream.range(FIRST, FIRST + Integer.getInteger("random.seeds", FEW));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(300)
    void theServiceHoldsWhatWasAcknowledged(long seed) throws Exception {
        boolean http2 = overHttp2(seed);
        for (Supplier<Gateway<?>> vendor : List.<Supplier<Gateway<?>>>of(
                () -> new EmailGateway(http2),
                () -> new EngineGateway(http2),
                () -> new ClickTimeGateway(http2),
                () -> new ScanningGateway(http2),
                () -> new DetectionGateway(http2, seed % 2 == 0))) {
            try (Gateway<?> gateway = vendor.get()) {
                int succeeded = new RandomRun(gateway).run(Plan.of(seed, OPERATIONS));
                // A run in which nearly every operation fails would prove little.
                assertThat(succeeded).as("operations that succeeded").isGreaterThan(OPERATIONS / 2);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n  replay: " + replay(seed), e);
            }
        }
    }

    /** Returns the protocol of a seed: of two in a row after an even one, each has another. */
    private static boolean overHttp2(long seed) {
        return Long.bitCount(seed) % 2 == 0;
    }

    private static String replay(long seed) {
        return "mvn -pl sdk-integration-tests -am test -Dtest=RandomRunTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Drandom.seed=" + seed + " -Drandom.operations=" + OPERATIONS;
    }

    @Test
    void theSeedsOfARunSpeakBothProtocols() {
        assertThat(LongStream.range(FIRST, FIRST + FEW).mapToObj(RandomRunTest::overHttp2))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aSeedDecidesEverythingButTheInterleaving() {
        String plan = Plan.of(FIRST, 200).toString();
        assertThat(Plan.of(FIRST, 200)).hasToString(plan);
        assertThat(Stream.of(FIRST + 1, FIRST + 2)
                        .map(seed -> Plan.of(seed, 200).toString()))
                .doesNotContain(plan);
    }
}
