package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * Nothing there under that id: 404, or the vendor's way of saying so (an empty success). Some services answer the same
 * for a wrong tenant or key.
 */
public class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line; {@code null} takes it from the answer
     * @param cause what led to it
     * @param callInfo the call
     * @param response the answer
     */
    public NotFoundException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }
}
