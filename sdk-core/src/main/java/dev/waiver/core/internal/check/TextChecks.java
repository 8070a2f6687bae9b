/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.check;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.Objects;
import java.util.function.IntPredicate;

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
     * Checks that text is not blank.
     *
     * @param field the name of the value, for the error message
     * @param text the text
     * @param fix what to do instead, for the error message
     * @return the text
     * @throws IllegalArgumentException if it is blank
     */
    @CanIgnoreReturnValue
    public static String checkNotBlank(String field, String text, String fix) {
        if (Objects.requireNonNull(text, field).isBlank()) {
            throw new IllegalArgumentException(field + ": must not be blank; " + fix);
        }
        return text;
    }

    /**
     * Checks that a credential is a single line that is not blank. The error message does not quote it.
     *
     * @param field the name of the credential, for the error message
     * @param text the credential
     * @return the credential
     * @throws IllegalArgumentException if it is blank or contains a line break or another control character
     */
    @CanIgnoreReturnValue
    public static String checkLine(String field, String text) {
        checkNotBlank(field, text, "give the value that the vendor's console shows");
        refuse(
                text,
                c -> c < ' ' || c == 0x7f,
                field + ": must not hold a line break or another control character (position ",
                "); trim what was read from a file or an environment variable");
        return text;
    }

    /**
     * Checks that a credential is a single line of ASCII that is not blank, so that it can be sent in a header. The
     * error message does not quote it.
     *
     * @param field the name of the credential, for the error message
     * @param text the credential
     * @return the credential
     * @throws IllegalArgumentException if it is not valid
     */
    @CanIgnoreReturnValue
    public static String checkHeaderLine(String field, String text) {
        checkLine(field, text);
        refuse(
                text,
                c -> c > '~',
                field + ": must be ASCII (position ",
                " is not); copy it again from the vendor's console");
        return text;
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
        refuse(
                text,
                c -> (c < ' ' && c != '\t') || c >= 0x7f,
                field + ": must not hold a line break, another control character or one outside of ASCII (position ",
                ")");
    }

    private static void refuse(String text, IntPredicate invalid, String before, String after) {
        for (int i = 0; i < text.length(); i++) {
            if (invalid.test(text.charAt(i))) {
                throw new IllegalArgumentException(before + i + " of " + text.length() + after);
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
