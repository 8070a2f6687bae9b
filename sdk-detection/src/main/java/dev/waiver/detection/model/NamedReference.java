package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.Optional;
import org.immutables.value.Value;

/** Something that the service knows by its name: an operating system, a plugin, a product. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableNamedReference.class)
public interface NamedReference extends JsonModel, WithNamedReference {
    /** The name. */
    @JsonProperty("Name")
    Optional<String> name();

    /**
     * Something by its name.
     *
     * @param name the name
     */
    static NamedReference of(String name) {
        return builder().name(name).build();
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link NamedReference}. */
    final class Builder extends ImmutableNamedReference.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
