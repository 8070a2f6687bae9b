package dev.waiver.core;

import java.util.List;
import java.util.Objects;

/**
 * The result of {@code ensure}: what it found or did, and the rule as it stands.
 *
 * @param <R> the rule's type
 */
public final class EnsureResult<R> {
    /** The ways in which {@code ensure} succeeds. */
    public enum Outcome {
        /** No rule matched the same; the rule was created. */
        CREATED,
        /** An equal rule was there. */
        PRESENT,
        /**
         * An equal rule was there, but the service does not apply it: it is merely requested, has expired, or is used
         * nowhere.
         */
        PRESENT_INACTIVE,
        /**
         * A rule that matches the same and had another effect was replaced, as {@link OnDifference#REPLACE} asks for.
         */
        REPLACED,
        /** A rule that matches the same and has another effect was kept, as {@link OnDifference#KEEP} asks for. */
        KEPT
    }

    private final Outcome outcome;
    private final R rule;
    private final List<FieldDifference> differences;
    private final List<R> matches;
    private final List<R> conflicts;

    /**
     * Creates a result. Called by the SDK, and by tests.
     *
     * @param outcome how {@code ensure} succeeded
     * @param rule the rule as it stands now
     * @param differences what differed before, for {@link Outcome#REPLACED} and {@link Outcome#KEPT}
     * @param matches every rule that matches the same
     * @param conflicts those of the matches that have another effect
     */
    public EnsureResult(
            Outcome outcome, R rule, List<FieldDifference> differences, List<R> matches, List<R> conflicts) {
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.rule = Objects.requireNonNull(rule, "rule");
        this.differences = List.copyOf(differences);
        this.matches = List.copyOf(matches);
        this.conflicts = List.copyOf(conflicts);
    }

    /** Returns how {@code ensure} succeeded. */
    public Outcome outcome() {
        return outcome;
    }

    /** Returns the rule as it stands at the service now. */
    public R rule() {
        return rule;
    }

    /**
     * Returns the fields in which the rule that was there differed from the wanted one; empty unless the outcome is
     * {@link Outcome#REPLACED} or {@link Outcome#KEPT}.
     */
    public List<FieldDifference> differences() {
        return differences;
    }

    /** Returns every rule that matches the same, {@link #rule()} among them. None of several is removed. */
    public List<R> matches() {
        return matches;
    }

    /** Returns those of the {@link #matches()} that have another effect; usually none. */
    public List<R> conflicts() {
        return conflicts;
    }

    @Override
    public String toString() {
        return "EnsureResult[" + outcome + ", " + rule
                + (matches.size() > 1 ? ", " + matches.size() + " rules match the same" : "") + "]";
    }
}
