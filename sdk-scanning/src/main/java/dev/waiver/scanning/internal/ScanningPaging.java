/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.NumberedPaging;
import dev.waiver.core.internal.client.NumberedPaging.Contents;
import dev.waiver.core.spi.Paging;
import dev.waiver.scanning.internal.ScanningEnvelope.Item;
import dev.waiver.scanning.internal.ScanningEnvelope.Pages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The pages of one iteration over a list. Inferred: {@code page} starts at 1, {@code per_page} is the number of items
 * of a page, and a {@code pagination} object is trusted if the response has one. If none has one, a page that the
 * service refuses or does not find lies behind the end of the list.
 *
 * <p>The first page shows how many items the service returns, which may be fewer than requested. So many are requested
 * from then on: the second page then starts behind the first one, whether the service lowers the size, ignores it, or
 * returns fewer items and computes the next page from the requested size.
 */
public final class ScanningPaging<T> {
    /** One page may be empty because its items were removed meanwhile; two end the list, whatever was announced. */
    private static final int EMPTY_PAGES = 2;

    private static final String PER_PAGE = "per_page";

    private final Function<Map<String, String>, ApiCall<JsonNode>> pages;
    private final Map<String, String> query;
    private final PageSize pageSize;
    private final ScanningEnvelope envelope;
    private final Function<Item, T> reader;
    private int size;
    private boolean announced;

    private ScanningPaging(
            Function<Map<String, String>, ApiCall<JsonNode>> pages,
            Map<String, String> query,
            PageSize pageSize,
            ScanningEnvelope envelope,
            Function<Item, T> reader) {
        this.pages = pages;
        this.query = query;
        this.pageSize = pageSize;
        this.envelope = envelope;
        this.reader = reader;
    }

    /**
     * Returns the pages of a list.
     *
     * @param pages requests a page
     * @param query the query parameters of each request; a page size among them is requested as it is
     * @param pageSize the size of the list's pages
     * @param envelope the location of the items
     * @param reader maps an item to a value
     * @param id returns a value's id, by which repeated values are recognized
     * @param <T> the type of the values
     */
    public static <T> Paging<T> of(
            Function<Map<String, String>, ApiCall<JsonNode>> pages,
            Map<String, String> query,
            PageSize pageSize,
            ScanningEnvelope envelope,
            Function<Item, T> reader,
            Function<T, Optional<String>> id) {
        ScanningPaging<T> iteration = new ScanningPaging<>(pages, query, pageSize, envelope, reader);
        return new NumberedPaging<>(iteration::page, id).endingAfterEmptyPages(EMPTY_PAGES);
    }

    private ApiCall<Contents<T>> page(int number) {
        if (number == 1) {
            return query.containsKey(PER_PAGE) ? request(1, PageSize.DEFAULT) : first(pageSize.current(), false);
        }
        ApiCall<Contents<T>> page = request(number, size);
        return announced ? page : Calls.onErrorResume(page, e -> isBehindTheEnd(e) ? ApiCall.of(nothing()) : null);
    }

    private static boolean isBehindTheEnd(SdkException e) {
        return e instanceof NotFoundException || (e instanceof ValidationException refusal && refusal.status() == 422);
    }

    private static <T> Contents<T> nothing() {
        return new Contents<>(false, OptionalLong.empty(), OptionalLong.empty(), List.of());
    }

    private ApiCall<Contents<T>> first(int requested, boolean afterCut) {
        ApiCall<Contents<T>> page = request(1, requested)
                .flatMap(contents -> isCut(requested, contents)
                        ? first(PageSize.below(requested), true)
                        : ApiCall.of(accepted(requested, afterCut, contents)));
        return requested == PageSize.DEFAULT
                ? page
                : Calls.onErrorResume(
                        page,
                        e -> e instanceof ValidationException refusal && pageSize.isRefusedBy(refusal)
                                ? first(PageSize.below(requested), afterCut)
                                : null);
    }

    private Contents<T> accepted(int requested, boolean afterCut, Contents<T> page) {
        int returned = page.items().size();
        // A total that is wrong whatever the size, or was for a moment, says nothing about the size.
        if (afterCut ? returned == requested : holdsTotal(page)) {
            pageSize.accept(requested);
        }
        size = returned > 0 && returned < requested ? returned : requested;
        return page;
    }

    /** Returns whether the service announces pages of the requested size, and returns fewer items of the whole list. */
    private boolean isCut(int requested, Contents<T> page) {
        return requested != PageSize.DEFAULT
                && query.isEmpty()
                && !holdsTotal(page)
                && page.total().orElse(0) <= requested * page.totalPages().orElse(0);
    }

    /** Returns whether the announced pages hold the announced items if all are like the first one. */
    private static boolean holdsTotal(Contents<?> first) {
        return first.totalPages().isEmpty()
                || first.items().size() * first.totalPages().getAsLong()
                        >= first.total().orElse(0);
    }

    private ApiCall<Contents<T>> request(int number, int items) {
        Map<String, String> asked = new LinkedHashMap<>(query);
        asked.put("page", Integer.toString(number));
        if (items != PageSize.DEFAULT) {
            asked.put(PER_PAGE, Integer.toString(items));
        }
        return pages.apply(asked).flatMap(response -> ScanningResponseReader.items(envelope, response)
                .map(found -> contents(ScanningEnvelope.pages(response), found)));
    }

    private Contents<T> contents(Optional<Pages> pagination, List<Item> items) {
        announced |= pagination.isPresent();
        return new Contents<>(
                pagination.isPresent(),
                pagination.map(Pages::totalPages).orElse(OptionalLong.empty()),
                pagination.map(Pages::totalCount).orElse(OptionalLong.empty()),
                items.stream().map(reader).toList());
    }
}
