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

/** The options of a field operator. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableOperatorOptions.class)
public interface OperatorOptions extends JsonModel, WithOperatorOptions {
    /** Returns whether the comparison ignores case. */
    @JsonProperty("IgnoreCase")
    Optional<Boolean> ignoreCase();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link OperatorOptions}. */
    final class Builder extends ImmutableOperatorOptions.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
