package dev.waiver.core;

import java.util.List;
import java.util.Objects;

/**
 * What {@code ensure} found or did.
 *
 * @param <T> the rule's type
 */
public final class EnsureResult<T> {
    /** The four ways in which {@code ensure} ends well. */
    public enum Outcome {
        /** There was none that matches the same; it was created. */
        CREATED,
        /** It was there and does the same. */
        PRESENT,
        /** One that matches the same was there and did something else; it was kept or replaced, as asked for. */
        DIFFERS,
        /** It was there and does the same, but the service does not apply it (merely requested, or used nowhere). */
        PRESENT_INACTIVE
    }

    private final Outcome outcome;
    private final T rule;
    private final List<FieldDifference> differences;
    private final List<T> matches;

    /**
     * For vendor modules, and for tests.
     *
     * @param outcome how it ended
     * @param value the rule as it stands now
     * @param differences what differed before, for {@link Outcome#DIFFERS}
     * @param all every rule found that matches the same
     */
    public EnsureResult(Outcome outcome, T value, List<FieldDifference> differences, List<T> all) {
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.rule = Objects.requireNonNull(value, "value");
        this.differences = List.copyOf(differences);
        this.matches = List.copyOf(all);
    }

    /** How it ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** The rule as it stands at the service now. */
    public T rule() {
        return rule;
    }

    /** In which fields the rule that was there differed from what was wanted; empty unless it did. */
    public List<FieldDifference> differences() {
        return differences;
    }

    /** Every rule that matches the same, {@link #rule()} among them. More than one: duplicates, none of which is removed. */
    public List<T> matches() {
        return matches;
    }

    @Override
    public String toString() {
        return "Ensured[" + outcome + ", " + rule + (matches.size() > 1 ? ", " + matches.size() + " equal rules" : "")
                + "]";
    }
}
