package dev.waiver.core.internal.http;

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
 * When each pooled connection was last used. OkHttp looks for end-of-stream only after ten idle seconds; a service that
 * closed earlier would turn the next write into an ambiguous failure that reached nobody.
 */
final class ConnectionUse {
    static final ConnectionUse SHARED = new ConnectionUse();

    private static final long LOOK_AFTER_IDLE_NANOS = 1_000_000_000L;

    private final Map<Connection, long[]> lastUsed = Collections.synchronizedMap(new WeakHashMap<>());

    private ConnectionUse() {}

    void released(Connection connection) {
        long[] known = lastUsed.get(connection);
        if (known == null) {
            lastUsed.put(connection, new long[] {System.nanoTime()});
        } else {
            known[0] = System.nanoTime();
        }
    }

    /** Looks for one millisecond whether the service has closed an idle HTTP/1 connection; closes our side if so. */
    boolean foundClosed(@Nullable Connection connection) {
        if (connection == null || connection.protocol() != Protocol.HTTP_1_1) {
            return false;
        }
        long[] used = lastUsed.get(connection);
        if (used == null || System.nanoTime() - used[0] < LOOK_AFTER_IDLE_NANOS) {
            return false;
        }
        Socket socket = connection.socket();
        boolean closed;
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // Between two exchanges nothing may arrive: end-of-stream or an unasked byte, both end the connection.
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
                // It is given up either way.
            }
        }
        return closed;
    }
}
