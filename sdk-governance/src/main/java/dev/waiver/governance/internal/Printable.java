/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

/** Texts for a terminal: what a register holds may come from anybody. */
public final class Printable {
    private static final int MAX_QUOTED = 60;

    private Printable() {}

    /** Returns the text with control characters, marks of direction, line breaks and lone surrogates replaced. */
    public static String text(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(c -> isPrintable(c) ? c : 0xFFFD).forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns whether the text has a lone surrogate, which has no UTF-8 encoding. */
    public static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** Returns the beginning of the text in quotes. */
    public static String quote(String text) {
        boolean shown = text.length() <= MAX_QUOTED;
        return "'" + text(shown ? text : text.substring(0, MAX_QUOTED) + "...") + "'";
    }
}
