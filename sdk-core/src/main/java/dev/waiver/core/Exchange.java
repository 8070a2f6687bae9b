/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to the service and its response, as reported by {@link ApiResponse} and by errors. */
public final class Exchange implements Serializable {
    private static final long serialVersionUID = 1;

    private final String operation;
    private final String requestId;
    private final int status;
    private final int attempts;
    private final @Nullable String serverRequestId;

    @SuppressWarnings("serial") // every map passed in is serializable
    private final Map<String, List<String>> headers;

    @SuppressWarnings("serial")
    private final Map<String, String> envelope;

    /**
     * Creates an exchange. Called by the SDK and by tests.
     *
     * @param operation interface and method, such as {@code EmailExceptionsApi.create}
     * @param requestId the request id that was sent
     * @param status the HTTP status; 0 if there was no response
     * @param attempts how often the request was sent
     * @param serverRequestId the service's own id, if it sent one
     * @param headers the response headers, with names in lowercase
     * @param envelope the metadata in the vendor's envelope
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

    /** Returns the interface and method, such as {@code EmailExceptionsApi.create}. */
    public String operation() {
        return operation;
    }

    /** Returns the request id that the SDK sent. */
    public String requestId() {
        return requestId;
    }

    /** Returns the HTTP status of the last response; 0 if there was none. */
    public int status() {
        return status;
    }

    /** Returns how often the request was sent, including the first time. */
    public int attempts() {
        return attempts;
    }

    /** Returns the service's own id of the exchange; empty if it sent none. */
    public Optional<String> serverRequestId() {
        return Optional.ofNullable(serverRequestId);
    }

    /** Returns the response headers, with names in lowercase. Credentials and cookies are omitted. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns the metadata in the vendor's envelope, by the vendor's names; empty if there is no envelope. */
    public Map<String, String> envelope() {
        return envelope;
    }

    @Override
    public String toString() {
        return operation + " -> " + (status == 0 ? "no response" : status) + " (request id " + requestId
                + (serverRequestId == null ? "" : ", server request id " + serverRequestId) + ")";
    }
}
