/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggestions for words that are not known. */
public final class Suggestions {
    private static final int MAX_LENGTH = 64;

    /** Beyond it, nothing is listed or compared: a register of many mistakes would take long, and nobody reads that. */
    private static final int MAX_KNOWN = 500;

    private Suggestions() {}

    /** Returns what to write in place of an unknown word: the closest known one if it is close, else all of them. */
    public static String of(String unknown, Collection<String> known) {
        if (known.size() > MAX_KNOWN) {
            return "known are " + known.size() + " others";
        }
        return closest(unknown, known).map(word -> "did you mean " + word + "?").orElseGet(() -> switch (known.size()) {
            case 0 -> "remove it";
            case 1 -> "known is " + known.iterator().next();
            default -> "known are " + String.join(", ", known);
        });
    }

    private static Optional<String> closest(String unknown, Collection<String> known) {
        if (unknown.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = plain(unknown);
        return known.stream()
                .filter(word -> distance(lower, plain(word)) <= Math.max(1, word.length() / 4))
                .min(Comparator.comparingInt(word -> distance(lower, plain(word))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Returns the number of letters to insert, remove, replace or swap with their neighbors. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
