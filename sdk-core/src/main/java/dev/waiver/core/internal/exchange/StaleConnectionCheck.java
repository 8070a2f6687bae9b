package dev.waiver.core.internal.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A check for stale pooled connections, based on when each was last used. OkHttp looks for end-of-stream only after ten
 * idle seconds. If a service closed the connection earlier, the next write would be an ambiguous failure although the
 * service never received it.
 */
final class StaleConnectionCheck {
    static final StaleConnectionCheck SHARED = new StaleConnectionCheck();

    private static final long CHECK_AFTER_IDLE_NANOS = 1_000_000_000L;

    /** All exchanges of the JVM share this check: calls on different connections must not wait for each other. */
    private static final int STRIPES = 64;

    private final List<Map<Connection, AtomicLong>> lastUsed = new ArrayList<>(STRIPES);

    private StaleConnectionCheck() {
        for (int i = 0; i < STRIPES; i++) {
            lastUsed.add(Collections.synchronizedMap(new WeakHashMap<>()));
        }
    }

    private Map<Connection, AtomicLong> stripe(Connection connection) {
        return lastUsed.get(Math.floorMod(connection.hashCode(), STRIPES));
    }

    /**
     * Records that an exchange has released its connection.
     *
     * @param now the time by the client's clock, which {@link #foundClosed} gets as well
     */
    void released(Connection connection, long now) {
        Map<Connection, AtomicLong> stripe = stripe(connection);
        AtomicLong used = stripe.get(connection);
        if (used == null) {
            stripe.put(connection, new AtomicLong(now));
        } else {
            used.set(now);
        }
    }

    /**
     * Returns whether the service has closed an HTTP/1.1 connection that was idle for at least a second, and if so
     * closes the socket. Waits for up to one millisecond.
     */
    boolean foundClosed(@Nullable Connection connection, long now) {
        if (connection == null || connection.protocol() != Protocol.HTTP_1_1) {
            return false;
        }
        AtomicLong used = stripe(connection).get(connection);
        if (used == null || now - used.get() < CHECK_AFTER_IDLE_NANOS) {
            return false;
        }
        Socket socket = connection.socket();
        boolean closed;
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // Nothing may arrive between two exchanges: end-of-stream and an unexpected byte both end the
                // connection.
                int ignored = socket.getInputStream().read();
                closed = true;
            } catch (SocketTimeoutException silent) {
                closed = false;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            closed = true;
        }
        if (closed) {
            try {
                socket.close();
            } catch (IOException e) {
                // The connection is abandoned either way.
            }
        }
        return closed;
    }
}
