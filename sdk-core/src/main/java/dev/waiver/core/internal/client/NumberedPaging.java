/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.IncompleteListException.Reason;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.Paging;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One iteration over a list in numbered pages, starting at 1. It always ends, whatever the service returns.
 *
 * <ul>
 *   <li>An item that was returned before is dropped: one with the same id or, for items without one, an equal item.
 *   <li>A page of items that were all returned before is an {@link IncompleteListException}: the service repeats a page
 *       although it announces more. If the page announces nothing, the list has no more pages, and the iteration ends
 *       normally.
 *   <li>If the announced total changes, the list was changed, and an item that moved to a page that was already read
 *       would be missed: the iteration starts over, once. A second change is an {@link IncompleteListException}.
 *   <li>An empty page ends the list unless the service announces further pages by number. More than 100 empty pages in
 *       a row are an {@link IncompleteListException}, unless {@link #endingAfterEmptyPages} ends the list before; so
 *       are 100,000 pages.
 *   <li>A list that ends with fewer items than the announced total is an {@link IncompleteListException}, after its
 *       last page was returned.
 * </ul>
 *
 * @param <T> the items' type; needs {@code equals} and {@code hashCode} where items may lack an id
 */
public final class NumberedPaging<T> implements Paging<T> {
    private static final int MAX_EMPTY_PAGES = 100;
    private static final int MAX_PAGES = 100_000;

    /**
     * The contents of a page.
     *
     * @param announced whether the page states its place in the list: its number, or how many pages there are
     * @param totalPages the number of pages; ignored unless positive
     * @param total the number of items in the whole list
     * @param items the items of the page
     * @param <T> the items' type
     */
    public record Contents<T>(boolean announced, OptionalLong totalPages, OptionalLong total, List<T> items) {}

    private final IntFunction<ApiCall<Contents<T>>> pages;
    private final Function<? super T, Optional<String>> id;
    private int endingEmptyPages = Integer.MAX_VALUE;

    private final Set<Object> delivered = new HashSet<>();
    private Set<Object> walk = delivered;
    private int number = 1;
    private int pagesRead;
    private int empty;
    private OptionalLong total = OptionalLong.empty();
    private boolean startedOver;
    private boolean ended;
    private @Nullable Function<CallState, IncompleteListException> problem;

    /**
     * Creates an iteration.
     *
     * @param pages creates the call for a page, given its number
     * @param id returns the id of an item; items without an id are compared by {@code equals}
     */
    public NumberedPaging(IntFunction<ApiCall<Contents<T>>> pages, Function<? super T, Optional<String>> id) {
        this.pages = pages;
        this.id = id;
    }

    /** Ends the list after this many empty pages in a row, whatever was announced. */
    public NumberedPaging<T> endingAfterEmptyPages(int count) {
        endingEmptyPages = count;
        return this;
    }

    @Override
    public @Nullable ApiCall<Page<T>> next() {
        Function<CallState, IncompleteListException> wrong = problem;
        if (wrong != null) {
            return Calls.failed(wrong);
        }
        return ended ? null : pages.apply(number).flatMap(this::read);
    }

    private ApiCall<Page<T>> read(Contents<T> page) {
        pagesRead++;
        if (total.isPresent() && page.total().isPresent() && !total.equals(page.total())) {
            return startOver(page.total().getAsLong());
        }
        if (total.isEmpty()) {
            total = page.total();
        }
        boolean none = page.items().isEmpty();
        boolean repeats = !none;
        List<T> fresh = new ArrayList<>(page.items().size());
        for (T item : page.items()) {
            Object key = key(item);
            if (walk.add(key)) {
                repeats = false;
                if (!startedOver || delivered.add(key)) {
                    fresh.add(item);
                }
            }
        }
        empty = none ? empty + 1 : 0;
        if (repeats && page.announced()) {
            return incomplete(
                    Reason.REPEATED_PAGE,
                    "page " + number
                            + " contained only items that were read before: the service repeats a page, and what"
                            + " it did not show is unknown; try again later",
                    page.items());
        }
        ended = repeats || isLast(page);
        if (!ended && empty > MAX_EMPTY_PAGES) {
            return incomplete(
                    Reason.MORE_ANNOUNCED,
                    MAX_EMPTY_PAGES + " pages in a row were empty, and the service announces more",
                    List.of());
        }
        if (!ended && pagesRead >= MAX_PAGES) {
            return incomplete(Reason.MORE_ANNOUNCED, "the list has not ended after " + MAX_PAGES + " pages", List.of());
        }
        number++;
        ApiCall<Page<T>> read = ApiCall.of(new Page<>(fresh, boxed(page.total())));
        return ended && walk.size() < total.orElse(0) ? failAfter(read) : read;
    }

    private boolean isLast(Contents<T> page) {
        boolean none = page.items().isEmpty();
        if (!page.announced() || empty >= endingEmptyPages) {
            return none;
        }
        if (page.totalPages().orElse(0) > 0) {
            return number >= page.totalPages().getAsLong();
        }
        // More items than announced: the total proves nothing, and an empty page has to end the list.
        return none || (page.total().isPresent() && walk.size() == page.total().getAsLong());
    }

    private ApiCall<Page<T>> startOver(long now) {
        if (startedOver) {
            return incomplete(
                    Reason.UNSTABLE,
                    "the list changed while it was read (" + total.getAsLong() + " items, then " + now
                            + "), and again after starting over: it is not stable; try again later",
                    List.of());
        }
        startedOver = true;
        number = 1;
        empty = 0;
        total = OptionalLong.empty();
        walk = new HashSet<>();
        return ApiCall.of(new Page<>(List.of(), now));
    }

    /** Returns the last page, and fails every later call with an error that names the exchange of this page. */
    private ApiCall<Page<T>> failAfter(ApiCall<Page<T>> last) {
        String message = "the service announced " + total.getAsLong() + " items and sent " + walk.size()
                + ": what the others are is unknown; try again later";
        return Calls.defer(state -> {
            CallInfo info = state.callInfo();
            problem = later ->
                    new IncompleteListException(message, Reason.MORE_ANNOUNCED, info, delivered.size(), List.of());
            return last;
        });
    }

    /** Fails this call and every later one, so that a caller that reads on does not get an end of the list. */
    private ApiCall<Page<T>> incomplete(Reason reason, String message, List<T> items) {
        List<String> ids =
                items.stream().flatMap(item -> id.apply(item).stream()).toList();
        Function<CallState, IncompleteListException> wrong =
                state -> new IncompleteListException(message, reason, state.callInfo(), delivered.size(), ids);
        problem = wrong;
        return Calls.failed(wrong);
    }

    private Object key(T item) {
        Optional<String> text = id.apply(item).filter(known -> !known.isEmpty());
        return text.isPresent() ? text.get() : item;
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
