/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** An artifact of interest, recorded when its state is reached. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableArtifactAction.class)
public interface ArtifactAction extends JsonModel, WithArtifactAction {
    /** Returns the kind. The vendor's samples all have {@code AOI}. */
    @JsonProperty("Type")
    Optional<String> type();

    /** Returns what is recorded. The agent ignores an artifact that cannot occur under the state's filter. */
    @JsonProperty("ItemName")
    Optional<OperandSource> itemName();

    /** Returns the time of recording. The vendor's samples all have {@code PostActivation}. */
    @JsonProperty("Position")
    Optional<String> position();

    /**
     * Returns an action that records an artifact after activation, with the kind and the position of the vendor's
     * samples.
     *
     * @param item what to record
     */
    static ArtifactAction note(OperandSource item) {
        return builder().type("AOI").itemName(item).position("PostActivation").build();
    }

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link ArtifactAction}. */
    final class Builder extends ImmutableArtifactAction.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
