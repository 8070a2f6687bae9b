package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/** 5xx or 408: the service failed or gave up. A write that is answered so may have been applied. */
public class ServerException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line; {@code null} takes it from the answer
     * @param cause what led to it
     * @param callInfo the call
     * @param response the answer
     */
    public ServerException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
