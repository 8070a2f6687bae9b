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
import java.util.Optional;
import org.immutables.value.Value;

/** An exception's entry in a rule of a rule set. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableRuleSetExceptionEntry.class)
public interface RuleSetExceptionEntry extends JsonModel, WithRuleSetExceptionEntry {
    /** Returns the exception's id. */
    @JsonProperty("exception_id")
    @JsonAlias("ExceptionId")
    Optional<String> exceptionId();

    /** Returns whether the exception is enabled. */
    @JsonProperty("enabled")
    Optional<Boolean> enabled();

    /** Returns the exception's name. */
    @JsonProperty("name")
    Optional<String> name();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link RuleSetExceptionEntry}. */
    final class Builder extends ImmutableRuleSetExceptionEntry.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
