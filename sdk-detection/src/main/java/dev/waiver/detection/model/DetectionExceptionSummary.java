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

/** An exception as a list shows it: without its states. Get it by its id for those. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionExceptionSummary.class)
public interface DetectionExceptionSummary extends JsonModel, WithDetectionExceptionSummary {
    /** The id. */
    @JsonProperty("Id")
    Optional<String> id();

    /** The name. */
    @JsonProperty("Name")
    Optional<String> name();

    /** The description. */
    @JsonProperty("Description")
    Optional<String> description();

    /** How many devices it is applied on. */
    @JsonProperty("DeviceCount")
    OptionalInt deviceCount();

    /** How many policies it is in. */
    @JsonProperty("PolicyCount")
    OptionalInt policyCount();

    /** How many rule sets have it enabled; 0 means that it is not in force. */
    @JsonProperty("RulesetCount")
    OptionalInt rulesetCount();

    /** When it was changed last; UTC. */
    @JsonProperty("LastModified")
    Optional<WireTimestamp> lastModified();

    /** Who changed it last. */
    @JsonProperty("ModifiedBy")
    Optional<ModifiedBy> modifiedBy();

    /** The operating systems that it is for. */
    @JsonProperty("OperatingSystem")
    @JsonAlias("OperatingSystems")
    List<NamedReference> operatingSystems();

    /** The version. */
    @JsonProperty("Version")
    OptionalInt version();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionExceptionSummary}. */
    final class Builder extends ImmutableDetectionExceptionSummary.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
