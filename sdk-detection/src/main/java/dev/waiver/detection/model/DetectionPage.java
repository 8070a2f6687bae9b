package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waiver.core.json.JsonModel;
import java.util.List;
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

    /** The items; may be empty in the middle of a list. */
    List<T> items();

    /** Whether it is a page at all: it has the member for items, or says that there are none. */
    boolean isPage();
}
