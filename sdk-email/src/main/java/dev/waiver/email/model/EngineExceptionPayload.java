/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The vendor's {@code exceptionPayload} of an exception of an engine. Unknown members are kept, and sent back by
 * {@code edit}. Inferred: the members, as one client documents them.
 */
@Inferred("The members, as one client documents them.")
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableEngineExceptionPayload.class)
public interface EngineExceptionPayload extends JsonModel, WithEngineExceptionPayload {
    /** Returns the condition. */
    @JsonProperty("condition")
    Optional<EngineCondition> condition();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link EngineExceptionPayload}. */
    final class Builder extends ImmutableEngineExceptionPayload.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
