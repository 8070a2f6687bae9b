package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import org.immutables.value.Value;

/** An order in which states are gone through. One path is a sequence, several are alternatives. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableStatePath.class)
public interface StatePath extends JsonModel, WithStatePath {
    /** The names of the states. The service does not check that they exist. */
    @JsonProperty("StateNames")
    List<String> stateNames();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link StatePath}. */
    final class Builder extends ImmutableStatePath.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
