/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * The positions of the members of a JSON object, or the elements of a JSON array, in a text that is known to be valid
 * JSON.
 *
 * <p>Only the containers that enclose a change are read, so this scans the text itself instead of getting the position
 * of every token of the document from a parser.
 *
 * @param text the whole text
 * @param entries the members or elements in order
 * @param end the position after the closing bracket
 */
record JsonSpan(String text, List<Entry> entries, int end) {

    /**
     * One member or element.
     *
     * @param index its position in the container
     * @param lead the position after the preceding bracket or comma
     * @param start the first character of the name, or of the value of an element
     * @param nameEnd the position after the name; the start of an element
     * @param valueStart the first character of the value
     * @param valueEnd the position after the value
     * @param trailEnd the position of the comma or bracket that follows
     */
    record Entry(int index, int lead, int start, int nameEnd, int valueStart, int valueEnd, int trailEnd) {}

    /** Returns the container that opens at a position. */
    static JsonSpan at(String text, int open) {
        boolean object = text.charAt(open) == '{';
        char close = object ? '}' : ']';
        List<Entry> entries = new ArrayList<>();
        int at = open + 1;
        if (text.charAt(skipBlanks(text, at)) == close) {
            return new JsonSpan(text, entries, skipBlanks(text, at) + 1);
        }
        do {
            int lead = at;
            int start = skipBlanks(text, lead);
            int nameEnd = object ? endOfString(text, start) : start;
            int valueStart = object ? skipBlanks(text, skipBlanks(text, nameEnd) + 1) : start;
            int valueEnd = endOfValue(text, valueStart);
            int trailEnd = skipBlanks(text, valueEnd);
            entries.add(new Entry(entries.size(), lead, start, nameEnd, valueStart, valueEnd, trailEnd));
            at = trailEnd + 1;
        } while (text.charAt(at - 1) == ',');
        return new JsonSpan(text, entries, at);
    }

    /** Returns the name of a member as it is written, including quotes and escapes. */
    String writtenName(Entry member) {
        return text.substring(member.start(), member.nameEnd());
    }

    static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int endOfValue(String text, int start) {
        char first = text.charAt(start);
        if (first == '"') {
            return endOfString(text, start);
        }
        return first == '{' || first == '[' ? endOfContainer(text, start) : endOfWord(text, start);
    }

    private static int endOfContainer(String text, int start) {
        int depth = 0;
        int at = start;
        do {
            char c = text.charAt(at);
            if (c == '"') {
                at = endOfString(text, at);
                continue;
            }
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            at++;
        } while (depth > 0);
        return at;
    }

    private static int endOfString(String text, int start) {
        int at = start + 1;
        for (char c = text.charAt(at); c != '"'; c = text.charAt(at)) {
            at += c == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0 && !isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
