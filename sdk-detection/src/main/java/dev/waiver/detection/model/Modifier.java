package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.ModelStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** Who changed something last. */
@Value.Immutable
@ModelStyle
@JsonDeserialize(as = ImmutableModifier.class)
public interface Modifier extends JsonModel, WithModifier {
    /** The user's id. */
    @JsonProperty("id")
    Optional<String> id();

    /** The user's e-mail address. */
    @JsonProperty("login")
    Optional<String> login();

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Modifier}. */
    final class Builder extends ImmutableModifier.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
