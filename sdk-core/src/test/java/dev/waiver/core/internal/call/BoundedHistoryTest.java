/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an execution remembers of many exchanges. */
class BoundedHistoryTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, BoundedHistory.KEPT, 2 * BoundedHistory.KEPT})
    void fewElementsAreAllKept(int count) {
        assertThat(kept(count))
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2 * BoundedHistory.KEPT + 1, 100_000})
    void ofManyTheFirstAndTheLastAreKept(int count) {
        IntStream kept = IntStream.concat(
                IntStream.range(0, BoundedHistory.KEPT), IntStream.range(count - BoundedHistory.KEPT, count));
        assertThat(kept(count)).containsExactlyElementsOf(kept.boxed().toList());
    }

    private static List<Integer> kept(int count) {
        BoundedHistory<Integer> history = new BoundedHistory<>();
        Stream.iterate(0, i -> i + 1).limit(count).forEach(history::add);
        return history.toList();
    }
}
