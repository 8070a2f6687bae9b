/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import org.immutables.value.Value;

/** An order of states. One path is a sequence; several are alternatives. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableStatePath.class)
public interface StatePath extends JsonModel, WithStatePath {
    /**
     * Returns the names of the states. Inferred: the service does not check that they exist; the vendor's sample rule
     * names states that it does not contain.
     */
    @Inferred("The service does not check that the states of a path exist; the vendor's sample rule names states that "
            + "it does not contain.")
    @JsonProperty("StateNames")
    List<String> stateNames();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link StatePath}. */
    final class Builder extends ImmutableStatePath.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
