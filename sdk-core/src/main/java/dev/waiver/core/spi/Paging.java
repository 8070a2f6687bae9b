/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one iteration over a paged list. Keeps the state of that iteration, such as the page number and the ids
 * seen, for blocking and asynchronous iterations alike.
 *
 * @param <T> the type of the items
 */
public interface Paging<T> {
    /**
     * Returns the call for the next page, or {@code null} at the end of the list. If reading on is not safe, the call
     * fails.
     */
    @Nullable
    ApiCall<Page<T>> next();
}
