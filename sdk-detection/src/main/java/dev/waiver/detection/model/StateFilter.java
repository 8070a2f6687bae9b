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

/** A filter that restricts a state to some events. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableStateFilter.class)
public interface StateFilter extends JsonModel, WithStateFilter {
    /** Returns the kind of filter. The vendor's samples all have {@code Event}. */
    @JsonProperty("Type")
    Optional<String> type();

    /** Returns the selected events. */
    @JsonProperty("Data")
    Optional<EventSelection> data();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link StateFilter}. */
    final class Builder extends ImmutableStateFilter.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
