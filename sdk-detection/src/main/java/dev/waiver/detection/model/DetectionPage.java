package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
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
    /** Which page it is, from 1. */
    @JsonProperty("page_number")
    OptionalInt pageNumber();

    /** How many items a page has at most. */
    @JsonProperty("page_size")
    OptionalInt pageSize();

    /** How many pages there are. */
    @JsonProperty("total_pages")
    OptionalInt totalPages();

    /** How many items there are. */
    @JsonProperty("total_number_of_items")
    OptionalInt totalItems();

    /** The items as they were sent, nulls left out; absent where the answer has no such member. */
    @JsonProperty("page_items")
    @JsonDeserialize(using = PageItems.class)
    Optional<List<T>> pageItems();

    /** The items; may be empty in the middle of a list. */
    default List<T> items() {
        return pageItems().orElse(List.of());
    }

    /** Whether it is a page at all: it has the member for items, or says that there are none. */
    default boolean isPage() {
        return pageItems().isPresent() || totalItems().orElse(-1) == 0;
    }
}
