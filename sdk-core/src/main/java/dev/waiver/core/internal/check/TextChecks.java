package dev.waiver.core.internal.check;

/** Checks of text for a path, a query or a header. Text that is not valid Unicode would be sent as something else. */
public final class TextChecks {
    private TextChecks() {}

    /**
     * Checks that text contains no lone surrogate, which has no UTF-8 encoding.
     *
     * @param field what the text is, for the error message
     * @param text the text, unencoded
     * @throws IllegalArgumentException if it contains a lone surrogate
     */
    public static void check(String field, String text) {
        int surrogate = loneSurrogate(text);
        if (surrogate >= 0) {
            throw new IllegalArgumentException(field + ": holds a lone surrogate at position " + surrogate);
        }
    }

    /** Returns the position of the first lone surrogate, or -1. */
    static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Checks that text is a valid header value. The error message does not quote it.
     *
     * @param field what the text is, for the error message
     * @param text the text
     * @throws IllegalArgumentException if it contains a control character other than a tab, such as a line break, or a
     *     character outside of ASCII
     */
    public static void checkHeaderValue(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c >= 0x7f) {
                throw new IllegalArgumentException(field
                        + ": must not hold a line break, another control character or one outside of ASCII (position "
                        + i + " of " + text.length() + ")");
            }
        }
    }

    /**
     * Checks that text is a valid tenant scope.
     *
     * @param text the scope, such as {@code mt-prod-3:acme}
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or not a valid header value
     */
    public static void checkTenantScope(String text) {
        PathValues.check("tenantScope", text, "leave it out for a key of one tenant");
        checkHeaderValue("tenantScope", text);
    }
}
