/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A rule set, whole: the rules of some policies, each with its exceptions. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionRuleSet.class)
public interface DetectionRuleSet extends JsonModel, WithDetectionRuleSet {
    /** Returns the id. */
    @JsonProperty("id")
    Optional<String> id();

    /** Returns the name. */
    @JsonProperty("name")
    Optional<String> name();

    /** Returns the description. */
    @JsonProperty("description")
    Optional<String> description();

    /** Returns the message that the endpoint shows when a rule is triggered. */
    @JsonProperty("notification_message")
    Optional<String> notificationMessage();

    /** Returns the category. */
    @JsonProperty("category")
    Optional<String> category();

    /** Returns the rules. */
    @JsonProperty("rules")
    List<RuleSetRule> rules();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link DetectionRuleSet}. */
    final class Builder extends ImmutableDetectionRuleSet.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
