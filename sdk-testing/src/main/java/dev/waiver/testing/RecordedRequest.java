/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.Uris;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request received by a simulator, and its outcome. Immutable: a snapshot taken when it was read from the log. */
public final class RecordedRequest {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final String method;
    private final String target;
    private final String resource;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean authentication;
    private final int connection;
    private final int indexOnConnection;
    private final int status;
    private final boolean applied;

    /** Creates a recorded request from its request line and headers. */
    RecordedRequest(
            String method,
            String target,
            String resource,
            Map<String, List<String>> headers,
            boolean authentication,
            int connection,
            int indexOnConnection) {
        this(method, target, resource, headers, new byte[0], authentication, connection, indexOnConnection, 0, false);
    }

    private RecordedRequest(
            String method,
            String target,
            String resource,
            Map<String, List<String>> headers,
            byte[] body,
            boolean authentication,
            int connection,
            int indexOnConnection,
            int status,
            boolean applied) {
        this.method = method;
        this.target = target;
        this.resource = resource;
        this.headers = headers;
        this.body = body;
        this.authentication = authentication;
        this.connection = connection;
        this.indexOnConnection = indexOnConnection;
        this.status = status;
        this.applied = applied;
    }

    RecordedRequest withBody(byte[] bytes) {
        return new RecordedRequest(
                method,
                target,
                resource,
                headers,
                bytes,
                authentication,
                connection,
                indexOnConnection,
                status,
                applied);
    }

    RecordedRequest withOutcome(int newStatus, boolean newApplied) {
        return new RecordedRequest(
                method,
                target,
                resource,
                headers,
                body,
                authentication,
                connection,
                indexOnConnection,
                newStatus,
                newApplied);
    }

    /** Returns the HTTP method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** Returns the path and query, exactly as received. */
    public String target() {
        return target;
    }

    /** Returns the path without the query, exactly as received. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /**
     * Returns the path below the service's prefix, such as {@code /exceptions/blacklist}, still encoded; the whole path
     * for a request without that prefix.
     */
    public String resource() {
        return resource;
    }

    /** Returns the query without its question mark, exactly as received, or {@code ""} if there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /**
     * Returns the first value of a query parameter, decoded.
     *
     * @param name the parameter's name
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(Uris.parameter(query(), name));
    }

    /** Returns all header values by name. Lookups ignore case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * Returns the first value of a header.
     *
     * @param name the header's name, in any case
     */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    /** Returns the body decoded as UTF-8, or {@code ""} if there is none or it was not received whole. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns a copy of the body's bytes, after transfer decoding. */
    public byte[] bodyBytes() {
        return body.clone();
    }

    /**
     * Returns the number of the connection that the request was received on, counted from 0 since the simulator was
     * created.
     */
    public int connection() {
        return connection;
    }

    /** Returns the index of the request on its connection, from 0. Above 0, the connection was reused. */
    public int indexOnConnection() {
        return indexOnConnection;
    }

    /** Returns whether this is an authentication request, which asks for a token. */
    public boolean authentication() {
        return authentication;
    }

    /**
     * Returns whether the request may change state, by its method: false for authentication requests and for GET, HEAD
     * and OPTIONS.
     */
    public boolean write() {
        return !authentication && !READING.contains(method);
    }

    /** Returns the status of the response that was sent, or 0 if none was sent or none has been sent yet. */
    public int status() {
        return status;
    }

    /**
     * Returns whether the request took effect, regardless of what the client received: a write changed the service's
     * state; a read or an authentication request was served.
     */
    public boolean applied() {
        return applied;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s -> %s%s (connection %d.%d)",
                method,
                target,
                status == 0 ? "no response" : status,
                applied ? "" : ", not applied",
                connection,
                indexOnConnection);
    }
}
