/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import dev.waiver.core.error.ValidationException;
import java.util.Locale;

/**
 * The page size of one list of a client: as many items as the service accepts. A size that it refuses is not requested
 * again; one that it lowers or ignores does no harm, see {@link ScanningPaging}. Shared by all iterations.
 *
 * <p>Inferred: the parameter {@code per_page}. The maximum is not documented. 1,000 is a common one: at the default
 * request limits, 50,000 rules are read in five seconds, and a page stays below a megabyte. Services that refuse it
 * usually accept 100.
 */
public final class PageSize {
    /** The value of a request that leaves the size to the service. */
    static final int DEFAULT = 0;

    private static final int LARGE = 1_000;
    private static final int SMALL = 100;

    private volatile int current = LARGE;
    private volatile boolean accepted;

    /** Returns the size to request. */
    int current() {
        return current;
    }

    /** Records that the service accepted a size. */
    void accept(int size) {
        if (size < current) {
            current = size;
        }
        accepted = true;
    }

    /** Returns the size to request after another one that was refused. */
    static int below(int size) {
        return size > SMALL ? SMALL : DEFAULT;
    }

    /** Returns whether a refusal may concern the size. While no size was accepted, any refusal may do so. */
    boolean isRefusedBy(ValidationException e) {
        return !accepted || e.response().rawBody().toLowerCase(Locale.ROOT).contains("per_page");
    }
}
