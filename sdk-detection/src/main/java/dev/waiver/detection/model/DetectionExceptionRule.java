/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.json.JsonModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A detection exception, whole. Members that the SDK does not know are in {@link #additionalProperties()}, at every
 * level. The schema is that of detection rules; their {@code Severity} and life-cycle fields may occur.
 */
@Value.Immutable
@RawBuilderStyle
@JsonDeserialize(as = ImmutableDetectionExceptionRule.class)
public interface DetectionExceptionRule extends ExceptionRule, JsonModel, WithDetectionExceptionRule {
    /** Returns the id; empty for an exception that was not read from the service, which sets it. It is not sent. */
    @JsonProperty("Id")
    @Override
    Optional<String> entityId();

    /** Returns the version. Set by the service; not sent. */
    @JsonProperty("Version")
    OptionalInt version();

    /** Returns the name. */
    @JsonProperty("Name")
    Optional<String> name();

    /** Returns the description. */
    @JsonProperty("Description")
    Optional<String> description();

    /** Returns the type of the document. */
    @JsonProperty("ObjectType")
    Optional<ObjectType> objectType();

    /** Returns the operating systems that the exception applies to. */
    @JsonProperty("OperatingSystems")
    @JsonAlias("OperatingSystem")
    List<NamedReference> operatingSystems();

    /** Returns the plugin. The vendor's samples all have {@code OpticsDetector}. */
    @JsonProperty("Plugin")
    Optional<NamedReference> plugin();

    /** Returns the product: {@code CylanceOPTICS} in one of the vendor's samples, {@code Optics} in another. */
    @JsonProperty("Product")
    Optional<NamedReference> product();

    /** Returns the version of the schema. The vendor's samples all have 1. */
    @JsonProperty("SchemaVersion")
    OptionalInt schemaVersion();

    /** Returns the severity. Only rules have one. */
    @JsonProperty("Severity")
    Optional<Severity> severity();

    /** Returns the states. They run in this order unless there are paths. */
    @JsonProperty("States")
    List<DetectionState> states();

    /** Returns the orders of the states. Not needed for a single state. */
    @JsonProperty("Paths")
    List<StatePath> paths();

    /** Returns the tags. Inferred: the only tag in the vendor's sample has a comma and is one tag; never split it. */
    @Inferred("A tag may contain commas: the only tag in the vendor's sample, \"Optics, Exception\", is one tag.")
    @JsonProperty("Tags")
    List<String> tags();

    /**
     * Returns a builder for a Windows exception. Call {@link Builder#when} before {@link Builder#build}.
     *
     * @param name the exception's name
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder windows(String name) {
        return forSystems(name, OperatingSystem.WINDOWS);
    }

    /**
     * Returns a builder for a macOS exception.
     *
     * @param name the exception's name
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder macOs(String name) {
        return forSystems(name, OperatingSystem.MAC_OS);
    }

    /**
     * Returns a builder for a Linux exception.
     *
     * @param name the exception's name
     * @throws IllegalArgumentException if the name is blank
     */
    static Builder linux(String name) {
        return forSystems(name, OperatingSystem.LINUX);
    }

    /**
     * Returns a builder for an exception on one or several operating systems.
     *
     * @param name the exception's name
     * @param systems the operating systems
     * @throws IllegalArgumentException if the name is blank, or there is no operating system or a blank one
     */
    static Builder forSystems(String name, OperatingSystem... systems) {
        if (systems.length == 0) {
            throw new IllegalArgumentException("systems: give at least one operating system");
        }
        DetectionState state = DetectionState.builder()
                .name("Exception")
                .scope("Global")
                .addActions(ArtifactAction.note(OperandSource.INSTIGATING_PROCESS))
                .build();
        RawBuilder rule = rawBuilder();
        for (OperatingSystem system : systems) {
            rule.addOperatingSystems(NamedReference.of(
                    TextChecks.checkNotBlank("systems", system.value(), "name the operating system, such as Windows")));
        }
        rule.objectType(ObjectType.EXCEPTION_RULE).plugin(NamedReference.of("OpticsDetector"));
        rule.product(NamedReference.of("CylanceOPTICS")).schemaVersion(1).addStates(state);
        return new Builder(rule.build(), true).name(name);
    }

    /**
     * Returns a builder that sets every member and checks none. For an exception to be sent, use {@link #windows},
     * {@link #macOs}, {@link #linux} or {@link #forSystems}.
     */
    static RawBuilder rawBuilder() {
        return new RawBuilder();
    }

    /** Returns a builder with everything that this exception has. It checks only what is changed. */
    default Builder toBuilder() {
        return new Builder(this, false);
    }

    /** A builder that sets every member of an exception, also those that are never sent, and checks none. */
    final class RawBuilder extends ImmutableDetectionExceptionRule.Builder {
        /** Creates an empty builder. */
        public RawBuilder() {}
    }

    /**
     * A builder for a working exception: one state that holds the condition, with member names in the documented case.
     *
     * <p>Conditions are joined in the order of the calls: {@code when(a).and(b).or(c)} is "(a and b) or c". For another
     * grouping, join {@link Condition}s first. An exception takes effect only once it is enabled in a rule set.
     *
     * <p>After {@link DetectionExceptionRule#toBuilder}, {@link #when} replaces the condition: the one that was read is
     * not parsed, so that nothing can be joined to it. What concerns the state needs an exception with exactly one.
     */
    @CanIgnoreReturnValue
    final class Builder {
        private final boolean isNew;
        private DetectionExceptionRule rule;
        private @Nullable Condition condition;

        private Builder(DetectionExceptionRule rule, boolean isNew) {
            this.rule = rule;
            this.isNew = isNew;
        }

        /**
         * Sets the name.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder name(String value) {
            boolean same = rule.name().filter(now -> now.equals(value)).isPresent();
            rule = same
                    ? rule
                    : rule.withName(
                            TextChecks.checkNotBlank("name", value, "exceptions are found again by their names"));
            return this;
        }

        /**
         * Sets the condition under which the exception applies.
         *
         * @param first the condition
         * @throws IllegalStateException if a condition is already set: join them with {@link #and} or {@link #or}
         */
        public Builder when(Condition first) {
            Objects.requireNonNull(first, "condition");
            if (condition != null) {
                throw new IllegalStateException("when: called twice; join conditions with and(...) or or(...)");
            }
            condition = first;
            return this;
        }

        /**
         * Requires another condition as well.
         *
         * @param other the other condition
         * @throws IllegalStateException if {@link #when} was not called before
         */
        public Builder and(Condition other) {
            condition = soFar("and").and(Objects.requireNonNull(other, "condition"));
            return this;
        }

        /**
         * Adds an alternative condition.
         *
         * @param other the other condition
         * @throws IllegalStateException if {@link #when} was not called before
         */
        public Builder or(Condition other) {
            condition = soFar("or").or(Objects.requireNonNull(other, "condition"));
            return this;
        }

        /**
         * Requires that another condition does not hold.
         *
         * @param other the other condition
         * @throws IllegalStateException if {@link #when} was not called before
         */
        public Builder andNot(Condition other) {
            condition = soFar("andNot").and(Condition.not(Objects.requireNonNull(other, "condition")));
            return this;
        }

        private Condition soFar(String what) {
            Condition before = condition;
            if (before == null) {
                throw new IllegalStateException(what + ": nothing to join with; call when(...) first");
            }
            return before;
        }

        private Builder state(UnaryOperator<DetectionState> change) {
            List<DetectionState> states = rule.states();
            if (states.size() != 1) {
                throw new IllegalStateException(
                        "states: the exception has " + states.size() + ", not one; change them by withStates(...)");
            }
            rule = rule.withStates(change.apply(states.get(0)));
            return this;
        }

        /** Sets the description. None by default. */
        public Builder description(String value) {
            rule = rule.withDescription(value);
            return this;
        }

        /**
         * Adds a tag, which may contain commas and is not split. None by default.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder tag(String value) {
            String tag = TextChecks.checkNotBlank("tag", value, "leave it out for no tag");
            rule = rawBuilder().from(rule).addTags(tag).build();
            return this;
        }

        /**
         * Adds a filter, which restricts the exception to some events. None by default. Inferred: without a filter, the
         * exception applies to all events.
         *
         * @throws IllegalArgumentException if it has no type or no data, and so restricts nothing
         */
        @Inferred("Without a filter, the exception applies to all events.")
        public Builder filter(StateFilter value) {
            if (value.type().isEmpty() || value.data().isEmpty()) {
                throw new IllegalArgumentException("filter: has no Type or no Data and restricts nothing; set both");
            }
            return state(state ->
                    DetectionState.builder().from(state).addFilters(value).build());
        }

        /**
         * Sets what is recorded when the exception applies. Default: the instigating process, as in the vendor's
         * sample.
         */
        public Builder recording(OperandSource... items) {
            return state(state ->
                    state.withActions(Stream.of(items).map(ArtifactAction::note).toList()));
        }

        /**
         * Sets the name of the state. Default: {@code Exception}.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder stateName(String value) {
            String name = TextChecks.checkNotBlank("stateName", value, "leave it out for the default");
            return state(state -> state.withName(name));
        }

        /**
         * Sets the product. Default: {@code CylanceOPTICS}. Inferred: the default is that of the vendor's sample of a
         * create; its sample of an update has {@code Optics}.
         *
         * @throws IllegalArgumentException if it is blank
         */
        @Inferred("The default, CylanceOPTICS, is that of the vendor's sample of a create; its sample of an update has "
                + "Optics.")
        public Builder product(String value) {
            rule = rule.withProduct(
                    NamedReference.of(TextChecks.checkNotBlank("product", value, "leave it out for the default")));
            return this;
        }

        /**
         * Creates the exception. Inferred: the form of its comparisons is that of a public client known to work; in the
         * vendor's samples they lack the first operand.
         *
         * @throws IllegalArgumentException if there is no condition: the exception would apply to nothing or to
         *     everything
         */
        @Inferred("The form of the comparisons is that of a public client known to work; in the vendor's samples "
                + "they lack the first operand.")
        @CheckReturnValue
        public DetectionExceptionRule build() {
            Condition all = condition;
            if (all == null && isNew) {
                throw new IllegalArgumentException(
                        "condition: there is none, and an exception without one would apply to"
                                + " nothing or to everything; call when(...)");
            }
            if (all != null) {
                Map<String, FieldOperator> operators = new LinkedHashMap<>();
                String function = all.write(operators);
                state(state -> state.withFunction(function).withFieldOperators(operators));
            }
            return rule;
        }
    }
}
