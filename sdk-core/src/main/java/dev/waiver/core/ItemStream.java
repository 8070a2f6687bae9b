/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.io.Closeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list whose response is still being read, in constant memory however long the list is. As the type of
 * an API method ({@code ApiCall<ItemStream<T>>}), it keeps the exchange open until its end is reached or it is closed.
 *
 * @param <T> the type of the items
 */
public interface ItemStream<T> extends Closeable {
    /**
     * Reads the next items.
     *
     * @param maxItems the maximum number of items
     * @return the next items, or {@code null} at the end of the list
     * @throws dev.waiver.core.error.SdkException if the response breaks off, cannot be read, or turns out to be an
     *     error at its end
     */
    @Nullable
    List<T> next(int maxItems);

    /** Returns the metadata in the vendor's envelope that was read so far; complete once the end was reached. */
    default Map<String, String> envelope() {
        return Map.of();
    }

    /** Ends the exchange. Has no effect at the end of the list. */
    @Override
    void close();
}
