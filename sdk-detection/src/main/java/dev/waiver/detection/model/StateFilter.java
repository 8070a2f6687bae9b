package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** Restricts a state to some events. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableStateFilter.class)
public interface StateFilter extends JsonModel, WithStateFilter {
    /** The kind of filter; only {@code Event} was seen. */
    @JsonProperty("Type")
    Optional<String> type();

    /** Which events. */
    @JsonProperty("Data")
    Optional<EventSelection> data();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StateFilter}. */
    final class Builder extends ImmutableStateFilter.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
