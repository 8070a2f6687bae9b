package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted. The exchange was ended; the thread's interrupt flag is set. */
public class InterruptedCallException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line
     * @param cause what led to it
     * @param callInfo the call
     */
    public InterruptedCallException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
