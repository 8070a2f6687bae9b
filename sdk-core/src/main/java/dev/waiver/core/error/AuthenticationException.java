package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/** 401, or a sign-in that was refused: wrong or expired credentials, the wrong region, or a clock that is off. */
public class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line; {@code null} takes it from the answer
     * @param cause what led to it
     * @param callInfo the call
     * @param response the answer
     */
    public AuthenticationException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
