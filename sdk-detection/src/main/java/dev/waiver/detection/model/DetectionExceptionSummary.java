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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A summary of an exception, as in a list: without its states. Read the exception by its id for those. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionExceptionSummary.class)
public interface DetectionExceptionSummary extends JsonModel, WithDetectionExceptionSummary {
    /** Returns the id. */
    @JsonProperty("Id")
    Optional<String> id();

    /** Returns the name. */
    @JsonProperty("Name")
    Optional<String> name();

    /** Returns the description. */
    @JsonProperty("Description")
    Optional<String> description();

    /** Returns the number of devices that the exception applies to. */
    @JsonProperty("DeviceCount")
    OptionalInt deviceCount();

    /** Returns the number of policies that contain the exception. */
    @JsonProperty("PolicyCount")
    OptionalInt policyCount();

    /** Returns the number of rule sets in which the exception is enabled. At 0 it is inactive. */
    @JsonProperty("RulesetCount")
    OptionalInt rulesetCount();

    /** Returns when the exception was last modified, in UTC. */
    @JsonProperty("LastModified")
    Optional<WireTimestamp> lastModified();

    /** Returns who last modified the exception. */
    @JsonProperty("ModifiedBy")
    Optional<ModifiedBy> modifiedBy();

    /** Returns the operating systems that the exception applies to. */
    @JsonProperty("OperatingSystem")
    @JsonAlias("OperatingSystems")
    List<NamedReference> operatingSystems();

    /** Returns the version. */
    @JsonProperty("Version")
    OptionalInt version();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link DetectionExceptionSummary}. */
    final class Builder extends ImmutableDetectionExceptionSummary.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
