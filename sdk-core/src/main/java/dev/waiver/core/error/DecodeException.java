package dev.waiver.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The service answered with success, and the answer could not be read: no JSON, another shape than the type wants,
 * truncated, or larger than allowed. A write that is answered so may have been applied.
 */
public class DecodeException extends SdkException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String rawBody;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what could not be read, and where
     * @param cause the reader's complaint
     * @param callInfo the call
     * @param status the HTTP status
     * @param rawBody the start of the body
     */
    public DecodeException(String message, @Nullable Throwable cause, CallInfo callInfo, int status, String rawBody) {
        super(message, cause, callInfo);
        this.status = status;
        this.rawBody = rawBody;
    }

    /** The HTTP status of the answer. */
    public final int status() {
        return status;
    }

    /** The start of the body as text, 64 kB at most, with the credentials of this client blanked out. */
    public final String rawBody() {
        return rawBody;
    }
}
