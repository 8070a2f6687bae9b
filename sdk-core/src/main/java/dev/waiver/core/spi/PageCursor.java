/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.Page;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * A cursor for one iteration over a list.
 *
 * @param <T> the type of the items
 */
public interface PageCursor<T> extends Closeable {
    /**
     * Reads the next page, blocking.
     *
     * @return a page, possibly empty, or {@code null} after the last
     */
    @Nullable
    Page<T> next();

    /** Ends the iteration. Has no effect at the end of the list. */
    @Override
    default void close() {}
}
