package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** Who changed something last. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableModifiedBy.class)
public interface ModifiedBy extends JsonModel, WithModifiedBy {
    /** The user's id. */
    @JsonProperty("id")
    Optional<String> id();

    /** The user's e-mail address. */
    @JsonProperty("login")
    Optional<String> login();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ModifiedBy}. */
    final class Builder extends ImmutableModifiedBy.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
