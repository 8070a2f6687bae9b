package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.json.JsonModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A detection exception, whole. What the service sent and this SDK does not know is in {@link #additionalProperties()},
 * at every level. The schema is that of detection rules; their {@code Severity} and life-cycle fields may occur.
 */
@Value.Immutable
@RawBuilderStyle
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
     * An exception for Windows that works: say {@link Builder#when} at least once.
     *
     * @param name its name
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder windows(String name) {
        return forSystems(name, OperatingSystem.WINDOWS);
    }

    /**
     * An exception for macOS.
     *
     * @param name its name
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder macOs(String name) {
        return forSystems(name, OperatingSystem.MAC_OS);
    }

    /**
     * An exception for Linux.
     *
     * @param name its name
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder linux(String name) {
        return forSystems(name, OperatingSystem.LINUX);
    }

    /**
     * An exception for one or several operating systems.
     *
     * @param name its name
     * @param systems the operating systems
     * @throws IllegalArgumentException if the name is blank or there is no operating system
     */
    static Builder forSystems(String name, OperatingSystem... systems) {
        return new Builder(name, List.of(systems));
    }

    /** Starts with nothing set. */
    static RawBuilder rawBuilder() {
        return new RawBuilder();
    }

    /** Builds a {@link DetectionExceptionRule}. */
    final class RawBuilder extends ImmutableDetectionExceptionRule.Builder {
        /** Starts with nothing set. */
        public RawBuilder() {}
    }

    /**
     * Builds an exception that works, in the documented case, with one state that holds the condition.
     *
     * <p>Conditions are joined in the order they are said: {@code when(a).and(b).or(c)} is "(a and b) or c". For
     * another grouping, join {@link Condition}s before they are given. An exception takes effect only once it is
     * switched on in a rule set.
     */
    final class Builder {
        private final String name;
        private final List<OperatingSystem> systems;
        private @Nullable Condition condition;
        private @Nullable String description;
        private String stateName = "Exception";
        private String product = "CylanceOPTICS";
        private final List<String> tags = new ArrayList<>();
        private final List<StateFilter> filters = new ArrayList<>();
        private final List<OperandSource> noted = new ArrayList<>(List.of(OperandSource.INSTIGATING_PROCESS));

        private Builder(String name, List<OperatingSystem> systems) {
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "name: must not be blank; exceptions are found again by their names");
            }
            if (systems.isEmpty()) {
                throw new IllegalArgumentException("systems: give at least one operating system");
            }
            this.name = name;
            this.systems = systems;
        }

        /**
         * When the exception applies.
         *
         * @param first the condition
         * @throws IllegalStateException if a condition was given before: join them with {@link #and} or {@link #or}
         */
        @CanIgnoreReturnValue
        public Builder when(Condition first) {
            Objects.requireNonNull(first, "condition");
            if (condition != null) {
                throw new IllegalStateException("when: said twice; join conditions with and(...) or or(...)");
            }
            condition = first;
            return this;
        }

        /**
         * Only if this holds as well.
         *
         * @param other another condition
         * @throws IllegalStateException if {@link #when} was not said before
         */
        @CanIgnoreReturnValue
        public Builder and(Condition other) {
            condition = soFar("and").and(Objects.requireNonNull(other, "condition"));
            return this;
        }

        /**
         * Also if this holds.
         *
         * @param other another condition
         * @throws IllegalStateException if {@link #when} was not said before
         */
        @CanIgnoreReturnValue
        public Builder or(Condition other) {
            condition = soFar("or").or(Objects.requireNonNull(other, "condition"));
            return this;
        }

        /**
         * Only if this does not hold.
         *
         * @param other another condition
         * @throws IllegalStateException if {@link #when} was not said before
         */
        @CanIgnoreReturnValue
        public Builder andNot(Condition other) {
            condition = soFar("andNot").and(Condition.not(Objects.requireNonNull(other, "condition")));
            return this;
        }

        private Condition soFar(String what) {
            Condition before = condition;
            if (before == null) {
                throw new IllegalStateException(what + ": nothing to join with; say when(...) first");
            }
            return before;
        }

        /** What it is for, in words. Default: none. */
        @CanIgnoreReturnValue
        public Builder description(String value) {
            description = Objects.requireNonNull(value, "description");
            return this;
        }

        /** Adds a tag; it may hold a comma and is not split. Default: none. */
        @CanIgnoreReturnValue
        public Builder tag(String value) {
            tags.add(Objects.requireNonNull(value, "tag"));
            return this;
        }

        /** Restricts it to some events. Default: all. */
        @CanIgnoreReturnValue
        public Builder filter(StateFilter value) {
            filters.add(Objects.requireNonNull(value, "filter"));
            return this;
        }

        /** What is noted when it applies. Default: the process that acted, as in the vendor's sample. */
        @CanIgnoreReturnValue
        public Builder recording(OperandSource... items) {
            noted.clear();
            noted.addAll(List.of(items));
            return this;
        }

        /** The name of its one state. Default: {@code Exception}. */
        @CanIgnoreReturnValue
        public Builder stateName(String value) {
            stateName = Objects.requireNonNull(value, "stateName");
            return this;
        }

        /**
         * The product. Default: {@code CylanceOPTICS}, as in the vendor's sample of a create; its sample of an update
         * says {@code Optics}.
         */
        @CanIgnoreReturnValue
        public Builder product(String value) {
            product = Objects.requireNonNull(value, "product");
            return this;
        }

        /**
         * The exception.
         *
         * @throws IllegalArgumentException if there is no condition: it would apply to nothing or to everything
         */
        public DetectionExceptionRule build() {
            Condition all = condition;
            if (all == null) {
                throw new IllegalArgumentException(
                        "condition: there is none, and an exception without one would apply to"
                                + " nothing or to everything; say when(...)");
            }
            Map<String, FieldOperator> operators = new LinkedHashMap<>();
            String function = all.write(operators);
            DetectionState state = DetectionState.builder()
                    .name(stateName)
                    .scope("Global")
                    .function(function)
                    .fieldOperators(operators)
                    .actions(noted.stream().map(ArtifactAction::note).toList())
                    .filters(filters)
                    .build();
            RawBuilder rule = rawBuilder();
            rule.name(name);
            if (description != null) {
                rule.description(description);
            }
            return rule.objectType(ObjectType.EXCEPTION_RULE)
                    .operatingSystems(systems.stream()
                            .map(s -> NamedReference.of(s.value()))
                            .toList())
                    .plugin(NamedReference.of("OpticsDetector"))
                    .product(NamedReference.of(product))
                    .schemaVersion(1)
                    .addStates(state)
                    .tags(tags)
                    .build();
        }
    }
}
