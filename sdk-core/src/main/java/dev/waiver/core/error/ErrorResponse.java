/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An error response: status, the vendor's code and error entries, headers and the start of the body. */
public final class ErrorResponse implements Serializable {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable Integer code;
    private final @Nullable String serverRequestId;

    @SuppressWarnings("serial") // every map passed in is serializable
    private final Map<String, List<String>> headers;

    @SuppressWarnings("serial")
    private final List<ErrorEntry> errors;

    private final String rawBody;
    private final @Nullable Duration retryAfter;

    /**
     * Creates an error response. Called by the SDK and by tests.
     *
     * @param status the HTTP status
     * @param code the code in the vendor's envelope, if it says more than the status
     * @param serverRequestId the service's own id of the exchange, if it sent one
     * @param headers the headers, with names in lowercase; the map is not copied, and is serialized with the exception
     * @param errors the error entries
     * @param rawBody the start of the body
     * @param retryAfter the wait that the service requested, or {@code null}
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

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the code in the vendor's envelope, if the envelope reports the error. */
    public OptionalInt code() {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Returns the envelope's code if there is one, otherwise the HTTP status. It determines the kind of exception. */
    public int effectiveStatus() {
        return code == null ? status : code;
    }

    /** Returns the service's own id of the exchange; empty if it sent none. */
    public Optional<String> serverRequestId() {
        return Optional.ofNullable(serverRequestId);
    }

    /** Returns the response headers, with names in lowercase. Credentials and cookies are omitted. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns the error entries as sent by the service; empty if it sent none that could be read. */
    public List<ErrorEntry> errors() {
        return errors;
    }

    /**
     * Returns the start of the body, at most 64 KiB, with the client's credentials redacted; empty if there was none.
     */
    public String rawBody() {
        return rawBody;
    }

    /** Returns the wait that the service requested; empty if it requested none. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
