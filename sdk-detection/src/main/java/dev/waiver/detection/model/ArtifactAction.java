package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** An artifact of interest: what is noted when the state is reached. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableArtifactAction.class)
public interface ArtifactAction extends JsonModel, WithArtifactAction {
    /** The kind; only {@code AOI} was seen. */
    @JsonProperty("Type")
    Optional<String> type();

    /** What is noted. One that cannot occur under the state's filter is ignored by the agent. */
    @JsonProperty("ItemName")
    Optional<OperandSource> itemName();

    /** When; only {@code PostActivation} was seen. */
    @JsonProperty("Position")
    Optional<String> position();

    /**
     * Notes an artifact after activation, as all samples do.
     *
     * @param item what is noted
     */
    static ArtifactAction note(OperandSource item) {
        return builder().type("AOI").itemName(item).position("PostActivation").build();
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ArtifactAction}. */
    final class Builder extends ImmutableArtifactAction.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
