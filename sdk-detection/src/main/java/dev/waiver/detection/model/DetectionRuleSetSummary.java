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

/** A rule set as a list shows it. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionRuleSetSummary.class)
public interface DetectionRuleSetSummary extends JsonModel, WithDetectionRuleSetSummary {
    /** The id. */
    @JsonProperty("id")
    Optional<String> id();

    /** The name. */
    @JsonProperty("name")
    Optional<String> name();

    /** The description. */
    @JsonProperty("description")
    Optional<String> description();

    /** The category. */
    @JsonProperty("category")
    Optional<String> category();

    /** How many devices it is applied on. */
    @JsonProperty("device_count")
    @JsonAlias("DeviceCount")
    OptionalInt deviceCount();

    /** When it was changed last; UTC. */
    @JsonProperty("last_modified")
    @JsonAlias("LastModified")
    Optional<WireTimestamp> lastModified();

    /** Who changed it last. */
    @JsonProperty("modified_by")
    @JsonAlias("ModifiedBy")
    Optional<ModifiedBy> modifiedBy();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionRuleSetSummary}. */
    final class Builder extends ImmutableDetectionRuleSetSummary.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
