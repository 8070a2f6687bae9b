package dev.waiver.core.spi;

/** What goes into a path, a query or a header: anything that is no text in Unicode would come out as something else. */
public final class PlainText {
    private PlainText() {}

    /**
     * Refuses half a character.
     *
     * @param field what the text is, for the error
     * @param text the text, not encoded
     * @return the text
     * @throws IllegalArgumentException if it holds a lone surrogate, which has no UTF-8
     */
    public static String checked(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        field + ": holds half a character (a lone surrogate) at position " + i);
            }
        }
        return text;
    }
}
