/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An alignment of a list and its changed version: for each element the one that it came from, so that it keeps its
 * text.
 *
 * <p>Elements that stayed are found by a longest common subsequence, then those that were moved, then those that were
 * changed: in order if as many were added as removed, otherwise by similarity.
 */
final class ListAlignment {

    // Limits for lists of many equal elements. Beyond them the alignment may miss a pair: the element is then written
    // from the model, which loses its original text but no content.
    private static final int MAX_EQUAL_PAIRS = 1_000_000;
    private static final int MAX_SIMILAR_PAIRS = 10_000;

    private record Match(int before, int after, @Nullable Match previous) {}

    private record Candidate(int before, int after, int score) {}

    private final List<?> before;
    private final List<?> after;
    private final ToIntBiFunction<Object, Object> similarity;
    private final int[] sources;
    private final boolean[] used;

    private ListAlignment(List<?> before, List<?> after, ToIntBiFunction<Object, Object> similarity) {
        this.before = before;
        this.after = after;
        this.similarity = similarity;
        this.sources = new int[after.size()];
        this.used = new boolean[before.size()];
        Arrays.fill(sources, -1);
    }

    /**
     * Returns the origin of each element of the changed list.
     *
     * @param similarity how much two different elements share; 0 for nothing
     * @return for each element of {@code after} its index in {@code before}, or -1 if it is new
     */
    static int[] sources(List<?> before, List<?> after, ToIntBiFunction<Object, Object> similarity) {
        ListAlignment alignment = new ListAlignment(before, after, similarity);
        alignment.align();
        return alignment.sources;
    }

    private void align() {
        int common = Math.min(before.size(), after.size());
        int head = 0;
        while (head < common && before.get(head).equals(after.get(head))) {
            pair(head, head++);
        }
        int tail = 0;
        while (tail < common - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            pair(before.size() - 1 - tail, after.size() - 1 - tail++);
        }
        int beforeEnd = before.size() - tail;
        int afterEnd = after.size() - tail;
        if (head == beforeEnd || head == afterEnd) {
            return;
        }
        List<Match> stayed = longestCommon(head, beforeEnd, afterEnd);
        stayed.forEach(match -> pair(match.before(), match.after()));
        pairMoved(head, beforeEnd, afterEnd);
        int fromBefore = head;
        int fromAfter = head;
        for (Match match : stayed) {
            pairChanged(fromBefore, match.before(), fromAfter, match.after());
            fromBefore = match.before() + 1;
            fromAfter = match.after() + 1;
        }
        pairChanged(fromBefore, beforeEnd, fromAfter, afterEnd);
    }

    private void pair(int from, int to) {
        sources[to] = from;
        used[from] = true;
    }

    /**
     * Returns the elements that stayed, by the Hunt-Szymanski algorithm: the longest increasing run through the pairs
     * of equal elements.
     */
    private List<Match> longestCommon(int head, int beforeEnd, int afterEnd) {
        Map<Object, Deque<Integer>> places = positions(head, beforeEnd);
        List<Match> ends = new ArrayList<>();
        int budget = MAX_EQUAL_PAIRS;
        for (int j = head; j < afterEnd; j++) {
            Deque<Integer> equal = places.get(after.get(j));
            if (equal == null || (budget -= equal.size()) < 0) {
                continue;
            }
            // From the last index to the first, so that no run uses an element twice.
            for (var place = equal.descendingIterator(); place.hasNext(); ) {
                int i = place.next();
                int length = shorterThan(ends, i);
                Match match = new Match(i, j, length == 0 ? null : ends.get(length - 1));
                if (length == ends.size()) {
                    ends.add(match);
                } else {
                    ends.set(length, match);
                }
            }
        }
        Deque<Match> run = new ArrayDeque<>();
        for (Match match = ends.isEmpty() ? null : ends.get(ends.size() - 1); match != null; match = match.previous()) {
            run.addFirst(match);
        }
        return List.copyOf(run);
    }

    private static int shorterThan(List<Match> ends, int place) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle).before() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void pairMoved(int head, int beforeEnd, int afterEnd) {
        Map<Object, Deque<Integer>> places = positions(head, beforeEnd);
        for (int j = head; j < afterEnd; j++) {
            Deque<Integer> equal = sources[j] < 0 ? places.get(after.get(j)) : null;
            if (equal != null && !equal.isEmpty()) {
                pair(equal.removeFirst(), j);
            }
        }
    }

    private Map<Object, Deque<Integer>> positions(int head, int end) {
        Map<Object, Deque<Integer>> places = new HashMap<>();
        for (int i = head; i < end; i++) {
            if (!used[i]) {
                places.computeIfAbsent(before.get(i), element -> new ArrayDeque<>())
                        .add(i);
            }
        }
        return places;
    }

    private void pairChanged(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        List<Integer> gone = new ArrayList<>();
        for (int i = fromBefore; i < toBefore; i++) {
            if (!used[i]) {
                gone.add(i);
            }
        }
        List<Integer> come = new ArrayList<>();
        for (int j = fromAfter; j < toAfter; j++) {
            if (sources[j] < 0) {
                come.add(j);
            }
        }
        if (gone.size() == come.size()) {
            for (int k = 0; k < gone.size(); k++) {
                pair(gone.get(k), come.get(k));
            }
        } else if ((long) gone.size() * come.size() <= MAX_SIMILAR_PAIRS) {
            pairSimilar(gone, come);
        }
    }

    private void pairSimilar(List<Integer> gone, List<Integer> come) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i : gone) {
            for (int j : come) {
                int score = similarity.applyAsInt(before.get(i), after.get(j));
                if (score > 0) {
                    candidates.add(new Candidate(i, j, score));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::score).reversed());
        for (Candidate candidate : candidates) {
            if (!used[candidate.before()] && sources[candidate.after()] < 0) {
                pair(candidate.before(), candidate.after());
            }
        }
    }
}
