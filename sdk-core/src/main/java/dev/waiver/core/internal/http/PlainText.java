package dev.waiver.core.internal.http;

/** Values of paths, queries and headers: anything that is no text in Unicode would come out as something else. */
public final class PlainText {
    private PlainText() {}

    /** The value as text; an {@link IllegalArgumentException} for half a character. */
    public static String of(Object value) {
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        "the value of a path, query or header holds half a character (a lone surrogate) at position "
                                + i);
            }
        }
        return text;
    }
}
