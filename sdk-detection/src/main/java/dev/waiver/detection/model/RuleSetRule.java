package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A rule of a rule set, with the exceptions under it. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableRuleSetRule.class)
public interface RuleSetRule extends JsonModel, WithRuleSetRule {
    /** The rule's id. */
    @JsonProperty("detection_rule_id")
    @JsonAlias({"rule_id", "id"})
    Optional<String> ruleId();

    /** The rule's version. */
    @JsonProperty("detection_rule_version")
    OptionalInt ruleVersion();

    /** The rule's name. */
    @JsonProperty("detection_name")
    @JsonAlias("name")
    Optional<String> name();

    /** The category. */
    @JsonProperty("category")
    Optional<String> category();

    /** The severity. */
    @JsonProperty("severity")
    Optional<Severity> severity();

    /** Whether the rule is switched on. */
    @JsonProperty("enabled")
    Optional<Boolean> enabled();

    /** The exceptions under it. */
    @JsonProperty("exceptions")
    List<RuleSetExceptionEntry> exceptions();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RuleSetRule}. */
    final class Builder extends ImmutableRuleSetRule.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
