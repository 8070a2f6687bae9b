package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/** No usable answer: the connection could not be made, broke, or an attempt timed out. The cause says which. */
public class TransportException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line
     * @param cause what led to it
     * @param callInfo the call
     */
    public TransportException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
