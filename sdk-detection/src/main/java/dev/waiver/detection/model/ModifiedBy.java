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

/** The user who last modified something. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableModifiedBy.class)
public interface ModifiedBy extends JsonModel, WithModifiedBy {
    /** Returns the user's id. */
    @JsonProperty("id")
    Optional<String> id();

    /** Returns the user's email address. */
    @JsonProperty("login")
    Optional<String> login();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link ModifiedBy}. */
    final class Builder extends ImmutableModifiedBy.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
