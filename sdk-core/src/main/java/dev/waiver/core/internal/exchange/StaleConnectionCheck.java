/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A check for connections of HTTP/1.1 that must not be used: those that the service has closed, and those on which it
 * has sent something that nobody asked for, such as a second response to an earlier request. HTTP/1.1 does not say
 * which request a response belongs to, so that it would be taken for the response to the next request.
 *
 * <p>OkHttp looks for end-of-stream only after ten idle seconds and not before a GET, and for unexpected bytes never.
 * If a service closed the connection earlier, the next write would be an ambiguous failure although the service never
 * received it.
 *
 * <p>Found is every byte that has arrived before the request is sent, whether it is still in the kernel, in the TLS
 * layer or in OkHttp's buffer. Not found is:
 *
 * <ul>
 *   <li>what arrives later: from then on, a foreign response looks like a fast one;
 *   <li>what TLS carried in the same read as the end of the previous response, with a TLS provider other than the
 *       JDK's, or without TLS with a socket factory of the application or a SOCKS proxy: it is in OkHttp's buffer;
 *   <li>what a service sends on a new TLS connection before the first request: it is not looked for there, because it
 *       would cost each new connection a millisecond.
 * </ul>
 */
final class StaleConnectionCheck {
    private static final long CHECK_AFTER_IDLE_NANOS = 1_000_000_000L;
    private static final Map<Connection, AtomicLong> LAST_USED = Collections.synchronizedMap(new WeakHashMap<>());

    private StaleConnectionCheck() {}

    /**
     * Records that an exchange has released its connection.
     *
     * @param exchange what {@link #foundUnusable} got
     * @param now the time by the client's clock, which {@link #foundUnusable} gets as well
     */
    static void released(Connection connection, Object exchange, long now) {
        LAST_USED.computeIfAbsent(connection, first -> new AtomicLong()).set(now);
        try {
            TrackedInput input = tracked(connection.socket());
            if (input != null) {
                input.end(exchange);
            }
        } catch (IOException e) {
            // It is closed, so that it is not used again.
        }
    }

    /**
     * Returns whether an HTTP/1.1 connection must not be used for another request, and if so closes the socket.
     *
     * @param exchange the exchange that begins
     * @param fresh whether no request was sent on the connection yet
     * @param write whether end-of-stream is looked for as well, if the connection was idle for at least a second; waits
     *     for up to one millisecond
     */
    static boolean foundUnusable(
            @Nullable Connection connection, Object exchange, boolean fresh, boolean write, long now) {
        if (connection == null || connection.protocol() != Protocol.HTTP_1_1) {
            return false;
        }
        Socket socket = connection.socket();
        boolean unusable;
        try {
            TrackedInput input = tracked(socket);
            boolean look = mayHaveArrived(socket, fresh) || (write && !fresh && wasIdle(connection, now));
            unusable = (input != null && input.hasUnasked()) || (look && endsOrSpeaks(socket));
            if (input != null) {
                input.begin(exchange);
            }
        } catch (IOException e) {
            unusable = true;
        }
        if (unusable) {
            try {
                socket.close();
            } catch (IOException e) {
                // The connection is abandoned either way.
            }
        }
        return unusable;
    }

    private static @Nullable TrackedInput tracked(Socket socket) throws IOException {
        return socket instanceof TrackedSocket || socket instanceof TrackedSslSocket
                ? (TrackedInput) socket.getInputStream()
                : null;
    }

    /** Returns whether bytes can be read. At TLS, they may be records without data, such as session tickets. */
    private static boolean mayHaveArrived(Socket socket, boolean fresh) throws IOException {
        return socket.getInputStream().available() > 0
                || (!fresh && socket instanceof TrackedSslSocket tls && tls.availableRecordBytes() > 0);
    }

    private static boolean wasIdle(Connection connection, long now) {
        AtomicLong used = LAST_USED.get(connection);
        return used != null && now - used.get() >= CHECK_AFTER_IDLE_NANOS;
    }

    /**
     * Reads for up to one millisecond. Nothing may arrive between two exchanges: end-of-stream and an unexpected byte
     * both end the connection.
     */
    private static boolean endsOrSpeaks(Socket socket) throws IOException {
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            int ignored = socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }
}
