package dev.waiver.core;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to the service and what it answered, as {@link ApiResponse} and the errors report it. */
public final class Exchange implements Serializable {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final String requestId;
    private final int status;
    private final int attempts;
    private final @Nullable String serverRequestId;

    @SuppressWarnings("serial") // every map given here is serialisable
    private final Map<String, List<String>> headers;

    @SuppressWarnings("serial")
    private final Map<String, String> envelope;

    /**
     * For the engine, and for who builds responses and errors in tests.
     *
     * @param operation interface and method, such as {@code EmailExceptionsApi.create}
     * @param requestId the id that went out with the request
     * @param status the HTTP status, 0 if there was no answer
     * @param attempts how often it was sent
     * @param serverRequestId the service's own id, if it sent one
     * @param headers the headers of the answer, names in lower case
     * @param envelope what the vendor's envelope said beside the value
     */
    public Exchange(
            String operation,
            String requestId,
            int status,
            int attempts,
            @Nullable String serverRequestId,
            Map<String, List<String>> headers,
            Map<String, String> envelope) {
        this.operation = operation;
        this.requestId = requestId;
        this.status = status;
        this.attempts = attempts;
        this.serverRequestId = serverRequestId;
        this.headers = headers;
        this.envelope = envelope;
    }

    /** Interface and method, such as {@code EmailExceptionsApi.create}. */
    public String operation() {
        return operation;
    }

    /** The id that this SDK sent with the request. */
    public String requestId() {
        return requestId;
    }

    /** The HTTP status of the last answer; 0 if there was none. */
    public int status() {
        return status;
    }

    /** How often the request was sent, the first time included. */
    public int attempts() {
        return attempts;
    }

    /** The id that the service gave the exchange, if it gave one. */
    public Optional<String> serverRequestId() {
        return Optional.ofNullable(serverRequestId);
    }

    /** The headers of the answer, names in lower case; credentials and cookies are left out. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** What the vendor's envelope said beside the value, by the vendor's names; empty where there is no envelope. */
    public Map<String, String> envelope() {
        return envelope;
    }

    @Override
    public String toString() {
        return operation + " -> " + (status == 0 ? "no answer" : status) + " (our id " + requestId
                + (serverRequestId == null ? "" : ", theirs " + serverRequestId) + ")";
    }
}
