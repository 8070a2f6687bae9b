package dev.waiver.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what an execution remembers of many exchanges. */
class EndsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, Ends.KEPT, 2 * Ends.KEPT})
    void fewElementsAreAllKept(int count) {
        assertThat(kept(count))
                .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2 * Ends.KEPT + 1, 100_000})
    void ofManyTheFirstAndTheLastAreKept(int count) {
        IntStream kept = IntStream.concat(IntStream.range(0, Ends.KEPT), IntStream.range(count - Ends.KEPT, count));
        assertThat(kept(count)).containsExactlyElementsOf(kept.boxed().toList());
    }

    private static List<Integer> kept(int count) {
        Ends<Integer> ends = new Ends<>();
        Stream.iterate(0, i -> i + 1).limit(count).forEach(ends::add);
        return ends.toList();
    }
}
