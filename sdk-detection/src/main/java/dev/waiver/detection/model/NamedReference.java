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

/** A reference by name: to an operating system, a plugin or a product. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableNamedReference.class)
public interface NamedReference extends JsonModel, WithNamedReference {
    /** Returns the name. */
    @JsonProperty("Name")
    Optional<String> name();

    /**
     * Returns a reference.
     *
     * @param name the name
     */
    static NamedReference of(String name) {
        return builder().name(name).build();
    }

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link NamedReference}. */
    final class Builder extends ImmutableNamedReference.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
