package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * 403: signed in, but not allowed or not licensed; the message names the permission where the vendor has a name for it.
 */
public class PermissionException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line; {@code null} takes it from the answer
     * @param cause what led to it
     * @param callInfo the call
     * @param response the answer
     */
    public PermissionException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
