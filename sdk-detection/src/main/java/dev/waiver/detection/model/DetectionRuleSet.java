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
    /** The id. */
    @JsonProperty("id")
    Optional<String> id();

    /** The name. */
    @JsonProperty("name")
    Optional<String> name();

    /** The description. */
    @JsonProperty("description")
    Optional<String> description();

    /** What is shown at the endpoint when a rule strikes. */
    @JsonProperty("notification_message")
    Optional<String> notificationMessage();

    /** The category. */
    @JsonProperty("category")
    Optional<String> category();

    /** The rules. */
    @JsonProperty("rules")
    List<RuleSetRule> rules();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionRuleSet}. */
    final class Builder extends ImmutableDetectionRuleSet.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
