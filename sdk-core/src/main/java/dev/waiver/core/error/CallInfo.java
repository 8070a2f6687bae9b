package dev.waiver.core.error;

import dev.waiver.core.Exchange;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What every error knows of its call: operation, our request id, attempts, exchanges, and whether it may have been
 * applied.
 */
public final class CallInfo implements Serializable {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final String requestId;
    private final int attempts;
    private final boolean mayHaveBeenApplied;

    @SuppressWarnings("serial") // a copy, which is serialisable
    private final List<Exchange> exchanges;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param operation interface and method, such as {@code EmailExceptionsApi.create}
     * @param requestId the id that went out with the request
     * @param attempts how often the request was sent
     * @param mayHaveBeenApplied whether a change may have taken place at the service
     * @param exchanges the exchanges of the call so far
     */
    public CallInfo(
            String operation, String requestId, int attempts, boolean mayHaveBeenApplied, List<Exchange> exchanges) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.requestId = Objects.requireNonNull(requestId, "requestId");
        this.attempts = attempts;
        this.mayHaveBeenApplied = mayHaveBeenApplied;
        this.exchanges = List.copyOf(exchanges);
    }

    /** Interface and method, such as {@code EmailExceptionsApi.create}. */
    public String operation() {
        return operation;
    }

    /** The id that this SDK sent. */
    public String requestId() {
        return requestId;
    }

    /** How often the request was sent. */
    public int attempts() {
        return attempts;
    }

    /** Whether a change may have taken place at the service. */
    public boolean mayHaveBeenApplied() {
        return mayHaveBeenApplied;
    }

    /** The exchanges of the call so far, in the order they took place. */
    public List<Exchange> exchanges() {
        return exchanges;
    }
}
