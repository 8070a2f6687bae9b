package dev.waiver.core.internal.redact;

/** Words that mark a header's name as sensitive. Every error checks each header of its response against them. */
final class NameWords {
    private static final int ALPHABET = 32;

    private final String[] words;

    /** One bit per first letter of a word: most letters of most names begin no word. */
    private final int firsts;

    /** Creates the set of these words, given in lowercase. */
    NameWords(String... words) {
        this.words = words;
        int bits = 0;
        for (String word : words) {
            bits |= 1 << (word.charAt(0) % ALPHABET);
        }
        firsts = bits;
    }

    /** Returns whether a name contains one of the words, whatever its case. */
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
