/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A model with one member of each kind that the vendors' models have. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableRule.class)
public interface Rule extends JsonModel, WithRule {

    @JsonProperty("Name")
    Optional<String> name();

    @JsonProperty("Description")
    Optional<String> description();

    @JsonProperty("Version")
    OptionalInt version();

    @JsonProperty("Severity")
    Optional<Severity> severity();

    @JsonProperty("Score")
    Optional<BigDecimal> score();

    @JsonProperty("Enabled")
    Optional<Boolean> enabled();

    @JsonProperty("LastModified")
    Optional<WireTimestamp> lastModified();

    @JsonProperty("OperatingSystems")
    @JsonAlias("OperatingSystem")
    List<Named> operatingSystems();

    @JsonProperty("Plugin")
    Optional<Named> plugin();

    @JsonProperty("States")
    List<State> states();

    @JsonProperty("Tags")
    List<String> tags();

    @JsonProperty("Paths")
    List<JsonNode> paths();

    @JsonProperty("Options")
    Optional<JsonNode> options();

    @JsonProperty("Limits")
    Map<String, Integer> limits();

    /** Not a member of the document, although its name looks like one. */
    default boolean isNamed() {
        return name().isPresent();
    }

    static Builder builder() {
        return new Builder();
    }

    final class Builder extends ImmutableRule.Builder {}
}
