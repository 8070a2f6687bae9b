package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The deadline of the whole call ran out: in sign-in, in a wait, in an attempt, or because a wait that the service
 * asked for would have passed it.
 */
public class DeadlineExceededException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line
     * @param cause what led to it
     * @param callInfo the call
     */
    public DeadlineExceededException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
