/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The OID of a vulnerability test, the only value that may be sent as {@code nvt}. */
public final class NvtOid {
    private static final Pattern OID = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private NvtOid() {}

    /**
     * Returns the OID without surrounding white space.
     *
     * @throws IllegalArgumentException if the text is not an OID
     */
    public static String normalized(String value) {
        String text = Objects.requireNonNull(value, "nvt").strip();
        check(text);
        return text;
    }

    /**
     * Checks that a text is an OID.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static void check(String text) {
        if (OID.matcher(text).matches()) {
            return;
        }
        String why = text.isEmpty()
                ? "must not be blank"
                : text.toUpperCase(Locale.ROOT).startsWith("CVE-")
                        ? "'" + text + "' is a CVE id"
                        : UUID.matcher(text).matches()
                                ? "'" + text + "' is the id of a finding, a scan or a rule"
                                : "'" + text + "' is no OID";
        throw new IllegalArgumentException("nvt: " + why
                + "; give the OID of the vulnerability test, such as 1.3.6.1.4.1.25623.1.0.815255, or make the rule"
                + " from a finding");
    }
}
