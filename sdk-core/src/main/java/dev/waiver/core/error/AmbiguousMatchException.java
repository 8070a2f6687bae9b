package dev.waiver.core.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The responses of the service don't tell which rule is meant, or whether a rule is equal to another. Nothing was
 * changed on a guess; {@link #ids()} names the rules to look at.
 */
public class AmbiguousMatchException extends SdkException {
    private static final long serialVersionUID = 1;

    /** The kinds of ambiguity. */
    public enum Reason {
        /** Several rules match, where one is needed. */
        SEVERAL_RULES,
        /** Whether a rule matches cannot be told from the responses. */
        UNDECIDABLE
    }

    private final Reason reason;
    private final ArrayList<String> ids;

    /**
     * Creates an error. Called by the SDK, and by tests that need an error.
     *
     * @param message what is ambiguous, and what to do
     * @param reason the kind of ambiguity
     * @param callInfo the call
     * @param ids the ids of the rules in question; may be empty
     */
    public AmbiguousMatchException(String message, Reason reason, CallInfo callInfo, List<String> ids) {
        super(message, null, callInfo);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.ids = new ArrayList<>(ids);
    }

    /** Returns the kind of ambiguity. */
    public final Reason reason() {
        return reason;
    }

    /** Returns the ids of the rules in question; may be empty. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }
}
