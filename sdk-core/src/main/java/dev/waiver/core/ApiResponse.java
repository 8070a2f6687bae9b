/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a call, with metadata. For a composed call (such as a create that looks up the new id), status, ids and
 * headers are those of its write, or of its last exchange if it has no write; {@link #exchanges()} has all exchanges,
 * the write's first.
 *
 * @param <T> the type of the value
 */
public final class ApiResponse<T extends @org.jspecify.annotations.Nullable Object> {
    private final T value;
    private final List<Exchange> exchanges;

    /**
     * Creates a response. Called by the SDK and by tests.
     *
     * @param value the value of the call
     * @param exchanges at least one exchange; the first one provides status, ids and headers
     * @throws IllegalArgumentException if there is no exchange
     */
    public ApiResponse(T value, List<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            throw new IllegalArgumentException("exchanges: at least one is needed");
        }
        this.value = value;
        this.exchanges = List.copyOf(exchanges);
    }

    /** Returns the value of the call. */
    public T value() {
        return value;
    }

    /** Returns the HTTP status; 0 for a call that needed no exchange. */
    public int status() {
        return main().status();
    }

    /** Returns the request id that the SDK sent, the same for all exchanges of the call. */
    public String requestId() {
        return main().requestId();
    }

    /** Returns the service's own id of the exchange; empty if it sent none. */
    public Optional<String> serverRequestId() {
        return main().serverRequestId();
    }

    /** Returns how often the request was sent, including the first time. */
    public int attempts() {
        return main().attempts();
    }

    /**
     * Returns the first value of a header.
     *
     * @param name the name of the header, in any case
     */
    public Optional<String> header(String name) {
        List<String> values = headers().get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    /** Returns the response headers, with names in lowercase. Credentials and cookies are omitted. */
    public Map<String, List<String>> headers() {
        return main().headers();
    }

    /** Returns the metadata in the vendor's envelope, by the vendor's names; empty if there is no envelope. */
    public Map<String, String> envelope() {
        return main().envelope();
    }

    /** Returns the exchanges of the call, the write's first. Of a very long call, the first and last 256 are kept. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    private Exchange main() {
        return exchanges.get(0);
    }

    @Override
    public String toString() {
        return "ApiResponse[" + main() + ", attempts " + attempts() + "]";
    }
}
