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

/**
 * A comparison in a state. The first operand is compared with the others. The vendor's sample lacks the first and so
 * compares nothing.
 */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableFieldOperator.class)
public interface FieldOperator extends JsonModel, WithFieldOperator {
    /** Returns the type of comparison. */
    @JsonProperty("Type")
    Optional<OperatorType> type();

    /** Returns the operands. */
    @JsonProperty("Operands")
    List<Operand> operands();

    /** Returns the type of the operands. */
    @JsonProperty("OperandType")
    Optional<OperandType> operandType();

    /** Returns the options, such as ignoring case. */
    @JsonProperty("Options")
    Optional<OperatorOptions> options();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link FieldOperator}. */
    final class Builder extends ImmutableFieldOperator.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
