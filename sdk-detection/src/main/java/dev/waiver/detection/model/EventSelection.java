package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** Which events a filter lets through. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableEventSelection.class)
public interface EventSelection extends JsonModel, WithEventSelection {
    /** The category, such as {@code Process}. */
    @JsonProperty("Category")
    Optional<String> category();

    /** The subcategory; the service writes an empty text for none. */
    @JsonProperty("SubCategory")
    Optional<String> subCategory();

    /** The type, such as {@code Start}; {@code *} is all of the category. */
    @JsonProperty("Type")
    Optional<String> type();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link EventSelection}. */
    final class Builder extends ImmutableEventSelection.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
