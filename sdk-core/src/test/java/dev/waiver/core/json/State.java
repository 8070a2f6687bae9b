/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableState.class)
interface State extends JsonModel, WithState {

    @JsonProperty("Name")
    Optional<String> name();

    @JsonProperty("Scope")
    Optional<String> scope();

    @JsonProperty("FieldOperators")
    Map<String, Named> fieldOperators();

    @JsonProperty("States")
    List<State> states();

    static Builder builder() {
        return new Builder();
    }

    final class Builder extends ImmutableState.Builder {}
}
