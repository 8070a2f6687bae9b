/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.WireTimestamp;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A summary of a rule set, as in a list. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionRuleSetSummary.class)
public interface DetectionRuleSetSummary extends JsonModel, WithDetectionRuleSetSummary {
    /** Returns the id. */
    @JsonProperty("id")
    Optional<String> id();

    /** Returns the name. */
    @JsonProperty("name")
    Optional<String> name();

    /** Returns the description. */
    @JsonProperty("description")
    Optional<String> description();

    /** Returns the category. */
    @JsonProperty("category")
    Optional<String> category();

    /** Returns the number of devices that the rule set applies to. */
    @JsonProperty("device_count")
    @JsonAlias("DeviceCount")
    OptionalInt deviceCount();

    /** Returns when the rule set was last modified, in UTC. */
    @JsonProperty("last_modified")
    @JsonAlias("LastModified")
    Optional<WireTimestamp> lastModified();

    /** Returns who last modified the rule set. */
    @JsonProperty("modified_by")
    @JsonAlias("ModifiedBy")
    Optional<ModifiedBy> modifiedBy();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link DetectionRuleSetSummary}. */
    final class Builder extends ImmutableDetectionRuleSetSummary.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
