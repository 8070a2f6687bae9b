package dev.waiver.detection.model;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds an exception that works, in the documented case, with one state that holds the condition.
 *
 * <p>Conditions are joined in the order they are said: {@code when(a).and(b).or(c)} is "(a and b) or c". For another grouping,
 * join {@link Condition}s before they are given. An exception takes effect only once it is switched on in a rule set.
 */
public final class ExceptionBuilder {
    private final String name;
    private final List<OperatingSystem> systems;
    private @Nullable Condition condition;
    private @Nullable String description;
    private String stateName = "Exception";
    private String product = "CylanceOPTICS";
    private final List<String> tags = new ArrayList<>();
    private final List<StateFilter> filters = new ArrayList<>();
    private final List<OperandSource> noted = new ArrayList<>(List.of(OperandSource.INSTIGATING_PROCESS));

    ExceptionBuilder(String name, List<OperatingSystem> systems) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: must not be blank; exceptions are found again by their names");
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
    public ExceptionBuilder when(Condition first) {
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
    public ExceptionBuilder and(Condition other) {
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
    public ExceptionBuilder or(Condition other) {
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
    public ExceptionBuilder andNot(Condition other) {
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
    public ExceptionBuilder description(String value) {
        description = Objects.requireNonNull(value, "description");
        return this;
    }

    /** Adds a tag; it may hold a comma and is not split. Default: none. */
    @CanIgnoreReturnValue
    public ExceptionBuilder tag(String value) {
        tags.add(Objects.requireNonNull(value, "tag"));
        return this;
    }

    /** Restricts it to some events. Default: all. */
    @CanIgnoreReturnValue
    public ExceptionBuilder filter(StateFilter value) {
        filters.add(Objects.requireNonNull(value, "filter"));
        return this;
    }

    /** What is noted when it applies. Default: the process that acted, as in the vendor's sample. */
    @CanIgnoreReturnValue
    public ExceptionBuilder noting(OperandSource... items) {
        noted.clear();
        noted.addAll(List.of(items));
        return this;
    }

    /** The name of its one state. Default: {@code Exception}. */
    @CanIgnoreReturnValue
    public ExceptionBuilder stateName(String value) {
        stateName = Objects.requireNonNull(value, "stateName");
        return this;
    }

    /** The product. Default: {@code CylanceOPTICS}, as in the vendor's sample of a create; its sample of an update says {@code Optics}. */
    @CanIgnoreReturnValue
    public ExceptionBuilder product(String value) {
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
            throw new IllegalArgumentException("condition: there is none, and an exception without one would apply to"
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
        DetectionExceptionRule.Builder rule = DetectionExceptionRule.builder();
        rule.name(name);
        if (description != null) {
            rule.description(description);
        }
        return rule.objectType(ObjectType.EXCEPTION_RULE)
                .operatingSystems(
                        systems.stream().map(s -> NamedReference.of(s.value())).toList())
                .plugin(NamedReference.of("OpticsDetector"))
                .product(NamedReference.of(product))
                .schemaVersion(1)
                .addStates(state)
                .tags(tags)
                .build();
    }
}
