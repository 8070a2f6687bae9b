/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.NumberedPaging;
import dev.waiver.core.internal.client.NumberedPaging.Contents;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.spi.Paging;
import dev.waiver.detection.model.DetectionPage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The paging of lists in numbered pages. */
public final class DetectionPaging {
    private static final int PAGE_SIZE = 200;

    private DetectionPaging() {}

    /**
     * An operation that returns a page.
     *
     * @param <T> the items' type
     */
    @FunctionalInterface
    public interface Operation<T> {
        /**
         * Returns the call for a page.
         *
         * @param page the page number, from 1
         * @param pageSize the maximum number of items
         */
        ApiCall<? extends DetectionPage<T>> page(int page, int pageSize);
    }

    /**
     * Returns the paging of an operation.
     *
     * @param operation the operation that returns a page
     * @param id returns the id that distinguishes an item
     * @param <T> the items' type
     */
    public static <T> Paging<T> of(Operation<T> operation, Function<T, Optional<String>> id) {
        return new NumberedPaging<>(number -> operation.page(number, PAGE_SIZE).flatMap(DetectionPaging::contents), id);
    }

    /** A response without the member for items is malformed: it does not prove that there are no items. */
    private static <T> ApiCall<Contents<T>> contents(DetectionPage<T> page) {
        if (page.isPage()) {
            boolean announced = page.pageNumber().isPresent()
                    || page.totalPages().isPresent()
                    || page.totalItems().isPresent();
            return ApiCall.of(
                    new Contents<>(announced, wide(page.totalPages()), wide(page.totalItems()), page.items()));
        }
        return Calls.failed(
                state -> ResponseErrors.unreadable("the response is not a page of a list: it lacks page_items", state));
    }

    private static OptionalLong wide(OptionalInt number) {
        return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
    }
}
