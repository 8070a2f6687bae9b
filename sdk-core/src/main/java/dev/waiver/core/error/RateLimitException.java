package dev.waiver.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 429: too many requests. The request was not run: it is certain that nothing was applied. */
public class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what went wrong in one line; {@code null} takes it from the answer
     * @param cause what led to it
     * @param callInfo the call
     * @param response the answer
     */
    public RateLimitException(
            @Nullable String message, @Nullable Throwable cause, CallInfo callInfo, ErrorResponse response) {
        super(message, cause, callInfo, response);
    }

    /** How long the service asks to wait, if it said so in seconds or as a date. */
    public final Optional<Duration> retryAfter() {
        return response().retryAfter();
    }
}
