package dev.waiver.core.internal.redact;

/** Words that make the name of a header one to be careful with. Each error asks it for each header of its answer. */
final class NameWords {
    private static final int ALPHABET = 32;

    private final String[] words;

    /** A bit for each letter that a word begins with: most letters of most names begin none. */
    private final int firsts;

    /** These words, in lower case. */
    NameWords(String... words) {
        this.words = words;
        int bits = 0;
        for (String word : words) {
            bits |= 1 << (word.charAt(0) % ALPHABET);
        }
        firsts = bits;
    }

    /** Whether one of the words stands in a name, whatever its case. */
    boolean isAnyIn(String name) {
        for (int at = 0; at < name.length(); at++) {
            int letter = name.charAt(at) % ALPHABET; // the same for both cases
            if ((firsts & 1 << letter) != 0 && isAnyAt(name, at, letter)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyAt(String name, int at, int letter) {
        for (String word : words) {
            if (word.charAt(0) % ALPHABET == letter && name.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
