/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.Inferred;
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
    /** Returns the name, which the console shows. */
    @JsonProperty("Name")
    Optional<String> name();

    /** Returns the scope. The vendor's samples all have {@code Global}. */
    @JsonProperty("Scope")
    Optional<String> scope();

    /**
     * Returns a boolean expression over the keys of {@link #fieldOperators()}: {@code &}, {@code |}, {@code !} and
     * parentheses. It is kept as received, neither parsed nor normalized.
     */
    @JsonProperty("Function")
    Optional<String> function();

    /** Returns the comparisons by key. Keys are free text. */
    @JsonProperty("FieldOperators")
    Map<String, FieldOperator> fieldOperators();

    /** Returns the artifacts to record. */
    @JsonProperty("Actions")
    List<ArtifactAction> actions();

    /**
     * Returns the filters, which restrict the state to some events. Inferred: without filters, the state considers all
     * events.
     */
    @Inferred("Without filters, the state considers all events.")
    @JsonProperty("Filters")
    List<StateFilter> filters();

    /** Returns how long the state stays active, in the vendor's own notation. */
    @JsonProperty("ActivationTimeLimit")
    Optional<String> activationTimeLimit();

    /**
     * Returns {@code HarvestContributingEvents}, in the plural as in the vendor's table. Inferred: either spelling may
     * occur; the vendor's sample has {@link #harvestContributingEvent()}.
     */
    @Inferred("Either spelling may occur: the vendor's table spells the member in the plural, its sample in the "
            + "singular.")
    @JsonProperty("HarvestContributingEvents")
    Optional<Boolean> harvestContributingEvents();

    /**
     * Returns {@code HarvestContributingEvent}, in the singular as in the vendor's sample. Inferred: either spelling
     * may occur; the vendor's table has {@link #harvestContributingEvents()}.
     */
    @Inferred("Either spelling may occur: the vendor's sample spells the member in the singular, its table in the "
            + "plural.")
    @JsonProperty("HarvestContributingEvent")
    Optional<Boolean> harvestContributingEvent();

    /** Returns the states chained to this one. */
    @JsonProperty("States")
    List<DetectionState> states();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link DetectionState}. */
    final class Builder extends ImmutableDetectionState.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
