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

/** The events that a filter selects. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableEventSelection.class)
public interface EventSelection extends JsonModel, WithEventSelection {
    /** Returns the category, such as {@code Process}. */
    @JsonProperty("Category")
    Optional<String> category();

    /** Returns the subcategory. An empty string stands for none. */
    @JsonProperty("SubCategory")
    Optional<String> subCategory();

    /** Returns the type, such as {@code Start}; {@code *} selects all types of the category. */
    @JsonProperty("Type")
    Optional<String> type();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link EventSelection}. */
    final class Builder extends ImmutableEventSelection.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
