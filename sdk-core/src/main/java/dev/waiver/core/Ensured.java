package dev.waiver.core;

import dev.waiver.core.json.FieldDifference;
import java.util.List;
import java.util.Objects;

/**
 * What {@code ensure} found or did.
 *
 * @param <T> the rule's type
 */
public final class Ensured<T> {
    /** The four ways in which {@code ensure} ends well. */
    public enum Outcome {
        /** There was none that matches the same; it was created. */
        CREATED,
        /** It was there and does the same. */
        PRESENT,
        /** One that matches the same was there and did something else; it was kept or replaced, as asked for. */
        DIFFERS,
        /** It was there and does the same, but the service does not apply it (merely requested, or used nowhere). */
        PRESENT_NOT_IN_FORCE
    }

    private final Outcome outcome;
    private final T value;
    private final List<FieldDifference> differences;
    private final List<T> all;

    /**
     * For vendor modules, and for tests.
     *
     * @param outcome how it ended
     * @param value the rule as it stands now
     * @param differences what differed before, for {@link Outcome#DIFFERS}
     * @param all every rule found that matches the same
     */
    public Ensured(Outcome outcome, T value, List<FieldDifference> differences, List<T> all) {
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.value = Objects.requireNonNull(value, "value");
        this.differences = List.copyOf(differences);
        this.all = List.copyOf(all);
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** The rule as it stands at the service now. */
    public T value() {
        return value;
    }

    /** In which fields the rule that was there differed from what was wanted; empty unless it did. */
    public List<FieldDifference> differences() {
        return differences;
    }

    /** Every rule that matches the same, {@link #value()} among them. More than one: duplicates, none of which is removed. */
    public List<T> all() {
        return all;
    }

    @Override
    public String toString() {
        return "Ensured[" + outcome + ", " + value + (all.size() > 1 ? ", " + all.size() + " equal rules" : "") + "]";
    }
}
