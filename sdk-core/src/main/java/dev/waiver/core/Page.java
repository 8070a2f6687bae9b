/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param <T> the type of the items
 */
public final class Page<T> {
    private final List<T> items;
    private final @Nullable Long total;

    /**
     * Creates a page.
     *
     * @param items the items of the page
     * @param total the number of items of the whole list, or {@code null} if the service sent none
     */
    public Page(List<T> items, @Nullable Long total) {
        this.items = List.copyOf(items);
        this.total = total;
    }

    /** Returns the items of the page; may be empty in the middle of a list. */
    public List<T> items() {
        return items;
    }

    /**
     * Returns the number of items of the whole list as the service reports it, not as counted; empty if it sent none.
     */
    public OptionalLong total() {
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }
}
