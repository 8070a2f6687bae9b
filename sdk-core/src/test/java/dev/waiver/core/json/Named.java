/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;
import org.immutables.value.Value;

@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableNamed.class)
public interface Named extends JsonModel, WithNamed {

    @JsonProperty("Name")
    Optional<String> name();

    static Builder builder() {
        return new Builder();
    }

    final class Builder extends ImmutableNamed.Builder {}
}
