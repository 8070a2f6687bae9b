package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.ModelStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** One page of the list of rule sets, as the service sends it. */
@Value.Immutable
@ModelStyle
@JsonDeserialize(as = ImmutableDetectionRuleSetPage.class)
@JsonSerialize(as = ImmutableDetectionRuleSetPage.class)
public interface DetectionRuleSetPage extends JsonModel, WithDetectionRuleSetPage {
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

    /** The items as they were sent; absent where the answer has no such member. */
    @JsonProperty("page_items")
    Optional<List<DetectionRuleSetSummary>> pageItems();

    /** The items; may be empty in the middle of a list. */
    default List<DetectionRuleSetSummary> items() {
        return pageItems().orElse(List.of());
    }

    /** Whether it is a page at all: it has the member for items, or says that there are none. */
    default boolean isPage() {
        return pageItems().isPresent() || totalItems().orElse(-1) == 0;
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionRuleSetPage}. */
    final class Builder extends ImmutableDetectionRuleSetPage.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
