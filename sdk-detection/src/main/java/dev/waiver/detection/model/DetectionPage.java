/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One page of a list, as the service sends it.
 *
 * @param <T> the items' type
 */
public interface DetectionPage<T> extends JsonModel {
    /** Returns the page number, from 1. */
    @JsonProperty("page_number")
    OptionalInt pageNumber();

    /** Returns the maximum number of items on a page. */
    @JsonProperty("page_size")
    OptionalInt pageSize();

    /** Returns the number of pages. */
    @JsonProperty("total_pages")
    OptionalInt totalPages();

    /** Returns the number of items in the list. */
    @JsonProperty("total_number_of_items")
    OptionalInt totalItems();

    /** Returns the items as they were sent; empty if the response has no such member. */
    Optional<List<T>> pageItems();

    /** Returns the items. Inferred: they may be empty in the middle of a list. */
    @Inferred("A page may be empty in the middle of a list.")
    default List<T> items() {
        return pageItems().orElse(List.of());
    }

    /** Returns whether the response is a page at all: it has the member for items, or a total of 0. */
    default boolean isPage() {
        return pageItems().isPresent() || totalItems().orElse(-1) == 0;
    }
}
