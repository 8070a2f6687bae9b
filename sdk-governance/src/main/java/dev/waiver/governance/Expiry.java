/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The end of an entry: the end of a day in UTC, or an instant with an offset. */
public final class Expiry {
    private final String text;
    private final LocalDate date;
    private final Instant end;

    private Expiry(String text, LocalDate date, Instant end) {
        this.text = text;
        this.date = date;
        this.end = end;
    }

    /**
     * Returns the end of a day in UTC.
     *
     * @param lastDay the last day on which the entry is in force
     */
    public static Expiry of(LocalDate lastDay) {
        return new Expiry(
                lastDay.toString(),
                lastDay,
                lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * Returns an end at an instant.
     *
     * @param end when the entry is no longer in force
     */
    public static Expiry of(OffsetDateTime end) {
        LocalDate date = end.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
        return new Expiry(end.toString(), date, end.toInstant());
    }

    /**
     * Reads an end as it is written in a register.
     *
     * @param text a date such as {@code 2027-03-01}, or an instant such as {@code 2027-03-01T12:00:00+01:00}
     * @throws IllegalArgumentException if it is neither
     */
    public static Expiry parse(String text) {
        try {
            return text.indexOf('T') < 0 ? of(EntryDates.parse(text)) : of(OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "is neither a date such as 2027-03-01 nor an instant with an offset such as"
                            + " 2027-03-01T12:00:00+01:00",
                    e);
        }
    }

    /** Returns the first instant at which the entry is no longer in force. */
    public Instant end() {
        return end;
    }

    /** Returns the last day, in UTC, on which the entry is in force at some time. */
    public LocalDate date() {
        return date;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expiry that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the end as it is written in a register. */
    @Override
    public String toString() {
        return text;
    }
}
