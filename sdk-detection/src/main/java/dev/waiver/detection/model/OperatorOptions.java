package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** The options of a field operator. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableOperatorOptions.class)
public interface OperatorOptions extends JsonModel, WithOperatorOptions {
    /** Whether upper and lower case are the same. */
    @JsonProperty("IgnoreCase")
    Optional<Boolean> ignoreCase();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link OperatorOptions}. */
    final class Builder extends ImmutableOperatorOptions.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
