/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A list that is read page by page as it is used, lazily and in the memory of one page. Each iteration reads it again.
 * Empty pages are skipped, and a repeated page is detected. Each page is a separate call with its own deadline;
 * iterating throws the same exceptions as executing a call.
 *
 * <p>An iteration may be left at any time, such as by {@code break}: a page is one response, which has been read to its
 * end before its first item is returned, so that nothing stays open. Where a service sends the whole list in one
 * response (email), {@link #stream}, {@link #forEach} and {@link #toList} read it while it arrives.
 *
 * @param <T> the type of the items
 */
public interface Pager<T> extends Iterable<T> {
    /**
     * Returns an iterator that reads the first page when the first item is requested, and each further page when it is
     * needed.
     */
    @Override
    Iterator<T> iterator();

    /** Passes all items to an action, in constant memory. If the action throws, nothing stays open. */
    @Override
    void forEach(Consumer<? super T> action);

    /**
     * Returns the items as a stream, in constant memory: a long response is read while it arrives. The first 4,000
     * items of a response or so are read ahead. If the list may be longer and you may stop early, close the stream
     * (try-with-resources), which ends the exchange.
     */
    Stream<T> stream();

    /** Returns the pages, without empty ones. */
    Iterable<Page<T>> pages();

    /** Reads all items, blocking. */
    @CanIgnoreReturnValue
    List<T> toList();

    /** Returns a call that reads all items, for composition and asynchronous use. One deadline covers all pages. */
    ApiCall<List<T>> all();

    /**
     * Returns this list with options for its calls.
     *
     * @param options deadline, timeouts and so on, for each page
     */
    Pager<T> with(CallOptions options);

    /**
     * Returns this list with every item transformed.
     *
     * @param change the function to apply to each item
     * @param <R> the type of the new items
     */
    <R> Pager<R> map(Function<? super T, ? extends R> change);

    /**
     * Returns this list without the items that do not match.
     *
     * @param condition the condition for the items to keep
     */
    Pager<T> filter(Predicate<? super T> condition);
}
