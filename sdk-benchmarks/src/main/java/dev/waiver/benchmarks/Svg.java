/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.util.Locale;

/** An SVG image with texts and bars. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    Svg(int width, int height) {
        out.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width, height));
    }

    void text(int x, int y, String text) {
        out.append(String.format(
                "<text x=\"%d\" y=\"%d\">%s</text>%n",
                x, y, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    /** Adds a bar with a label at its end. */
    void bar(int x, int y, int width, int height, String color, String label) {
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" font-size=\"%d\">%s</text>%n",
                x,
                y,
                width,
                height,
                color,
                x + width + 5,
                y + height,
                Math.max(7, height),
                label));
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }
}
