package dev.waiver.core.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What an answer that is an error said: status, the vendor's code and entries, headers and the start of the body. */
public final class ErrorResponse implements Serializable {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable Integer code;
    private final @Nullable String serverRequestId;

    @SuppressWarnings("serial") // every map given here is serialisable
    private final Map<String, List<String>> headers;

    @SuppressWarnings("serial")
    private final List<ErrorEntry> errors;

    private final String rawBody;
    private final @Nullable Duration retryAfter;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param status the HTTP status
     * @param code the code in the vendor's envelope, if that says more than the status
     * @param serverRequestId the service's own id of the exchange, if it sent one
     * @param headers the headers, names in lower case; kept as they are given, and serialised with the error
     * @param errors the error entries
     * @param rawBody the start of the body
     * @param retryAfter how long to wait, if the service said so
     */
    public ErrorResponse(
            int status,
            @Nullable Integer code,
            @Nullable String serverRequestId,
            Map<String, List<String>> headers,
            List<ErrorEntry> errors,
            String rawBody,
            @Nullable Duration retryAfter) {
        this.status = status;
        this.code = code;
        this.serverRequestId = serverRequestId;
        this.headers = headers;
        this.errors = List.copyOf(errors);
        this.rawBody = rawBody;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code in the vendor's envelope, where an envelope made this an error. */
    public OptionalInt code() {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** The envelope's code if there is one, else the HTTP status: what the kind of error is decided by. */
    public int effectiveStatus() {
        return code == null ? status : code;
    }

    /** The service's own id of the exchange, if it sent one. */
    public Optional<String> serverRequestId() {
        return Optional.ofNullable(serverRequestId);
    }

    /** The headers of the answer, names in lower case; credentials and cookies are left out. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The error entries as the service worded them; empty if it gave none that could be read. */
    public List<ErrorEntry> errors() {
        return errors;
    }

    /**
     * The start of the body, 64 kB at most, with the credentials of this client blanked out; empty if there was none.
     */
    public String rawBody() {
        return rawBody;
    }

    /** How long the service asks to wait, if it said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
