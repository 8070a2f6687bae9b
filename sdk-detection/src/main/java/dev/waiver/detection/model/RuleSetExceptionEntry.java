package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** An exception under a rule of a rule set. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableRuleSetExceptionEntry.class)
public interface RuleSetExceptionEntry extends JsonModel, WithRuleSetExceptionEntry {
    /** The exception's id. */
    @JsonProperty("exception_id")
    @JsonAlias("ExceptionId")
    Optional<String> exceptionId();

    /** Whether it is switched on. */
    @JsonProperty("enabled")
    Optional<Boolean> enabled();

    /** The exception's name. */
    @JsonProperty("name")
    Optional<String> name();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RuleSetExceptionEntry}. */
    final class Builder extends ImmutableRuleSetExceptionEntry.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
