package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.ModelStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** Something that the service knows by its name: an operating system, a plugin, a product. */
@Value.Immutable
@ModelStyle
@JsonDeserialize(as = ImmutableNamed.class)
public interface Named extends JsonModel, WithNamed {
    /** The name. */
    @JsonProperty("Name")
    Optional<String> name();

    /**
     * Something by its name.
     *
     * @param name the name
     */
    static Named of(String name) {
        return builder().name(name).build();
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Named}. */
    final class Builder extends ImmutableNamed.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
