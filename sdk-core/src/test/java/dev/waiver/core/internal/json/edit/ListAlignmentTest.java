/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListAlignmentTest {

    private static int[] sources(String before, String after) {
        return sources(characters(before), characters(after));
    }

    private static int[] sources(List<?> before, List<?> after) {
        return ListAlignment.sources(before, after, (one, other) -> 0);
    }

    private static List<String> characters(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(""));
    }

    @Test
    void whatStayedKeepsItsPlaceInTheLongestCommonSequence() {
        assertThat(sources("abc", "abc")).containsExactly(0, 1, 2);
        assertThat(sources("abc", "")).isEmpty();
        assertThat(sources("", "ab")).containsExactly(-1, -1);
        assertThat(sources("abcd", "acd")).containsExactly(0, 2, 3);
        assertThat(sources("ac", "abc")).containsExactly(0, -1, 1);
        assertThat(sources("aaa", "aa")).containsExactly(0, 1);
        assertThat(sources("xaby", "zabw")).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatWasMovedIsFoundAgain() {
        assertThat(sources("ab", "ba")).containsExactly(1, 0);
        assertThat(sources("abcde", "ebcda")).containsExactly(4, 1, 2, 3, 0);
    }

    @Test
    void whatWasChangedIsPairedInOrderWhereAsManyCameAsWent() {
        assertThat(sources("axyb", "auvb")).containsExactly(0, 1, 2, 3);
        assertThat(sources("axb", "auvb")).containsExactly(0, -1, -1, 2);
    }

    @Test
    void whatWasChangedIsElsePairedByWhatItShares() {
        int[] sources = ListAlignment.sources(
                List.of("name=s", "name=t"),
                List.of("NAME=T"),
                (one, other) -> one.toString().equalsIgnoreCase(other.toString()) ? 1 : 0);

        assertThat(sources).containsExactly(1);
    }

    @Test
    void noElementIsTheSourceOfTwo() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Integer> before = numbers(random);
            List<Integer> after = numbers(random);

            int[] sources = sources(before, after);

            List<Integer> used = new ArrayList<>();
            for (int source : sources) {
                if (source >= 0) {
                    used.add(source);
                }
            }
            assertThat(used).doesNotHaveDuplicates();
            for (int j = 0; j < sources.length; j++) {
                boolean equalIsLeft = before.contains(after.get(j))
                        && Collections.frequency(before, after.get(j)) >= Collections.frequency(after, after.get(j));
                if (equalIsLeft) {
                    assertThat(before.get(sources[j])).isEqualTo(after.get(j));
                }
            }
        }
    }

    private static List<Integer> numbers(Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            numbers.add(random.nextInt(8));
        }
        return numbers;
    }

    @Test
    void longListsAreAlignedQuickly() {
        List<Integer> before = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            before.add(i);
        }
        List<Integer> after = new ArrayList<>(before);
        after.removeIf(number -> number == 49_000 || number == 100);
        after.add(25_000, -1);

        int[] sources = sources(before, after);

        assertThat(sources[100]).isEqualTo(101);
        assertThat(sources[25_000]).isEqualTo(-1);
        assertThat(sources[49_998]).isEqualTo(49_999);
        assertThat(sources(Collections.nCopies(20_000, 1), Collections.nCopies(10_000, 1)))
                .hasSize(10_000);
        assertThat(sources(alternating(20_000, 0), alternating(20_000, 1))).hasSize(20_000);
    }

    private static List<Integer> alternating(int size, int first) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add((i + first) % 2 == 0 ? 1 : i % 3 + 2);
        }
        return numbers;
    }
}
