/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A rule of a rule set, with its exceptions. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableRuleSetRule.class)
public interface RuleSetRule extends JsonModel, WithRuleSetRule {
    /** Returns the rule's id. Inferred: it is also read from {@code rule_id} and {@code id}. */
    @Inferred("The rule's id is also read from rule_id and id.")
    @JsonProperty("detection_rule_id")
    @JsonAlias({"rule_id", "id"})
    Optional<String> ruleId();

    /** Returns the rule's version. */
    @JsonProperty("detection_rule_version")
    OptionalInt ruleVersion();

    /** Returns the rule's name. Inferred: it is also read from {@code name}. */
    @Inferred("The rule's name is also read from name.")
    @JsonProperty("detection_name")
    @JsonAlias("name")
    Optional<String> name();

    /** Returns the category. */
    @JsonProperty("category")
    Optional<String> category();

    /** Returns the severity. */
    @JsonProperty("severity")
    Optional<Severity> severity();

    /** Returns whether the rule is enabled. */
    @JsonProperty("enabled")
    Optional<Boolean> enabled();

    /** Returns the entries of the rule's exceptions. */
    @JsonProperty("exceptions")
    List<RuleSetExceptionEntry> exceptions();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link RuleSetRule}. */
    final class Builder extends ImmutableRuleSetRule.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
