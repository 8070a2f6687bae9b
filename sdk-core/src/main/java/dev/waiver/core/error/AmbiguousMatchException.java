package dev.waiver.core.error;

import java.util.ArrayList;
import java.util.List;

/**
 * The service's answers do not allow a safe decision, so none was taken: a list that changes while it is paged, a page
 * that repeats, an equality that cannot be settled, a key that sees no tenant. The message says what to do.
 */
public class AmbiguousMatchException extends SdkException {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> ids;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what cannot be decided
     * @param callInfo the call
     * @param ids the ids of the rules in question; may be empty
     */
    public AmbiguousMatchException(String message, CallInfo callInfo, List<String> ids) {
        super(message, null, callInfo);
        this.ids = new ArrayList<>(ids);
    }

    /** The ids of the rules in question; may be empty. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }
}
