package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A state of an exception: comparisons, and a function that joins them. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionState.class)
public interface DetectionState extends JsonModel, WithDetectionState {
    /** The name, shown in the console. */
    @JsonProperty("Name")
    Optional<String> name();

    /** The scope; {@code Global} in all samples. */
    @JsonProperty("Scope")
    Optional<String> scope();

    /**
     * A boolean expression over the keys of {@link #fieldOperators()}: {@code &}, {@code |}, {@code !} and parentheses.
     * What was read stays as it is, and is neither parsed nor normalised.
     */
    @JsonProperty("Function")
    Optional<String> function();

    /** The comparisons by key; keys are free. */
    @JsonProperty("FieldOperators")
    Map<String, FieldOperator> fieldOperators();

    /** What is noted. */
    @JsonProperty("Actions")
    List<ArtifactAction> actions();

    /** Which events are looked at; none for all. */
    @JsonProperty("Filters")
    List<StateFilter> filters();

    /** How long the state stays active, in the vendor's own notation. */
    @JsonProperty("ActivationTimeLimit")
    Optional<String> activationTimeLimit();

    /** As in the vendor's table; its sample spells it in the singular. */
    @JsonProperty("HarvestContributingEvents")
    Optional<Boolean> harvestContributingEvents();

    /** As in the vendor's sample; its table spells it in the plural. */
    @JsonProperty("HarvestContributingEvent")
    Optional<Boolean> harvestContributingEvent();

    /** States chained to this one. */
    @JsonProperty("States")
    List<DetectionState> states();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionState}. */
    final class Builder extends ImmutableDetectionState.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
