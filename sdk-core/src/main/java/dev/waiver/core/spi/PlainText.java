package dev.waiver.core.spi;

import java.util.Objects;

/** What goes into a path, a query or a header: anything that is no text in Unicode would come out as something else. */
public final class PlainText {
    private PlainText() {}

    /**
     * Refuses half a character.
     *
     * @param field what the text is, for the error
     * @param text the text, not encoded
     * @throws IllegalArgumentException if it holds a lone surrogate, which has no UTF-8
     */
    public static void check(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        field + ": holds half a character (a lone surrogate) at position " + i);
            }
        }
    }

    /**
     * Checks that a text can be the value of a header. The message of the error doesn't quote it.
     *
     * @param field what the text is, for the error
     * @param text the text
     * @throws IllegalArgumentException if it holds a line break or a character outside of ASCII
     */
    public static void checkHeaderValue(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                throw new IllegalArgumentException(
                        field + ": must not hold a line break or a character outside of ASCII (position " + i + " of "
                                + text.length() + ")");
            }
        }
    }

    /**
     * Checks that a text can be the scope of a tenant.
     *
     * @param text the scope, such as {@code mt-prod-3:acme}
     * @throws IllegalArgumentException if it is blank or cannot be the value of a header
     */
    public static void checkTenantScope(String text) {
        if (Objects.requireNonNull(text, "tenantScope").isBlank()) {
            throw new IllegalArgumentException("tenantScope: must not be blank; leave it out for a key of one tenant");
        }
        checkHeaderValue("tenantScope", text);
    }
}
