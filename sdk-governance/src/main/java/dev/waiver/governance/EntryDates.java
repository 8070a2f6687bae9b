/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** The dates of a register. Years have four digits, so that each date has one form and all arithmetic is safe. */
final class EntryDates {
    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private EntryDates() {}

    /**
     * Reads a date.
     *
     * @throws DateTimeParseException if the text is no date
     */
    static LocalDate parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new DateTimeParseException(Printable.quote(text) + " is no date such as 2027-03-01", text, 0);
        }
        return LocalDate.parse(text);
    }
}
