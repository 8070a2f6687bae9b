package dev.waiver.core.internal.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A check for stale pooled connections, based on when each was last used. OkHttp looks for end-of-stream only after ten
 * idle seconds. If a service closed the connection earlier, the next write would be an ambiguous failure although the
 * service never received it.
 */
final class StaleConnectionCheck {
    private static final long CHECK_AFTER_IDLE_NANOS = 1_000_000_000L;
    private static final Map<Connection, Long> LAST_USED = Collections.synchronizedMap(new WeakHashMap<>());

    private StaleConnectionCheck() {}

    /**
     * Records that an exchange has released its connection.
     *
     * @param now the time by the client's clock, which {@link #foundClosed} gets as well
     */
    static void released(Connection connection, long now) {
        LAST_USED.put(connection, now);
    }

    /**
     * Returns whether the service has closed an HTTP/1.1 connection that was idle for at least a second, and if so
     * closes the socket. Waits for up to one millisecond.
     */
    static boolean foundClosed(@Nullable Connection connection, long now) {
        if (connection == null || connection.protocol() != Protocol.HTTP_1_1) {
            return false;
        }
        Long used = LAST_USED.get(connection);
        if (used == null || now - used < CHECK_AFTER_IDLE_NANOS) {
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
