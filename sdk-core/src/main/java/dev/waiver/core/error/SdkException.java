package dev.waiver.core.error;

import dev.waiver.core.Exchange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything a call can fail with, at every vendor. Unchecked, serialisable, and free of credentials.
 *
 * <p>{@link #mayHaveBeenApplied()} answers the question that matters after a failed write.
 */
public abstract class SdkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final CallInfo callInfo;

    /**
     * For subclasses.
     *
     * @param message what went wrong, without operation and ids: they are added
     * @param cause what led to it
     * @param callInfo the call
     */
    protected SdkException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause);
        this.callInfo = callInfo;
    }

    /** The call as a whole. */
    public final CallInfo callInfo() {
        return callInfo;
    }

    /** The operation that failed: interface and method, such as {@code EmailExceptionsApi.create}. */
    public final String operation() {
        return callInfo.operation();
    }

    /** The id that this SDK sent with the request. */
    public final String requestId() {
        return callInfo.requestId();
    }

    /** How often the request was sent. */
    public final int attempts() {
        return callInfo.attempts();
    }

    /** The exchanges of the call so far. */
    public final List<Exchange> exchanges() {
        return callInfo.exchanges();
    }

    /**
     * Whether a change may have taken place at the service. False only on proof: nothing was sent, the request was not
     * handed over whole, or the service refused it (3xx, 4xx other than 408, by status or by envelope). A 5xx or 408
     * answer to a write is as ambiguous as a lost one. Always false for reads. After an ambiguous write, a re-read at
     * once proves nothing: look again after about 2 and 10 seconds.
     */
    public final boolean mayHaveBeenApplied() {
        return callInfo.mayHaveBeenApplied();
    }

    @Override
    public String getMessage() {
        return operation() + " failed: " + problem() + " (" + idsShown() + ", attempts " + attempts()
                + (mayHaveBeenApplied() ? ", may have been applied" : "") + ")";
    }

    /** What went wrong, without operation and ids. */
    String problem() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }

    /** The ids for support, as the message shows them. */
    String idsShown() {
        return "our id " + requestId();
    }
}
