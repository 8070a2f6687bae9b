package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One comparison of a state. The first operand is compared with the others; the vendor's sample lacks the first and so
 * compares nothing.
 */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableFieldOperator.class)
public interface FieldOperator extends JsonModel, WithFieldOperator {
    /** How it compares. */
    @JsonProperty("Type")
    Optional<OperatorType> type();

    /** What is compared. */
    @JsonProperty("Operands")
    List<Operand> operands();

    /** The type of what is compared. */
    @JsonProperty("OperandType")
    Optional<OperandType> operandType();

    /** Options, such as ignoring case. */
    @JsonProperty("Options")
    Optional<OperatorOptions> options();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link FieldOperator}. */
    final class Builder extends ImmutableFieldOperator.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
