package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is no usable response: the connection could not be established, broke, or an attempt timed out.
 * Also thrown when authentication fails other than by an error response or the deadline. The cause has the details.
 */
public class TransportException extends SdkException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what went wrong, in one line
     * @param cause the cause
     * @param callInfo the call
     */
    public TransportException(String message, @Nullable Throwable cause, CallInfo callInfo) {
        super(message, cause, callInfo);
    }
}
