package dev.waiver.core.internal.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule that is sent, and what is known of it so far. */
final class SentRule<R> {
    private enum State {
        UNSENT,
        ACKNOWLEDGED,
        LOST
    }

    private final R rule;
    private State state = State.UNSENT;
    private @Nullable R found;

    SentRule(R rule) {
        this.rule = rule;
    }

    R rule() {
        return rule;
    }

    void acknowledged() {
        state = State.ACKNOWLEDGED;
    }

    /** Records that the response was lost, so that the rule may have been created. */
    void lost() {
        state = State.LOST;
    }

    void found(R stored) {
        found = stored;
    }

    Optional<R> found() {
        return Optional.ofNullable(found);
    }

    boolean isAcknowledged() {
        return state == State.ACKNOWLEDGED;
    }

    /** Returns whether the rule may have been created and was not found yet. */
    boolean isOpen() {
        return state != State.UNSENT && found == null;
    }
}
