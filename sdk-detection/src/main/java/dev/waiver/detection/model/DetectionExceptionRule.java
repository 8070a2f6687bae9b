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

/** A detection exception, whole. What the service sent and this SDK does not know is in {@link #additionalProperties()}, at every level. The schema is that of detection rules; their {@code Severity} and life-cycle fields may occur. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableDetectionExceptionRule.class)
public interface DetectionExceptionRule extends JsonModel, WithDetectionExceptionRule {
    /** The id, which the service gives; not sent. */
    @JsonProperty("Id")
    Optional<String> id();

    /** The version, which the service counts; not sent. */
    @JsonProperty("Version")
    OptionalInt version();

    /** The name. */
    @JsonProperty("Name")
    Optional<String> name();

    /** The description. */
    @JsonProperty("Description")
    Optional<String> description();

    /** What kind of document it is. */
    @JsonProperty("ObjectType")
    Optional<ObjectType> objectType();

    /** The operating systems that it is for. */
    @JsonProperty("OperatingSystems")
    @JsonAlias("OperatingSystem")
    List<NamedReference> operatingSystems();

    /** The plugin; {@code OpticsDetector} in all samples. */
    @JsonProperty("Plugin")
    Optional<NamedReference> plugin();

    /** The product: {@code CylanceOPTICS} in one sample, {@code Optics} in another. */
    @JsonProperty("Product")
    Optional<NamedReference> product();

    /** The version of the schema; only 1 was seen. */
    @JsonProperty("SchemaVersion")
    OptionalInt schemaVersion();

    /** The severity; of rules only. */
    @JsonProperty("Severity")
    Optional<Severity> severity();

    /** The states, run in this order unless there are paths. */
    @JsonProperty("States")
    List<DetectionState> states();

    /** Orders of states; not needed for one state. */
    @JsonProperty("Paths")
    List<StatePath> paths();

    /** Tags. The sample has one tag with a comma in it: never split them. */
    @JsonProperty("Tags")
    List<String> tags();

    /**
     * An exception for Windows that works: say {@link ExceptionBuilder#when} at least once.
     *
     * @param name its name
     * @throws IllegalArgumentException if the name is blank
     */
    static ExceptionBuilder windows(String name) {
        return forSystems(name, OperatingSystem.WINDOWS);
    }

    /**
     * An exception for macOS.
     *
     * @param name its name
     * @throws IllegalArgumentException if the name is blank
     */
    static ExceptionBuilder macOs(String name) {
        return forSystems(name, OperatingSystem.MAC_OS);
    }

    /**
     * An exception for Linux.
     *
     * @param name its name
     * @throws IllegalArgumentException if the name is blank
     */
    static ExceptionBuilder linux(String name) {
        return forSystems(name, OperatingSystem.LINUX);
    }

    /**
     * An exception for one or several operating systems.
     *
     * @param name its name
     * @param systems the operating systems
     * @throws IllegalArgumentException if the name is blank or there is no operating system
     */
    static ExceptionBuilder forSystems(String name, OperatingSystem... systems) {
        return new ExceptionBuilder(name, List.of(systems));
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link DetectionExceptionRule}. */
    final class Builder extends ImmutableDetectionExceptionRule.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
