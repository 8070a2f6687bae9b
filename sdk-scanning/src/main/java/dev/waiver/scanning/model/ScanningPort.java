/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.model;

import dev.waiver.core.Inferred;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A port. Requests take a number only. Inferred: responses may have {@code 8080}, {@code "8080"}, {@code "443/tcp"} or
 * a word such as {@code "general/tcp"}, so the text is kept as sent. {@code 8080} and {@code 8080/tcp} are equal.
 */
public final class ScanningPort {
    private static final int HIGHEST = 65535;
    private static final Pattern NUMBERED = Pattern.compile("\\s*(\\d{1,5})\\s*(?:/.*)?", Pattern.DOTALL);
    private static final Pattern DIGITS = Pattern.compile("\\d{1,5}");

    private final String raw;
    private final int number;

    private ScanningPort(String raw, int number) {
        this.raw = raw;
        this.number = number;
    }

    /**
     * Returns a port to be sent.
     *
     * @param number 1 to 65535
     * @throws IllegalArgumentException for any other number
     */
    public static ScanningPort of(int number) {
        if (number < 1 || number > HIGHEST) {
            throw new IllegalArgumentException("port: must be 1 to " + HIGHEST + ", not " + number
                    + "; leave the port out for a rule on all ports");
        }
        return new ScanningPort(Integer.toString(number), number);
    }

    /**
     * Returns a port to be sent, from a text such as a table's cell.
     *
     * @param number digits only
     * @throws IllegalArgumentException for anything else, such as the {@code 443/tcp} of a finding: a request takes 443
     */
    public static ScanningPort of(String number) {
        String text = Objects.requireNonNull(number, "port").strip();
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("port: must be a number such as 443, not '" + text
                    + "': the service takes no protocol and no word; give the number alone");
        }
        return of(Integer.parseInt(text));
    }

    /**
     * Returns a port as the service sent it. No text is refused. Inferred: it may have a protocol or be a word.
     *
     * @param raw the text as sent
     */
    @Inferred("Ports of responses may be texts such as 443/tcp, as in the engine behind the service.")
    public static ScanningPort read(String raw) {
        Matcher matcher = NUMBERED.matcher(raw);
        int read = matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
        return new ScanningPort(raw, read >= 1 && read <= HIGHEST ? read : -1);
    }

    /** Returns the number; empty for a word such as {@code general/tcp}, which cannot be sent. */
    public OptionalInt number() {
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Returns the port as it was sent. */
    public String raw() {
        return raw;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScanningPort that && number == that.number && (number >= 0 || raw.equals(that.raw));
    }

    @Override
    public int hashCode() {
        return number >= 0 ? number : raw.hashCode();
    }

    @Override
    public String toString() {
        return raw;
    }
}
