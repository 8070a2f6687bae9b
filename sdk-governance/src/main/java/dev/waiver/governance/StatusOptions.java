/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;

/** What a {@link Status} reports. Immutable. */
public final class StatusOptions {
    private static final int MAX_YEARS = 100;
    private static final StatusOptions DEFAULTS = new StatusOptions(Period.ofDays(14));

    private final Period soon;

    private StatusOptions(Period soon) {
        this.soon = soon;
    }

    /** Returns the defaults: an entry expires soon if fewer than 14 days are left. */
    public static StatusOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy that reports entries that expire within a period.
     *
     * @param period the period; zero to report none
     * @throws IllegalArgumentException if the period is negative or longer than 100 years
     */
    public StatusOptions expiringWithin(Period period) {
        Objects.requireNonNull(period, "period");
        if (period.isNegative()
                || period.toTotalMonths() > MAX_YEARS * 12L
                || LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plusYears(MAX_YEARS))) {
            throw new IllegalArgumentException(
                    "period: must be from zero to 100 years, not " + period + "; give one such as P14D");
        }
        return new StatusOptions(period);
    }

    /** Returns the period within which an entry expires soon. Default: 14 days. */
    public Period expiringWithin() {
        return soon;
    }

    @Override
    public String toString() {
        return "StatusOptions[expiring within " + soon + "]";
    }
}
